"""A check with its parts, how far each has come, and what is different from the last one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from difi_sosial.core.clock import local_date
from difi_sosial.identity.enums import (
    LIVE,
    Accuracy,
    CheckKind,
    CheckState,
    Kind,
    Level,
    Official,
    Party,
    Sight,
)
from difi_sosial.identity.models import Check, Finding, Part, Sighting

Status = Literal["empty", "begun", "done"]
WORDS: dict[str, type[Any]] = {
    "official": Official,
    "verified": Official,
    "party": Party,
    "accuracy": Accuracy,
    "risk": Level,
}


@dataclass(frozen=True, slots=True)
class PartRow:
    """A record type in a check: how many findings it has, how many are seen, what is searched."""

    part: Part
    known: int
    seen: int
    new: int
    looks: int

    @property
    def status(self) -> Status:
        """Derived from what is there: nobody sets it."""
        if self.part.done_at is not None:
            return "done"
        return "begun" if self.seen or self.looks or self.part.note else "empty"

    @property
    def left(self) -> int:
        """How many findings nobody has looked at yet."""
        return self.known - self.seen

    @property
    def hint(self) -> str:
        """The numbers in a sentence."""
        if self.part.kind == Kind.EMPLOYEE:
            return str(_("Ansatte registrerer seg selv"))
        if not self.known:
            return str(_("Ingen funn på kartet ennå"))
        words = ngettext("%(seen)d av %(all)d funn sett på", "%(seen)d av %(all)d funn sett på", 2)
        return words % {"seen": self.seen, "all": self.known}


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that is another than in the last check; names and values as a person reads them."""

    field: str | Promise
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a check saw against the last: `changed` holds each sighting with its changes."""

    new: Sequence[Sighting]
    gone: Sequence[Sighting]
    changed: Sequence[tuple[Sighting, Sequence[Change]]]
    same: int
    unseen: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different."""
        return not (self.new or self.gone or self.changed)


def checks() -> QuerySet[Check]:
    """Every check, newest first, with how much of it is done and what it found."""
    found = Check.objects.select_related("leader", "submitted_by", "noted_by")
    return found.annotate(
        parts_all=Count("parts", distinct=True),
        parts_done=Count("parts", distinct=True, filter=Q(parts__done_at__isnull=False)),
        new=Count("sightings", distinct=True, filter=Q(sightings__sight=Sight.NEW)),
        gone=Count("sightings", distinct=True, filter=Q(sightings__sight=Sight.GONE)),
        changed=Count("sightings", distinct=True, filter=Q(sightings__sight=Sight.CHANGED)),
    ).order_by("-opened_on", "-pk")  # counting forgets the order of the model


def open_check() -> Check | None:
    """The check that is under way."""
    return Check.objects.filter(state=CheckState.OPEN).select_related("leader").first()


def last_noted(*, kind: str = "", on: date | None = None) -> date | None:
    """The day the newest noted check was sent in; of one kind, and on or before a day, if given.

    The day when the looking was over counts, not the day when somebody noted it.
    """
    found = Check.objects.filter(state=CheckState.NOTED)
    if kind:
        found = found.filter(kind=kind)
    moments = found.order_by("-submitted_at").values_list("submitted_at", flat=True)
    days = [local_date(moment) for moment in moments if moment]
    return next((day for day in days if on is None or day <= on), None)


def part_rows(check: Check) -> list[PartRow]:
    """The parts in the guidance's order; four queries for any number of findings."""
    parts = check.parts.select_related("done_by").annotate(looked=Count("looks"))
    seen: dict[str, int] = defaultdict(int)
    new: dict[str, int] = defaultdict(int)
    for kind, sight in check.sightings.values_list("finding__kind", "sight"):
        seen[kind] += 1
        new[kind] += sight == Sight.NEW
    left: dict[str, int] = defaultdict(int)
    if check.state == CheckState.OPEN:
        for kind in unseen(check).values_list("kind", flat=True):
            left[kind] += 1
    return [
        PartRow(
            part,
            seen[part.kind] + left[part.kind],
            seen[part.kind],
            new[part.kind],
            part.looked,
        )
        for part in parts
    ]


def unseen(check: Check, kind: str = "") -> QuerySet[Finding]:
    """Live findings that the check covers and nobody has looked at in it.

    What an employee registered about themself is not looked at by others.
    """
    covered = [kind] if kind else check.parts.values("kind")
    seen = check.sightings.values("finding")
    found = Finding.objects.filter(kind__in=covered, state__in=LIVE).exclude(pk__in=seen)
    return found.exclude(kind=Kind.EMPLOYEE)


def sightings_of(check: Check, kind: str) -> QuerySet[Sighting]:
    """What the check saw of one type, by name."""
    found = check.sightings.filter(finding__kind=kind)
    return found.select_related("finding", "by").order_by("finding__name")


def comparison(check: Check) -> Comparison:
    """Everything that is new, gone or changed since the last check that saw it; two queries."""
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in check.sightings.select_related("finding").order_by(
        "finding__kind", "finding__name"
    ):
        groups[sighting.sight].append(sighting)
    return Comparison(
        new=groups[Sight.NEW],
        gone=groups[Sight.GONE],
        changed=[(one, changes_of(one)) for one in groups[Sight.CHANGED]],
        same=len(groups[Sight.SAME]),
        unseen=unseen(check).count() if check.state == CheckState.OPEN else 0,
    )


def changes_of(sighting: Sighting) -> list[Change]:
    """The changes of one sighting in words."""
    return [
        Change(_label(name), _word(name, before), _word(name, after))
        for name, (before, after) in sighting.changes.items()
    ]


def _label(name: str) -> str:
    return str(Finding._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _word(name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    choices = WORDS.get(name)
    return str(choices(value).label) if choices else str(value)


def yearly_on(day: date) -> date | None:
    """The day the newest noted yearly check was sent in, on or before `day`."""
    return last_noted(kind=CheckKind.YEARLY, on=day)


@dataclass(frozen=True, slots=True)
class Task:
    """A part as a row of the task list."""

    key: str
    title: str
    url: str
    hint: str
    label: str | Promise
    color: str
    done: bool = False
    reason: str = ""


LABELS: dict[Status, tuple[Promise, str]] = {
    "empty": (_("Ikke startet"), "neutral"),
    "begun": (_("Påbegynt"), "info"),
    "done": (_("Ferdig"), "success"),
}


def tasks_of(check: Check, rows: Sequence[PartRow]) -> list[Task]:
    """The parts of a check as a task list."""
    return [_task(check, row) for row in rows]


def _task(check: Check, row: PartRow) -> Task:
    kind, (label, color) = Kind(row.part.kind), LABELS[row.status]
    return Task(
        key=row.part.kind,
        title=f"{kind.letter}: {kind.label}",
        url=reverse("identity:part-show", args=[check.pk, row.part.kind]),
        hint=row.hint,
        label=label,
        color=color,
        done=row.status == "done",
    )


def search_names() -> list[str]:
    """What to search for: the agency's name, and the name forms on the map."""
    known = Finding.objects.filter(kind=Kind.NAME, state__in=LIVE).order_by("name")
    return list(dict.fromkeys([settings.AGENCY_NAME, *known.values_list("name", flat=True)[:20]]))
