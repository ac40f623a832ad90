"""The main job on real input: one mention, from where it was written to the archive's door.

An adviser sets up watch and sources in the browser; real beat and worker fetch; the mention is
sorted, assigned, answered and assessed; the archivist registers it, closes the case and the year,
and downloads the extraction, which is then judged without the portal's code.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from time import monotonic

from playwright.sync_api import Error as BrowserError

from difi_sosial.core.clock import OSLO
from tests.peers import pages
from tests.peers.browser import Person, chromium
from tests.peers.content import AGENCY, FOLLOWED, FOLLOWED_MARK, TAG
from tests.peers.extraction import Extraction
from tests.peers.first_persons import ADVISER, ARCHIVIST, PASSWORD
from tests.peers.mastodon import Mastodon
from tests.peers.mediawiki import MediaWiki
from tests.peers.peer import Peer, must
from tests.peers.portal import Portal, official_schemas, schema_folder
from tests.peers.processes import Fault, Unavailable
from tests.peers.wordpress import WordPress

PACKAGE = "uttrekk.zip"
POLLING = 180  # seconds that worker and beat get to fetch from every source
# The followed text is written where it can be read whole, in this order of liking.
LIKED = ("mastodon", "wordpress", "mediawiki")
ANSWER = "Hei! 1. mars gjelder. Brevet var feil, og vi sender ut et nytt denne uken."
REASON = "Spørsmål om frist i et brev fra oss. Svaret kan bli brukt av den som søker."
ENTRY = "Spørsmål om frist i brev"
NO_SCHEMAS = "Noark-skjemaene mangler"  # the portal makes no extraction then, and says why
PERIOD_REASON = "Prøven er over, og journalen tar ikke imot mer."

# Text that each peer holds and that must reach the inbox (see content.py).
EXPECTED = {
    "mastodon": ("Buorre beaivi", "når åpner Testetaten i romjula"),
    "wordpress": ("Kvifor er det slik?", "Steg 4 hos Testetaten"),
    "mediawiki": ("også kjent som Etaten for prøving",),
}


class Journey:
    """One run of the main job."""

    def __init__(self, peers: Sequence[Peer], folder: Path, portal: Portal) -> None:
        self.peers = [peer for peer in peers if peer.name in LIKED]
        self.folder = folder
        self.pictures = folder / "pictures"
        self.portal = portal
        self.published_at = ""
        self.original = ""  # the checksum of what the source answered, as the mention shows it

    def run(self) -> Iterable[str]:
        """Do it all; returns what to say about it. Raises Fault with the step that went wrong."""
        author = next(peer for name in LIKED for peer in self.peers if peer.name == name)
        self.published_at = author.write(FOLLOWED).address
        self.portal.start()
        with chromium() as browser:
            adviser = Person(browser, self.portal.address, self.pictures)
            self.steps(adviser, self.as_adviser(adviser))
            archivist = Person(browser, self.portal.address, self.pictures)
            self.steps(archivist, self.as_archivist(archivist))
        return [f"one mention followed from {author.name} to the archive"]

    def steps(self, person: Person, steps: Iterable[str]) -> None:
        """Walk through the steps: each is told and pictured when done."""
        began, done = monotonic(), "the start"
        try:
            for step in steps:
                done = step
                print(f"        {monotonic() - began:5.1f} s  {step}", flush=True)
                person.picture(step)
        except (BrowserError, Fault) as error:
            person.picture("where it stopped")
            words = " ".join(str(error).split())[:400]
            raise Fault(f"after «{done}» on {person.page.url}: {words}") from error

    def as_adviser(self, person: Person) -> Iterable[str]:
        """From an empty portal to an assessed mention."""
        person.sign_in(ADVISER.email, PASSWORD)
        yield "signed in as adviser"
        watches = pages.Watches(person)
        watches.add_watch(AGENCY, AGENCY)
        yield "made the watch"
        for place in self.places():
            watches.add_source(place)
            yield f"made the source {place.name}"
        inbox = pages.Inbox(person)
        for text in (FOLLOWED_MARK, *(text for peer in self.peers for text in EXPECTED[peer.name])):
            inbox.wait_for(text, seconds=POLLING)
        yield "worker and beat fetched from every source"
        inbox.open_mention(FOLLOWED_MARK)
        must(person.reads(FOLLOWED), "the mention does not show the whole text")
        yield "opened the mention"
        mention = pages.Mention(person)
        self.original = mention.original()
        yield from self.follow_up(mention)

    def follow_up(self, mention: pages.Mention) -> Iterable[str]:
        """Everything that is done about the mention."""
        mention.triage("Spørsmål")
        yield "sorted it"
        mention.assign(ADVISER.name)
        yield "assigned it"
        mention.answer(ANSWER, self.published_at)
        yield "wrote down the answer"
        mention.assess(REASON)
        yield "assessed it for the journal"

    def places(self) -> Iterable[pages.Place]:
        """Each source that the peers give."""
        for peer in self.peers:
            if isinstance(peer, WordPress):
                yield feed("Prøvebloggen", peer.feed)
                yield feed("Kommentarer på bloggen", peer.comments_feed)
            if isinstance(peer, MediaWiki):
                settings = {"Adressen til wikiens API": peer.api}
                yield pages.Place("Wiki", "Prøvewikien", "Egen wiki med MediaWiki", settings)
            if isinstance(peer, Mastodon):
                settings = {"Adressen til tjeneren": peer.address, "Emneknagger": TAG}
                settings["Tilgangstoken"] = peer.token
                yield pages.Place("Mastodon", "Fødiverset", "Mastodon", settings)

    def as_archivist(self, person: Person) -> Iterable[str]:
        """From the entries that came out of the mention to the package on disk."""
        person.sign_in(ARCHIVIST.email, PASSWORD)
        yield "signed in as archivist"
        journal = pages.Journal(person)
        journal.open_entry("Spørsmål på")
        yield "opened the entry"
        journal.complete(ENTRY)
        yield "completed the entry"
        journal.register()
        yield "registered the entry"
        journal.open_entry("Svar til innlegg")
        journal.register()
        yield "registered the answer"
        journal.close_case("Henvendelse i sosiale medier")
        yield "closed the case"
        journal.close_period(datetime.now(OSLO).year, PERIOD_REASON)
        yield "closed the year"
        if schema_folder() is None:
            must(person.reads(NO_SCHEMAS), "the portal does not say that it lacks the schemas")
            return
        journal.make_extraction()
        yield "the worker made the extraction"
        journal.download(self.folder / PACKAGE)

    def unpack(self) -> Extraction:
        """The downloaded package, unpacked beside it. Raises Unavailable when none was made."""
        official_schemas()
        if not (self.folder / PACKAGE).exists():
            raise Unavailable("the main job made no extraction")
        return Extraction(self.folder / PACKAGE, self.folder / "extraction")


def feed(name: str, address: str) -> pages.Place:
    """A feed of the blog as a source."""
    return pages.Place("Nyhetsstrøm", name, "WordPress", {"Adressen til strømmen": address})


def judge(extraction: Extraction, original: str) -> Iterable[str]:
    """What plain reading says of the extraction; the schemas have their own part of the run."""
    found = extraction.find(FOLLOWED)
    must(bool(found), "no file in DOKUMENT holds the mention as its author wrote it")
    must(extraction.holds(original), "DOKUMENT lacks the source's own bytes")
    yield f"the mention's own words, and the source's own bytes, are in {found[0]}"
    yield extraction.check_files()
    yield extraction.check_pdfs()
