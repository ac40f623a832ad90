"""A check from opening to noting: its parts, its searches, and its way."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.identity import queries
from difi_sosial.identity.enums import CheckAction, CheckKind, CheckState, Kind
from difi_sosial.identity.models import Check, Look, Part
from difi_sosial.identity.rules import looks_private
from difi_sosial.identity.services import letters
from difi_sosial.identity.services.accounts import add_missing_accounts
from difi_sosial.identity.services.guard import guard
from difi_sosial.identity.services.journalling import register_check
from difi_sosial.identity.workflow import CHECK
from difi_sosial.people.models import User

# What a quarterly check looks at: what changes fast, and what can hurt (domain.md 4: «light»).
LIGHT = (
    *(Kind.ACCOUNT, Kind.IMPERSONATOR, Kind.UNOFFICIAL),
    *(Kind.REFERENCE, Kind.RATING, Kind.SEARCH),
)
EVENTS = {
    CheckAction.SUBMIT: Event.CHECK_SUBMITTED,
    CheckAction.RETURN: Event.CHECK_RETURNED,
    CheckAction.NOTE: Event.CHECK_NOTED,
    CheckAction.CANCEL: Event.CHECK_CANCELLED,
}


def kinds_of(kind: str) -> Iterable[Kind]:
    """The record types of a check of this kind."""
    return LIGHT if kind == CheckKind.QUARTERLY else Kind


@transaction.atomic
def open_check(
    *, kind: str, leader: User, due_on: date, by: User | None, at: datetime, reason: str = ""
) -> Check:
    """Open a round over the record types. `by=None` is the clock.

    Our accounts that are not on the map yet come onto it. Raises WrongState while another check
    is open, and Invalid for an event without a reason.
    """
    if by is not None:
        guard(by)
    if Check.objects.filter(state=CheckState.OPEN).exists():
        raise WrongState(_("En sjekk pågår alt. Gjør den ferdig, eller bruk den."))
    today = local_date(at)
    if kind == CheckKind.EVENT and not reason.strip():
        raise Invalid(_("Skriv hva som har hendt."))
    if due_on < today:
        raise Invalid(_("Velg en frist fram i tid."))
    check = Check.objects.create(
        kind=CheckKind(kind),
        opened_on=today,
        due_on=due_on,
        leader=leader,
        opened_by=by,
        reason=reason.strip(),
    )
    Part.objects.bulk_create(Part(check_round=check, kind=one) for one in kinds_of(kind))
    add_missing_accounts(at)
    _tell_leader(check, by, at)
    record(Event.CHECK_OPENED, by=by, thing=check, at=at, after={"due_on": due_on})
    return check


@transaction.atomic
def assign(*, check: Check, leader: User, due_on: date, by: User, at: datetime) -> Check:
    """Give an open check to somebody else, or another deadline."""
    guard(by)
    check = lock(check)
    if check.state != CheckState.OPEN:
        raise WrongState(_("Sjekken er ikke åpen lenger."))
    if due_on < check.opened_on:
        raise Invalid(_("Fristen må være etter at sjekken ble åpnet."))
    before = {"leader": check.leader.name, "due_on": check.due_on}
    check.leader, check.due_on = leader, due_on
    check.save()
    _tell_leader(check, by, at)
    after = {"leader": leader.name, "due_on": due_on}
    record(Event.CHECK_ASSIGNED, by=by, thing=check, at=at, before=before, after=after)
    return check


@transaction.atomic
def record_look(
    *,
    part: Part,
    place: str,
    words: str,
    result: str,
    by: User,
    at: datetime,
    name_is_fine: bool = False,
) -> Look:
    """Write down a search that a person made by hand. The portal itself searches nowhere.

    Raises Invalid for words that look like a private person's name, unless `name_is_fine`; that
    is logged, and the data protection officer reads the log.
    """
    guard(by)
    check = _open(part)
    if looks_private(words) and not name_is_fine:
        raise Invalid(
            _("Dere skal ikke søke etter private personer. Bekreft at det er et offentlig navn.")
        )
    look, _new = Look.objects.update_or_create(
        part=part,
        place=place,
        words=words.strip(),
        defaults={"result": result.strip(), "by": by, "at": at},
    )
    if looks_private(words):
        record(Event.IDENTITY_NAME_WARNED, by=by, thing=check, at=at)
    return look


@transaction.atomic
def finish_part(*, part: Part, note: str, by: User, at: datetime) -> Part:
    """Say that a record type is gone through. Raises Invalid while something is not looked at.

    Where nothing was found somebody must still say what they looked for.
    """
    guard(by)
    check = _open(part)
    part = lock(part)
    left = queries.unseen(check, part.kind).count()
    if left:
        message = _("%(count)d funn er ikke sett på ennå. Si hva som har hendt med hvert av dem.")
        raise Invalid(message % {"count": left})
    seen = check.sightings.filter(finding__kind=part.kind).exists()
    if not (note.strip() or seen or part.looks.exists()):
        raise Invalid(_("Skriv hva dere så etter, også når dere ikke fant noe."))
    part.note, part.done_by, part.done_at = note.strip(), by, at
    part.save()
    return part


@transaction.atomic
def reopen_part(*, part: Part, by: User, at: datetime) -> Part:
    """Take a record type up again while the check is open."""
    guard(by)
    _open(part)
    part = lock(part)
    part.done_by = part.done_at = None
    part.save()
    return part


@transaction.atomic
def act_on_check(*, check: Check, action: str, by: User, at: datetime, text: str = "") -> Check:
    """Send a check in with its summary, note it, send it back, or end it without a result.

    `text` is the summary, the note, or the reason. A noted check becomes a record in the journal.
    """
    check = lock(check)
    before = check.state
    target = CHECK.check(action, state=before, by=by, thing=check, reason=text)
    if action == CheckAction.SUBMIT:
        _send_in(check, text, by, at)
    elif action == CheckAction.NOTE:
        check.noted_by, check.noted_at, check.note = by, at, text.strip()
    elif action == CheckAction.RETURN:
        _take_back(check)
    check.state = target
    check.save()
    _tell(check, CheckAction(action), text, at)
    if action == CheckAction.NOTE:
        register_check(check, by=by, at=at)
    reason = text.strip() if action in (CheckAction.RETURN, CheckAction.CANCEL) else ""
    record(
        EVENTS[CheckAction(action)],
        by=by,
        thing=check,
        at=at,
        before={"state": before},
        after={"state": target},
        reason=reason,
    )
    return check


def _send_in(check: Check, summary: str, by: User, at: datetime) -> None:
    left = [str(part) for part in check.parts.filter(done_at=None)]
    if left:
        raise Invalid(_("Disse delene er ikke ferdige: %(parts)s.") % {"parts": ", ".join(left)})
    if not summary.strip():
        raise Invalid(_("Skriv en oppsummering: hva fant dere, og hva betyr det?"))
    check.summary = summary.strip()
    check.submitted_by, check.submitted_at = by, at


def _take_back(check: Check) -> None:
    if Check.objects.filter(state=CheckState.OPEN).exists():
        raise WrongState(_("En annen sjekk er åpnet. Den må bli ferdig først."))
    check.submitted_by = check.submitted_at = None


def _open(part: Part) -> Check:
    check = lock(part.check_round)
    if check.state != CheckState.OPEN:
        raise WrongState(_("Sjekken er ikke åpen lenger."))
    return check


def _tell_leader(check: Check, by: User | None, at: datetime) -> None:
    if check.leader == by:
        return
    letters.about_check(
        check,
        to=[check.leader],
        subject=gettext_lazy("%(check)s av nettidentiteten er din"),
        text=gettext_lazy("Gå gjennom postene og skriv hva dere finner. Frist: %(day)s."),
        key=f"opened:{check.leader_id}:{check.due_on}",
        at=at,
    )


def _tell(check: Check, action: CheckAction, text: str, at: datetime) -> None:
    stamp = f"{action}:{at:%Y%m%d%H%M}"
    if action == CheckAction.SUBMIT:
        others = [person for person in letters.leaders() if person != check.submitted_by]
        letters.about_check(
            check,
            to=others,
            subject=gettext_lazy("%(check)s av nettidentiteten er ferdig"),
            text=gettext_lazy("Les oppsummeringen og ta sjekken til etterretning."),
            key=stamp,
            at=at,
        )
    if action == CheckAction.RETURN:
        letters.about_check(
            check,
            to=[check.leader],
            subject=gettext_lazy("%(check)s av nettidentiteten er sendt tilbake"),
            text=gettext_lazy("Begrunnelse: %(reason)s"),
            facts={"reason": text.strip()},
            key=stamp,
            at=at,
        )
