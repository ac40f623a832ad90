"""Writing: new strategies, new versions, and the sections of a draft."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, NotAllowed, WrongState
from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.strategy import queries
from difi_sosial.strategy.enums import OPEN, Section, State
from difi_sosial.strategy.models import (
    ROW_FIELDS,
    ROW_MODELS,
    SECTION_FIELDS,
    SECTION_ROWS,
    Strategy,
    StrategyVersion,
)
from difi_sosial.strategy.rules import may_write

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
