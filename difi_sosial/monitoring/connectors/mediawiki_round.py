"""The questions of one round to a MediaWiki, and the cursor between them.

Sorted by time, a question ends at what was seen before; otherwise after four pages. Its mark moves
only when it is done, so that a broken round leaves no hole.
"""

from collections.abc import Mapping
from typing import Any

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Post, Query, Trouble, Unusable
from difi_sosial.monitoring.connectors.mediawiki_pages import DIFF, PAGES, titles

TURNS = 4
BY_TIME, BY_RELEVANCE = "last_edit_desc", "relevance"


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round, by name."""
    domains = base.words(query.settings.get("domain", "").lower())
    asked = [f"search:{term}" for term in query.terms]
    # Older wikis keep the two apart, and look for http alone unless told.
    for scheme in ("https", "http"):
        asked += [f"links:{scheme}:{domain.removeprefix('www.')}" for domain in domains]
    asked += [PAGES] if titles(query) else []
    if not asked or not base.web_address(query.settings.get("url")):
        raise Unusable(Trouble.WRONG_SETTINGS, "an address and something to search for are needed")
    return tuple(asked)


def step(query: Query) -> str:
    """The question that is next; a cursor from other terms starts the round over."""
    asked, at = steps(query), query.cursor.get("at")
    if at == DIFF and PAGES in asked:
        return PAGES
    return at if at in asked else asked[0]


def go_on(
    answer: Mapping[str, Any], query: Query, posts: list[Post]
) -> tuple[dict[str, Any], bool]:
    """The next cursor: further pages of this question while they are news, else the next one."""
    asked, at, old = steps(query), step(query), query.cursor
    since = {key: value for key, value in old.get("since", {}).items() if key in asked}
    kept = {"sort": old.get("sort", BY_TIME), "since": since}
    kept |= {"revs": old["revs"]} if "revs" in old else {}
    turn, top = old.get("turn", 1), max([old.get("top", ""), *(post.posted_raw for post in posts)])
    if goes_on(at, old, posts) and turn < TURNS and isinstance(answer.get("continue"), dict):
        # The mark moves only when the question is done, so that a broken round leaves no hole.
        rest = {"continue": answer["continue"], "turn": turn + 1, "top": top}
        return {**kept, "at": at, **rest}, True
    marks = {**since, at: max(since.get(at, ""), top)}
    return base.next_question(asked, at, {**kept, "since": marks})


def goes_on(at: str, cursor: Mapping[str, Any], posts: list[Post]) -> bool:
    """Whether the next page may hold news: sorted by time, only when all of this one is."""
    if not posts:
        return False
    if at.startswith("links:") or cursor.get("sort", BY_TIME) != BY_TIME:
        return True
    since = cursor.get("since", {}).get(at, "")
    return bool(since) and posts[-1].posted_raw > since
