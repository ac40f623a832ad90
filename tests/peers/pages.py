"""The portal's pages as the journey uses them: what each is for, and the words on its buttons.

Every label and path of the portal that the journey depends on stands here and nowhere else.
"""

from dataclasses import dataclass
from pathlib import Path

from tests.peers.browser import Person, begins
from tests.peers.content import AGENCY
from tests.peers.peer import must
from tests.peers.processes import wait_until


@dataclass(frozen=True)
class Place:
    """A source as the portal asks about it: its connector, name, channel and settings."""

    connector: str
    name: str
    channel: str
    settings: dict[str, str]


class Watches:
    """What the portal looks for, and where."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def add_watch(self, name: str, terms: str) -> None:
        """A watch: words to look for, why, and with what right."""
        self.person.open("/overvaking/")
        self.person.follow("Ny overvåking")
        self.person.fill("Navn", name)
        self.person.fill("Formål", f"Finne spørsmål til {AGENCY} som noen bør svare på.")
        self.person.fill("Behandlingsgrunnlag", "Personvernforordningen artikkel 6 nr. 1 e.")
        self.person.fill("Minst ett av disse", terms)
        self.person.press("Lagre overvåkingen")

    def add_source(self, place: Place) -> None:
        """A source: a place to look, and what to look for there."""
        self.person.open("/overvaking/kilder/")
        self.person.follow("Ny kilde")
        self.person.follow(place.connector)
        self.person.fill("Navn", place.name)
        self.person.choose("Kanal", place.channel)
        for label, value in place.settings.items():
            self.person.fill(label, value)
        self.person.tick("Overvåkinger", AGENCY)
        self.person.press("Lagre kilden")


class Inbox:
    """The list of mentions."""

    path = "/omtaler/"

    def __init__(self, person: Person) -> None:
        self.person = person

    def wait_for(self, text: str, seconds: float) -> None:
        """Look again until worker and beat have fetched a mention with this text."""

        def is_there() -> bool:
            self.person.open(self.path)
            return self.person.reads(text)

        wait_until(is_there, what=f"«{text}» in the inbox", seconds=seconds)

    def open_mention(self, text: str) -> None:
        """Open the mention that says so."""
        row = self.person.page.locator("main li, main tr, main article").filter(has_text=text)
        row.last.get_by_role("link").first.click()
        self.person.page.wait_for_load_state()
        self.person.sound()


class Mention:
    """One mention and what is done about it; each act has a page of its own."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def original(self) -> str:
        """The checksum of what the source answered."""
        return self.person.page.locator("main .checksum").first.text_content() or ""

    def triage(self, kind: str) -> None:
        """Say what it is."""
        self.person.follow("Sorter")
        self.person.tick("Hva er dette?", kind)
        self.person.press("Lagre sorteringen")

    def assign(self, name: str) -> None:
        """Hand it to somebody."""
        self.person.follow("Tildel")
        self.person.choose("Hvem følger opp?", name)
        self.person.press("Tildel")

    def answer(self, text: str, link: str) -> None:
        """Write down the answer that was given in the channel."""
        self.person.follow("Skriv ned svaret")
        self.person.fill("Svaret dere ga", text)
        self.person.fill("Lenke til svaret", link)
        self.person.press("Lagre svaret")

    def assess(self, reason: str) -> None:
        """Yes to all four conditions, so it is to be registered."""
        self.person.follow("Vurder for journal")
        for question in CONDITIONS:
            self.person.tick(question, "Ja")
        self.person.tick("Resultat", "Journalføres")
        self.person.fill("Begrunnelse", reason)
        self.person.press("Lagre vurderingen")


RENDERING = 120  # seconds that beat and worker get to make PDF/A
DOWNLOAD = "Last ned arkivuttrekket"
CONDITIONS = (
    "Er et saksdokument",
    "Har kommet inn eller gått ut",
    "Blir saksbehandlet",
    "Har verdi som dokumentasjon",
)


class Journal:
    """The archivist's pages: from a provisional entry to the downloaded extraction."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def open_entry(self, title: str) -> None:
        """Open the entry that is called so."""
        self.person.open("/journal/")
        self.person.follow(title)

    def complete(self, title: str) -> None:
        """Give the entry that is open the title it should have."""
        self.person.follow("Endre")
        self.person.fill("Tittel", title)
        self.person.press("Lagre")

    def register(self) -> None:
        """Register (journalføre) the entry that is open, once the worker has made its PDF/A."""
        button = self.person.page.get_by_role("button", name=begins("Journalfør"))

        def is_open() -> bool:
            self.person.page.reload()
            return button.count() > 0

        wait_until(is_open, what="PDF/A of the documents", seconds=RENDERING)
        self.person.press("Journalfør")

    def close_case(self, title: str) -> None:
        """End the case: what it holds is archived."""
        self.person.open("/journal/saker/")
        self.person.follow(title)
        self.person.press("Avslutt saken")

    def close_period(self, year: int, reason: str) -> None:
        """End the year's part of the archive while the year lasts, which wants a reason."""
        self.person.open("/journal/")
        self.person.follow("Arkivuttrekk")
        self.person.follow(str(year))
        self.person.unfold("Avslutt før året er slutt")
        self.person.fill("Hvorfor nå?", reason)
        self.person.press(f"Avslutt perioden {year}")

    def make_extraction(self) -> None:
        """Order the extraction and see the worker make it."""
        self.person.press("Lag arkivuttrekk")
        download = self.person.page.get_by_role("button", name=begins(DOWNLOAD))

        def is_made() -> bool:
            must(not self.person.reads("Uttrekket "), "the portal refused its own extraction")
            self.person.page.wait_for_timeout(500)
            return download.count() > 0

        wait_until(is_made, what="the extraction to be made", seconds=180)

    def download(self, package: Path) -> None:
        """Take the package home."""
        with self.person.page.expect_download() as waiting:
            self.person.page.get_by_role("button", name=begins(DOWNLOAD)).click()
        waiting.value.save_as(package)
