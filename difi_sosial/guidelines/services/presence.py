"""Saying that one writes in a section, taking over from another, and saying that one is done."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict
from difi_sosial.guidelines.models import GuidelineVersion, Section, WritingSign
from difi_sosial.guidelines.services.guard import editable
from difi_sosial.people.models import User
from difi_sosial.people.services import tell


class Occupied(Conflict):
    """Somebody else is writing in the section; `sign` says who and since when."""

    def __init__(self, sign: WritingSign) -> None:
        since = local(sign.since).strftime("%H.%M")
        super().__init__(
            _("%(who)s skriver her siden kl. %(time)s.") % {"who": sign.person, "time": since}
        )
        self.sign = sign


class Left(Conflict):
    """What a page sent by itself came after the page was left by a button, which saved it all."""

    def __init__(self) -> None:
        super().__init__(_("Du har alt lagret denne siden og gått videre fra den."))


def guard_left(section: Section, sitting: str) -> None:
    """Raise Left when the page with this key was left."""
    if sitting and section.left == sitting:
        raise Left


@transaction.atomic
def begin_writing(*, section: Section, by: User, at: datetime, sitting: str = "") -> WritingSign:
    """Put up one's sign, or give a sign of life on it.

    `sitting` names the open page when it saves itself: one that was left puts up no sign. Raises
    Occupied while somebody else's sign holds, Left, NotAllowed, WrongState.
    """
    editable(section.version, by)
    guard_left(lock(section), sitting)
    sign = _sign_on(section)
    if sign and sign.person_id != by.pk and sign.holds(at):
        raise Occupied(sign)
    return _put_up(section, sign, by=by, at=at)


@transaction.atomic
def take_over(*, section: Section, by: User, at: datetime) -> WritingSign:
    """Put up one's sign in the place of another's, who is told. Raises NotAllowed, WrongState."""
    version = editable(section.version, by)
    sign = _sign_on(section)
    other = sign.person if sign and sign.person_id != by.pk and sign.holds(at) else None
    mine = _put_up(section, sign, by=by, at=at)
    if other:
        facts = {"section": section.anchor, "from": str(other)}
        _tell(section, other, by=by, at=at)
        audit.record(Event.GUIDELINE_WRITING_TAKEN, by=by, thing=version, at=at, after=facts)
    return mine


@transaction.atomic
def stop_writing(*, section: Section, by: User, sitting: str = "") -> None:
    """Take down one's own sign; another's stays. `sitting` is the page that was left."""
    _leave(Section.objects.filter(pk=section.pk), sitting)
    WritingSign.objects.filter(section=section, person=by).delete()


@transaction.atomic
def stop_writing_everywhere(*, version: GuidelineVersion, by: User, sitting: str = "") -> None:
    """Take down all one's own signs in a version. `sitting` is the page that was left."""
    _leave(version.sections.all(), sitting)
    WritingSign.objects.filter(section__version=version, person=by).delete()


def _leave(sections: QuerySet[Section], sitting: str) -> None:
    """Remember the page before its signs go: a saving that is under way must not put them back."""
    if sitting:
        sections.update(left=sitting)


def _sign_on(section: Section) -> WritingSign | None:
    lock(section)
    return WritingSign.objects.select_related("person").filter(section=section).first()


def _put_up(section: Section, sign: WritingSign | None, *, by: User, at: datetime) -> WritingSign:
    goes_on = sign is not None and sign.person_id == by.pk and sign.holds(at)
    since = sign.since if sign and goes_on else at
    mine, _new = WritingSign.objects.update_or_create(
        section=section, defaults={"person": by, "since": since, "seen_at": max(at, since)}
    )
    return mine


def _tell(section: Section, other: User, *, by: User, at: datetime) -> None:
    version = section.version
    place = [version.guideline.slug, version.number, section.anchor]
    tell(
        to=[other],
        subject=gettext_lazy("%(who)s skriver nå i «%(heading)s»"),
        text=gettext_lazy(
            "%(who)s har overtatt skrivingen av «%(heading)s» i %(version)s. Har du tekst på "
            "skjermen som ikke er lagret, trykker du Lagre: Da ser du begge tekstene."
        ),
        path=reverse("guidelines:section-edit", args=place),
        key=f"guidelines.sign:{section.pk}:{other.pk}:{at.isoformat()}",
        at=at,
        facts={"who": str(by), "heading": section.heading, "version": str(version)},
    )
