"""The task list of the front page: the three steps of the guidance, each with a real status."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from difi_sosial.portal.enums import Lesson, TaskColor
from difi_sosial.portal.models import LessonRead


@dataclass(frozen=True, slots=True)
class Task:
    """One row. `reason` says why it cannot start yet; then it has no link and no status."""

    key: str
    title: str | Promise
    hint: str | Promise
    url: str
    label: str | Promise
    color: str
    reason: str | Promise = ""

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.color == TaskColor.DONE and not self.reason


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three steps, with its tasks."""

    key: str
    title: str | Promise
    lead: str | Promise
    tasks: tuple[Task, ...]


def steps(person: Any) -> list[Part]:
    """The three steps as this person sees them."""
    return [_understand()]


def progress(parts: Iterable[Part]) -> tuple[int, int]:
    """How many tasks are done, of how many."""
    tasks = [task for part in parts for task in part.tasks]
    return sum(task.done for task in tasks), len(tasks)


def waiting(person: Any) -> list[Task]:
    """What waits for this very person."""
    return []


def _understand() -> Part:
    read = set(LessonRead.objects.values_list("lesson", flat=True))
    tasks = tuple(
        Task(
            key=f"lesson-{lesson.value}",
            title=lesson.label,
            hint="",
            url=reverse("portal:lesson-detail", args=[lesson.value]),
            label=_("Lest") if lesson in read else _("Ikke lest"),
            color=TaskColor.DONE if lesson in read else TaskColor.NONE,
        )
        for lesson in Lesson
    )
    return Part(
        "understand",
        _("Forstå sosiale medier"),
        _("Les dette før dere tar stilling. Det tar en halv time."),
        tasks,
    )
