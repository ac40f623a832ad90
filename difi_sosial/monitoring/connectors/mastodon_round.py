"""The questions of one round to a Mastodon server, and the cursor between them.

`min_id` walks forward without holes (`since_id` would skip). Ten posts are read again every time,
for posts from other servers arrive late and under old numbers.
"""

from datetime import timedelta
from typing import Any

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Query, Trouble, Unusable

PER_PAGE = 40
OVERLAP = 10
DEEPEST = 400
INSTANCE, OLDER = "instance", "instance:older"
MENTIONS = "mentions"
WITHOUT_SEARCH = frozenset({"gotosocial", "pixelfed"})  # see mastodon_answers


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round, by name; the server itself is asked once a day."""
    has_token = "token" in query.secrets
    searches = [f"search:{term}" for term in query.terms if has_token]
    tags = [f"tag:{tag.lstrip('#')}" for tag in base.words(query.settings.get("hashtags", ""))]
    if not base.web_address(query.settings.get("url")) or not (query.terms or tags):
        raise Unusable(Trouble.WRONG_SETTINGS, "an address and something to ask for are needed")
    if query.cursor.get("closed"):
        tags = []
    if query.cursor.get("server") in WITHOUT_SEARCH:
        searches = []
    if not has_token and not tags:
        raise Unusable(Trouble.NEEDS_SECRET, "a search needs a token, and there are no open tags")
    return (INSTANCE, *searches, *tags, *([MENTIONS] if has_token else []))


def step(query: Query) -> str:
    """The question that is next; a cursor from other settings starts the round over."""
    asked, at = steps(query), query.cursor.get("at")
    if at in asked or at == OLDER:
        return str(at)
    heard = base.moment(query.cursor.get("heard"))
    return asked[1] if heard and query.now - heard < timedelta(days=1) else INSTANCE


def go_on(ids: list[str], query: Query) -> tuple[dict[str, Any], bool]:
    """The next cursor: the rest of this question while pages are full, else the next question."""
    asked, at, old = steps(query), step(query), query.cursor
    marks = {key: value for key, value in old.get("min", {}).items() if key in asked}
    kept = {"heard": old.get("heard"), "closed": old.get("closed", False), "min": marks}
    kept |= {"server": old["server"]} if "server" in old else {}
    start, offset = old.get("walk") or marks.get(at), old.get("offset", 0) + PER_PAGE
    mark = old.get("mark") or mark_of(ids, start)
    if start and len(ids) >= PER_PAGE:
        # Searches answer newest first even with min_id, so what is older is reached by offset.
        if at.startswith("search:") and offset < DEEPEST:
            return {**kept, "at": at, "offset": offset, "mark": mark}, True
        if not at.startswith("search:") and ids[0] != start:
            return {**kept, "at": at, "walk": ids[0]}, True
    return base.next_question(asked, at, {**kept, "min": {**marks, at: mark}})


def mark_of(ids: list[str], start: str | None) -> str | None:
    """Where to begin next time: a little before the newest, for posts that arrive late."""
    if len(ids) >= OVERLAP:
        return ids[OVERLAP - 1]
    return start or (ids[-1] if ids else None)
