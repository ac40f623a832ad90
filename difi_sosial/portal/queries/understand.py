"""The first step: what to read before deciding anything."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from difi_sosial.people.permissions import Permission
from difi_sosial.portal.enums import Lesson, TaskColor
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.tasks import Row, Task, Text, done, not_begun

USES = tuple(lesson for lesson in Lesson if lesson is not Lesson.SPECIAL)


def _lessons(key: str, title: Text, lessons: tuple[Lesson, ...], facts: Facts) -> Task:
    unread = [lesson for lesson in lessons if lesson not in facts.read_lessons]
    url = reverse("portal:lesson-detail", args=[(unread or lessons)[0].value])
    counts = {"read": len(lessons) - len(unread), "all": len(lessons)}
    hint = _("%(read)d av %(all)d sider er lest") % counts if len(lessons) > 1 else ""
    if not unread:
        return done(key, title, hint, url)
    if len(unread) == len(lessons):
        return not_begun(key, title, hint, url)
    return Task(key, title, hint, url, _("Påbegynt"), TaskColor.BEGUN)


def what_they_are(facts: Facts) -> Task:
    """What social media are, and the four ways to use them."""
    return _lessons("lessons", _("Hva sosiale medier er, og hva de kan brukes til"), USES, facts)


def what_is_special(facts: Facts) -> Task:
    """What a public body must answer that others need not."""
    title = _("Det som er særskilt for forvaltningen")
    return _lessons("lesson-special", title, (Lesson.SPECIAL,), facts)


ROWS: tuple[Row, ...] = (
    (Permission.PORTAL_READ, what_they_are),
    (Permission.PORTAL_READ, what_is_special),
)
