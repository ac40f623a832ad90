"""What is done to strategies. Every verb locks, checks, changes and leaves an audit event."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.journal import services as journal
from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.strategy import queries, records
from difi_sosial.strategy.enums import OPEN, Action, Section, State
from difi_sosial.strategy.models import (
    ROW_FIELDS,
    ROW_MODELS,
    SECTION_FIELDS,
    SECTION_ROWS,
    Strategy,
    StrategyVersion,
)
from difi_sosial.strategy.rules import may_write
from difi_sosial.strategy.workflow import WORKFLOW

RowData = Mapping[str, Any]


@transaction.atomic
def create(
    *, title: str, unit: Unit, owner: User, by: User, at: datetime, language: str = "nb"
) -> StrategyVersion:
    """A new strategy with an empty first version. Raises NotAllowed."""
    if not may(by, Permission.STRATEGY_WRITE):
        raise NotAllowed(_("Du kan ikke skrive strategier. Be en rådgiver om det."))
    strategy = Strategy.objects.create(title=title, unit=unit, owner=owner, created_at=at)
    version = StrategyVersion.objects.create(
        strategy=strategy, number=1, author=by, language=language, created_at=at
    )
    audit.record(Event.STRATEGY_CREATED, by=by, thing=version, at=at, after={"title": title})
    return version


@transaction.atomic
def save_section(
    *,
    version: StrategyVersion,
    section: Section,
    edition: int,
    values: Mapping[str, Any],
    by: User,
    at: datetime,
    rows: Iterable[RowData] = (),
) -> StrategyVersion:
    """Write one section of a draft: its columns, and all its rows in order.

    A row keeps its identity by `key`; a row without one is new. `edition` is the number that the
    writer's page was made from: raises Conflict when the same section was saved after that.
    Raises WrongState outside a draft and NotAllowed. Unchanged content changes nothing.
    """
    version = lock(version)
    _guard_edit(version, by)
    if version.editions.get(section, 0) > edition:
        raise Conflict(_("En annen har lagret denne siden mens du skrev."))
    changed = _write_values(version, section, values)
    if section in SECTION_ROWS and _write_rows(version, SECTION_ROWS[section], list(rows)):
        changed.append(SECTION_ROWS[section])
    if not changed:
        return version
    version.edition += 1
    version.editions = {**version.editions, section: version.edition}
    version.editor_ids = sorted({*version.editor_ids, by.pk})
    version.save()
    after = {"section": section, "fields": changed, "edition": version.edition}
    audit.record(Event.STRATEGY_EDITED, by=by, thing=version, at=at, after=after)
    return version


@transaction.atomic
def submit(*, version: StrategyVersion, by: User, at: datetime) -> StrategyVersion:
    """Send a draft to approval. Raises Invalid when something is missing (queries.missing)."""
    version = lock(version)
    before = version.state
    state = WORKFLOW.check(Action.SUBMIT, state=version.state, by=by, thing=version)
    lacks = queries.missing(version)
    if lacks:
        text = _("Strategien er ikke ferdig. Dette mangler: %(what)s")
        raise Invalid(text % {"what": " ".join(str(item.message) for item in lacks)})
    version.state, version.submitted_by, version.submitted_at = state, by, at
    version.save()
    _record(Event.STRATEGY_SUBMITTED, version, before, by, at)
    return version


@transaction.atomic
def approve(
    *,
    version: StrategyVersion,
    by: User,
    at: datetime,
    in_force_on: date | None = None,
    edition: int | None = None,
) -> StrategyVersion:
    """Freeze the text with its checksum, hand it to the journal, and put it in force.

    In force at once, or on `in_force_on` when that day (Norwegian calendar) is later than `at`.
    `edition` is the one that the approver read: raises Conflict when the text is another now.
    """
    lock(version.strategy)  # before the version, as put_in_force does
    version = lock(version)
    if edition is not None and edition != version.edition:
        raise Conflict(_("Teksten er endret etter at du leste den. Les den på nytt først."))
    before = version.state
    version.state = WORKFLOW.check(Action.APPROVE, state=version.state, by=by, thing=version)
    version.approved_by, version.approved_at = by, at
    version.in_force_on = in_force_on or local_date(at)
    version.canonical_text = records.document_text(version)
    version.checksum = records.checksum(version.canonical_text)
    version.save()
    journal.register_draft(draft=records.approval(version), by=by, at=at)
    _record(Event.STRATEGY_APPROVED, version, before, by, at, checksum=version.checksum)
    if version.in_force_on <= local_date(at):
        version = put_in_force(version=version, by=by, at=at)
    return version


@transaction.atomic
def send_back(*, version: StrategyVersion, by: User, at: datetime, reason: str) -> StrategyVersion:
    """Return a submitted version with a reason."""
    version = lock(version)
    before = version.state
    version.state = WORKFLOW.check(
        Action.RETURN, state=version.state, by=by, thing=version, reason=reason
    )
    version.returned_by, version.returned_at, version.return_reason = by, at, reason.strip()
    version.save()
    _record(Event.STRATEGY_RETURNED, version, before, by, at, reason)
    return version


@transaction.atomic
def reopen(*, version: StrategyVersion, by: User, at: datetime) -> StrategyVersion:
    """Take a returned version up again as a draft; the reason for the return stays on it."""
    version = lock(version)
    before = version.state
    version.state = WORKFLOW.check(Action.REOPEN, state=version.state, by=by, thing=version)
    version.submitted_by = version.submitted_at = None
    version.save()
    _record(Event.STRATEGY_REOPENED, version, before, by, at)
    return version


@transaction.atomic
def put_in_force(*, version: StrategyVersion, by: User | None, at: datetime) -> StrategyVersion:
    """Let an approved version count from `at`; the version before it is superseded.

    `by=None` is the clock.
    """
    lock(version.strategy)
    version = lock(version)
    before = version.state
    state = WORKFLOW.check(Action.PUT_IN_FORCE, state=version.state, by=by, thing=version)
    in_force = version.strategy.versions.filter(state=State.IN_FORCE).first()
    if in_force is not None:
        _supersede(in_force, by, at)
    version.state, version.in_force_on = state, local_date(at)
    version.save()
    _record(Event.STRATEGY_IN_FORCE, version, before, by, at)
    return version


def put_due_in_force(*, at: datetime) -> int:
    """Put every approved version in force whose day has come; how many. Safe to run twice."""
    count = 0
    for version in list(queries.due_in_force(local_date(at))):
        try:
            put_in_force(version=version, by=None, at=at)
        except WrongState:
            continue  # a person, or another run, was first
        count += 1
    return count


@transaction.atomic
def withdraw(*, version: StrategyVersion, by: User, at: datetime, reason: str) -> StrategyVersion:
    """Take a version out of use with a reason. It is never deleted."""
    version = lock(version)
    before = version.state
    version.state = WORKFLOW.check(
        Action.WITHDRAW, state=version.state, by=by, thing=version, reason=reason
    )
    version.withdrawn_by, version.withdrawn_at = by, at
    version.withdraw_reason = reason.strip()
    version.save()
    _record(Event.STRATEGY_WITHDRAWN, version, before, by, at, reason)
    return version


@transaction.atomic
def new_version(*, version: StrategyVersion, by: User, at: datetime) -> StrategyVersion:
    """A new draft with the content of `version`; its rows keep their keys.

    Raises WrongState when the strategy already has a version that is being worked on.
    """
    strategy = lock(version.strategy)
    if not may_write(by, version):
        raise NotAllowed(_("Du kan ikke skrive strategier. Be en rådgiver om det."))
    if strategy.versions.filter(state__in=OPEN).exists():
        raise WrongState(_("Strategien har alt en versjon under arbeid. Fortsett på den."))
    newest = strategy.versions.order_by("-number").values_list("number", flat=True).first() or 0
    fields = {name: getattr(version, name) for names in SECTION_FIELDS.values() for name in names}
    fresh = StrategyVersion.objects.create(
        strategy=strategy,
        number=newest + 1,
        author=by,
        language=version.language,
        created_at=at,
        **fields,
    )
    for relation in ROW_MODELS:
        _write_rows(fresh, relation, queries.rows_of(version, relation))
    after = {"from_version": version.number}
    audit.record(Event.STRATEGY_CREATED, by=by, thing=fresh, at=at, after=after)
    return fresh


def act(
    *, version: StrategyVersion, action: str, by: User, at: datetime, reason: str = ""
) -> StrategyVersion:
    """Take the step that a button asks for. Raises WrongState for an unknown one."""
    if action == Action.SUBMIT:
        return submit(version=version, by=by, at=at)
    if action == Action.APPROVE:
        return approve(version=version, by=by, at=at)
    if action == Action.RETURN:
        return send_back(version=version, by=by, at=at, reason=reason)
    if action == Action.REOPEN:
        return reopen(version=version, by=by, at=at)
    if action == Action.PUT_IN_FORCE:
        return put_in_force(version=version, by=by, at=at)
    if action == Action.WITHDRAW:
        return withdraw(version=version, by=by, at=at, reason=reason)
    raise WrongState(_("Portalen kjenner ikke denne handlingen. Last siden på nytt."))


def _guard_edit(version: StrategyVersion, by: User) -> None:
    if not may_write(by, version):
        raise NotAllowed(_("Du kan ikke skrive strategier. Be en rådgiver om det."))
    if version.state != State.DRAFT:
        raise WrongState(_("Denne versjonen er ikke lenger en kladd, og kan ikke endres."))


def _write_values(
    version: StrategyVersion, section: Section, values: Mapping[str, Any]
) -> list[str]:
    """Set the section's columns; the names of those that changed."""
    changed = []
    for name in SECTION_FIELDS[section]:
        if name in values and getattr(version, name) != values[name]:
            setattr(version, name, values[name])
            changed.append(name)
    return changed


def _write_rows(version: StrategyVersion, relation: str, rows: Sequence[RowData]) -> bool:
    """Make the rows what they are given as; whether anything changed."""
    model, fields = ROW_MODELS[relation], ROW_FIELDS[relation]
    old = {row.key: row for row in getattr(version, relation).all()}
    keep = []
    changed = False
    for position, given in enumerate(rows):
        row = old.pop(given.get("key"), None) or model(**{"version": version})
        if row.pk is None and given.get("key"):
            row.key = given["key"]
        wanted = {name: given[name] for name in fields if name in given} | {"position": position}
        if row.pk is None or any(getattr(row, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(row, name, value)
            keep.append(row)
            changed = True
    for row in old.values():
        row.delete()
    for row in keep:
        row.save()
    # The relation may be prefetched from before.
    getattr(version, "_prefetched_objects_cache", {}).pop(relation, None)
    return changed or bool(old)


def _supersede(version: StrategyVersion, by: User | None, at: datetime) -> None:
    before = version.state
    version.state = WORKFLOW.check(Action.SUPERSEDE, state=version.state, by=None, thing=version)
    version.superseded_at = at
    version.save(update_fields=["state", "superseded_at", "updated_at"])
    _record(Event.STRATEGY_SUPERSEDED, version, before, by, at)


def _record(
    event: Event,
    version: StrategyVersion,
    before: str,
    by: User | None,
    at: datetime,
    reason: str = "",
    **facts: str,
) -> None:
    audit.record(
        event,
        by=by,
        thing=version,
        at=at,
        before={"state": before},
        after={"state": version.state, **facts},
        reason=reason.strip(),
    )
