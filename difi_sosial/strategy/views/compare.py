"""Any two versions side by side."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from difi_sosial.core.diff import DiffRow, Kind, side_by_side
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.strategy import queries, records
from difi_sosial.strategy.forms import CompareForm
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.views.sections import version_of

HEARD = "horing"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts, and what it is called."""

    key: str
    label: str
    text: str


@requires(Permission.STRATEGY_READ)
def version_compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Two versions side by side: `?fra=` and `?til=` choose which (a pk, or `horing`)."""
    version = version_of(pk)
    found = queries.comparable(version)
    sides = _sides(version, found)
    right = sides.get(request.GET.get("til", "")) or sides[str(version.pk)]
    left = sides.get(request.GET.get("fra", "")) or _before(version, found, sides, right)
    form = CompareForm(
        {"fra": left.key if left else "", "til": right.key, "endret": "endret" in request.GET},
        choices=[(side.key, side.label) for side in sides.values()],
    )
    rows = side_by_side(left.text, right.text, moves=True) if left else []
    context = {
        "version": version,
        "form": form if len(sides) > 1 else None,
        "left": left,
        "right": right,
        "rows": [row for row in rows if row.kind != Kind.EQUAL or "endret" not in request.GET],
        "summary": _summary(rows),
    }
    return render(request, "strategy/version_compare.html", context)


def _sides(version: StrategyVersion, found: list[StrategyVersion]) -> dict[str, Side]:
    """Everything that can be chosen, by key."""
    own = version.strategy_id
    sides = []
    for one in found:
        text = records.reading_text(one.canonical_text or records.document_text(one))
        sides.append(Side(str(one.pk), _label(one, own), text))
    if version.hearing_text:
        label = _("Versjon %(number)d slik den sto på høring") % {"number": version.number}
        sides.append(Side(HEARD, label, records.reading_text(version.hearing_text)))
    return {side.key: side for side in sides}


def _label(one: StrategyVersion, own: int) -> str:
    facts: dict[str, Any] = {"number": one.number, "state": one.get_state_display()}
    label = _("Versjon %(number)d (%(state)s)") % facts
    return label if one.strategy_id == own else f"{one.strategy}: {label}"


def _before(
    version: StrategyVersion, found: list[StrategyVersion], sides: dict[str, Side], right: Side
) -> Side | None:
    """What a reader will want to see first: the version before, the one it was made from, else."""
    older = [one for one in found if one.strategy_id == version.strategy_id]
    older = [one for one in older if one.number < version.number]
    parent = version.strategy.parent_id
    wanted = [str(one.pk) for one in older] + ([str(parent)] if parent else []) + [HEARD]
    for key in [*wanted, *sides]:
        if key in sides and key != right.key:
            return sides[key]
    return None


def _summary(rows: list[DiffRow]) -> list[str]:
    """How much is changed, in words."""
    count = Counter(row.kind for row in rows)
    told = [
        ngettext("%(n)d linje er endret", "%(n)d linjer er endret", count[Kind.CHANGED])
        % {"n": count[Kind.CHANGED]},
        ngettext("%(n)d linje er ny", "%(n)d linjer er nye", count[Kind.ADDED])
        % {"n": count[Kind.ADDED]},
        ngettext("%(n)d linje er borte", "%(n)d linjer er borte", count[Kind.REMOVED])
        % {"n": count[Kind.REMOVED]},
        ngettext("%(n)d linje er flyttet", "%(n)d linjer er flyttet", count[Kind.MOVED_HERE])
        % {"n": count[Kind.MOVED_HERE]},
    ]
    kinds = (Kind.CHANGED, Kind.ADDED, Kind.REMOVED, Kind.MOVED_HERE)
    return [text for text, kind in zip(told, kinds, strict=True) if count[kind]]
