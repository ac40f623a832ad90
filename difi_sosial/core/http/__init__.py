"""The one door to the outside: every request that the product sends goes through here.

    from difi_sosial.core import http

    response = http.get("https://blogg.example/feed", etag=source.etag)
    response = http.door().fetch(http.Request(url=…, credential=http.Credential.bearer(url, token)))

What it promises: only http and https, ports 80 and 443; never an address that is not on the open
internet, whatever name or spelling or redirect leads to it, unless its "host:port" stands in the
setting HTTP_ALLOWED_PRIVATE; at most `max_bytes` after decompression, `deadline` seconds in all (of
many at once: and ten more to look up names) and five redirects; a Credential goes to its own site
and nowhere else; no cookies, no .netrc, no proxy from the environment.

What it raises: `Temporary` (try later), `RateLimited` (with `until`), `Permanent` (a person must
look). `Failing` and `Refused` are the ones of these that hold the answer, in `response`.
"""

import os
from functools import lru_cache
from typing import Any

from django.conf import settings

from difi_sosial.core.http.addresses import AddressRefused, Allowed, loopback_in
from difi_sosial.core.http.connections import OutOfTime, TooLarge
from difi_sosial.core.http.door import Door, Failing, Refused
from difi_sosial.core.http.exchanges import Exchange
from difi_sosial.core.http.limits import RateLimit
from difi_sosial.core.http.many import Outcome
from difi_sosial.core.http.messages import Credential, Request, Response
from difi_sosial.core.http.room import Room

__all__ = [
    "AddressRefused",
    "Allowed",
    "Credential",
    "Door",
    "Exchange",
    "Failing",
    "OutOfTime",
    "Outcome",
    "RateLimit",
    "Refused",
    "Request",
    "Response",
    "Room",
    "TooLarge",
    "door",
    "get",
    "loopback_in",
]


def door() -> Door:
    """The door as the settings make it; one per process, so that connections are kept."""
    return _door(
        tuple(settings.HTTP_ALLOWED_PRIVATE),
        settings.HTTP_USER_AGENT,
        getattr(settings, "HTTP_CA_BUNDLE", "") or True,
        os.getpid(),  # a forked worker must not share its parent's connections
    )


@lru_cache(maxsize=4)
def _door(allowed: tuple[str, ...], user_agent: str, ca: str | bool, process: int) -> Door:
    return Door(allowed=allowed, user_agent=user_agent, ca=ca)


def get(url: str, **fields: Any) -> Response:
    """Fetch an address; `fields` are those of Request."""
    return door().fetch(Request(url=url, **fields))
