"""The contract of a profile reader, and the facts that go in and out of it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from difi_sosial.monitoring.connectors.base import Request, Response


@dataclass(frozen=True, slots=True)
class Place:
    """Where a profile is: the account's address, its name there, and a part of the page (an id)."""

    url: str
    handle: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class ProfileSeen:
    """What stood there: bare text, the profile's own fields, and numbers where they are told.

    `is_page` says that the text may hold more than what the agency wrote as its profile text.
    """

    text: str
    fields: tuple[tuple[str, str], ...] = ()
    followers: int | None = None
    posts_total: int | None = None
    last_post_at: datetime | None = None
    is_page: bool = False


class ProfileReader(ABC):
    """The facts of one platform and two pure functions."""

    slug: ClassVar[str]
    docs: ClassVar[str]

    @abstractmethod
    def request(self, place: Place) -> Request:
        """What to ask. Raises Unusable(WRONG_SETTINGS) when the address says too little."""

    @abstractmethod
    def parse(self, response: Response, place: Place) -> ProfileSeen:
        """What the answer says. Raises Unusable."""


def number_at(thing: object, key: str) -> int | None:
    """A count that is not negative, else None: Mastodon hides some as -1."""
    value = thing.get(key) if isinstance(thing, dict) else None
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 <= value < 2**31 else None
