"""When may we ask again: Retry-After and the dialects of rate-limit headers, read in one place.

"Reset" has five meanings out there: an ISO time with microseconds (Mastodon), seconds since 1970
(GoToSocial, Bluesky, X), milliseconds since 1970, seconds left (Reddit, the IETF draft) and minutes
left inside a JSON header (Meta). Which one it is shows in the value, so no host list is needed.
Those who tell it in the body are read by `bodies`; nobody but this module asks it.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from difi_sosial.core.http.bodies import told

SHORTEST = timedelta(seconds=1)
LONGEST = timedelta(hours=24)
WITHOUT_WORD = timedelta(minutes=5)  # how long to wait when we are only told to wait

REMAINING = ("x-ratelimit-remaining", "ratelimit-remaining", "x-rate-limit-remaining")
RESET = ("x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset")
META = ("x-app-usage", "x-page-usage", "x-business-use-case-usage", "x-ad-account-usage")
TELLING = frozenset((*REMAINING, *RESET, *META, "ratelimit"))
MEDIAWIKI_THROTTLED = frozenset({"maxlag", "ratelimited"})
EPOCH_SECONDS_FROM = 1_000_000_000  # 2001; a smaller number is seconds left
EPOCH_MILLISECONDS_FROM = 100_000_000_000


@dataclass(frozen=True)
class RateLimit:
    """What a source says of our quota: requests left, and when it is full again (aware, UTC).

    `not_before` is an order: we were answered, but must not ask again until then.
    """

    remaining: int | None
    reset_at: datetime | None
    not_before: datetime | None = None

    @property
    def wait_until(self) -> datetime | None:
        """When the next question may be asked; None: at once."""
        return self.not_before or (self.reset_at if self.remaining == 0 else None)


def rate_limit(headers: Mapping[str, str], *, now: datetime, body: bytes = b"") -> RateLimit | None:
    """The quota told by a good answer; None when it tells nothing. Header names in lower case."""
    quota, said = _in_headers(headers, now=now), told(200, body, now=now)
    if said.remaining is None and said.seconds is None:
        return quota
    not_before = None if said.seconds is None else _clamped(now, said.seconds)
    return RateLimit(said.remaining, quota.reset_at if quota else None, not_before)


def _in_headers(headers: Mapping[str, str], *, now: datetime) -> RateLimit | None:
    if TELLING.isdisjoint(headers):
        return None  # as most answers
    remaining = _count(_first(headers, REMAINING))
    reset_at = moment(_first(headers, RESET), now=now)
    draft_remaining, draft_reset = _draft(headers.get("ratelimit", ""))
    if remaining is None:
        remaining = _count(draft_remaining)
    if reset_at is None:
        reset_at = moment(draft_reset, now=now)
    if remaining is None and reset_at is None:
        return _meta(headers, now)
    return RateLimit(remaining, reset_at)


def retry_after(headers: Mapping[str, str], *, now: datetime) -> datetime | None:
    """When Retry-After lets us come back, kept between a second and a day from now."""
    text = headers.get("retry-after", "").strip()
    seconds = _number(text)
    if seconds is not None:
        return _clamped(now, seconds)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _between(at.replace(tzinfo=UTC) if at.tzinfo is None else at, now)


def wait_until(
    headers: Mapping[str, str], *, now: datetime, status: int = 429, body: bytes = b""
) -> datetime:
    """When to come back after having been refused for asking too often."""
    if (word := retry_after(headers, now=now)) is not None:
        return word
    if (seconds := told(status, body, now=now).seconds) is not None:
        return _clamped(now, seconds)
    quota = _in_headers(headers, now=now)
    return (quota and quota.reset_at) or now + WITHOUT_WORD


def is_throttled(
    status: int, headers: Mapping[str, str], *, now: datetime, body: bytes = b""
) -> bool:
    """Whether a response means "too often": not only 429 does."""
    if status == 429:
        return True
    if status == 503:
        return "retry-after" in headers
    if status == 403:
        quota = _in_headers(headers, now=now)
        if "retry-after" in headers or (quota is not None and quota.remaining == 0):
            return True
    # MediaWiki answers 200 and tells it in a header of its own; others only in the body.
    if headers.get("mediawiki-api-error") in MEDIAWIKI_THROTTLED:
        return True
    return told(status, body, now=now).throttled


def moment(value: str | None, *, now: datetime) -> datetime | None:
    """A "reset" in any of its meanings, as a time between a second and a day from now."""
    if value is None:
        return None
    number = _number(value)
    if number is None:
        return _iso(value.strip(), now)
    if number >= EPOCH_MILLISECONDS_FROM:
        number /= 1000
    if number >= EPOCH_SECONDS_FROM:
        number -= now.timestamp()
    return _clamped(now, number)


def _draft(value: str) -> tuple[str | None, str | None]:
    """Remaining and seconds left of a RateLimit header; of several policies, the strictest one."""
    policies = [
        dict(re.findall(r"\b(r|t|remaining|reset)\s*=\s*(\d{1,15})", policy))
        for policy in re.split(r",\s*(?=\")", value)  # the newer drafts name each policy
    ]
    pairs = [(p.get("r") or p.get("remaining"), p.get("t") or p.get("reset")) for p in policies]
    return min(pairs, key=lambda pair: int(pair[0]) if pair[0] else math.inf)


def _iso(value: str, now: datetime) -> datetime | None:
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return _between(at.replace(tzinfo=UTC) if at.tzinfo is None else at, now)


def _between(at: datetime, now: datetime) -> datetime:
    # Compared before any arithmetic: year 9999 minus an hour east is out of range.
    if at <= now + SHORTEST:
        return now + SHORTEST
    return min(at, now + LONGEST)


def _clamped(now: datetime, seconds: float) -> datetime:
    return now + timedelta(
        seconds=min(max(seconds, SHORTEST.total_seconds()), LONGEST.total_seconds())
    )


def _first(headers: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((headers[name] for name in names if name in headers), None)


def _number(text: str) -> float | None:
    if re.fullmatch(r"\s*-?\d{1,20}(\.\d{1,9})?\s*", text, re.ASCII) is None:
        return None
    return float(text)


def _count(text: str | None) -> int | None:
    number = _number(text) if text is not None else None
    return None if number is None else max(0, math.floor(number))


def _meta(headers: Mapping[str, str], now: datetime) -> RateLimit | None:
    """Meta tells percent used, not requests left: only "all used" can be said in our terms."""
    usages = [usage for name in META for usage in _usages(headers.get(name, ""))]
    used_up = any(
        (_number(str(value)) or 0) >= 100
        for usage in usages
        for key, value in usage.items()
        if key in {"call_count", "total_cputime", "total_time"}
    )
    minutes = [_number(str(usage.get("estimated_time_to_regain_access", ""))) for usage in usages]
    longest = max((m for m in minutes if m), default=None)
    if not used_up and longest is None:
        return None
    return RateLimit(0, None if longest is None else _clamped(now, longest * 60))


def _usages(text: str) -> Iterator[dict[str, object]]:
    try:
        told = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return
    if not isinstance(told, dict):
        return
    yield told
    for inner in told.values():
        if isinstance(inner, list):
            yield from (usage for usage in inner if isinstance(usage, dict))
