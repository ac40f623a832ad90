"""An account on Bluesky, through the public AppView: no token."""

from urllib.parse import urlsplit

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Request, Response, Trouble, Unusable
from difi_sosial.monitoring.connectors.profiles.base import (
    Place,
    ProfileReader,
    ProfileSeen,
    number_at,
)

APP_VIEW = "https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile"


class Bluesky(ProfileReader):
    """One question: `description` is the text, bare as it was written."""

    slug = "bluesky"
    docs = "https://docs.bsky.app/docs/api/app-bsky-actor-get-profile"

    def request(self, place: Place) -> Request:
        steps = urlsplit(place.url.strip()).path.strip("/").split("/")
        named = steps[1] if len(steps) > 1 and steps[0] == "profile" else place.handle
        actor = named.strip().lstrip("@")
        if not (actor.startswith("did:") or "." in actor) or " " in actor:
            raise Unusable(Trouble.WRONG_SETTINGS, "neither address nor name is a Bluesky handle")
        return Request(APP_VIEW, (("actor", actor),))

    def parse(self, response: Response, place: Place) -> ProfileSeen:
        # An unknown, deleted or suspended account is a 400 with a name for what is wrong.
        if response.status == 400:
            raise Unusable(Trouble.GONE, "Bluesky has no such account")
        base.refuse_errors(response)
        profile = base.json_of(response)
        if not base.text_at(profile, "did"):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is no profile")
        return ProfileSeen(
            text=base.text_at(profile, "description"),
            followers=number_at(profile, "followersCount"),
            posts_total=number_at(profile, "postsCount"),
        )
