"""How often a source is asked: oftener while it has something new, more seldom while it has not.

Between what the provider asks of us and eight times the chosen interval, never more than a day. A
step at a time: a third off for a visit with something new, a tenth on for one without, so that a
busy source is followed within hours and a quiet one lets go within days.
"""

from math import ceil

from difi_sosial.monitoring.connectors.base import Connector
from difi_sosial.monitoring.models import Source

OFTENER, SELDOMER = 0.67, 1.1
QUICKEST, SLOWEST = 4, 8  # parts of, and times, the chosen interval
QUESTIONS = 4  # what a visit may ask
DAY = 24 * 60


def floor_of(source: Source) -> int:
    """The fewest minutes between visits: what the provider bears, and a quarter of the chosen."""
    return max(1, _borne(source.reader), source.interval_minutes // QUICKEST)


def ceiling_of(source: Source) -> int:
    """The most minutes between visits."""
    return max(source.interval_minutes, min(source.interval_minutes * SLOWEST, DAY))


def minutes_of(source: Source) -> int:
    """How many minutes there are between visits now."""
    if not source.adapts or source.pace_minutes is None:
        return source.interval_minutes
    return min(max(source.pace_minutes, floor_of(source)), ceiling_of(source))


def after_visit(source: Source, *, is_new: bool) -> int:
    """How many minutes there shall be from now on, after a visit that went well."""
    if not source.adapts:
        return source.interval_minutes
    now = minutes_of(source)
    if is_new:
        # Something new after a quiet time: back to the chosen interval at once.
        return max(floor_of(source), int(min(now, source.interval_minutes * 1.5) * OFTENER))
    return min(ceiling_of(source), ceil(now * SELDOMER))


def _borne(reader: Connector | None) -> int:
    """Minutes that a visit of a few questions takes of the provider's limit."""
    if reader is None:
        return 1
    questions = min(QUESTIONS, reader.limit.requests)
    return ceil(reader.limit.seconds / reader.limit.requests * questions / 60)
