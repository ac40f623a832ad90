"""What is said in a hearing, and what is answered."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.hearing.enums import State, Verdict
from difi_sosial.hearing.models import Hearing, Input, Invitation
from difi_sosial.hearing.rules import is_late, may_change_input, may_lead
from difi_sosial.people import services as people
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may


@transaction.atomic
def give_input(*, hearing: Hearing, text: str, by: User, at: datetime, part: str = "") -> Input:
    """Say something about the whole text, or about one of its parts.

    After the deadline it is taken as long as the hearing is open, and marked as late. Raises
    NotAllowed for who is not invited, WrongState when the hearing is closed, Invalid.
    """
    hearing = _open(hearing)
    invitation = _invitation(hearing, by)
    _guard_text(hearing, text, part)
    given = Input.objects.create(
        hearing=hearing,
        person=by,
        part=part,
        text=text.strip(),
        given_at=at,
        created_at=at,
        is_late=is_late(hearing, local_date(at)),
    )
    if invitation.no_remarks_at is not None:
        invitation.no_remarks_at = None
        invitation.save(update_fields=["no_remarks_at", "updated_at"])
    people.tell(
        to=people_who_may(Permission(hearing.lead)),
        subject=gettext_lazy("Nytt innspill: %(title)s"),
        text=gettext_lazy(
            "%(name)s har gitt innspill til «%(title)s». Svar på det før høringen blir avsluttet."
        ),
        path=_page(given),
        key=f"hearing.input:{given.pk}",
        at=at,
        facts={"name": by.name, "title": hearing.title},
    )
    after = {"part": part, "late": given.is_late}
    audit.record(Event.INPUT_GIVEN, by=by, thing=hearing, at=at, after=after)
    return given


@transaction.atomic
def change_input(
    *, given: Input, text: str, by: User, at: datetime, edition: int, part: str = ""
) -> Input:
    """Say it better, until the deadline and as long as nobody has answered.

    `edition` is the one the page showed. Raises Conflict when it was saved from elsewhere since.
    """
    hearing = _open(given.hearing)
    given = lock(given)
    if given.person_id != by.pk:
        raise NotAllowed(_("Du kan bare endre dine egne innspill."))
    if not may_change_input(by, given, local_date(at)):
        raise WrongState(
            _("Innspillet kan ikke endres nå: fristen er ute, eller det er besvart. Gi et nytt.")
        )
    if edition != given.edition:
        raise Conflict(_("Du har lagret innspillet fra en annen side i mellomtiden."))
    _guard_text(hearing, text, part)
    if (given.text, given.part) == (text.strip(), part):
        return given
    given.text, given.part, given.edition = text.strip(), part, given.edition + 1
    given.save(update_fields=["text", "part", "edition", "updated_at"])
    audit.record(Event.INPUT_CHANGED, by=by, thing=hearing, at=at)
    return given


@transaction.atomic
def answer_input(
    *, given: Input, verdict: str, answer: str, by: User, at: datetime, edition: int, seen: int
) -> Input:
    """Say what the input comes to, and why; can be mended until the hearing is closed.

    `edition` is the text that was read, `seen` the answer that stood there (0 for none). Raises
    Conflict when either is another now.
    """
    hearing = _open(given.hearing)
    given = lock(given)
    if not may_lead(by, hearing):
        raise NotAllowed(_("Du kan ikke svare på innspill. Be kommunikasjonssjefen om det."))
    if edition != given.edition:
        raise Conflict(_("Innspillet er endret etter at du leste det. Les det på nytt først."))
    if seen != given.answer_edition:
        who = given.answered_by
        raise Conflict(_("%(name)s har alt svart på dette innspillet.") % {"name": who})
    if verdict not in Verdict.values or not answer.strip():
        raise Invalid(_("Velg hva innspillet fører til, og skriv hvorfor."))
    given.verdict, given.answer = verdict, answer.strip()
    given.answered_by, given.answered_at = by, at
    given.answer_edition += 1
    given.save()
    after = {"input": given.pk, "verdict": verdict}
    audit.record(Event.INPUT_ANSWERED, by=by, thing=hearing, at=at, after=after)
    return given


@transaction.atomic
def say_no_remarks(*, hearing: Hearing, by: User, at: datetime) -> Invitation:
    """Say that one has read the text and has nothing to remark. Saying it twice changes nothing."""
    hearing = _open(hearing)
    invitation = _invitation(hearing, by)
    if hearing.inputs.filter(person=by).exists():
        raise WrongState(_("Du har alt gitt innspill i denne høringen."))
    if invitation.no_remarks_at is None:
        invitation.no_remarks_at = at
        invitation.save(update_fields=["no_remarks_at", "updated_at"])
        audit.record(Event.NO_REMARKS, by=by, thing=hearing, at=at)
    return invitation


def _open(hearing: Hearing) -> Hearing:
    hearing = lock(hearing)
    if hearing.state != State.OPEN:
        raise WrongState(_("Høringen er avsluttet, og tar ikke imot mer."))
    return hearing


def _invitation(hearing: Hearing, by: User) -> Invitation:
    invitation = hearing.invitations.filter(person=by).first()
    if invitation is None:
        raise NotAllowed(_("Bare de som er invitert, gir innspill. Be om å bli invitert."))
    return invitation


def _guard_text(hearing: Hearing, text: str, part: str) -> None:
    if not text.strip():
        raise Invalid(_("Skriv innspillet ditt."))
    if part and part not in dict(hearing.parts):
        raise Invalid(_("Velg en del av teksten, eller hele."))


def _page(given: Input) -> str:
    page = reverse("hearing:hearing-detail", args=(given.hearing_id,))
    return f"{page}#innspill-{given.pk}"
