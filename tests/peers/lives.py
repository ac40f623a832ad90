"""The life of a post on every peer: written there and found here, changed there and revised here,
taken away there and withheld here, while that it stood there is still known.

Runs in a process and on a database of its own, beside the main job, and uses the portal's own
services as the worker does. Only the clock is ours: a post counts as taken away when its address
has said so twice, hours apart, and we tell the portal that the hours have passed.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from difi_sosial.core.embedded import Services
from tests.peers.content import AFTER, AGENCY, BEFORE, LIFE, TOWNS
from tests.peers.first_persons import ADVISER
from tests.peers.peer import Peer, Written, must
from tests.peers.portal import Portal
from tests.peers.processes import Fault, wait_until
from tests.peers.results import FAILED, PASSED, SKIPPED, Results

if TYPE_CHECKING:
    from difi_sosial.monitoring.models import Mention, Source

PATIENCE = 30  # seconds until what was written on a peer must be here
HOURS = (7, 14)  # from now: when the portal asks whether the posts still stand
CATEGORIES = {"forum", "blog", "microblog", "wiki", "network", "sharing"}  # the guidance's six


@dataclass
class Life:
    """One post on one peer, and what has become of it so far."""

    peer: Peer
    kind: str
    source: "Source"
    where: str  # the town it tells of, which no other post does
    written: Written = field(default_factory=lambda: Written("", ""))
    said: list[str] = field(default_factory=list)
    took: float = 0
    wrong: str = ""

    def mention(self, words: str) -> "Mention | None":
        """What the portal holds of it, when that says so."""
        found = self.source.mentions.filter(text__contains=self.where)
        return found.filter(text__contains=words).first()


class Lives:
    """The lives, in a process of their own. Leaving the block ends it."""

    def __init__(self, portal: Portal, peers: Sequence[Peer]) -> None:
        world = get_context("fork")
        self.ours, theirs = world.Pipe(duplex=False)
        self.process = world.Process(target=live, args=(portal, peers, theirs))

    def __enter__(self) -> Self:
        self.process.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process.is_alive():
            self.process.terminate()
        self.process.join()

    def join(self, results: Results) -> None:
        """Wait for the end and take over what was found."""
        self.process.join()
        if not self.ours.poll():
            results.add("lives", FAILED, f"the process ended with {self.process.exitcode}")
            return
        outcomes, lines = self.ours.recv()
        results.outcomes += outcomes
        results.lines += lines


def live(portal: Portal, peers: Sequence[Peer], out: Connection) -> None:
    """Lead all lives to their end, in this process; tell what came of them through `out`."""
    os.environ.update(portal.env(), DJANGO_SETTINGS_MODULE="difi_sosial.settings")
    os.environ["LOG_LEVEL"] = "WARNING"
    services = Services(Path(os.environ["DATA_DIR"]))
    results = Results()
    try:
        services.acquire()
        os.environ.update(services.environment())
        import django  # noqa: PLC0415 - the settings stand only now
        from django.conf import settings  # noqa: PLC0415 - the settings stand only now

        # Nobody looks at the pages: they need no gathered stylesheets.
        (portal.folder / "static").mkdir(exist_ok=True)
        plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
        settings.STORAGES["staticfiles"] = {"BACKEND": plain}
        django.setup()
        lead(peers, results)
        out.send((results.outcomes, results.lines))
    except KeyboardInterrupt:
        pass
    finally:
        services.release()


def lead(peers: Sequence[Peer], results: Results) -> None:
    """Every life through every step, and what the six categories came to."""
    born = [(peer, kind, source) for peer, source in sources(peers) for kind in peer.kinds]
    lives = [Life(*facts, town) for facts, town in zip(born, TOWNS, strict=False)]
    for step in (found, changed, taken_away):
        each(lives, step)
    ask_whether_they_stand()
    each(lives, withheld)
    for life in lives:
        outcome = FAILED if life.wrong else PASSED
        said = "; ".join([*life.said, *filter(None, [life.wrong])])
        part = f", in {life.peer.stands_for}" if life.peer.stands_for else ""
        name = f"{life.source.channel.category}: {life.kind} on {life.peer.name}{part}"
        results.add(name, outcome, f"{said} ({life.took:.0f} s)")
    results.add("categories", *sum_up(lives))


def sum_up(lives: Sequence[Life]) -> tuple[str, str]:
    """Whether a post lived in each of the six; a category without a server here is skipped."""
    tried = {life.source.channel.category for life in lives}
    whole = {life.source.channel.category for life in lives if not life.wrong}
    if broken := tried - whole:
        return FAILED, f"no post lived its life in {', '.join(sorted(broken))}"
    if missing := CATEGORIES - tried:
        return SKIPPED, f"no server runs here in {', '.join(sorted(missing))}"
    played = {life.source.channel.category for life in lives if life.peer.stands_for}
    but = f", though by a stand-in in {', '.join(sorted(played))}" if played else ""
    return PASSED, f"found, changed and taken away in each of the six{but}"


def each(lives: Sequence[Life], step: Callable[[Life], str]) -> None:
    """One step of those lives that nothing has gone wrong in."""
    for life in lives:
        if life.wrong:
            continue
        began = monotonic()
        try:
            life.said.append(step(life))
        except Fault as error:
            life.wrong = str(error)
        except Exception as error:  # one peer's odd answer must not end the others' lives
            life.wrong = f"{type(error).__name__}: {error}"
        life.took += monotonic() - began


def sources(peers: Sequence[Peer]) -> list[tuple[Peer, Any]]:
    """A source for every peer, set up with the portal's own service, and one watch for all."""
    from difi_sosial.channels.models import Channel  # noqa: PLC0415 - app ready
    from difi_sosial.core.clock import now  # noqa: PLC0415 - app ready
    from difi_sosial.monitoring.services import sources, watches  # noqa: PLC0415 - app ready
    from difi_sosial.people.models import User  # noqa: PLC0415 - app ready

    by, at = User.objects.get(email=ADVISER.email), now()
    watch = watches.create(
        name=AGENCY, purpose="Prøve", legal_basis="Prøve", expression=AGENCY, by=by, at=at
    )
    made = []
    for peer in peers:
        place = peer.place
        source = sources.create(
            connector=place.connector,
            channel=Channel.objects.get(slug=place.channel),
            name=peer.name,
            settings=place.settings,
            token=place.token,
            watches=[watch],
            interval_minutes=15,
            by=by,
            at=at,
        )
        made.append((peer, source))
    return made


def found(life: Life) -> str:
    """Written on the peer, and here in the author's own words."""
    text = LIFE[0].format(town=life.where)
    life.written = life.peer.write(text, life.kind)
    began = monotonic()
    poll_until(life, BEFORE)
    mention = life.mention(BEFORE)
    assert mention is not None
    must(text in " ".join(mention.text.split()), f"the mention says only «{mention.text}»")
    must(mention.capture is not None, "the source's own bytes are not kept")
    return f"found {monotonic() - began:.1f} s after it was written"


def changed(life: Life) -> str:
    """Changed on the peer: the new words are shown here, and the old ones are kept."""
    if life.kind in life.peer.never_edited:
        return "cannot be changed there"
    life.peer.edit(life.written.key, LIFE[1].format(town=life.where))
    poll_until(life, AFTER)
    mention = life.mention(AFTER)
    assert mention is not None
    old = mention.revisions.get()
    must(BEFORE in old.text, f"the old words are lost: «{old.text}»")
    return "changed, as a new revision"


def poll_until(life: Life, words: str) -> None:
    """Let the portal fetch until it holds the words."""
    from difi_sosial.monitoring.services import rounds  # noqa: PLC0415 - app ready

    def is_here() -> bool:
        rounds.poll(pk=life.source.pk, hurry=True)
        life.source.refresh_from_db()
        trouble = life.source.trouble
        must(trouble in ("", "rate_limited"), f"{trouble}: {life.source.last_error}")
        return life.mention(words) is not None

    wait_until(is_here, what=f"«{words}»", seconds=PATIENCE)


def taken_away(life: Life) -> str:
    """Taken away on the peer; what is fetched afterwards changes nothing here."""
    from difi_sosial.monitoring.services import rounds  # noqa: PLC0415 - app ready

    life.peer.delete(life.written.key)
    rounds.poll(pk=life.source.pk, hurry=True)
    return "taken away"


def ask_whether_they_stand() -> None:
    """Every post is asked for at its own address, twice, as if hours had passed."""
    from difi_sosial.core.clock import now  # noqa: PLC0415 - app ready
    from difi_sosial.monitoring.services import rechecks  # noqa: PLC0415 - app ready

    for hours in HOURS:
        at = now() + timedelta(hours=hours)
        while rechecks.recheck_due(at=at):
            pass


def withheld(life: Life) -> str:
    """The text is shown to nobody; that it stood there is known; the other posts stand."""
    from difi_sosial.audit.models import Event  # noqa: PLC0415 - app ready

    mention = life.mention(BEFORE if life.kind in life.peer.never_edited else AFTER)
    must(mention is not None, "the mention is gone as well")
    assert mention is not None
    must(mention.withheld_at is not None, "the portal does not know that it was taken away")
    events = Event.objects.filter(kind="mention-gone", thing_key=str(mention.pk))
    must(events.exists(), "the log does not tell that it was taken away")
    must(not shows(mention, life.where), "its page still shows the text")
    others = life.source.mentions.filter(withheld_at=None).count()
    must(others > 0, "every other post was withheld as well")
    return f"withheld, while {others} others stand"


def shows(mention: "Mention", words: str) -> bool:
    """Whether somebody who opens the mention can read the words."""
    from django.conf import settings  # noqa: PLC0415 - app ready
    from django.test import Client  # noqa: PLC0415 - app ready

    from difi_sosial.people.models import User  # noqa: PLC0415 - app ready

    person = Client(headers={"host": "127.0.0.1"})
    backend = settings.AUTHENTICATION_BACKENDS[0]
    person.force_login(User.objects.get(email=ADVISER.email), backend=backend)
    page = person.get(mention.get_absolute_url())
    must(page.status_code == 200, f"its page answers {page.status_code}")
    return words in page.content.decode()
