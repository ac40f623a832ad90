"""Whether the parts the portal stands on answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from difi_sosial.core.clock import now

HEARTBEAT = "worker-heartbeat"
WORKER_MAY_BE_SILENT = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Check:
    """One part: its name, whether it answers, and a word about it (English, for machines)."""

    name: str
    ok: bool
    text: str


def checks() -> list[Check]:
    """Every part, always in the same order; a broken part is an answer, not an exception."""
    parts: tuple[tuple[str, Callable[[], str]], ...] = (
        ("database", _database),
        ("cache", _cache),
        ("worker", _worker),
    )
    return [_try(name, probe) for name, probe in parts]


def _try(name: str, probe: Callable[[], str]) -> Check:
    try:
        text = probe()
    except Exception as error:
        return Check(name, False, type(error).__name__)
    return Check(name, not text, text or "ok")


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _cache() -> str:
    cache.set("health", "ok", 10)
    return "" if cache.get("health") == "ok" else "does not keep what it is given"


def _worker() -> str:
    """The worker leaves a mark every half minute; without a broker there is no worker."""
    if not settings.CELERY_BROKER_URL:
        return ""
    seen: datetime | None = cache.get(HEARTBEAT)
    if seen is None:
        return "not seen"
    silent = now() - seen
    return "" if silent < WORKER_MAY_BE_SILENT else f"silent for {int(silent.total_seconds())} s"
