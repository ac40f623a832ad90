"""The way of a text to its decision, as a page draws it: what is done, where it is, what comes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.functional import Promise

Standing = Literal["done", "now", "next", "skipped", "stopped"]


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on the way; `who` did it or does it, `note` says more in a few words."""

    key: str
    title: str | Promise
    standing: Standing
    who: str = ""
    at: datetime | None = None
    note: str = ""
