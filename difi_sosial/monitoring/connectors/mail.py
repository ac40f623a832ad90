"""E-mail in: alerts of media-monitoring suppliers, and of channels that have no open API.

Not HTTP: the poller gives a question whose address begins with imaps: to the door for mail, which
answers with the new letters. Only letters from the senders the agency names are fetched.
"""

from typing import Any

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
from difi_sosial.monitoring.connectors.mail_alerts import entries_of

_ = base.gettext_noop
WITHOUT_LINK = _("Noen e-poster hadde ingen lenke til en sak. De er ikke tatt inn.")
TOO_LARGE = _("Noen e-poster var for store. De er ikke tatt inn.")


class Mail(base.Connector):
    """The letters that are new in one folder, oldest first."""

    slug = "mail"
    name = _("E-postvarsler")
    docs = "https://www.rfc-editor.org/rfc/rfc9051"
    reads = frozenset({base.Reads.FEED})
    limit = base.Limit(requests=20, seconds=60)
    auth = base.Auth.BEARER
    secrets = ("token",)
    anywhere = True
    settings = (
        base.Setting(
            "url",
            "mailbox",
            _("Adressen til postkassen"),
            _("Tjener og mappe: imaps://imap.etaten.no/INBOX. Bruk en egen postkasse til varsler."),
            required=True,
        ),
        base.Setting(
            "name",
            "text",
            _("Brukernavn"),
            _("Som oftest e-postadressen til postkassen."),
            required=True,
        ),
        base.Setting(
            "senders",
            "words",
            _("Avsendere"),
            _("Adresser eller domener, én på hver linje. Andre e-poster blir aldri hentet."),
            required=True,
        ),
        base.Setting(
            "all",
            "tick",
            _("Ta inn alle sakene i varslene"),
            _("Ellers tar vi bare inn saker der søkeordene står i overskriften eller utdraget."),
        ),
        base.Setting(
            "token",
            "secret",
            _("Passord"),
            _("Et app-passord, hvis tjeneren har slike. Det lagres kryptert."),
        ),
    )
    sees = (
        _("Sakene i varsler på e-post: overskrift, utdrag og lenke. Hver sak blir én omtale."),
        _("Varsler fra medieovervåking, Google Alerts og tjenester uten åpent API."),
    )
    needs = (
        _("En postkasse som kan leses med IMAP over TLS, og adressene varslene kommer fra."),
        _("Koster det noe, er det avtalen dere har med den som sender varslene."),
    )
    misses = (
        _("Vedlegg: de blir ikke åpnet. Saker som bare står i et vedlegg, ser vi ikke."),
        _("Saker uten lenke, og mer av teksten enn utdraget i varselet."),
        _("E-poster fra andre avsendere, og e-poster over 960 kB."),
    )

    def request(self, query: Query) -> Request:
        url, who = query.settings.get("url", "").strip(), query.settings.get("name", "").strip()
        senders = base.words(query.settings.get("senders", ""))
        if not url.startswith("imaps://") or not who or not senders:
            raise Unusable(Trouble.WRONG_SETTINGS, "a mailbox, a name and senders are needed")
        if "token" not in query.secrets:
            raise Unusable(Trouble.NEEDS_SECRET, "the password of the mailbox is needed")
        seen = [(name, str(query.cursor.get(name, 0))) for name in ("after", "validity")]
        from_them = [("from", sender) for sender in senders]
        return Request(url, (("name", who), *seen, *from_them), secret=self.secrets[0])

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        told = base.json_of(response)
        if not isinstance(told, dict) or not isinstance(told.get("letters"), list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no letters")
        keeps_all = bool(query.settings.get("all"))
        found = [letter(row, keeps_all) for row in base.objects(told["letters"])]
        posts = {post.external_id: post for posts in found for post in posts}
        notes = [WITHOUT_LINK] if not all(found) else []
        notes += [TOO_LARGE] if told.get("too_large") else []
        cursor = {"after": told.get("last", 0), "validity": told.get("validity", 0)}
        return Page(tuple(posts.values()), cursor, bool(told.get("more")), tuple(notes))


def letter(row: dict[str, Any], keeps_all: bool) -> list[Post]:
    """The entries of one letter as posts."""
    raw = base.text_at(row, "raw").encode("latin-1", "replace")
    return entries_of(raw, found_by=base.OURS if keeps_all else "")
