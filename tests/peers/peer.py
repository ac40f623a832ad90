"""What every peer is: a real server that is started, written on, asked, and ended."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from tests.peers.processes import LOOPBACK, Children, Fault, ask, free_port

SECRET_HEADERS = frozenset({"authorization", "cookie"})


@dataclass(frozen=True)
class Call:
    """One request worth recording: what a connector would ask this peer."""

    name: str
    address: str
    suffix: str = "json"
    headers: Mapping[str, str] = field(default_factory=dict)
    refused: bool = False  # the peer is meant to refuse it


@dataclass(frozen=True)
class Place:
    """A source that the peer gives, as the portal sets it up."""

    connector: str
    channel: str  # its row in the catalogue, which says what category it is of
    settings: Mapping[str, str]
    token: str = ""


@dataclass(frozen=True)
class Written:
    """A text that was written on the peer: the peer's own key to it, and its public address."""

    key: str
    address: str


class Peer(ABC):
    """A server on loopback. Start it inside `Children`, which ends it whatever happens."""

    name: ClassVar[str]
    kinds: ClassVar[tuple[str, ...]] = ("post",)  # of texts that can be written on it
    never_edited: ClassVar[frozenset[str]] = frozenset()  # kinds that nobody can change there
    stands_for: ClassVar[str] = ""  # what it takes the place of, and why

    def __init__(self, folder: Path, children: Children) -> None:
        self.folder = folder / self.name
        self.children = children
        self.port = free_port()

    @property
    def host(self) -> str:
        """Host and port, as the portal's allow-list wants them."""
        return f"{LOOPBACK}:{self.port}"

    @property
    def address(self) -> str:
        """Where the server's front page is, without a slash at the end."""
        return f"http://{self.host}"

    @property
    @abstractmethod
    def what(self) -> str:
        """The server's own name and version, for the summary."""

    @abstractmethod
    def start(self) -> None:
        """Get the software, set it up and serve it. Raises Unavailable or Fault."""

    @abstractmethod
    def seed(self) -> None:
        """Write about the example agency on it."""

    @property
    @abstractmethod
    def place(self) -> Place:
        """The source that reads it."""

    @abstractmethod
    def write(self, text: str, kind: str = "post") -> Written:
        """Write one more text the way a person would."""

    @abstractmethod
    def edit(self, key: str, text: str) -> None:
        """Change a text where it stands."""

    @abstractmethod
    def delete(self, key: str) -> None:
        """Take a text away."""

    @abstractmethod
    def check(self) -> str:
        """Ask as a connector would; returns what was found. Raises Fault if it is not there."""

    @abstractmethod
    def calls(self) -> list[Call]:
        """Requests whose answers are worth keeping as recordings."""

    def record(self, into: Path) -> int:
        """Write the answer to each call, and a note of how it was asked, to files in `into`."""
        into.mkdir(parents=True, exist_ok=True)
        for call in self.calls():
            self.record_one(call, into)
        return len(self.calls())

    def record_one(self, call: Call, into: Path) -> None:
        """Keep one answer byte for byte. Secrets in the request are left out of the note."""
        response = ask(call.address, headers=call.headers, may_fail=call.refused)
        shown = {k: "***" if k.lower() in SECRET_HEADERS else v for k, v in call.headers.items()}
        note = {
            "server": self.what,
            "request": {"method": "GET", "url": call.address, "headers": shown},
            "response": {"status": response.status_code, "headers": dict(response.headers)},
        }
        name = f"{self.name}-{call.name}"
        (into / f"{name}.{call.suffix}").write_bytes(response.content)
        (into / f"{name}.note.json").write_text(
            json.dumps(note, ensure_ascii=False, indent=2) + "\n"
        )


def must(found: bool, complaint: str) -> None:
    """Raise Fault with the complaint unless something was found."""
    if not found:
        raise Fault(complaint)
