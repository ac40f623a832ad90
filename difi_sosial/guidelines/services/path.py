"""A version's way from draft to those who approve: hearing, sending in, return."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.core.workdays import add_workdays
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines.enums import Action, State
from difi_sosial.guidelines.models import Approval, GuidelineVersion, ReturnReason
from difi_sosial.guidelines.services import letters
from difi_sosial.guidelines.services.approval import approve, put_in_force
from difi_sosial.guidelines.services.steps import guard_heard, guard_seen, on_behalf_of, step, told
from difi_sosial.guidelines.services.upkeep import keep
from difi_sosial.hearing import queries as hearings
from difi_sosial.hearing import services as hearing
from difi_sosial.hearing.models import Hearing
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import other_than

MAX_NAMED = 8
HEAR_FIRST = gettext_lazy(
    "Send versjonen på høring først. En tillitsvalgt eller et verneombud som ikke har "
    "skrevet i den, skal være hørt før noen kan godkjenne retningslinjer."
)


@transaction.atomic
def open_hearing(
    *,
    version: GuidelineVersion,
    invited: Iterable[User],
    representatives: Iterable[User],
    deadline: date,
    question: str,
    by: User,
    at: datetime,
    edition: int | None = None,
) -> GuidelineVersion:
    """Ask persons about a whole text until `deadline`; the employees' representatives among them.

    `edition` is the one that was read: raises Conflict when the text is another now. Raises
    Invalid with the parts that have no text yet, and when nobody speaks for the employees.
    """
    version, before = step(version, Action.OPEN_HEARING, by, edition=edition)
    _guard_whole(version)
    spoken_for = list(representatives)
    if not spoken_for:
        raise Invalid(_("Velg minst én tillitsvalgt eller ett verneombud."))
    version.save(update_fields=["state", "updated_at"])
    version.authors.add(by)
    hearing.open_hearing(
        subject=queries.source_key(version),
        title=str(version),
        path=queries.path_of(version),
        invited=invited,
        representatives=spoken_for,
        deadline=deadline,
        question=question,
        parts=[(section.anchor, section.heading) for section in version.sections.all()],
        lead=Permission.GUIDELINE_WRITE,
        authors=version.authors.all(),
        by=by,
        at=at,
    )
    return told(Event.GUIDELINE_TO_HEARING, version, before, by=by, at=at)


@transaction.atomic
def close_hearing(*, version: GuidelineVersion, by: User, at: datetime) -> GuidelineVersion:
    """Close the hearing and send the text to approval as it is.

    Raises Invalid while an input waits for its answer, or an answer is waited for.
    """
    version, before = step(version, Action.CLOSE_HEARING, by)
    version.heard_at = at
    hearing.close(hearing=_open_hearing(version), by=by, at=at)
    guard_heard(version, str(HEAR_FIRST), by)
    return _submitted(version, before, by=by, at=at)


@transaction.atomic
def revise(*, version: GuidelineVersion, by: User, at: datetime) -> GuidelineVersion:
    """Close the hearing and take the text back to draft, to work in what was promised."""
    version, before = step(version, Action.REVISE, by)
    version.heard_at = at
    version.save(update_fields=["state", "heard_at", "updated_at"])
    hearing.close(hearing=_open_hearing(version), by=by, at=at)
    return told(Event.GUIDELINE_REVISED, version, before, by=by, at=at)


@transaction.atomic
def submit(*, version: GuidelineVersion, by: User, at: datetime) -> GuidelineVersion:
    """Send a text that was heard, and perhaps mended since, to approval.

    Raises Invalid with the parts that have no text yet, and when the employees are not heard.
    """
    version = lock(version)
    if version.state == State.DRAFT and rules.may_write(by, version):
        _guard_whole(version)
        guard_heard(version, str(HEAR_FIRST), by)
    version, before = step(version, Action.SUBMIT, by)
    _guard_whole(version)
    return _submitted(version, before, by=by, at=at)


@transaction.atomic
def return_to_authors(
    *,
    version: GuidelineVersion,
    by: User,
    at: datetime,
    reason: str,
    sections: Mapping[str, str] | None = None,
    edition: int | None = None,
    seen: int | None = None,
) -> GuidelineVersion:
    """Send back with a reason, and with one for each of `sections` (by anchor) that needs it.

    `edition` is the one that was read, `seen` the order of the step: raises Conflict with the name
    when somebody else decided meanwhile, and when the text is another now.
    """
    wanted = {anchor: text.strip() for anchor, text in (sections or {}).items() if text.strip()}
    given = reason or " ".join(wanted.values())
    if seen is not None:
        guard_seen(lock(version), seen)
    version, before = step(version, Action.RETURN, by, reason=given, edition=edition)
    away = other_than(by, rules.seat_at_step(by, version))
    rows = _reasons(version, wanted, by, at)
    version.returned_by, version.returned_at, version.returned_for = by, at, away
    version.returned_reason = reason.strip() or _("Se hva som må endres i delene.")
    version.save(update_fields=["state", *RETURNED, "updated_at"])
    ReturnReason.objects.bulk_create(rows)
    letters.returned(version, by, at)
    facts = on_behalf_of(away)
    return told(Event.GUIDELINE_RETURNED, version, before, by=by, at=at, reason=reason, **facts)


RETURNED = ("returned_by", "returned_at", "returned_for", "returned_reason")


def _reasons(
    version: GuidelineVersion, wanted: Mapping[str, str], by: User, at: datetime
) -> list[ReturnReason]:
    """What must be mended in each section, as rows."""
    return [
        ReturnReason(
            version=version,
            round=version.round,
            anchor=section.anchor,
            heading=section.heading,
            reason=wanted[section.anchor],
            given_by=by,
            given_at=at,
        )
        for section in version.sections.all()
        if section.anchor in wanted
    ]


@transaction.atomic
def reopen(*, version: GuidelineVersion, by: User, at: datetime) -> GuidelineVersion:
    """Make it a draft again, after a return or to take a submission back.

    The day that an approver chose on the way goes with the round; the next one chooses anew.
    """
    version, before = step(version, Action.REOPEN, by)
    version.submitted_by, version.submitted_at, version.in_force_from = None, None, None
    taken_back = ["submitted_by", "submitted_at", "in_force_from"]
    version.save(update_fields=["state", *taken_back, "updated_at"])
    return told(Event.GUIDELINE_REOPENED, version, before, by=by, at=at)


@transaction.atomic
def withdraw(*, version: GuidelineVersion, by: User, at: datetime, reason: str) -> GuidelineVersion:
    """Take a version out of use for good; what was approved stays readable to the staff.

    An open hearing is cut short.
    """
    version, before = step(version, Action.WITHDRAW, by, reason=reason)
    if before == State.IN_FORCE:
        version.in_force_until = local_date(at)
    version.save(update_fields=["state", "in_force_until", "updated_at"])
    if found := hearings.open_of(queries.source_key(version)):
        hearing.cancel(hearing=found, by=by, at=at, reason=reason)
    return told(Event.GUIDELINE_WITHDRAWN, version, before, by=by, at=at, reason=reason)


def take(
    *, action: str, version: GuidelineVersion, by: User, at: datetime, reason: str = ""
) -> GuidelineVersion:
    """Take the step that a button names; a hearing has a page of its own.

    Raises Invalid for an unknown step.
    """
    plain: dict[str, Callable[..., GuidelineVersion]] = {
        Action.SUBMIT: submit,
        Action.CLOSE_HEARING: close_hearing,
        Action.REVISE: revise,
        Action.APPROVE: approve,
        Action.REOPEN: reopen,
        Action.PUT_IN_FORCE: put_in_force,
    }
    reasoned: dict[Action, Callable[..., GuidelineVersion]] = {
        Action.RETURN: return_to_authors,
        Action.KEEP: keep,
        Action.WITHDRAW: withdraw,
    }
    if action in plain:
        return plain[action](version=version, by=by, at=at)
    if action in reasoned:
        return reasoned[Action(action)](version=version, by=by, at=at, reason=reason)
    raise Invalid(_("Velg hva du vil gjøre."))


def _submitted(
    version: GuidelineVersion, before: str, *, by: User, at: datetime
) -> GuidelineVersion:
    version.submitted_by, version.submitted_at = by, at
    version.round += 1
    version.save()
    version.authors.add(by)
    _lay_out_steps(version, at)
    letters.submitted(version, by, at)
    return told(Event.GUIDELINE_SUBMITTED, version, before, by=by, at=at)


def _lay_out_steps(version: GuidelineVersion, at: datetime) -> None:
    """The agency's steps as rows of this round, each due so many workdays after the one before."""
    day, rows = local_date(at), []
    for order, (approver, workdays) in enumerate(queries.route(), start=1):
        day = add_workdays(day, workdays)
        facts = {"round": version.round, "order": order, "approver": approver, "due_on": day}
        rows.append(Approval(version=version, created_at=at, **facts))
    Approval.objects.bulk_create(rows)


def _guard_whole(version: GuidelineVersion) -> None:
    lacking = rules.missing(version.sections.all())
    if lacking:
        names = ", ".join(f"«{section.heading}»" for section in lacking[:MAX_NAMED])
        raise Invalid(_("Skriv tekst i disse delene først: %(parts)s.") % {"parts": names})


def _open_hearing(version: GuidelineVersion) -> Hearing:
    found = hearings.open_of(queries.source_key(version))
    if found is None:
        raise WrongState(_("Høringen er alt avsluttet. Last siden på nytt."))
    return found
