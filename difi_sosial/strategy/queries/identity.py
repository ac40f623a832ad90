"""When the net identity was last checked: an app above knows, and registers here.

The strategy lies below the register of checks, so the date flows down. Nobody types it. A date that
stands on a version from before the register counts as long as it is the newest.
"""

from collections.abc import Callable
from datetime import date

from difi_sosial.strategy.models import StrategyVersion

CheckedOn = Callable[[date], date | None]
_CHECKS: dict[str, CheckedOn] = {}


def register_identity_check(checked_on: CheckedOn) -> None:
    """Let an app above say which day, on or before a day, the newest whole check was finished."""
    _CHECKS["checked_on"] = checked_on


def identity_checked_on(version: StrategyVersion, day: date) -> date | None:
    """The newest check that counts for a version on a day (Norwegian calendar)."""
    known = _CHECKS.get("checked_on")
    found = [version.net_identity_on, known(day) if known else None]
    return max((one for one in found if one is not None), default=None)
