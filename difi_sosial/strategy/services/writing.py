"""Writing: new strategies, new versions, and the sections of a draft."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.audit.queries import history_of
from difi_sosial.core.db import lock, put
from difi_sosial.core.errors import Conflict, NotAllowed, WrongState
from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.strategy import queries
from difi_sosial.strategy.enums import OPEN, Section, State
from difi_sosial.strategy.models import (
    IDENTITY_FIELDS,
    ROW_FIELDS,
    ROW_MODELS,
    ROW_RELATIONS,
    SECTION_FIELDS,
    SECTION_ROWS,
    Row,
    Strategy,
    StrategyVersion,
)
from difi_sosial.strategy.rules import may_write

RowData = Mapping[str, Any]
NO_ROWS: Mapping[str, Iterable[RowData]] = MappingProxyType({})
# How long one person's savings by themselves of one section are one event in the log.
SITTING = timedelta(minutes=30)


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
    rows: Mapping[str, Iterable[RowData]] = NO_ROWS,
    sitting: str = "",
    by_itself: bool = False,
) -> StrategyVersion:
    """Write one section of a draft: its columns, and all its rows in order, by kind of row.

    A row keeps its identity by `key`; a row without one is new. A kind that is left out of `rows`
    stays as it is. `edition` is the number that the writer's page was made from, and `sitting`
    names that open page: raises Conflict when the same section was saved after that from anywhere
    else. Raises WrongState outside a draft and NotAllowed. Unchanged content changes nothing.
    `by_itself` is a page that saves itself: see `_record_edit` for what the log keeps of it.
    """
    if section == Section.ABOUT:
        lock(version.strategy)  # before the version, as in every verb that locks both
    version = lock(version)
    _guard_edit(version, by)
    others = not sitting or version.sittings.get(section) != sitting
    if version.editions.get(section, 0) > edition and others:
        raise Conflict(_("En annen har lagret denne siden mens du skrev."))
    changed = [*_write_values(version, section, values), *_write_kinds(version, section, rows)]
    # A button press ends the sitting: what the same page may send after that is older text.
    version.sittings = {**version.sittings, section: sitting if by_itself else ""}
    if not changed:
        version.save(update_fields=["sittings"])
        return version
    version.edition += 1
    version.editions = {**version.editions, section: version.edition}
    version.editor_ids = sorted({*version.editor_ids, by.pk})
    version.save()
    _record_edit(version, section, changed, by, at, by_itself)
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
    for relation in ROW_RELATIONS:
        _write_rows(fresh, relation, queries.rows_of(version, relation))
    after = {"from_version": version.number}
    audit.record(Event.STRATEGY_CREATED, by=by, thing=fresh, at=at, after=after)
    return fresh


def _guard_edit(version: StrategyVersion, by: User) -> None:
    if not may_write(by, version):
        raise NotAllowed(_("Du kan ikke skrive strategier. Be en rådgiver om det."))
    if version.state != State.DRAFT:
        raise WrongState(_("Denne versjonen er ikke lenger en kladd, og kan ikke endres."))


def _record_edit(
    version: StrategyVersion,
    section: Section,
    changed: list[str],
    by: User,
    at: datetime,
    by_itself: bool,
) -> None:
    """Tell the log that a section was written in.

    A page that saves itself every few seconds would drown the log, which nobody may shorten
    afterwards. So one person's savings of one section by itself, with nobody between, are one
    event per half hour, and one more when a column is touched that the event did not name. What
    was sent in and approved is frozen whole, and who has written stands in `editor_ids` at once,
    so no question that the log must answer is lost.
    """
    if by_itself and _is_told(version, section, changed, by, at):
        return
    after = {"section": section, "fields": changed, "edition": version.edition}
    if by_itself:
        after["by_itself"] = True
    audit.record(Event.STRATEGY_EDITED, by=by, thing=version, at=at, after=after)


def _is_told(
    version: StrategyVersion, section: Section, changed: list[str], by: User, at: datetime
) -> bool:
    """Whether the newest events already say that this person is writing these columns."""
    recent = history_of(version).filter(at__gt=at - SITTING)[:20]
    known: set[str] = set()
    for event in recent:
        after = event.after or {}
        if event.kind != Event.STRATEGY_EDITED:
            return False
        if after.get("section") != section:
            continue
        if event.actor_key != f"people.user:{by.pk}":
            return False
        known |= set(after["fields"])
        if known.issuperset(changed):
            return True
    return False


def _write_values(
    version: StrategyVersion, section: Section, values: Mapping[str, Any]
) -> list[str]:
    """Set the section's columns; the names of those that changed."""
    names = SECTION_FIELDS[section]
    if section == Section.ABOUT:
        names = (*IDENTITY_FIELDS, *names)
    changed = []
    for name in names:
        holder = queries.holder_of(version, name)
        if name in values and put(holder, name, values[name]):
            changed.append(name)
    if set(changed) & {"title", "unit", "owner"}:
        version.strategy.save()
    return changed


def _write_kinds(
    version: StrategyVersion, section: Section, rows: Mapping[str, Iterable[RowData]]
) -> list[str]:
    """Write the given kinds of rows of the section; those that changed."""
    kinds = [kind for kind in SECTION_ROWS.get(section, ()) if kind in rows]
    return [kind for kind in kinds if _write_rows(version, kind, list(rows[kind]))]


def _write_rows(version: StrategyVersion, relation: str, rows: Sequence[RowData]) -> bool:
    """Make the rows what they are given as; whether anything changed."""
    old = {row.key: row for row in getattr(version, relation).all()}
    keep, seen = [], set()
    for position, given in enumerate(rows):
        key = given.get("key")
        row = old.pop(key, None) or ROW_MODELS[relation](**{"version": version})
        if row.pk is None and key and key not in seen:
            row.key = key  # a key that comes twice names only the first of them
        seen.add(key)
        if _fill(row, relation, given, position):
            keep.append(row)
    for row in old.values():
        row.delete()
    for row in keep:
        row.save()
    # The relation may be prefetched from before.
    getattr(version, "_prefetched_objects_cache", {}).pop(relation, None)
    return bool(keep or old)


def _fill(row: Row, relation: str, given: RowData, position: int) -> bool:
    """Give a row its columns; whether it must be saved."""
    wanted = {name: given[name] for name in ROW_FIELDS[relation] if name in given}
    wanted["position"] = position
    changed = [name for name, value in wanted.items() if put(row, name, value)]
    return row.pk is None or bool(changed)
