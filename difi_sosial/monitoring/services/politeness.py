"""What a host has asked of us, known to every worker: Redis holds it, and may lose it.

Politeness, not correctness: when Redis is away the worker goes on by what it knows itself.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from django.core.cache import cache

from difi_sosial.monitoring.connectors.base import Limit

log = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(hours=24)


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The host and port that are asked; whoever answers there is one to be polite to."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def wait(host: str, *, until: datetime, at: datetime) -> None:
    """The host asked us to wait: no worker asks it before `until`."""
    seconds = min(until - at, LONGEST_WAIT).total_seconds()
    if host and seconds > 0:
        try:
            cache.set(_waiting(host), until, timeout=seconds)
        except Exception:
            log.warning("cannot tell the other workers to leave %s alone", host, exc_info=True)


def waiting(hosts: Iterable[str], *, at: datetime) -> dict[str, datetime]:
    """Those of the hosts that asked us to wait, and until when; one question to Redis."""
    try:
        found = cache.get_many([_waiting(host) for host in set(hosts) if host])
    except Exception:
        log.warning("cannot learn which hosts to leave alone", exc_info=True)
        return {}
    return {key.partition(":")[2]: until for key, until in found.items() if until > at}


def spend(host: str, limit: Limit, *, at: datetime) -> datetime | None:
    """Count one request against the host's quota; when to come back, if it is used up.

    The quota of a connector holds for the whole host and all workers together, in windows that
    begin with the first request. A limit of one is of an address, and kept by the interval.
    """
    if limit.requests <= 1 or not host:
        return None
    window = int(at.timestamp()) // limit.seconds
    key = f"asked:{host}:{window}"
    try:
        cache.add(key, 0, timeout=limit.seconds)
        asked = cache.incr(key)
    except Exception:  # Redis is away, or the window ended between the two
        return None
    if asked <= limit.requests:
        return None
    return datetime.fromtimestamp((window + 1) * limit.seconds, at.tzinfo)


def _waiting(host: str) -> str:
    return f"wait:{host}"
