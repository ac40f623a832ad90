"""What the portal can measure of the closing criteria, and what it found.

An app that has numbers registers a measure in its AppConfig.ready():

    from difi_sosial.channels.enums import CriterionKind
    from difi_sosial.channels.queries import criteria

    criteria.register_measure(CriterionKind.LATE_ANSWERS, answered_in_time)
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from difi_sosial.channels.enums import Action, CriterionKind, CriterionState, DecisionState
from difi_sosial.channels.enums import Gap as Why
from difi_sosial.channels.models import Account, ClosingCriterion, Decision, Measurement
from difi_sosial.core.clock import local_date


@dataclass(frozen=True, slots=True)
class Measured:
    """A number for a period: posts (FEW_POSTS), per cent answered within the promise
    (LATE_ANSWERS), days past the deadline (LATE_CONFIRMATION; 0 when in time).
    """

    value: float


# What is asked (an Account for FEW_POSTS and LATE_CONFIRMATION, a Channel for LATE_ANSWERS), from
# and including the first day, to and not including the last. None: there are no numbers.
Builder = Callable[[Any, date, date], Measured | None]
_measures: dict[CriterionKind, Builder] = {}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a criterion comes to on a day; without a value it says why, and for which accounts."""

    value: float | None = None
    is_met: bool = False
    gap: str = ""
    missing: str = ""


def register_measure(kind: str, builder: Builder) -> None:
    """Let an app answer for one kind of criterion."""
    _measures[CriterionKind(kind)] = builder


def measure(kind: str, thing: Any, start: date, end: date) -> Measured | None:
    """The number for the period, or None when nobody has it."""
    builder = _measures.get(CriterionKind(kind))
    return builder(thing, start, end) if builder else None


def find(criterion: ClosingCriterion, today: date) -> Finding:
    """Look at one criterion of a kind that can be measured."""
    return _FINDERS[CriterionKind(criterion.kind)](criterion, today)


def to_measure() -> QuerySet[ClosingCriterion]:
    """Criteria of channels in use that the portal looks at every day."""
    used = (
        DecisionState.PILOT,
        DecisionState.OPEN,
        DecisionState.LIMITED,
        DecisionState.SUSPENDED,
    )
    return ClosingCriterion.objects.filter(
        kind__in=[kind for kind in CriterionKind if kind.is_measured], decision__state__in=used
    ).exclude(state=CriterionState.DISMISSED)


def words_of(criterion: ClosingCriterion) -> str:
    """The rule as a sentence."""
    facts = {
        "limit": criterion.limit,
        "period": criterion.period,
        "day": criterion.day and date_format(criterion.day, "j. F Y"),
    }
    return str(_sentence(CriterionKind(criterion.kind)) % facts)


def value_words(criterion: ClosingCriterion, found: Measurement | None) -> str:
    """The latest measurement as a sentence; why not, when it could not be made."""
    if found is None:
        return _("Ikke målt ennå.")
    if found.value is None:
        if found.gap == Why.NO_NUMBERS and found.missing:
            return _("Portalen har ikke tall for %(accounts)s.") % {"accounts": found.missing}
        return str(found.get_gap_display())
    return _value(CriterionKind(criterion.kind), found.value)


def _few_posts(criterion: ClosingCriterion, today: date) -> Finding:
    start = today - timedelta(weeks=criterion.period or 0)
    accounts = list(_open_accounts(criterion.decision))
    if not accounts:
        return Finding(gap=Why.NO_ACCOUNTS)
    if _opened_after(criterion.decision, start):
        return Finding(gap=Why.TOO_EARLY)
    found = [(one, measure(criterion.kind, one, start, today)) for one in accounts]
    missing = [one.handle for one, number in found if number is None]
    if missing:
        return Finding(gap=Why.NO_NUMBERS, missing=", ".join(missing))
    total = sum(number.value for _one, number in found if number)
    return Finding(total, total < (criterion.limit or 0))


def _late_answers(criterion: ClosingCriterion, today: date) -> Finding:
    """Every one of the last whole months must be under the limit; the best one is what counts."""
    months = _months(today, criterion.period or 1)
    if _opened_after(criterion.decision, months[-1][0]):
        return Finding(gap=Why.TOO_EARLY)
    channel = criterion.decision.channel
    found = [measure(criterion.kind, channel, start, end) for start, end in months]
    values = [number.value for number in found if number is not None]
    if len(values) < len(months):
        return Finding(gap=Why.NO_NUMBERS)
    return Finding(max(values), max(values) < (criterion.limit or 0))


def _late_confirmation(criterion: ClosingCriterion, today: date) -> Finding:
    accounts = list(_open_accounts(criterion.decision))
    if not accounts:
        return Finding(gap=Why.NO_ACCOUNTS)
    found = [(one, measure(criterion.kind, one, today, today)) for one in accounts]
    missing = [one.handle for one, number in found if number is None]
    if missing:
        return Finding(gap=Why.NO_NUMBERS, missing=", ".join(missing))
    worst = max(number.value for _one, number in found if number)
    return Finding(worst, worst > (criterion.limit or 0))


def _expired(criterion: ClosingCriterion, today: date) -> Finding:
    last = criterion.decision.valid_to
    return Finding(gap=Why.NO_DAY) if last is None else _past(last, today)


def _project_ended(criterion: ClosingCriterion, today: date) -> Finding:
    return Finding(gap=Why.NO_DAY) if criterion.day is None else _past(criterion.day, today)


_FINDERS: dict[CriterionKind, Callable[[ClosingCriterion, date], Finding]] = {
    CriterionKind.FEW_POSTS: _few_posts,
    CriterionKind.LATE_ANSWERS: _late_answers,
    CriterionKind.LATE_CONFIRMATION: _late_confirmation,
    CriterionKind.EXPIRED: _expired,
    CriterionKind.PROJECT_ENDED: _project_ended,
}


def _past(last: date, today: date) -> Finding:
    """How many days it is since the last day; negative while it is still to come."""
    days = (today - last).days
    return Finding(float(days), days > 0)


def _open_accounts(decision: Decision) -> QuerySet[Account]:
    return Account.objects.filter(channel=decision.channel, closed_on=None).order_by("handle")


def _opened_after(decision: Decision, day: date) -> bool:
    """Whether the channel came into use after this day; unknown counts as long ago."""
    begun = decision.acts.filter(action__in=[Action.OPEN, Action.PILOT]).order_by("at").first()
    return begun is not None and local_date(begun.at) > day


def _months(today: date, count: int) -> list[tuple[date, date]]:
    """The last whole calendar months, newest first: first day, and the day after the last."""
    end = today.replace(day=1)
    found = []
    for _number in range(count):
        start = (end - timedelta(days=1)).replace(day=1)
        found.append((start, end))
        end = start
    return found


def _sentence(kind: CriterionKind) -> str:
    """The rule in words; `%(limit)s`, `%(period)s` and `%(day)s` are filled in."""
    return {
        CriterionKind.FEW_POSTS: _("Færre enn %(limit)s innlegg på %(period)s uker"),
        CriterionKind.LATE_ANSWERS: _(
            "Under %(limit)s prosent er besvart innen fristen, %(period)s måneder på rad"
        ),
        CriterionKind.LATE_CONFIRMATION: _("Kontoen er bekreftet mer enn %(limit)s dager for sent"),
        CriterionKind.PROJECT_ENDED: _("Prosjektet er slutt %(day)s"),
    }.get(kind, str(kind.label))


def _value(kind: CriterionKind, value: float) -> str:
    number = {"number": round(value)}
    if kind == CriterionKind.FEW_POSTS:
        return _("%(number)d innlegg i perioden.") % number
    if kind == CriterionKind.LATE_ANSWERS:
        return _("%(number)d prosent innen fristen i den beste måneden.") % number
    if kind == CriterionKind.LATE_CONFIRMATION:
        return _("%(number)d dager over fristen.") % number
    if value > 0:
        return _("Dagen var for %(number)d dager siden.") % number
    return _("%(number)d dager igjen.") % {"number": -round(value)}
