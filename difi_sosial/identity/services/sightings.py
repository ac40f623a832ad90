"""What the open check sees of a finding, compared with the last check that saw it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from difi_sosial.identity.enums import CheckState, FindingState, Kind, Sight
from difi_sosial.identity.models import Check, Finding, Sighting
from difi_sosial.people.models import User

# Never stance or tone: a comparison says what changed on the net, not what we think of people.
COMPARED = (
    *("name", "url", "platform", "official", "verified", "party", "language"),
    *("followers", "last_active_on", "accuracy", "risk"),
    *("score", "ratings", "unanswered"),
)


def facts_of(finding: Finding) -> dict[str, Any]:
    """The facts that two checks are compared by, as JSON values."""
    found = {name: getattr(finding, name) for name in COMPARED}
    return {name: _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def observe(finding: Finding, *, by: User | None, at: datetime) -> Sighting | None:
    """Write down what the open check sees, if one is open that covers this type.

    What an employee registered about themself is never part of a check: it can be deleted.
    """
    if finding.kind == Kind.EMPLOYEE:
        return None
    check = Check.objects.select_for_update().filter(state=CheckState.OPEN).first()
    if check is None or not check.parts.filter(kind=finding.kind).exists():
        return None
    facts = facts_of(finding)
    sight, changes = _compared(finding, check, facts)
    seen, _new = Sighting.objects.update_or_create(
        check_round=check,
        finding=finding,
        defaults={"sight": sight, "facts": facts, "changes": changes, "seen_at": at, "by": by},
    )
    return seen


def _compared(
    finding: Finding, check: Check, facts: dict[str, Any]
) -> tuple[Sight, dict[str, list[Any]]]:
    """What became of it since the last check that saw it."""
    earlier = Sighting.objects.filter(finding=finding).exclude(check_round=check)
    last = earlier.exclude(check_round__state=CheckState.CANCELLED).order_by("-seen_at").first()
    if finding.state == FindingState.GONE:
        return Sight.GONE, {}
    if last is None:
        return Sight.NEW, {}
    changes = {
        name: [last.facts.get(name), value]
        for name, value in facts.items()
        if name in last.facts and last.facts[name] != value
    }
    back = last.sight == Sight.GONE
    return (Sight.CHANGED if changes or back else Sight.SAME), changes
