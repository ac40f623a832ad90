"""What the modules of the example agency share: the time, the people, and the texts."""

import json
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from django.conf import settings

from difi_sosial.core.clock import OSLO, local_date
from difi_sosial.core.workdays import is_workday
from difi_sosial.monitoring.models import Source, Watch
from difi_sosial.people.models import Unit, User
from difi_sosial.portal.management.demo.timeline import Timeline

FOLDER = Path("fixtures", "demo")
# Which chances there are is always the same, so that two demos tell the same story.
SEED = 2025


@dataclass
class Agency:
    """The example agency while it is being made; `now` is the moment that it is told up to."""

    now: datetime
    timeline: Timeline
    can_render: bool = True
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    people: dict[str, User] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    watches: dict[str, Watch] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    turns: Counter[object] = field(default_factory=Counter)

    def when(self, on: str | int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment on a Norwegian clock: a date, or so many days from now (a workday)."""
        return datetime.combine(self.day(on), time(hour, minute), OSLO)

    def day(self, on: str | int) -> date:
        """A date as it is, or the last workday up to so many days from now."""
        if isinstance(on, str):
            return date.fromisoformat(on)
        day = local_date(self.now) + timedelta(days=on)
        while not is_workday(day):
            day -= timedelta(days=1)
        return day


@cache
def told(name: str) -> Any:
    """What a JSON file of the example agency holds."""
    return json.loads(path_of(f"{name}.json").read_text(encoding="utf-8"))


def path_of(name: str) -> Path:
    """Where a file of the example agency lies."""
    return Path(settings.BASE_DIR, FOLDER, name)


def key_of(name: str) -> UUID:
    """The key of a target group, made from its name: so a message or a cell can point at it."""
    return uuid5(NAMESPACE_DNS, f"{name}.testetaten.example")
