"""What servers with Mastodon's API answer: who they are, and their posts.

The API has dialects. Most of them tell their name in the version that they give themselves, as in
`2.7.2 (compatible; Pleroma 2.6.0)`; a server without `/api/v2/instance` is asked at the older
place (snac answers 404 with a web page). What a dialect cannot do is not asked of it, and said.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Page, Post, Query, Response
from difi_sosial.monitoring.connectors.mastodon_round import (
    INSTANCE,
    MENTIONS,
    OLDER,
    WITHOUT_SEARCH,
    step,
    steps,
)
from difi_sosial.monitoring.connectors.text import text_of

_ = base.gettext_noop
CLOSED = _("Tjeneren viser ikke emneknagger til oss. Søk virker fortsatt.")
DIALECTS = ("gotosocial", "akkoma", "pleroma", "friendica", "pixelfed", "snac")
SAID = {
    "gotosocial": _(
        "GoToSocial søker bare i deres egne innlegg og svar til dere. Bruk emneknagger."
    ),
    "pixelfed": _("Pixelfed har ikke søk i innlegg. Bruk emneknagger og tilgangstoken."),
    "snac": _("snac søker bare i det kontoen deres følger. Bruk emneknagger i tillegg."),
}


def parse_instance(response: Response, query: Query) -> Page:
    """Which server it is, and whether it shows tag timelines to us."""
    told: Any = {}
    if response.status < 400 and response.body.lstrip()[:1] == b"{":
        told = base.json_of(response)
    elif step(query) == INSTANCE and response.status in (401, 403, 404, 410):
        return Page((), {**query.cursor, "at": OLDER}, more=True)
    shown = told
    for key in ("configuration", "timelines_access", "hashtag_feeds"):
        shown = shown.get(key) if isinstance(shown, dict) else None
    has_token = "token" in query.secrets
    doors = {base.text_at(shown, side) for side in ("local", "remote")} - {""}
    closed = bool(doors) and not doors & ({"public", "authenticated"} if has_token else {"public"})
    cursor = {**query.cursor, "heard": query.now.isoformat(), "closed": closed}
    if server := dialect(told):
        cursor["server"] = server
    following = steps(replace(query, cursor=cursor))[1]
    notes = [CLOSED] if closed else []
    if server in SAID and (query.terms or server not in WITHOUT_SEARCH):
        notes.append(SAID[server])
    return Page((), {**cursor, "at": following}, more=True, notes=tuple(notes))


def dialect(told: Mapping[str, Any]) -> str:
    """What kind of server it is; empty for Mastodon and for those that do not say."""
    said = f"{base.text_at(told, 'version')} {base.text_at(told, 'source_url')}".lower()
    return next((name for name in DIALECTS if name in said), "")


def post_of(thing: Mapping[str, Any], query: Query) -> Post | None:
    """One status, if everybody may read it: a token also sees letters that are not for us.

    In the list of mentions it lies inside a notification, and concerns us whatever it says.
    """
    kind, _, wanted = step(query).partition(":")
    if kind == MENTIONS:
        thing = thing["status"] if isinstance(thing.get("status"), dict) else {}
    status = thing["reblog"] if isinstance(thing.get("reblog"), dict) else thing
    number, url = base.text_at(status, "id"), base.web_address(status.get("url"), status.get("uri"))
    if not number or not url or base.text_at(status, "visibility") not in ("public", "unlisted"):
        return None
    html, raw = base.text_at(status, "content"), base.text_at(status, "created_at")
    handle = base.text_at(status, "account", "acct")
    home = urlsplit(query.settings["url"].strip()).hostname or ""
    return Post(
        external_id=base.text_at(status, "uri") or url,  # the same on every server
        url=url,
        title=base.text_at(status, "spoiler_text"),
        text=text_of(html),
        html=html,
        author_name=base.text_at(status, "account", "display_name"),
        author_handle=f"@{handle}" if "@" in handle or not handle else f"@{handle}@{home}",
        language=base.text_at(status, "language"),
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=base.OURS if kind == MENTIONS else wanted,
        shares=base.amount(status.get("reblogs_count")),
    )
