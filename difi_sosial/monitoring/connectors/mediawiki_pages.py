"""Pages that are watched in a wiki, their talk pages too: what has changed since last time.

One question gives the newest revision of up to 50 pages; one more for each that has changed gives
the difference, as rows of a table. What happened between two visits is one change. Where we are
with a page moves only when its difference is read.
"""

import re
from collections.abc import Mapping
from typing import Any

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Page, Post, Query, Trouble, Unusable
from difi_sosial.monitoring.connectors.text import text_of, without_markup

_ = base.gettext_noop
PAGES, DIFF = "pages", "diff"
MOST = 25  # with their talk pages as many as one question may name
AT_ONCE = 10
LONGEST = 4000
CELL = re.compile(r'<td class="diff-(deleted|added)line[^"]*"[^>]*>(.*?)</td>', re.DOTALL)
MARKS = {"deleted": "−", "added": "+"}
MISSING = _("En av sidene dere følger, finnes ikke. Sjekk navnet.")


def titles(query: Query) -> list[str]:
    """The pages to watch. Every wiki knows the talk page of an article as `Talk:`."""
    pages = base.words(query.settings.get("pages", ""))[:MOST]
    names = [(page, f"Talk:{page}") if ":" not in page else (page,) for page in pages]
    return list(dict.fromkeys(name for pair in names for name in pair))


def question(query: Query) -> tuple[tuple[str, str], ...]:
    """What to ask for now: the difference that is next, else the newest revisions."""
    if waiting := queue(query):
        _page, old, new = waiting[0]
        return (
            ("action", "compare"),
            ("fromrev", str(old)),
            ("torev", str(new)),
            ("prop", "diff|ids|title|timestamp"),
        )
    asked = (("action", "query"), ("meta", "siteinfo"), ("prop", "revisions"))
    return (*asked, ("rvprop", "ids|timestamp"), ("titles", "|".join(titles(query))))


def queue(query: Query) -> list[list[Any]]:
    """The differences that are still to be read: page, old and new revision."""
    return list(query.cursor.get("queue", [])) if query.cursor.get("at") == DIFF else []


def read(answer: Mapping[str, Any], code: str, query: Query) -> Page:
    """What the answer says, whichever of the two was asked."""
    return _difference(answer, code, query) if queue(query) else _newest(answer, query)


def _newest(answer: Mapping[str, Any], query: Query) -> Page:
    found = answer.get("query")
    pages = found.get("pages") if isinstance(found, dict) else None
    if not isinstance(pages, list):
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of pages")
    known = dict(query.cursor.get("revs", {}))
    waiting, revs = [], {}
    for page in base.objects(pages):
        number, newest = page.get("pageid"), base.objects(page.get("revisions"))
        new = newest[0].get("revid") if newest else None
        if not isinstance(number, int) or not isinstance(new, int):
            continue
        old = revs[str(number)] = known.get(str(number), new)  # the first time there is no change
        waiting += [[number, old, new]] if old != new else []
    lost = [page.get("ns") for page in base.objects(pages) if page.get("missing")]
    is_lost = any(isinstance(space, int) and space % 2 == 0 for space in lost)  # odd: talk pages
    cursor = {**_kept(query), "revs": revs}
    if waiting:
        cursor |= {"at": DIFF, "queue": waiting[:AT_ONCE]}
    return Page((), cursor, more=bool(waiting), notes=(MISSING,) if is_lost else ())


def _difference(answer: Mapping[str, Any], code: str, query: Query) -> Page:
    (page, old, new), *rest = queue(query)
    told = answer.get("compare")
    if not code and not isinstance(told, dict):
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer holds no difference")
    # A revision that has been hidden cannot be compared: we go on from the newest.
    posts = (_post(told, old, new, query),) if isinstance(told, dict) else ()
    cursor = {**_kept(query), "revs": {**query.cursor.get("revs", {}), str(page): new}}
    if rest:
        cursor |= {"at": DIFF, "queue": rest}
    return Page(posts, cursor, more=bool(rest))


def _post(told: Mapping[str, Any], old: int, new: int, query: Query) -> Post:
    home = query.settings["url"].strip().partition("?")[0].removesuffix("api.php")
    lines = [
        f"{MARKS[kind]} {text}"
        for kind, cell in CELL.findall(base.text_at(told, "body"))
        if (text := without_markup(text_of(cell)))
    ]
    raw = base.text_at(told, "totimestamp")
    return Post(
        external_id=f"revision:{new}",
        url=f"{home}index.php?diff={new}&oldid={old}",
        title=base.text_at(told, "totitle"),
        text="\n".join(lines)[:LONGEST],
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=base.OURS,
    )


def _kept(query: Query) -> dict[str, Any]:
    return {name: query.cursor[name] for name in ("sort", "since") if name in query.cursor}
