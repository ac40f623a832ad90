"""What is done to rules. A row that has been in force is only ever given an end."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.law.models import LawRule
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

LAW = Path("fixtures", "seed", "law.json")
# What may be put right in a row whatever its days: the words about the rule, not the rule.
WORDS = (
    *("topic", "title_nb", "title_nn", "url", "note", "note_nn"),
    *("checked_on", "checked_against"),
)
DAY = timedelta(days=1)


@transaction.atomic
def load_rules(path: Path | None = None) -> int:
    """Store the rules of a JSON file: a list of objects with the columns of LawRule.

    A row that is there keeps its days and reference; its words are updated unless somebody has
    changed them in the browser. A new row of a key that runs already is left to a person. Returns
    how many rows the file holds. Reference data: run by the seeder, with or without the demo.
    """
    rows = json.loads((path or settings.BASE_DIR / LAW).read_text(encoding="utf-8"))
    known: dict[str, dict[str, LawRule]] = {}
    for rule in LawRule.objects.all():
        known.setdefault(rule.key, {})[str(rule.valid_from or "")] = rule
    fresh = []
    for row in rows:
        there = known.get(row["key"], {})
        same = there.get(row.get("valid_from") or "")
        if same is not None:
            _update_words(same, row)
        elif not there:
            fresh.append(LawRule(**row))
    LawRule.objects.bulk_create(fresh)
    return len(rows)


@transaction.atomic
def add_rule(*, facts: Mapping[str, Any], by: User, at: datetime) -> LawRule:
    """Add a rule; one that takes over for a running rule of the same key ends it the day before.

    Without `valid_from` the rule is coming. Raises NotAllowed; Invalid when it would begin before
    the one it takes over for, and WrongState when one of the same key is coming already.
    """
    _guard(by)
    same = list(LawRule.objects.select_for_update().filter(key=facts["key"]))
    starts = facts.get("valid_from")
    if starts is None and any(rule.valid_from is None for rule in same):
        raise WrongState(_("En kommende regel med denne nøkkelen finnes fra før. Endre den."))
    if starts is not None:
        _make_room(same, starts, by, at)
    rule = LawRule.objects.create(**facts, edited_at=at, created_at=at)
    audit.record(Event.LAW_ADDED, by=by, thing=rule, at=at, after=_facts(rule))
    return rule


@transaction.atomic
def start_rule(*, rule: LawRule, on: date, by: User, at: datetime) -> LawRule:
    """Give a coming rule its first day. The one that it takes over for ends the day before."""
    _guard(by)
    same = list(LawRule.objects.select_for_update().filter(key=rule.key))
    rule = next(one for one in same if one.pk == rule.pk)
    if rule.valid_from is not None:
        raise WrongState(_("Regelen har alt en dag den gjelder fra."))
    _make_room([one for one in same if one.pk != rule.pk], on, by, at)
    rule.valid_from, rule.edited_at = on, at
    rule.save()
    audit.record(Event.LAW_STARTED, by=by, thing=rule, at=at, after={"valid_from": on})
    return rule


@transaction.atomic
def end_rule(*, rule: LawRule, on: date, by: User, at: datetime) -> LawRule:
    """The last day of a rule. Nothing else about it changes."""
    _guard(by)
    rule = lock(rule)
    if rule.valid_from is None or rule.valid_to is not None:
        raise WrongState(_("Bare en regel som gjelder, kan avsluttes."))
    _end(rule, on, by, at)
    return rule


@transaction.atomic
def correct_rule(
    *, rule: LawRule, facts: Mapping[str, Any], by: User, at: datetime, seen: datetime
) -> LawRule:
    """Put the words about a rule right: topic, titles, link and notes.

    `seen` is `updated_at` of the row that the page was made from: raises Conflict when somebody
    has saved after that.
    """
    _guard(by)
    rule = lock(rule)
    if rule.updated_at > seen:
        raise Conflict(_("En annen har endret regelen mens du skrev."))
    before = {name: getattr(rule, name) for name in WORDS}
    changed = [name for name in WORDS if name in facts and facts[name] != before[name]]
    if not changed:
        return rule
    for name in changed:
        setattr(rule, name, facts[name])
    rule.edited_at = at
    rule.save()
    audit.record(
        Event.LAW_CORRECTED,
        by=by,
        thing=rule,
        at=at,
        before={name: before[name] for name in changed},
        after={name: facts[name] for name in changed},
    )
    return rule


def _make_room(same: list[LawRule], starts: date, by: User, at: datetime) -> None:
    """End the running rule of the key the day before; refuse to begin inside an older row."""
    for rule in same:
        if rule.valid_from is None:
            continue
        if rule.valid_from >= starts or (rule.valid_to is not None and rule.valid_to >= starts):
            raise Invalid(_("Velg en dag etter at regelen som gjaldt før, begynte å gjelde."))
        if rule.valid_to is None:
            _end(rule, starts - DAY, by, at)


def _end(rule: LawRule, on: date, by: User, at: datetime) -> None:
    if rule.valid_from is None or on < rule.valid_from:
        raise Invalid(_("Velg en dag etter at regelen begynte å gjelde."))
    rule.valid_to, rule.edited_at = on, at
    rule.save()
    audit.record(Event.LAW_ENDED, by=by, thing=rule, at=at, after={"valid_to": on})


def _update_words(rule: LawRule, row: Mapping[str, Any]) -> None:
    fields: list[Any] = [LawRule._meta.get_field(name) for name in WORDS if name in row]
    wanted = {field.name: field.to_python(row[field.name]) for field in fields}
    if rule.edited_at is None and any(getattr(rule, name) != wanted[name] for name in wanted):
        for name, value in wanted.items():
            setattr(rule, name, value)
        rule.save()


def _facts(rule: LawRule) -> dict[str, Any]:
    return {"reference": rule.reference, "valid_from": rule.valid_from}


def _guard(by: User) -> None:
    if not may(by, Permission.LAW_WRITE):
        raise NotAllowed(_("Du kan ikke gjøre dette. Be en kollega med rett rolle om det."))
