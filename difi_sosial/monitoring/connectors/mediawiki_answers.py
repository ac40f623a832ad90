"""What a MediaWiki answers: errors in two forms, and the pages that were found."""

from collections.abc import Mapping
from typing import Any

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Post, Query, Trouble, Unusable
from difi_sosial.monitoring.connectors.mediawiki_round import step
from difi_sosial.monitoring.connectors.text import text_of, without_markup


def error_code(answer: Any) -> str:
    """What went wrong, in either of MediaWiki's two ways of saying it; empty when all is well."""
    if not isinstance(answer, dict):
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is not from MediaWiki's API")
    errors = base.objects(answer.get("errors")) or base.objects([answer.get("error")])
    return base.text_at(errors[0], "code") or "unknown" if errors else ""


def posts_of(answer: Mapping[str, Any], query: Query) -> list[Post]:
    """The pages found, as posts."""
    kind, _, wanted = step(query).partition(":")
    found = answer.get("query")
    found = found if isinstance(found, dict) else {}
    rows = found.get("search" if kind == "search" else "exturlusage")
    if not isinstance(rows, list):
        # An unknown `list` is only a warning to MediaWiki: 200, and nothing found.
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of pages")
    language = base.text_at(found, "general", "lang")
    pages = [row for row in base.objects(rows) if row.get("pageid")]
    return [post_of(page, wanted, language, query) for page in pages]


def post_of(row: Mapping[str, Any], wanted: str, language: str, query: Query) -> Post:
    """One page. Its permalink goes by page id, which survives a new name."""
    home = query.settings["url"].strip().partition("?")[0].removesuffix("api.php")
    snippet, raw = base.text_at(row, "snippet"), base.text_at(row, "timestamp")
    return Post(
        external_id=f"page:{row['pageid']}",
        url=f"{home}index.php?curid={row['pageid']}",
        title=base.text_at(row, "title"),
        text=without_markup(text_of(snippet)) or base.text_at(row, "url"),
        html=snippet,
        language=language,
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=wanted.rpartition(":")[2] if row.get("url") else wanted,
    )
