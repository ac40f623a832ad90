"""The questions of one round to a channel that answers newest first, and the cursor between them.

Several channels work alike: one question for each term, pages from the newest backwards. A question
ends at what was seen an hour before the newest of last time (posts may arrive late), after four
pages, or when there is no more. Its mark moves only when it is done: a broken round leaves no hole.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Post, Query

PAGES = 4
OVERLAP = timedelta(hours=1)


def step(query: Query, asked: tuple[str, ...]) -> str:
    """The question that is next; a cursor from other settings starts the round over."""
    at = query.cursor.get("at")
    return str(at) if at in asked else asked[0]


def page_of(query: Query) -> Any:
    """The mark of the page to ask for, None for the first."""
    return query.cursor.get("page")


def since(query: Query, at: str) -> str:
    """The time of the newest post that the last round saw, ISO; empty the first time."""
    return str(query.cursor.get("since", {}).get(at, ""))


def go_on(
    query: Query,
    asked: tuple[str, ...],
    posts: Sequence[Post],
    following: Any,
    *,
    in_order: bool = True,
) -> tuple[dict[str, Any], bool]:
    """The next cursor: `following` is the mark of the page after this one, None at the end.

    Where answers are not in order of time, nothing can be known of the next page: it is read.
    """
    at, old = step(query, asked), query.cursor
    marks = {key: value for key, value in old.get("since", {}).items() if key in asked}
    times = [post.posted_at for post in posts if post.posted_at]
    top = max([old.get("top", ""), *(time.isoformat() for time in times)])
    turn, seen = old.get("turn", 1), base.moment(marks.get(at))
    is_news = (
        not in_order or marks.get(at) == "" or bool(seen and times and min(times) > seen - OVERLAP)
    )
    is_new_page = following is not None and following != old.get("page")
    if is_new_page and is_news and turn < PAGES:
        rest = {"page": following, "turn": turn + 1, "top": top}
        return {"since": marks, "at": at, **rest}, True
    marks[at] = max(marks.get(at, ""), top)
    return base.next_question(asked, at, {"since": marks})
