"""`make peers`: start the peers, write on them, ask them, and run the main job against them."""

import argparse
import os
import shutil
import signal
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from types import FrameType

from tests.peers.journey import Journey, judge
from tests.peers.lives import Lives
from tests.peers.mastodon import Mastodon, MastodonMock, Network, Snac
from tests.peers.mediawiki import MediaWiki
from tests.peers.misago import Misago
from tests.peers.peer import Peer, must
from tests.peers.portal import Portal, official_schemas
from tests.peers.processes import Children, Fault, Unavailable, stop_working
from tests.peers.results import FAILED, Results
from tests.peers.shaarli import Shaarli
from tests.peers.verapdf import levels
from tests.peers.wordpress import WordPress

ROOT = Path(__file__).resolve().parents[2]
PEERS: Mapping[str, type[Peer]] = {
    "mediawiki": MediaWiki,
    "wordpress": WordPress,
    "mastodon": Snac,
    "network": Network,
    "shaarli": Shaarli,
    "misago": Misago,
}


def main(words: list[str]) -> int:
    """Run everything, print a summary and return the exit code: 1 when anything was wrong."""
    options = read_options(words)
    for wanted in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(wanted, leave)
    results = Results()
    folder = new_folder()
    try:
        with Children(folder / "logs") as children:
            run_all(options, folder, children, results)
    except KeyboardInterrupt:
        print("\nStopped. Everything that was started here is ended.")
        return 130
    finally:
        shutil.rmtree(folder / "servers", ignore_errors=True)
    print(results.summary(), flush=True)
    return 1 if results.failed else 0


def run_all(
    options: argparse.Namespace, folder: Path, children: Children, results: Results
) -> None:
    """All peers and an empty portal at once, then the lives and the main job on those that run."""
    portal = Portal(folder / "servers", children)
    names = options.names or PEERS
    with ThreadPoolExecutor(len(PEERS) + 1) as pool:
        try:
            ready = pool.submit(prepare, portal, results)
            place = (folder / "servers", children, results)
            coming = [pool.submit(bring_up, name, *place) for name in names]
            peers = [peer for one in coming if (peer := one.result())]
            is_ready = ready.result()
        except KeyboardInterrupt:
            stop_working()
            raise
    if options.record:
        record(peers, options.record, results)
    if options.hold:
        hold(peers)
    elif is_ready and not options.only_peers:
        use(peers, portal, folder, options, results)


def use(
    peers: list[Peer], portal: Portal, folder: Path, options: argparse.Namespace, results: Results
) -> None:
    """The lives in a process of their own, and beside them the main job."""
    portal.peers = peers
    with Lives(portal.twin("lives", peers), peers) as lives:
        if not options.only_lives:
            run_job(Journey(peers, folder, portal), results)
            with results.part("stop and start") as said:
                said.append(portal.stops_and_comes_back())
        lives.join(results)


def prepare(portal: Portal, results: Results) -> bool:
    """Make the portal's tables and first persons; whether that went well."""
    try:
        portal.prepare()
    except Fault as error:
        results.add("portal", FAILED, str(error))
        return False
    return True


def record(peers: list[Peer], into: Path, results: Results) -> None:
    """Keep what the peers answer."""
    for peer in peers:
        with results.part(f"recordings of {peer.name}") as said:
            said.append(f"{peer.record(into)} answers in {into}")


def run_job(journey: Journey, results: Results) -> None:
    """The main job on the peers that are sound; without any of them there is nothing to read."""
    with results.part("main job") as said:
        if not journey.peers:
            raise Unavailable("no peer runs here")
        said.extend(journey.run())
    results.notes.append(f"Pictures of the steps: {journey.pictures}")
    with results.part("extraction") as said:
        extraction = journey.unpack()
        results.notes.append(f"The extraction: {extraction.folder}")
        said.extend(judge(extraction, journey.original))
    with results.part("official schemas") as said:
        said.append(journey.unpack().validate(official_schemas()))
    with results.part("PDF/A") as said:
        strategy = journey.portal.approved_strategy(journey.folder / "strategy.pdf")
        files = [strategy, *journey.unpack().pdfs()]
        found = " and ".join(sorted(set(levels(files).values())))
        must(found == "2a", f"not all are PDF/A-2a, but {found}")
        said.append(f"veraPDF finds nothing wrong with {len(files)} files of PDF/A-2a")


def bring_up(name: str, folder: Path, children: Children, results: Results) -> Peer | None:
    """Start a peer, write on it, see that plain requests find it. None when it is of no use."""
    sound: list[Peer] = []
    with results.part(name) as said:
        peer = started(name, folder, children)
        peer.seed()
        found = peer.check()
        place = f", in {peer.stands_for}" if peer.stands_for else ""
        said.append(f"{peer.what} on {peer.address}{place}: {found}")
        sound.append(peer)
    return sound[0] if sound else None


def started(name: str, folder: Path, children: Children) -> Peer:
    """The peer of that name, running. Raises Unavailable when nothing can play its part."""
    if name == "mastodon":
        return started_mastodon(folder, children)
    peer = PEERS[name](folder, children)
    peer.start()
    return peer


def started_mastodon(folder: Path, children: Children) -> Mastodon:
    """The real server, or the mock when the real one cannot be had."""
    real = Snac(folder, children)
    try:
        real.start()
        return real
    except Unavailable as reason:
        print(f"NOTE    mastodon: no real server ({reason}); a mock takes its place", flush=True)
    mock = MastodonMock(folder, children)
    mock.start()
    return mock


def hold(peers: list[Peer]) -> None:
    """Keep the peers up until Ctrl-C, for trying things by hand."""
    for peer in peers:
        token = f"  token {peer.token}" if isinstance(peer, Mastodon) else ""
        print(f"{peer.name:10} {peer.address}{token}")
    print("Ctrl-C ends them.", flush=True)
    signal.pause()


def new_folder() -> Path:
    """A folder for this run, under the data folder that git ignores."""
    base = Path(os.environ.get("DATA_DIR") or ROOT / "data").resolve() / "peers"
    folder = base / datetime.now().strftime("%Y%m%d-%H%M%S")
    folder.mkdir(parents=True)
    return folder


def leave(_signal: int, _frame: FrameType | None) -> None:
    """Turn a request to end into the same way out as Ctrl-C."""
    raise KeyboardInterrupt


def read_options(words: list[str]) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.peers", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"only these peers: {', '.join(PEERS)}")
    parser.add_argument("--record", type=Path, help="write the peers' answers to this folder")
    parser.add_argument("--only-peers", action="store_true", help="leave the portal out of it")
    parser.add_argument("--only-lives", action="store_true", help="leave the main job out of it")
    parser.add_argument("--hold", action="store_true", help="keep the peers up until Ctrl-C")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
