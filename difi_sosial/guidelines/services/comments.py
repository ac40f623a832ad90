"""Saying something about a section, answering, and saying when it is dealt with."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.core.markdown import render
from difi_sosial.core.passages import Passage, flat, passage_of
from difi_sosial.guidelines import rules
from difi_sosial.guidelines.enums import COMMENTED_STATES, ThreadAction, ThreadState
from difi_sosial.guidelines.models import GuidelineVersion, Remark, Section, Thread
from difi_sosial.guidelines.workflow import THREAD
from difi_sosial.people.models import User
from difi_sosial.people.services import tell

EXCERPT = 300
NOBODY = Passage("")


@transaction.atomic
def comment(
    *,
    version: GuidelineVersion,
    anchor: str,
    text: str,
    by: User,
    at: datetime,
    quote: str = "",
    before: str = "",
    after: str = "",
) -> Thread:
    """Begin a thread on a section, or on the words `quote` in it; the authors get a letter.

    `before` and `after` are what stands around the words, to know which of two equal places is
    meant. Raises Invalid when they are not in the section, WrongState, NotAllowed.
    """
    version = _open_to(version, by)
    section = version.sections.filter(anchor=anchor).first()
    if section is None:
        raise Invalid(_("Delen finnes ikke lenger. Last siden på nytt."))
    passage = _passage(section, quote, before, after)
    thread = Thread.objects.create(
        version=version,
        anchor=anchor,
        heading=section.heading,
        quote=passage.quote,
        before=passage.before,
        after=passage.after,
        position=passage.start,
        started_by=by,
        started_at=at,
    )
    _say(thread, text, by=by, at=at)
    _write_to_the_others(thread, STARTED, by=by, at=at, text=text)
    _recorded(Event.GUIDELINE_COMMENTED, thread, by=by, at=at)
    return thread


@transaction.atomic
def answer(*, thread: Thread, text: str, by: User, at: datetime) -> Remark:
    """Say something more in a thread; those who are in it and the authors get a letter."""
    _open_to(thread.version, by)
    thread = lock(thread)
    remark = _say(thread, text, by=by, at=at)
    _write_to_the_others(thread, ANSWERED, by=by, at=at, text=text, key=f"{remark.pk}")
    _recorded(Event.GUIDELINE_ANSWERED, thread, by=by, at=at)
    return remark


@transaction.atomic
def close_or_open(*, thread: Thread, action: str, by: User, at: datetime) -> Thread:
    """Say that a comment is dealt with, or that it is not after all.

    Raises WrongState when somebody else was first, NotAllowed, Invalid for an unknown action.
    """
    if action not in ThreadAction.values:
        raise Invalid(_("Velg hva du vil gjøre."))
    _open_to(thread.version, by)
    thread = lock(thread)
    state = THREAD.check(action, state=thread.state, by=by, thing=thread)
    closed = state == ThreadState.RESOLVED
    thread.resolved_by, thread.resolved_at = (by, at) if closed else (None, None)
    thread.save(update_fields=["resolved_by", "resolved_at"])
    if closed:
        _write_to_the_others(thread, CLOSED, by=by, at=at, key=f"closed:{at.isoformat()}")
    kind = Event.GUIDELINE_COMMENT_CLOSED if closed else Event.GUIDELINE_COMMENT_OPENED
    _recorded(kind, thread, by=by, at=at)
    return thread


STARTED = (
    gettext_lazy("Ny kommentar til «%(heading)s»"),
    gettext_lazy("%(who)s har kommentert «%(heading)s» i %(version)s: «%(text)s» Svar der."),
)
ANSWERED = (
    gettext_lazy("Svar på en kommentar til «%(heading)s»"),
    gettext_lazy("%(who)s har svart på en kommentar i %(version)s: «%(text)s»"),
)
CLOSED = (
    gettext_lazy("En kommentar til «%(heading)s» er løst"),
    gettext_lazy(
        "%(who)s har merket en kommentar i %(version)s som løst. "
        "Åpne den igjen hvis du ikke er enig."
    ),
)


def _open_to(version: GuidelineVersion, by: User) -> GuidelineVersion:
    """The locked version, so that nothing is said in one that is approved meanwhile."""
    version = lock(version)
    if version.state not in COMMENTED_STATES:
        raise WrongState(_("Teksten er låst og kan ikke kommenteres lenger."))
    if not rules.may_comment(by, version):
        raise NotAllowed(_("Du kan ikke kommentere her."))
    return version


def _passage(section: Section, quote: str, before: str, after: str) -> Passage:
    if not quote.strip():
        return NOBODY
    found = passage_of(flat(render(section.body)), quote, before=before, after=after)
    if found is None:
        raise Invalid(
            _(
                "Ordene du viser til, står ikke i delen. "
                "Kopier dem fra teksten, eller la feltet stå tomt."
            )
        )
    return found


def _say(thread: Thread, text: str, *, by: User, at: datetime) -> Remark:
    if not text.strip():
        raise Invalid(_("Skriv en kommentar."))
    return Remark.objects.create(thread=thread, text=text.strip(), by=by, at=at)


def _members(thread: Thread) -> Iterable[User]:
    """Who wrote the text and who is in the thread, each once."""
    said = User.objects.filter(pk__in=thread.remarks.values("by"))
    authors = thread.version.authors.all()
    return {person.pk: person for person in (*authors, *said, thread.started_by)}.values()


def _write_to_the_others(
    thread: Thread,
    letter: tuple[Promise | str, Promise | str],
    *,
    by: User,
    at: datetime,
    text: str = "",
    key: str = "started",
) -> None:
    version = thread.version
    page = reverse("guidelines:version-comments", args=[version.guideline.slug, version.number])
    tell(
        to=[person for person in _members(thread) if person.pk != by.pk],
        subject=letter[0],
        text=letter[1],
        path=f"{page}?del={thread.anchor}&status=alle#{thread.key}",
        key=f"guidelines.thread:{thread.pk}:{key}",
        at=at,
        facts={
            "who": str(by),
            "heading": thread.heading,
            "version": str(version),
            "text": " ".join(text.split())[:EXCERPT],
        },
    )


def _recorded(event: Event, thread: Thread, *, by: User, at: datetime) -> None:
    facts = {"comment": thread.pk, "section": thread.anchor, "state": thread.state}
    audit.record(event, by=by, thing=thread.version, at=at, after=facts)
