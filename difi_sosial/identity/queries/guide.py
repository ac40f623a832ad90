"""What a person looks for in each record type, and where: the guide of a check.

The portal makes addresses to searches and opens none of them: a person does, and writes down what
they saw. So no search engine is harvested, and no list of strangers is made.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.identity.enums import Kind


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to search by hand; `{q}` in the address is what is searched for."""

    key: str
    label: str | Promise
    address: str


@dataclass(frozen=True, slots=True)
class Search:
    """A place with the words in its address, and what was written down when somebody looked."""

    place: Place
    url: str
    result: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether somebody has looked in this check."""
        return self.result is not None


@dataclass(frozen=True, slots=True)
class Guide:
    """One record type: why it is looked at, what to look for, and where."""

    why: Promise
    look_for: tuple[Promise, ...]
    places: tuple[str, ...] = ()


PLACES: Mapping[str, Place] = {
    place.key: place
    for place in (
        Place("google", "Google", "https://www.google.com/search?q={q}"),
        Place("bing", "Bing", "https://www.bing.com/search?q={q}"),
        Place("duckduckgo", "DuckDuckGo", "https://duckduckgo.com/?q={q}"),
        Place("images", _("Bilder i Google"), "https://www.google.com/search?tbm=isch&q={q}"),
        Place("news", _("Nyheter i Google"), "https://www.google.com/search?tbm=nws&q={q}"),
        Place("answers", "Perplexity", "https://www.perplexity.ai/search?q={q}"),
        Place("facebook", "Facebook", "https://www.facebook.com/search/top?q={q}"),
        Place("instagram", "Instagram", "https://www.instagram.com/explore/search/?q={q}"),
        Place("linkedin", "LinkedIn", "https://www.linkedin.com/search/results/all/?keywords={q}"),
        Place("x", "X", "https://x.com/search?q={q}"),
        Place("tiktok", "TikTok", "https://www.tiktok.com/search?q={q}"),
        Place("youtube", "YouTube", "https://www.youtube.com/results?search_query={q}"),
        Place("mastodon", "Mastodon", "https://mastodon.social/search?q={q}"),
        Place("bluesky", "Bluesky", "https://bsky.app/search?q={q}"),
        Place("reddit", "Reddit", "https://www.reddit.com/search/?q={q}"),
        Place("wikipedia-nb", _("Wikipedia på bokmål"), "https://no.wikipedia.org/w/?search={q}"),
        Place("wikipedia-nn", _("Wikipedia på nynorsk"), "https://nn.wikipedia.org/w/?search={q}"),
        Place("wikipedia-en", _("Wikipedia på engelsk"), "https://en.wikipedia.org/w/?search={q}"),
        Place("snl", "Store norske leksikon", "https://snl.no/.search?query={q}"),
        Place("norid", _("Domener under .no"), "https://www.norid.no/no/domeneoppslag/?query={q}"),
        Place("maps", "Google Maps", "https://www.google.com/maps/search/{q}"),
        Place("osm", "OpenStreetMap", "https://www.openstreetmap.org/search?query={q}"),
        Place("trustpilot", "Trustpilot", "https://no.trustpilot.com/search?query={q}"),
        Place("data-norge", "data.norge.no", "https://data.norge.no/nb/search-all?q={q}"),
        Place("github", "GitHub", "https://github.com/search?type=repositories&q={q}"),
    )
}
NETWORKS = (
    *("facebook", "instagram", "linkedin", "x", "tiktok", "youtube"),
    *("mastodon", "bluesky"),
)
WEB = ("google", "bing", "duckduckgo")

GUIDES: Mapping[Kind, Guide] = {
    Kind.ACCOUNT: Guide(
        _("Folk finner også kontoene dere har glemt. En konto ingen passer på, kan bli overtatt."),
        (
            _("Kontoer for alle enheter, prosjekter, skoler og ledere i kraft av stillingen."),
            _("Kontoer som er gått i dvale, eller som en tidligere ansatt laget."),
            _("Kontoer som ser offisielle ut, men ikke står i kontoregisteret."),
        ),
        NETWORKS,
    ),
    Kind.RESERVED: Guide(
        _("Et navn som er ledig i dag, kan noen andre ta i morgen."),
        (
            _("Navnet deres i hver kanal: har dere det, har andre det, eller er det ledig?"),
            _("Domener som ligner deres, med skrivefeil, bindestrek eller en annen endelse."),
        ),
        ("norid", *NETWORKS),
    ),
    Kind.NAME: Guide(
        _("Navneformene bestemmer hva dere finner. Resten av sjekken bruker dem som søkeord."),
        (
            _("Navnet på bokmål, nynorsk, samisk og engelsk, og forkortelser."),
            _("Gamle navn fra før en sammenslåing, og vanlige skrivefeil."),
            _("Titler på ledere, navn på prosjekter, og emneknagger."),
        ),
        WEB,
    ),
    Kind.IMPERSONATOR: Guide(
        _("En falsk konto kan lure folk for penger og opplysninger i deres navn."),
        (
            _("Kontoer med logoen eller navnet deres som dere ikke har laget."),
            _("Falske arrangementer, konkurranser og annonser."),
            _("Saker fra forrige sjekk: er kontoen fortsatt borte?"),
        ),
        NETWORKS,
    ),
    Kind.UNOFFICIAL: Guide(
        _("Grupper og sider andre har laget, er ofte stedet der folk spør først."),
        (
            _("Grupper, sider og kanaler om dere eller fagfeltet deres."),
            _("Sider som plattformen har laget av seg selv."),
            _("Hvem som står bak: en organisasjon, en privatperson, eller ukjent?"),
        ),
        ("facebook", "reddit", *WEB),
    ),
    Kind.REFERENCE: Guide(
        _("Oppslagsverk leses av mange, og søkemotorer henter svar derfra."),
        (
            _("Er det som står, riktig? Se på årstall, navn, oppgaver og lenker."),
            _("Foreslå retting på diskusjonssiden. Ikke rediger artikkelen om dere selv."),
        ),
        ("wikipedia-nb", "wikipedia-nn", "wikipedia-en", "snl"),
    ),
    Kind.RATING: Guide(
        _("Karttjenester viser åpningstid og telefon, og folk legger igjen vurderinger."),
        (
            _("Er stedet krevd av dere? Stemmer adresse, åpningstid og telefon?"),
            _("Hvor mange vurderinger er ubesvart, og hva handler de om?"),
        ),
        ("maps", "osm", "trustpilot"),
    ),
    Kind.NEWS: Guide(
        _("Noen steder drøftes fagfeltet deres hver uke. Der bør dere lytte."),
        (
            _("Aviser, fagblader og debattfora der feltet deres går igjen."),
            _("Emner som kommer tilbake, og feil som gjentas."),
        ),
        ("news", "reddit", *WEB),
    ),
    Kind.ACTOR: Guide(
        _(
            "Interessegrupper vet noe om brukerne deres. Her står organisasjoner og offentlige "
            "roller, aldri privatpersoner."
        ),
        (
            _("Interesseorganisasjoner, pressgrupper, faglige nettverk."),
            _("Om de støtter eller er imot det dere gjør, i saker som gjelder feltet deres."),
            _("En person står her bare i kraft av en offentlig rolle, og dere må skrive hvilken."),
        ),
        ("google", "facebook", "linkedin"),
    ),
    Kind.EMPLOYEE: Guide(
        _("Ansatte som deler fag i eget navn, kan melde det inn selv. Det er frivillig."),
        (
            _("Ingen melder inn andre, og ingen ser etter ansatte på nettet."),
            _("Den som har meldt seg inn, kan slette det når som helst."),
        ),
    ),
    Kind.SEARCH: Guide(
        _("Det første folk ser, er førstesiden i søket."),
        (
            _("Førstesiden, forslagene mens du skriver, bildene og svaret som lages for deg."),
            _("Søk uten å være logget inn, og legg ved et skjermbilde."),
            _("Hva sier de om dere, og er det riktig?"),
        ),
        (*WEB, "images", "answers"),
    ),
    Kind.ELSEWHERE: Guide(
        _("Innholdet deres lever videre hos andre, også når det er blitt gammelt."),
        (
            _("Datasett, kode, bilder og bidrag til wikier."),
            _("Er det oppdatert, og står det hvem som svarer for det?"),
        ),
        ("data-norge", "github", "youtube"),
    ),
}


def searches(kind: str, words: str, looked: Mapping[tuple[str, str], str]) -> Iterable[Search]:
    """The places for a type with these words in their addresses; nothing without words.

    `looked` is (place, words) -> what was seen, from the check.
    """
    if not words:
        return []
    return [
        Search(place, place.address.replace("{q}", quote(words)), looked.get((key, words)))
        for key in GUIDES[Kind(kind)].places
        if (place := PLACES[key])
    ]


def place_name(key: str) -> str | Promise:
    """What a place is called; the key itself when it is not in the list any more."""
    return PLACES[key].label if key in PLACES else key
