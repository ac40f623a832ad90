"""A file that somebody takes in: rows become posts, the same row always the same post."""

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Page, Query, Request, Response, Trouble, Unusable
from difi_sosial.monitoring.connectors.file_rows import guess, posts_of
from difi_sosial.monitoring.connectors.sheet_bounds import BadFile
from difi_sosial.monitoring.connectors.sheets import sheet_of

_ = base.gettext_noop


class Files(base.Connector):
    """Nobody is asked: the file is handed over on the source's page."""

    slug = "files"
    name = _("Filer dere tar inn (CSV, XLSX, JSON)")
    docs = "https://www.rfc-editor.org/rfc/rfc4180"
    reads = frozenset({base.Reads.FEED})
    limit = base.Limit(requests=1, seconds=1)
    auth = base.Auth.NONE
    anywhere = True
    by_hand = True
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adresse for rader uten lenke"),
            _("For eksempel nettsiden til leverandøren. Papiravis og radio har ingen egen lenke."),
            required=True,
        ),
        base.Setting(
            "all",
            "tick",
            _("Ta inn alle radene"),
            _("Ellers tar vi bare inn rader der søkeordene står."),
        ),
    )
    sees = (
        _("Det som står i filen dere tar inn: én rad blir én omtale."),
        _("Regneark fra medieovervåking, uttrekk fra lukkede kanaler og egne lister."),
    )
    needs = (_("En fil med overskrifter i første rad, høyst 5 MB og 10 000 rader."),)
    misses = (
        _("Alt som kommer etter at filen ble laget. Portalen henter ingenting selv."),
        _("Flere ark enn det første, bilder og formler."),
    )

    def request(self, query: Query) -> Request:
        url = base.web_address(query.settings.get("url"))
        if not url:
            raise Unusable(Trouble.WRONG_SETTINGS, "an address for rows without one is needed")
        return Request(url)

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        try:
            sheet = sheet_of(response.url, response.body)
        except BadFile as bad:
            raise Unusable(Trouble.NOT_UNDERSTOOD, f"{bad.fault} in row {bad.row}") from bad
        columns = query.cursor.get("columns") or guess(sheet)
        taken = posts_of(sheet, columns, query.settings)
        return Page(tuple({post.external_id: post for post in taken.posts}.values()), query.cursor)
