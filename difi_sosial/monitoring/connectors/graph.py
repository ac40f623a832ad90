"""What Facebook, Instagram and Threads have in common: errors, pages, versions, and the token.

Errors come as 400 with a code. `paging.next` holds the token in its address, so the next page is
asked for by its cursor and `next` is only looked at, never kept or followed.
"""

import re
from collections.abc import Mapping
from typing import Any

from difi_sosial.monitoring.connectors import base, newest_round
from difi_sosial.monitoring.connectors.base import Post, Query, Request, Response, Trouble, Unusable

_ = base.gettext_noop
VERSION = re.compile(r"v\d{1,3}\.\d{1,2}")
TOKEN_CODES = frozenset({102, 190, 463, 467})
BUSY_CODES = frozenset({1, 2, 4, 17, 32, 341, 613})


def address(default: str) -> base.Setting:
    """The setting of where the API is."""
    text = _("La den stå som den er.")
    label = _("Adressen til API-et")
    return base.Setting("url", "url", label, text, required=True, default=default)


def version(default: str) -> base.Setting:
    """The setting of the version, which Meta takes away after about two years."""
    text = _("Endres når Meta legger ned versjonen. Da stopper kilden og sier fra.")
    return base.Setting("version", "text", _("API-versjon"), text, required=True, default=default)


def question(query: Query, path: str, params: tuple[tuple[str, str], ...]) -> Request:
    """One question, with the page that is next. Raises Unusable without address or token."""
    server = base.web_address(query.settings.get("url")).rstrip("/")
    told = query.settings.get("version", "").strip()
    if not server or VERSION.fullmatch(told) is None:
        raise Unusable(Trouble.WRONG_SETTINGS, "address and version are needed, like v26.0")
    if "token" not in query.secrets:
        raise Unusable(Trouble.NEEDS_SECRET, "the token of the agency's own app is needed")
    page = newest_round.page_of(query)
    after = (("after", str(page)),) if page else ()
    return Request(f"{server}/{told}/{path}", (*params, *after), secret="token")  # noqa: S106 - its name


def read(response: Response) -> list[dict[str, Any]]:
    """The rows of an answer. Raises Unusable with what Meta's codes mean."""
    code = error_code(response)
    if code in TOKEN_CODES:
        raise Unusable(Trouble.NEEDS_SECRET, f"Meta: code {code}, the token does not hold")
    if code in BUSY_CODES:
        raise Unusable(Trouble.RATE_LIMITED, f"Meta: code {code}")
    if code:
        raise Unusable(Trouble.REFUSED, f"Meta: code {code}")
    base.refuse_errors(response)
    answer = base.json_of(response)
    if not isinstance(answer, dict) or not isinstance(answer.get("data"), list):
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of data")
    return base.objects(answer["data"])


def error_code(response: Response) -> int:
    """Meta's code of what is wrong, 0 when the answer tells none."""
    if response.status < 400 or response.body.lstrip()[:1] != b"{":
        return 0
    error = base.json_of(response).get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) else 0


def following(response: Response) -> str | None:
    """The cursor of the page after this one, None at the end."""
    paging = base.json_of(response).get("paging")
    if not isinstance(paging, dict) or not paging.get("next"):
        return None
    return base.text_at(paging, "cursors", "after") or None


def inner(row: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The rows of a list inside a row: `comments` of a post, say."""
    held = row.get(name)
    return base.objects(held.get("data")) if isinstance(held, dict) else []


def post_of(row: Mapping[str, Any], *, text: str, at: str, url: str = "") -> Post | None:
    """One post or comment that concerns us whatever it says; `text` and `at` name its fields."""
    number, raw = base.text_at(row, "id"), base.text_at(row, at)
    place = base.web_address(row.get("permalink_url"), row.get("permalink"), url)
    if not number or not place:
        return None
    return Post(
        external_id=number,
        url=place,
        text=base.text_at(row, text),
        author_name=base.text_at(row, "from", "name"),
        author_handle=base.text_at(row, "username"),
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=base.OURS,
    )
