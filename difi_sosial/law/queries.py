"""The read side: which rule applied on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from difi_sosial.core.clock import local_date, now
from difi_sosial.law.enums import Topic
from difi_sosial.law.models import LawRule


@dataclass(frozen=True, slots=True)
class TopicRules:
    """The rules of one topic on a day: what applies, what is coming, and what has been."""

    topic: Topic
    in_force: tuple[LawRule, ...]
    coming: tuple[LawRule, ...]
    ended: tuple[LawRule, ...]


def rule(key: str, on: date | None = None) -> LawRule | None:
    """The rule of this key in force on the day (today); None when none was."""
    return in_force(on).filter(key=key).order_by("-valid_from").first()


def rules_of(topic: str, on: date | None = None) -> QuerySet[LawRule]:
    """The rules of a topic in force on the day (today), by reference."""
    return in_force(on).filter(topic=topic).order_by("reference")


def reference_of(key: str, on: date | None = None) -> str:
    """The reference as it was on the day (today); empty when no such rule was in force."""
    found = rule(key, on)
    return found.name if found else ""


def in_force(on: date | None = None) -> QuerySet[LawRule]:
    """Every rule in force on the day (today)."""
    day = on or local_date(now())
    return LawRule.objects.filter(valid_from__lte=day).filter(
        Q(valid_to=None) | Q(valid_to__gte=day)
    )


def by_topic(*, on: date, topic: str = "", text: str = "") -> list[TopicRules]:
    """The whole list on a day, topic by topic, in one query; topics without rules are left out."""
    found = LawRule.objects.order_by("reference", "valid_from", "pk")
    if topic:
        found = found.filter(topic=topic)
    if text:
        found = found.filter(
            Q(title_nb__icontains=text) | Q(title_nn__icontains=text) | Q(reference__icontains=text)
        )
    rows: dict[str, list[LawRule]] = {}
    for row in found:
        rows.setdefault(row.topic, []).append(row)
    return [_sorted(one, rows[one], on) for one in Topic if one in rows]


def versions_of(key: str) -> QuerySet[LawRule]:
    """Every row of a key, the oldest first and what is coming last."""
    return LawRule.objects.filter(key=key).order_by("valid_from")


def _sorted(topic: Topic, rows: Iterable[LawRule], day: date) -> TopicRules:
    applies, coming, ended = [], [], []
    for row in rows:
        if row.is_in_force(day):
            applies.append(row)
        elif row.valid_from is None or row.valid_from > day:
            coming.append(row)
        else:
            ended.append(row)
    return TopicRules(topic, tuple(applies), tuple(coming), tuple(ended))
