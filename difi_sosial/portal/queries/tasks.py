"""The task list of the front page: the three steps of the guidance, each with a real status."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.portal.enums import TaskColor
from difi_sosial.portal.queries.facts import Facts

Text = str | Promise
FINISHED = _("Ferdig")


@dataclass(frozen=True, slots=True)
class Task:
    """One row. `reason` says why it cannot start yet; then it has no link and no status."""

    key: str
    title: Text
    hint: Text = ""
    url: str = ""
    label: Text = ""
    color: str = TaskColor.NONE
    reason: Text = ""

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.color == TaskColor.DONE and not self.reason


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three steps, with its tasks."""

    key: str
    title: Text
    lead: Text
    tasks: tuple[Task, ...]

    @property
    def done(self) -> bool:
        """Whether every task of the step is done."""
        return all(task.done for task in self.tasks)


Row = tuple[Permission, Callable[[Facts], Task]]


def part(key: str, title: Text, lead: Text, rows: Iterable[Row], facts: Facts) -> Part:
    """A step with the rows that this person may see."""
    tasks = tuple(build(facts) for permission, build in rows if may(facts.person, permission))
    return Part(key, title, lead, tasks)


def progress(parts: Iterable[Part]) -> tuple[int, int]:
    """How many tasks are done, of how many."""
    tasks = [task for step in parts for task in step.tasks]
    return sum(task.done for task in tasks), len(tasks)


def locked(key: str, title: Text, reason: Text) -> Task:
    """A task that cannot start yet."""
    return Task(key, title, reason=reason)


def not_begun(key: str, title: Text, hint: Text, url: str) -> Task:
    """A task that nobody has begun."""
    return Task(key, title, hint, url, _("Ikke startet"), TaskColor.NONE)


def done(key: str, title: Text, hint: Text, url: str, label: Text = FINISHED) -> Task:
    """A task where nothing is left to do now."""
    return Task(key, title, hint, url, label, TaskColor.DONE)
