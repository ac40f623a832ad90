"""The portal's pages as the journey uses them: what each is for, and the words on its buttons.

Every label and path of the portal that the journey depends on stands here and nowhere else.
"""

from pathlib import Path

from tests.peers.browser import Person, begins
from tests.peers.content import AGENCY
from tests.peers.processes import wait_until


class Watches:
    """What the portal looks for, and where."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def add_watch(self, name: str, terms: str) -> None:
        """A watch: words to look for."""
        self.person.open("/overvaking/")
        self.person.follow("Ny overvåking")
        self.person.fill("Navn", name)
        self.person.fill("Formål", f"Finne spørsmål til {AGENCY} som noen bør svare på.")
        self.person.fill("Søkeord", terms)
        self.person.press("Lagre")

    def add_source(self, kind: str, name: str, settings: dict[str, str]) -> None:
        """A source: a place to look, read through the connector that is called `kind`."""
        self.person.open("/overvaking/")
        self.person.follow("Ny kilde")
        self.person.follow(kind)
        self.person.fill("Navn", name)
        for label, value in settings.items():
            self.person.fill(label, value)
        self.person.press("Lagre")


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


CONDITIONS = (
    "Er et saksdokument",
    "Har kommet inn eller gått ut",
    "Blir saksbehandlet",
    "Har verdi som dokumentasjon",
)


class Journal:
    """The archivist's pages: from a provisional entry to the downloaded extraction.

    Drafted before these pages existed: the labels are what the words of the field suggest.
    """

    def __init__(self, person: Person) -> None:
        self.person = person

    def complete_and_register(self, title: str) -> None:
        """Complete the entry that came from the mention, and register it (journalføre)."""
        self.person.open("/journal/")
        self.person.follow(title)
        self.person.press("Journalfør")

    def close_case(self, title: str) -> None:
        """End the case: what it holds is archived."""
        self.person.open("/journal/saker/")
        self.person.follow(title)
        self.person.press("Avslutt saken")

    def close_period(self, year: int) -> None:
        """End the year's part of the archive, which the extraction needs."""
        self.person.open("/journal/arkivdeler/")
        self.person.follow(str(year))
        self.person.press("Avslutt arkivdelen")

    def export(self, year: int, package: Path) -> None:
        """Start the extraction, wait for the worker to make it, and download it."""
        self.person.open("/journal/uttrekk/")
        self.person.fill("År", str(year))
        self.person.press("Lag uttrekk")
        link = self.person.page.get_by_role("link", name=begins("Last ned"))

        def is_made() -> bool:
            self.person.page.reload()
            return link.count() > 0

        wait_until(is_made, what="the extraction to be made", seconds=90)
        with self.person.page.expect_download() as waiting:
            link.first.click()
        waiting.value.save_as(package)
