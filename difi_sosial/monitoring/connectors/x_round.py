"""The questions of one round to X, and the cursor between them."""

from collections.abc import Mapping
from typing import Any

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Query, Trouble, Unusable

LONGEST = 480  # letters of a query; X takes 512


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round: terms joined by OR as long as X takes them."""
    if not query.terms or not base.web_address(query.settings.get("url")):
        raise Unusable(Trouble.WRONG_SETTINGS, "an address and something to search for are needed")
    groups: list[list[str]] = [[]]
    for term in query.terms:
        quoted = '"' + term.rstrip("*").replace('"', "") + '"'
        if groups[-1] and len(" OR ".join([*groups[-1], quoted])) > LONGEST:
            groups.append([])
        groups[-1].append(quoted)
    return tuple(f"({' OR '.join(group)}) -is:retweet" for group in groups)


def at(query: Query) -> str:
    """The question that is next."""
    asked = steps(query)
    return query.cursor["at"] if query.cursor.get("at") in asked else asked[0]


def go_on(meta: Mapping[str, Any], asked: str, query: Query) -> tuple[dict[str, Any], bool]:
    """The next cursor. The mark moves when the question is done; the first time takes one page."""
    since = {
        key: mark for key, mark in query.cursor.get("since", {}).items() if key in steps(query)
    }
    newest = query.cursor.get("newest") or base.text_at(meta, "newest_id") or since.get(asked)
    page = base.text_at(meta, "next_token")
    if page and asked in since and page != query.cursor.get("page"):
        return {"since": since, "at": asked, "page": page, "newest": newest}, True
    marks = {**since, asked: newest} if newest else since
    return base.next_question(steps(query), asked, {"since": marks})
