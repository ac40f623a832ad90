"""A web page that is watched for changes: what came and what went becomes the post."""

import difflib
import hashlib

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import (
    Page,
    Post,
    Query,
    Request,
    Response,
    Trouble,
    Unusable,
)
from difi_sosial.monitoring.connectors.page_parts import lines_of
from difi_sosial.monitoring.connectors.profiles.webpage import decoded

_ = base.gettext_noop
PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})


class WebPages(base.Connector):
    """The text of the page is kept from one visit to the next, and the two are compared."""

    slug = "webpage"
    name = _("Endringer på en nettside")
    docs = "https://html.spec.whatwg.org/multipage/"
    reads = frozenset({base.Reads.FEED})
    limit = base.Limit(requests=1, seconds=300)
    auth = base.Auth.NONE
    anywhere = True
    minutes = 360
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til siden"),
            _("Siden må kunne leses uten innlogging."),
            required=True,
        ),
        base.Setting(
            "part",
            "text",
            _("Bare denne delen"),
            _("Navnet på en del av siden: main, #innhold eller .artikkel. Tomt betyr hele siden."),
        ),
        base.Setting(
            "ignore",
            "words",
            _("Se bort fra"),
            _("Deler som endrer seg hele tiden, én på hver linje: time, .dato eller #teller."),
            default="time",
        ),
    )
    sees = (
        _("Tekst som er kommet til, og tekst som er tatt bort, siden forrige gang vi så."),
        _("Hver endring blir én omtale, også når navnet deres ikke står i den."),
    )
    needs = (_("Bare adressen. Det må være lov å hente siden automatisk."),)
    misses = (
        _("Innhold som bare vises med JavaScript, og alt bak innlogging."),
        _("Endringer som er gjort om igjen mellom to ganger vi ser, bilder og vedlegg."),
        _("Det som står lenger ned enn de første 60 000 tegnene."),
    )

    def request(self, query: Query) -> Request:
        url = base.web_address(query.settings.get("url"))
        if not url:
            raise Unusable(Trouble.WRONG_SETTINGS, "the address of the page is missing")
        accept = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5"
        return Request(url, headers={"Accept": accept}, conditional=True)

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        if response.content_type not in PAGES or not response.body.strip():
            raise Unusable(Trouble.NOT_UNDERSTOOD, f"a page was expected: {response.content_type}")
        ignored = base.words(query.settings.get("ignore", ""))
        title, lines = lines_of(decoded(response), query.settings.get("part", ""), ignored)
        if not any(lines):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the page has no text")
        before = query.cursor.get("lines")
        cursor = {"lines": lines}
        if not isinstance(before, list) or before == lines:
            return Page((), cursor)
        return Page((change(title, before, lines, query),), cursor)


def change(title: str, before: list[str], after: list[str], query: Query) -> Post:
    """What came (+) and what went (−), as one post of the moment we saw it."""
    changed = difflib.unified_diff(before, after, n=0, lineterm="")
    rows = [row for row in changed if not row.startswith(("---", "+++", "@@"))]
    text = "\n".join(f"{'+' if row[0] == '+' else '−'} {row[1:]}" for row in rows)
    url = base.web_address(query.settings["url"])
    # With the moment, for a page may go back to what it was and change in the same way again.
    facts = "\n".join([url, f"{query.now:%Y-%m-%dT%H:%M}", *after])
    return Post(
        external_id=f"change:{hashlib.sha256(facts.encode()).hexdigest()[:40]}",
        url=url,
        title=title or url,
        text=text,
        posted_at=query.now,
        posted_raw=query.now.isoformat(),
        found_by=base.OURS,
    )
