"""What people write about the example agency on the peers. Everyone here is made up."""

from dataclasses import dataclass

AGENCY = "Testetaten"
TAG = "testetaten"
SITE = "https://testetaten.example"
SAMI_NAME = "Máret Čáhčesuolu"

# The mention that the journey follows from the inbox to the archive. No other text says this.
FOLLOWED = (
    "Testetaten skriver at fristen er 1. mars, men brevet mitt sier 15. februar. "
    "Hvilken dato gjelder for søkere i Kárášjohka? Ærlig talt ønsker jeg å få svar."
)
FOLLOWED_MARK = "søkere i Kárášjohka"


@dataclass(frozen=True)
class Article:
    """A blog post or a wiki page with what others said about it."""

    title: str
    text: str
    replies: tuple[tuple[str, str], ...] = ()  # (who, text)


ARTICLES = (
    Article(
        "Fire måneder på vent hos Testetaten",
        "<p>I går fikk jeg endelig svar fra <b>Testetaten</b>. Ærlig talt: køen er for lang.</p>",
        (
            (SAMI_NAME, "Testetaten svarte meg på samisk etter to dager. Ollu giitu!"),
            ("Bjørn Ås", "Jeg venter ennå på Testetaten & har purret tre ganger."),
        ),
    ),
    Article(
        "Slik søker du på nett",
        "<p>En veiledning i åtte steg for deg som skal sende skjema til Testetaten.</p>",
        (("Ragnhild", "Steg 4 hos Testetaten virker ikke i Firefox."),),
    ),
    Article(
        "Nynorsk i digitale skjema",
        "<p>Testetaten har ikkje skjema på nynorsk enno. Kvifor er det slik?</p>",
    ),
    Article("Vaffeloppskrift", "<p>Seks egg, fire desiliter melk og en klype salt.</p>"),
)

WIKI_PAGES = (
    Article(
        "Testetaten",
        f"'''Testetaten''' er en norsk etat med hovedkontor på Ås. Se [{SITE} nettstedet]. "
        f"Personvernombudet heter {SAMI_NAME}.",
    ),
    Article(
        "Diskusjon:Testetaten",
        "Artikkelen sier at Testetaten ble opprettet i 1998. Det riktige er 2001. ~~~~",
    ),
    Article("Norske etater", "* [[Testetaten]], også kjent som Etaten for prøving\n* Vegetaten"),
)

STATUSES = (
    f"Opplever andre at skjemaet til Testetaten henger? Prøvde både i går og i dag. #{TAG}",
    f"Skryt til #{TAG}! Testetaten ringte meg opp på en lørdag. Hilsen {SAMI_NAME}",
    f"Buorre beaivi #{TAG}! Goas lea Testetaten rabas?",
)

LINKS = (
    ("Køen hos Testetaten, måned for måned", "Tall fra Testetaten selv. Øker den fortsatt?"),
    ("Slik klager du", f"Hva du gjør når Testetaten sier nei. Takk til {SAMI_NAME}!"),
)

THREADS = (
    ("Svartiden hos Testetaten", "Har noen fått svar fra Testetaten på under fire uker?"),
    ("Skjema på samisk", f"Testetaten har nå skjema på nordsamisk. Giitu, {SAMI_NAME}!"),
)

# What happens to a post: it is written, changed and taken away again. Each is about its own town.
LIFE = (
    "Testetaten stengte skranken i {town} uten å si fra.",
    "Testetaten åpnet skranken i {town} igjen i dag.",
)
BEFORE, AFTER = "stengte skranken", "åpnet skranken"
TOWNS = ("Porsáŋgu", "Bodø", "Ås", "Hå", "Ørland", "Tromsø", "Deatnu", "Førde", "Åmot", "Røst")
