"""The agency's own LinkedIn page: comments on its posts, and posts that mention it.

LinkedIn keeps these notifications for 60 days. Its lists are written with brackets that must stand
as they are in the address, so the whole address is built here.
"""

import re
from datetime import datetime, timedelta
from urllib.parse import quote

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Page, Query, Request, Response, Trouble, Unusable
from difi_sosial.monitoring.connectors.linkedin_answers import post_of

_ = base.gettext_noop
VERSION = re.compile(r"20\d{4}")
KEPT = timedelta(days=60)
OVERLAP = timedelta(hours=1)
PER_PAGE, FURTHEST = 50, 500


class LinkedIn(base.Connector):
    """One list of what has happened since last time, oldest question first."""

    slug = "linkedin"
    name = _("LinkedIn-siden deres")
    docs = (
        "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/"
        "organizations/organization-social-action-notifications"
    )
    reads = frozenset({base.Reads.ACCOUNT})
    limit = base.Limit(requests=60, seconds=3600)
    auth = base.Auth.BEARER
    secrets = ("token",)
    approval = _("Community Management API: LinkedIn godkjenner virksomheten og appen.")
    token_days = 60
    minutes = 60
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til API-et"),
            _("La den stå som den er."),
            required=True,
            default="https://api.linkedin.com",
        ),
        base.Setting(
            "version",
            "text",
            _("API-versjon"),
            _("År og måned, for eksempel 202610. LinkedIn legger ned hver versjon etter et år."),
            required=True,
            default="202610",
        ),
        base.Setting(
            "organization",
            "text",
            _("Organisasjonsnummer hos LinkedIn"),
            _("Tallet i adressen når dere administrerer siden: linkedin.com/company/12345/admin."),
            required=True,
        ),
        base.Setting(
            "token",
            "secret",
            _("Tilgangstoken"),
            _("Fra deres egen app, gitt av en administrator av siden."),
        ),
    )
    sees = (
        _("Kommentarer til innleggene deres, og åpne innlegg som nevner siden deres."),
        _("Det som har skjedd de siste 60 dagene."),
    )
    needs = (_("En app som LinkedIn har godkjent, og et token fra en administrator av siden."),)
    misses = (
        _("Innlegg som skriver navnet uten å nevne siden. Det finnes ikke noe søk."),
        _("Innlegg som ikke er åpne for alle, og meldinger."),
        _("Navnet på den som har skrevet: LinkedIn gir bare et nummer."),
    )

    def request(self, query: Query) -> Request:
        number = query.settings.get("organization", "").strip()
        version = query.settings.get("version", "").strip()
        server = base.web_address(query.settings.get("url")).rstrip("/")
        if not (server and number.isdecimal() and VERSION.fullmatch(version)):
            raise Unusable(Trouble.WRONG_SETTINGS, "organization is a number, version like 202610")
        if "token" not in query.secrets:
            raise Unusable(Trouble.NEEDS_SECRET, "the token of the agency's own app is needed")
        entity = quote(f"urn:li:organization:{number}", safe="")
        start, end = (milliseconds(at) for at in span(query))
        asked = (
            f"q=criteria&actions=List(COMMENT,SHARE_MENTION)&organizationalEntity={entity}"
            f"&timeRange=(start:{start},end:{end})"
            f"&count={PER_PAGE}&start={query.cursor.get('start', 0)}"
        )
        headers = {"LinkedIn-Version": version, "X-Restli-Protocol-Version": "2.0.0"}
        path = f"{server}/rest/organizationalEntityNotifications?{asked}"
        return Request(path, headers=headers, secret="token")  # noqa: S106 - its name

    def parse(self, response: Response, query: Query) -> Page:
        if response.status in (400, 426) and b"VERSION" in response.body.upper():
            raise Unusable(Trouble.WRONG_SETTINGS, "LinkedIn no longer has this version")
        base.refuse_errors(response)
        answer = base.json_of(response)
        if not isinstance(answer, dict) or not isinstance(answer.get("elements"), list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of notifications")
        rows = base.objects(answer["elements"])
        posts = {post.external_id: post for row in rows if (post := post_of(row))}
        start = query.cursor.get("start", 0) + PER_PAGE
        _since, until = span(query)
        if len(rows) >= PER_PAGE and start < FURTHEST:
            kept = {"since": query.cursor.get("since"), "until": until.isoformat()}
            return Page(tuple(posts.values()), {**kept, "start": start}, more=True)
        return Page(tuple(posts.values()), {"since": until.isoformat()})


def span(query: Query) -> tuple[datetime, datetime]:
    """From an hour before the end of last time, to now; a round of pages has one end."""
    earliest = query.now - KEPT
    since = base.moment(query.cursor.get("since")) or earliest
    until = base.moment(query.cursor.get("until")) or query.now
    return max(since - OVERLAP, earliest), until


def milliseconds(at: datetime) -> int:
    """A time as LinkedIn writes it."""
    return int(at.timestamp() * 1000)
