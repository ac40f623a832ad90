"""The net identity in a period: what was checked, found, done, and what is left."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from difi_sosial.core.clock import OSLO
from difi_sosial.core.pictures import Tally, stacked
from difi_sosial.identity.enums import (
    LIVE,
    UNFINISHED,
    CheckState,
    Kind,
    MeasureState,
    Sight,
)
from difi_sosial.identity.models import Check, Evidence, Finding, Impersonation, Measure, Sighting
from difi_sosial.identity.queries.checks import changes_of


@dataclass(frozen=True, slots=True)
class KindRow:
    """One record type: how many are on the map now, and what the period's checks saw."""

    kind: Kind
    live: int
    risky: int
    new: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the page and the document show; `upto` is the last day, included."""

    since: date
    upto: date
    kinds: Sequence[KindRow]
    checks: Sequence[Check]
    seen: Sequence[Sighting]
    measures: Sequence[Measure]
    ended: Sequence[Measure]
    cases: Sequence[Impersonation]
    evidence: int
    rated: Sequence[Finding]  # places where people give marks, on the map now
    to_look_at: Sequence[Finding]  # with a day of their own for that, not after the period

    @property
    def live(self) -> int:
        """How many findings are on the map."""
        return sum(row.live for row in self.kinds)

    @property
    def new(self) -> int:
        """How many were seen for the first time."""
        return sum(row.new for row in self.kinds)

    @property
    def gone(self) -> int:
        """How many are gone from the net."""
        return sum(row.gone for row in self.kinds)

    @property
    def late(self) -> int:
        """How many measures are past their day on the last day of the period."""
        return sum(bool(one.due_on and one.due_on < self.upto) for one in self.measures)

    @property
    def changes(self) -> list[tuple[Sighting, list[object]]]:
        """Each sighting that was not unchanged, with its changes in words."""
        return [(one, list(changes_of(one))) for one in self.seen if one.sight != Sight.SAME]

    def kind_picture(self) -> SafeString:
        """How many findings there are of each type, by risk."""
        return stacked(
            [Tally(f"{row.kind.letter} {row.kind.label}", _shares(row)) for row in self.kinds],
            key="findings",
            title=_("Funn på kartet, etter type og risiko"),
            legend=(_("Liten eller ingen risiko"), _("Middels eller stor risiko")),
        )

    def measure_picture(self) -> SafeString:
        """How many measures are in each state."""
        found = Counter(one.state for one in (*self.measures, *self.ended))
        rows = [Tally(str(state.label), (found[state],)) for state in MeasureState]
        return stacked(rows, key="measures", title=_("Tiltak etter status"))

    def measure_rows(self) -> list[tuple[str, int]]:
        """The numbers of the picture, for its table."""
        found = Counter(one.state for one in (*self.measures, *self.ended))
        return [(str(state.label), found[state]) for state in MeasureState]


def _shares(row: KindRow) -> tuple[int, int]:
    return row.live - row.risky, row.risky


def report(since: date, upto: date) -> Report:
    """The report of a period of days (Norwegian calendar); ten queries."""
    begin, end = _midnight(since), datetime.combine(upto, time.max, OSLO)
    within = {"gte": begin, "lte": end}
    rounds = Check.objects.exclude(state=CheckState.CANCELLED).select_related("leader", "noted_by")
    rounds = rounds.filter(opened_on__lte=upto).filter(
        Q(submitted_at__gte=begin) | Q(submitted_at=None)
    )
    checks = list(rounds.order_by("opened_on"))
    sightings = Sighting.objects.filter(check_round__in=checks, **_span("seen_at", within))
    seen = list(sightings.select_related("finding").order_by("finding__kind", "finding__name"))
    measures = Measure.objects.select_related("finding", "owner").order_by("due_on", "pk")
    live = Finding.objects.filter(state__in=LIVE)
    cases = Impersonation.objects.select_related("finding").prefetch_related("steps__by")
    touched = Q(**_span("opened_at", within)) | Q(**_span("steps__at", within))
    return Report(
        since=since,
        upto=upto,
        kinds=_kinds(seen),
        checks=checks,
        seen=seen,
        measures=list(measures.filter(state__in=UNFINISHED, created_at__lte=end)),
        ended=list(measures.filter(ended_on__gte=since, ended_on__lte=upto)),
        cases=list(cases.filter(touched).distinct().order_by("opened_at")),
        evidence=Evidence.objects.filter(**_span("taken_at", within)).count(),
        rated=list(live.filter(kind=Kind.RATING).order_by("name")),
        to_look_at=list(live.filter(next_check_on__lte=upto).order_by("next_check_on", "name")),
    )


def _kinds(seen: Sequence[Sighting]) -> list[KindRow]:
    live: Counter[str] = Counter()
    risky: Counter[str] = Counter()
    for kind, risk in Finding.objects.filter(state__in=LIVE).values_list("kind", "risk"):
        live[kind] += 1
        risky[kind] += risk in ("2", "3")
    saw = Counter((one.finding.kind, one.sight) for one in seen)
    return [
        KindRow(
            kind,
            live[kind],
            risky[kind],
            saw[kind, Sight.NEW],
            saw[kind, Sight.CHANGED],
            saw[kind, Sight.GONE],
        )
        for kind in Kind
    ]


def _span(field: str, within: dict[str, datetime]) -> dict[str, datetime]:
    return {f"{field}__{test}": value for test, value in within.items()}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, OSLO)
