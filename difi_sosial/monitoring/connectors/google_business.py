"""Reviews of the agency's own place on Google, for the one who manages its business profile.

Google gives no lasting token: an app's secret and a renewing token are changed for one that holds
an hour, which the poller does before it asks (`login`).
"""

import re
from typing import Any

from difi_sosial.monitoring.connectors import base, newest_round
from difi_sosial.monitoring.connectors.base import (
    Page,
    Post,
    Query,
    Request,
    Response,
    Trouble,
    Unusable,
)

_ = base.gettext_noop
STEPS = ("reviews",)
LOCATION = re.compile(r"accounts/\d+/locations/\d+")
STARS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}


class GoogleBusiness(base.Connector):
    """The reviews of one place, those changed last first."""

    slug = "google-business"
    name = _("Anmeldelser på Google")
    docs = "https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews"
    reads = frozenset({base.Reads.ACCOUNT})
    limit = base.Limit(requests=60, seconds=60)
    auth = base.Auth.SESSION
    login = base.Login(
        site="https://oauth2.googleapis.com",
        open="/token",
        renew="",
        name="client",
        name_field="client_id",
        password_field="client_secret",  # noqa: S106 - a field's name
        second_field="refresh_token",
        constant=(("grant_type", "refresh_token"),),
        is_form=True,
        access="access_token",
        renewal="",
        over=frozenset({"UNAUTHENTICATED"}),
    )
    secrets = ("token",)
    approval = _("Google åpner API-et for hver søker. Før det er kvoten null.")
    minutes = 360
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til API-et"),
            _("La den stå som den er."),
            required=True,
            default="https://mybusiness.googleapis.com",
        ),
        base.Setting(
            "version",
            "text",
            _("API-versjon"),
            _("Endres bare når Google legger ned versjonen."),
            required=True,
            default="v4",
        ),
        base.Setting(
            "location",
            "text",
            _("Stedet"),
            _("Slik Google skriver det: accounts/123/locations/456."),
            required=True,
        ),
        base.Setting(
            "place",
            "url",
            _("Adressen til stedet på Google Maps"),
            _("Anmeldelsene har ingen egen adresse, så omtalene lenker hit."),
            required=True,
        ),
        base.Setting(
            "client",
            "text",
            _("Klient-ID"),
            _("Fra appen deres i Google Cloud."),
            required=True,
        ),
        base.Setting(
            "token",
            "secret",
            _("Klienthemmelighet og fornyingstoken"),
            _("Begge to, med et mellomrom mellom. Tilgangen må omfatte business.manage."),
        ),
    )
    sees = (_("Anmeldelser av stedet deres, med stjerner og tekst, også når de blir endret."),)
    needs = (
        _("En bedriftsprofil som er eldre enn 60 dager, og som dere administrerer."),
        _("En app hos Google som er godkjent for API-et."),
    )
    misses = (
        _("Anmeldelser av andre steder, og spørsmål og svar på kartet."),
        _("Hvem som har skrevet, når anmelderen er anonym."),
    )

    def request(self, query: Query) -> Request:
        server = base.web_address(query.settings.get("url")).rstrip("/")
        place = query.settings.get("location", "").strip()
        version = query.settings.get("version", "").strip()
        if not server or LOCATION.fullmatch(place) is None or not re.fullmatch(r"v\d+", version):
            raise Unusable(Trouble.WRONG_SETTINGS, "the place is accounts/…/locations/…")
        if "token" not in query.secrets:
            raise Unusable(Trouble.NEEDS_SECRET, "the app's secret and renewing token are needed")
        asked = [("pageSize", "50"), ("orderBy", "updateTime desc")]
        if page := newest_round.page_of(query):
            asked.append(("pageToken", str(page)))
        path = f"{server}/{version}/{place}/reviews"
        return Request(path, tuple(asked), secret=self.secrets[0])

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        answer = base.json_of(response)
        # A place without reviews answers with an empty object.
        if not isinstance(answer, dict) or not isinstance(answer.get("reviews", []), list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of reviews")
        rows = base.objects(answer.get("reviews"))
        posts = tuple(post for row in rows if (post := review(row, query)))
        following = base.text_at(answer, "nextPageToken") or None
        return Page(posts, *newest_round.go_on(query, STEPS, posts, following))


def review(row: dict[str, Any], query: Query) -> Post | None:
    """One review, by the time it was changed last."""
    number, raw = base.text_at(row, "reviewId"), base.text_at(row, "updateTime")
    stars = STARS.get(base.text_at(row, "starRating"))
    url = base.web_address(query.settings.get("place"))
    if not number or not url:
        return None
    return Post(
        external_id=number,
        url=url,
        title=f"{stars}/5" if stars else "",
        text=base.text_at(row, "comment"),
        author_name=base.text_at(row, "reviewer", "displayName"),
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=base.OURS,
    )
