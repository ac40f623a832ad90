"""The questions of one round to a Lemmy server; which version it speaks is asked once a day."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Query, Trouble, Unusable

SITE = "site"


def steps(query: Query) -> tuple[str, ...]:
    """The questions by name. The two about the server come first, and are passed over for a day."""
    terms = [term.rstrip("*") for term in query.terms]
    if not base.web_address(query.settings.get("url")) or not terms:
        raise Unusable(Trouble.WRONG_SETTINGS, "an address and something to search for are needed")
    asked = tuple(f"{kind}:{term}" for kind in ("posts", "comments") for term in terms)
    about = (SITE, f"{SITE}:v3")
    is_known = query.cursor.get("at") not in about and knows(query)
    return asked if is_known else (*about, *asked)


def knows(query: Query) -> bool:
    """Whether the server has told its version within the last day."""
    told = base.moment(query.cursor.get("heard"))
    return bool(told and query.now - told < timedelta(days=1) and query.cursor.get("api"))


def which(query: Query) -> str:
    """The version that the server speaks."""
    return "v3" if query.cursor.get("api") == "v3" else "v4"


def kept_of(cursor: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of the server, to be carried on."""
    return {name: cursor[name] for name in ("api", "heard") if name in cursor}
