"""Limits that are told in the body: what `limits` reads when the headers say nothing.

Only JSON is looked into, and a good answer only at its very end, where Stack Exchange puts it:
a body may be megabytes, and everything else tells its limits in headers.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

TAIL = 400
ERROR = 64 * 1024
SECONDS_IN_WORDS = re.compile(r"\bin (\d{1,6}) seconds?\b")
# Unescaped, so never inside a text: there every quotation mark has a backslash before it.
BACKOFF = re.compile(rb'[,{]\s*"backoff"\s*:\s*(\d{1,6})\b')
QUOTA = re.compile(rb'[,{]\s*"quota_remaining"\s*:\s*(\d{1,9})\b')
# Stack Exchange, Lemmy, Bluesky, MediaWiki (old form), Discourse: the same word in five places.
WORDS = frozenset(
    {"throttle_violation", "rate_limit", "rate_limit_error", "too_many_requests"}
    | {"RateLimitExceeded", "maxlag", "ratelimited", "rateLimitExceeded", "userRateLimitExceeded"}
)
META_CODES = frozenset({4, 17, 32, 613})
DAY_IS_USED = frozenset({"quotaExceeded", "dailyLimitExceeded"})
GOOGLE_DAY = ZoneInfo("America/Los_Angeles")


@dataclass(frozen=True)
class Told:
    """What a body says: too often or not, seconds to wait, requests left; None is not told."""

    throttled: bool = False
    seconds: float | None = None
    remaining: int | None = None


NOTHING = Told()


def told(status: int, body: bytes, *, now: datetime) -> Told:
    """What the body of an answer says of limits."""
    if body[:1] not in (b"{", b" ", b"\n"):
        return NOTHING
    if status < 400 and b'"error' not in body[:TAIL]:
        return _of_good_answer(body[-TAIL:])
    try:
        answer = json.loads(body[:ERROR])
    except (ValueError, RecursionError):
        return NOTHING
    return _of_error(answer, now) if isinstance(answer, dict) else NOTHING


def _of_good_answer(tail: bytes) -> Told:
    quota, backoff = QUOTA.search(tail), BACKOFF.search(tail)
    return Told(
        seconds=float(backoff.group(1)) if quota and backoff else None,
        remaining=int(quota.group(1)) if quota else None,
    )


def _of_error(answer: Mapping[str, Any], now: datetime) -> Told:
    error = answer.get("error")
    inner = error if isinstance(error, dict) else {}
    said = [error, answer.get("error_name"), answer.get("error_type"), inner.get("code")]
    said += [row.get(key) for row in _rows(inner, answer) for key in ("reason", "code")]
    words = {word for word in said if isinstance(word, str)}
    if words & DAY_IS_USED:
        return Told(True, _until_google_midnight(now), 0)
    code = inner.get("code")
    is_meta = "fbtrace_id" in inner and isinstance(code, int) and code in META_CODES
    return Told(True, _seconds(answer)) if words & WORDS or is_meta else NOTHING


def _rows(*holders: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = [row for holder in holders if isinstance(r := holder.get("errors"), list) for row in r]
    return [row for row in rows if isinstance(row, dict)]


def _seconds(answer: Mapping[str, Any]) -> float | None:
    """Discourse tells it as a number, Stack Exchange in words."""
    extras = answer.get("extras")
    wait = extras.get("wait_seconds") if isinstance(extras, dict) else None
    if isinstance(wait, (int, float)) and not isinstance(wait, bool) and 0 <= wait < 1e9:
        return float(wait)
    words = SECONDS_IN_WORDS.search(str(answer.get("error_message", "")))
    return float(words.group(1)) if words else None


def _until_google_midnight(now: datetime) -> float:
    """Google's day of quota begins at midnight in California."""
    there = now.astimezone(GOOGLE_DAY)
    midnight = there.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return (midnight - there).total_seconds()
