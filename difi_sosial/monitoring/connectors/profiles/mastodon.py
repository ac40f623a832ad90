"""An account on Mastodon, GoToSocial, Pleroma or Pixelfed: looked up by its name, no token."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Request, Response, Trouble, Unusable
from difi_sosial.monitoring.connectors.profiles.base import (
    Place,
    ProfileReader,
    ProfileSeen,
    number_at,
)
from difi_sosial.monitoring.connectors.text import text_of


class Mastodon(ProfileReader):
    """One question: `note` is the text as HTML, `fields` the rows beside it."""

    slug = "mastodon"
    docs = "https://docs.joinmastodon.org/methods/accounts/#lookup"

    def request(self, place: Place) -> Request:
        parts = urlsplit(place.url.strip())
        name = parts.path.rstrip("/").rpartition("/")[2].lstrip("@")
        name = name or place.handle.lstrip("@").partition("@")[0]
        if parts.scheme not in ("http", "https") or not parts.netloc or not name:
            raise Unusable(Trouble.WRONG_SETTINGS, "the address names no account")
        server = f"{parts.scheme}://{parts.netloc}"
        return Request(f"{server}/api/v1/accounts/lookup", (("acct", name),))

    def parse(self, response: Response, place: Place) -> ProfileSeen:
        base.refuse_errors(response)
        account = base.json_of(response)
        if not isinstance(account, dict) or not isinstance(account.get("note"), str):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is no account")
        rows = base.objects(account.get("fields"))
        return ProfileSeen(
            text=text_of(account["note"]),
            fields=tuple(
                (text_of(base.text_at(row, "name")), text_of(base.text_at(row, "value")))
                for row in rows
            ),
            followers=number_at(account, "followers_count"),
            posts_total=number_at(account, "statuses_count"),
            last_post_at=day_or_moment(base.text_at(account, "last_status_at")),
        )


def day_or_moment(raw: str) -> datetime | None:
    """Mastodon tells the day of the last post, GoToSocial the moment; a day is its midnight."""
    if len(raw) == len("2026-11-22"):
        raw = f"{raw}T00:00:00+00:00"
    told = base.moment(raw)
    return told.astimezone(UTC) if told else None
