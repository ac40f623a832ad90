"""A strategy for a unit or a campaign, made from another one."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.errors import Invalid, NotAllowed
from difi_sosial.people.models import Unit, User
from difi_sosial.strategy import queries
from difi_sosial.strategy.enums import Scope
from difi_sosial.strategy.models import ROW_MODELS, SECTION_FIELDS, Strategy, StrategyVersion
from difi_sosial.strategy.rules import may_write

# Who was heard about the other strategy says nothing about this one.
NOT_COPIED = {"heard", "heard_text"}


@transaction.atomic
def copy(
    *,
    version: StrategyVersion,
    title: str,
    unit: Unit,
    owner: User,
    by: User,
    at: datetime,
    scope: str = Scope.UNIT,
    ends_on: date | None = None,
) -> StrategyVersion:
    """A new strategy whose first draft has the content of `version`.

    Its rows get keys of their own, and what pointed at a row points at the new one. The strategy
    remembers the version it was made from. A campaign has an end (`ends_on`).
    """
    if not may_write(by, version):
        raise NotAllowed(_("Du kan ikke skrive strategier. Be en rådgiver om det."))
    if scope == Scope.CAMPAIGN and ends_on is None:
        raise Invalid(_("Velg når kampanjen er over."))
    strategy = Strategy.objects.create(
        title=title.strip(),
        unit=unit,
        owner=owner,
        scope=scope,
        ends_on=ends_on if scope == Scope.CAMPAIGN else None,
        parent=version,
        created_at=at,
    )
    fresh = _first_draft(strategy, version, by, at)
    _copy_rows(version, fresh)
    after = {"from": str(version), "title": strategy.title}
    audit.record(Event.STRATEGY_COPIED, by=by, thing=fresh, at=at, after=after)
    return fresh


def _first_draft(
    strategy: Strategy, version: StrategyVersion, by: User, at: datetime
) -> StrategyVersion:
    names = (name for names in SECTION_FIELDS.values() for name in names if name not in NOT_COPIED)
    return StrategyVersion.objects.create(
        strategy=strategy,
        number=1,
        author=by,
        language=version.language,
        state_since=at,
        created_at=at,
        **{name: getattr(version, name) for name in names},
    )


def _copy_rows(old: StrategyVersion, fresh: StrategyVersion) -> None:
    rows = {relation: queries.rows_of(old, relation) for relation in ROW_MODELS}
    keys = {row["key"]: uuid4() for given in rows.values() for row in given}
    for relation, model in ROW_MODELS.items():
        for position, row in enumerate(rows[relation]):
            values = {name: _with_new_key(value, keys) for name, value in row.items()}
            model._default_manager.create(**{"version": fresh, "position": position, **values})


def _with_new_key(value: Any, keys: dict[UUID, UUID]) -> Any:
    """A key of a row, alone or in a list, as the copy's own; everything else as it is."""
    if isinstance(value, list):
        return [_with_new_key(one, keys) for one in value]
    return keys.get(value, value) if isinstance(value, UUID) else value
