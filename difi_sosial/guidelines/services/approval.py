"""Approved, journalled, in force."""

from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, WrongState
from difi_sosial.core.templatetags.sosial import day, moment
from difi_sosial.guidelines import queries, records, rules
from difi_sosial.guidelines.enums import Action, State
from difi_sosial.guidelines.models import Approval, GuidelineVersion
from difi_sosial.guidelines.services import letters
from difi_sosial.guidelines.services.steps import guard_heard, guard_seen, on_behalf_of, step, told
from difi_sosial.hearing import queries as hearings
from difi_sosial.journal import services as journal
from difi_sosial.people.models import User
from difi_sosial.people.rules import other_than


class Stands(Enum):
    """That a step says nothing of a day, which is not to take it away."""

    STANDS = "stands"


STANDS = Stands.STANDS


@transaction.atomic
def approve(
    *,
    version: GuidelineVersion,
    by: User,
    at: datetime,
    in_force_on: date | Stands | None = STANDS,
    valid_until: date | Stands | None = STANDS,
    edition: int | None = None,
    seen: int | None = None,
) -> GuidelineVersion:
    """Take the step that waits; the last one freezes the text and hands it to the journal.

    With `in_force_on` (Norwegian calendar) the clock puts it in force on that day, else a person
    does; in both cases not before the archivist has journalled it. After `valid_until` the clock
    ends it. What an earlier step chose stands when nothing is given; None takes it away.
    `edition` is the one that the
    approver read, `seen` the order of the step. Of two approvers at the same moment one wins; the
    other gets Conflict with the name. Raises Invalid when nobody spoke for the employees.
    """
    lock(version.guideline)  # before the version, as put_in_force does
    if seen is not None:
        guard_seen(lock(version), seen)
    version, before = step(version, Action.APPROVE, by, edition=edition)
    guard_heard(
        version,
        _(
            "Ingen tillitsvalgt eller verneombud er hørt om denne versjonen. Send den tilbake, så "
            "forfatterne kan sende den på høring først."
        ),
    )
    period = _set_period(version, in_force_on, valid_until, local_date(at))
    row = _take_step(version, by, at)
    if version.state == State.SUBMITTED:
        version.save(update_fields=["in_force_from", "valid_until", "updated_at"])
        letters.submitted(version, by, at)
        facts = {"step": str(row.order), **on_behalf_of(row.on_behalf_of), **period}
        return told(Event.GUIDELINE_STEP_APPROVED, version, before, by=by, at=at, **facts)
    return _freeze(version, before, row, period, by=by, at=at)


def _set_period(
    version: GuidelineVersion,
    in_force_on: date | Stands | None,
    valid_until: date | Stands | None,
    today: date,
) -> dict[str, Any]:
    """From when and until when it holds, as the one who approves wants it; what is new of it."""
    before = version.in_force_from, version.valid_until
    if not isinstance(in_force_on, Stands):
        if in_force_on is not None and in_force_on < today:
            raise Invalid(_("Velg i dag eller en senere dato."))
        version.in_force_from = in_force_on
    if not isinstance(valid_until, Stands):
        version.valid_until = valid_until
    first = max(version.in_force_from or today, today)
    if version.valid_until is not None and version.valid_until < first:
        raise Invalid(_("Siste dag kan ikke være før den dagen versjonen begynner å gjelde."))
    facts = {"in_force_on": version.in_force_from, "valid_until": version.valid_until}
    return facts if before != tuple(facts.values()) else {}


def _take_step(version: GuidelineVersion, by: User, at: datetime) -> Approval:
    row = rules.step_now(version)
    if row is None:
        raise WrongState(_("Ingen godkjenning venter. Last siden på nytt."))
    away = other_than(by, rules.seat_at_step(by, version))
    row.approved_by, row.approved_at, row.on_behalf_of = by, at, away
    row.save(update_fields=["approved_by", "approved_at", "on_behalf_of", "updated_at"])
    return row


@transaction.atomic
def look(*, version: GuidelineVersion, by: User, at: datetime) -> Approval:
    """Say "I am looking at this" to the others who may take the step; it fades by itself.

    Raises Conflict with the name while another's sign holds: two need not read at the same time.
    """
    version, _before = step(version, Action.APPROVE, by)
    row = rules.step_now(version)
    if row is None:
        raise WrongState(_("Ingen godkjenning venter. Last siden på nytt."))
    other = row.looked_at_by(at)
    if other is not None and other != by and row.looking_at is not None:
        text = _("%(who)s ser alt på versjonen, siden %(when)s. Snakk sammen først.")
        raise Conflict(text % {"who": other, "when": moment(row.looking_at)})
    row.looking_by, row.looking_at = by, at
    row.save(update_fields=["looking_by", "looking_at", "updated_at"])
    audit.record(Event.GUIDELINE_LOOKED_AT, by=by, thing=version, at=at)
    return row


def _freeze(
    version: GuidelineVersion,
    before: str,
    row: Approval,
    period: dict[str, Any],
    *,
    by: User,
    at: datetime,
) -> GuidelineVersion:
    version.approved_by, version.approved_at, version.approved_for = by, at, row.on_behalf_of
    version.frozen = queries.canonical_bytes(version, version.sections.all())
    version.checksum = queries.checksum(version.frozen)
    version.save()
    with override(version.guideline.language):
        heard = hearings.report(queries.source_key(version))
    draft = records.approval(version, heard=heard)
    entry = journal.register_draft(draft=draft, by=by, at=at)
    letters.approved(version, by, at, entry)
    facts = {"checksum": version.checksum, **on_behalf_of(row.on_behalf_of), **period}
    return told(Event.GUIDELINE_APPROVED, version, before, by=by, at=at, **facts)


@transaction.atomic
def put_in_force(*, version: GuidelineVersion, by: User | None, at: datetime) -> GuidelineVersion:
    """Let it apply from today; the version that did is superseded. The review is due in a year.

    `by=None` is the clock. Raises WrongState while the approval is not journalled.
    """
    guideline = lock(version.guideline)
    version, before = step(version, Action.PUT_IN_FORCE, by)
    if not queries.is_journalled(version):
        raise WrongState(
            _("Retningslinjen kan ikke gjelde før arkivaren har journalført godkjenningen.")
        )
    today = local_date(at)
    if version.valid_until is not None and version.valid_until < today:
        raise WrongState(_("Perioden som er godkjent, er over. Lag en ny versjon."))
    if version.in_force_from is not None and version.in_force_from > today:
        raise WrongState(
            _("Versjonen er godkjent fra %(day)s, og trer i kraft av seg selv den dagen.")
            % {"day": day(version.in_force_from)}
        )
    for old in guideline.versions.filter(state=State.IN_FORCE):
        _supersede(old, at=at)
    version.in_force_from = today
    latest = rules.a_year_after(today)
    version.review_on = min(version.review_on or latest, latest)
    version.save(update_fields=["state", "in_force_from", "review_on", "updated_at"])
    guideline.title = version.title
    guideline.save(update_fields=["title", "updated_at"])
    letters.in_force(version, by, at)
    return told(Event.GUIDELINE_IN_FORCE, version, before, by=by, at=at)


def put_due_in_force(*, at: datetime) -> int:
    """Put every approved and journalled version in force whose day has come; how many.

    Tells the authors of those that only wait for a press. Safe to run twice.
    """
    for version in queries.ready():
        letters.ready(version, at)
    count = 0
    for version in list(queries.due_in_force(local_date(at))):
        try:
            put_in_force(version=version, by=None, at=at)
        except WrongState:
            continue  # a person, or another run, was first
        count += 1
    return count


def _supersede(old: GuidelineVersion, *, at: datetime) -> None:
    old, before = step(old, Action.SUPERSEDE, None)
    old.in_force_until = local_date(at)
    old.save(update_fields=["state", "in_force_until", "updated_at"])
    told(Event.GUIDELINE_SUPERSEDED, old, before, by=None, at=at)
