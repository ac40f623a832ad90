"""The house rules of a draft: numbered for ever, saved as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.guidelines import queries
from difi_sosial.guidelines.models import Guideline, GuidelineVersion, HouseRule
from difi_sosial.guidelines.services.guard import editable, edited, tidy
from difi_sosial.people.models import User


@dataclass(frozen=True, slots=True)
class RuleText:
    """One house rule as somebody wrote it; `number` is None for a new one."""

    number: int | None
    text_nb: str = ""
    text_nn: str = ""
    legal_ground: str = ""


@transaction.atomic
def save_house_rules(
    *,
    version: GuidelineVersion,
    seen: str,
    wanted: Sequence[RuleText],
    by: User,
    at: datetime,
) -> GuidelineVersion:
    """Store the rules in this order; those that are not named are gone, and their numbers too.

    `seen` is `queries.fingerprint()` of the rules that the writer started from. Raises Conflict
    when somebody saved others since, Invalid for a number that the version does not have.
    """
    guideline = lock(version.guideline)  # before the version, as those who approve do
    version = editable(version, by)
    known = {rule.number: rule for rule in version.house_rules.all()}
    if queries.fingerprint(known.values()) != seen:
        raise Conflict(_("Noen andre lagret husreglene mens du skrev. Teksten din er ikke lagret."))
    if any(row.number is not None and row.number not in known for row in wanted):
        raise Invalid(_("En av reglene finnes ikke lenger. Last siden på nytt."))
    kept = [
        _written(known.get(row.number or 0) or _numbered(guideline, version, at), row, order)
        for order, row in enumerate(wanted, start=1)
    ]
    if queries.fingerprint(kept) == seen:
        return version
    version.house_rules.exclude(number__in=[rule.number for rule in kept]).delete()
    _store(kept)
    guideline.save(update_fields=["house_rule_numbers", "updated_at"])
    edited(version, by=by, at=at, what={"house_rules": queries.rules_as_data(kept)})
    return version


def _numbered(guideline: Guideline, version: GuidelineVersion, at: datetime) -> HouseRule:
    """A new rule with a number that no rule of this guideline ever had."""
    guideline.house_rule_numbers += 1
    return HouseRule(version=version, number=guideline.house_rule_numbers, created_at=at)


def _written(rule: HouseRule, row: RuleText, order: int) -> HouseRule:
    rule.text_nb, rule.text_nn = tidy(row.text_nb), tidy(row.text_nn)
    rule.legal_ground, rule.order = row.legal_ground.strip(), order
    return rule


def _store(kept: Iterable[HouseRule]) -> None:
    for rule in kept:
        rule.save()
