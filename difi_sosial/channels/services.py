"""What is done to channels, assessments, decisions and accounts."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels import queries, records
from difi_sosial.channels.enums import Action, Advice, DecisionState
from difi_sosial.channels.models import (
    ASSESSMENT_FIELDS,
    REACH_FIELDS,
    Account,
    Assessment,
    Channel,
    Decision,
    Reach,
)
from difi_sosial.channels.workflow import WORKFLOW
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.journal import services as journal
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.strategy import queries as strategy

CATALOGUE = Path("fixtures", "seed", "channels.json")
# A decision the other way than the score needs a reason of its own.
AGAINST = {Action.CHOOSE: Advice.AGAINST, Action.DECLINE: Advice.FOR}


@transaction.atomic
def load_catalogue(path: Path | None = None) -> int:
    """Store the catalogue from a JSON file: a list of objects with the columns of Channel.

    Loading again updates the rows that nobody has changed in the browser. Returns how many rows
    the file holds. Reference data: run by the seeder, with or without the demo.
    """
    rows = json.loads((path or settings.BASE_DIR / CATALOGUE).read_text(encoding="utf-8"))
    edited = set(Channel.objects.exclude(edited_at=None).values_list("slug", flat=True))
    for row in rows:
        if row["slug"] not in edited:
            facts = {name: value for name, value in row.items() if name != "slug"}
            Channel.objects.update_or_create(slug=row["slug"], defaults=facts)
    return len(rows)


@transaction.atomic
def save_channel(
    *, by: User, at: datetime, facts: Mapping[str, Any], channel: Channel | None = None
) -> Channel:
    """Change a row of the catalogue, or add one. Raises NotAllowed."""
    _guard(by, Permission.CATALOGUE_WRITE)
    channel = lock(channel) if channel else Channel(created_at=at)
    before = {name: getattr(channel, name) for name in facts} if channel.pk else {}
    changed = [name for name, value in facts.items() if before.get(name) != value]
    if not changed:
        return channel
    for name in changed:
        setattr(channel, name, facts[name])
    channel.edited_at = at
    channel.save()
    audit.record(
        Event.CHANNEL_CHANGED,
        by=by,
        thing=channel,
        at=at,
        before={name: before.get(name) for name in changed},
        after={name: facts[name] for name in changed},
    )
    return channel


@transaction.atomic
def save_assessment(
    *,
    channel: Channel,
    edition: int,
    values: Mapping[str, Any],
    reaches: Mapping[UUID, Mapping[str, Any]],
    by: User,
    at: datetime,
) -> Assessment:
    """Write down what we think of a channel.

    `values` are columns of Assessment; `reaches` are cells by the key of a target group in the
    strategy in force (`level` None takes the cell away). `edition` is the number that the writer's
    page was made from, 0 for none: raises Conflict when somebody saved after that.
    """
    _guard(by, Permission.CHANNEL_WRITE)
    channel = lock(channel)
    assessment = Assessment.objects.filter(channel=channel).first()
    if (assessment.edition if assessment else 0) > edition:
        raise Conflict(_("En annen har lagret vurderingen mens du skrev."))
    assessment = assessment or Assessment(channel=channel, edition=0, created_at=at)
    changed = [
        name
        for name in ASSESSMENT_FIELDS
        if name in values and getattr(assessment, name) != values[name]
    ]
    for name in changed:
        setattr(assessment, name, values[name])
    changed += _save_reaches(channel, reaches)
    if not changed and assessment.pk:
        return assessment
    assessment.edition += 1
    assessment.changed_by = by
    assessment.save()
    audit.record(Event.ASSESSMENT_SAVED, by=by, thing=channel, at=at, after={"fields": changed})
    return assessment


@transaction.atomic
def propose(*, channel: Channel, purpose: str, by: User, at: datetime) -> Decision:
    """Propose that the agency uses a channel.

    Raises WrongState when no strategy is in force, or the channel is already proposed or chosen.
    """
    _guard(by, Permission.CHANNEL_WRITE)
    channel = lock(channel)
    if strategy.current() is None:
        raise WrongState(_("Dere kan foreslå kanaler når en strategi gjelder."))
    live = (DecisionState.PROPOSED, DecisionState.CHOSEN)
    if channel.decisions.filter(state__in=live).exists():
        raise WrongState(_("Kanalen er alt foreslått eller valgt."))
    if not purpose.strip():
        raise Invalid(_("Skriv hva dere vil bruke kanalen til."))
    decision = Decision.objects.create(
        channel=channel, purpose=purpose.strip(), proposed_by=by, proposed_at=at, created_at=at
    )
    audit.record(Event.CHANNEL_PROPOSED, by=by, thing=channel, at=at, reason=purpose.strip())
    return decision


@transaction.atomic
def decide(
    *,
    decision: Decision,
    action: str,
    by: User,
    at: datetime,
    reason: str,
    against_score_reason: str = "",
    conditions: str = "",
    valid_to: date | None = None,
) -> Decision:
    """Choose or decline a proposed channel (`action` is Action.CHOOSE or Action.DECLINE).

    Raises Invalid without a reason, and when the decision goes against the score and
    `against_score_reason` is empty. Registers the decision in the journal.
    """
    decision = lock(decision)
    state = WORKFLOW.check(action, state=decision.state, by=by, thing=decision, reason=reason)
    score = queries.row_of(decision.channel).score
    against = AGAINST.get(Action(action)) == score.advice
    if against and not against_score_reason.strip():
        raise Invalid(_("Beslutningen går mot poengene. Skriv hvorfor."))
    decision.state, decision.decided_by, decision.decided_at = state, by, at
    decision.score, decision.advice = score.points, score.advice
    decision.reason, decision.conditions = reason.strip(), conditions.strip()
    decision.against_score_reason = against_score_reason.strip() if against else ""
    decision.valid_to = valid_to
    decision.save()
    chosen = state == DecisionState.CHOSEN
    event = Event.CHANNEL_CHOSEN if chosen else Event.CHANNEL_DECLINED
    _register(event, decision, by, at, decision.reason)
    return decision


@transaction.atomic
def close(*, decision: Decision, by: User, at: datetime, reason: str) -> Decision:
    """Stop using a chosen channel. Registers the decision in the journal."""
    decision = lock(decision)
    decision.state = WORKFLOW.check(
        Action.CLOSE, state=decision.state, by=by, thing=decision, reason=reason
    )
    decision.closed_by, decision.closed_at, decision.close_reason = by, at, reason.strip()
    decision.save()
    _register(Event.CHANNEL_CLOSED, decision, by, at, decision.close_reason)
    return decision


@transaction.atomic
def save_account(
    *, by: User, at: datetime, facts: Mapping[str, Any], account: Account | None = None
) -> Account:
    """Add one of our own accounts, or change one. Raises NotAllowed."""
    _guard(by, Permission.CHANNEL_WRITE)
    account = lock(account) if account else Account(created_at=at)
    before = {name: _plain(getattr(account, name)) for name in facts} if account.pk else {}
    after = {name: _plain(value) for name, value in facts.items()}
    if before == after:
        return account
    for name, value in facts.items():
        setattr(account, name, value)
    account.save()
    audit.record(Event.ACCOUNT_CHANGED, by=by, thing=account, at=at, before=before, after=after)
    return account


def _guard(by: User, permission: Permission) -> None:
    if not may(by, permission):
        raise NotAllowed(_("Du kan ikke gjøre dette. Be en kollega med rett rolle om det."))


def _save_reaches(channel: Channel, reaches: Mapping[UUID, Mapping[str, Any]]) -> list[str]:
    """Make the given cells what they are given as; names of the groups whose cell changed."""
    stored = {reach.target_group_key: reach for reach in channel.reaches.all()}
    changed = []
    for group in strategy.target_groups():
        given = reaches.get(group.key)
        if given is None:
            continue
        reach = stored.get(group.key)
        if given["level"] is None:
            if reach is not None:
                reach.delete()
                changed.append(group.name)
            continue
        reach = reach or Reach(channel=channel, target_group_key=group.key)
        wanted = {name: given[name] for name in REACH_FIELDS if name in given}
        if reach.pk is None or any(getattr(reach, name) != wanted[name] for name in wanted):
            for name, value in wanted.items():
                setattr(reach, name, value)
            reach.target_group = group
            reach.save()
            changed.append(group.name)
    return changed


def _register(event: Event, decision: Decision, by: User, at: datetime, reason: str) -> None:
    """A registry entry, and audit, in the same transaction."""
    in_force = strategy.current()
    unit = in_force.strategy.unit if in_force else decision.proposed_by.unit or by.unit
    draft = records.decision(decision, by=by, unit_name=str(unit or settings.AGENCY_NAME))
    journal.register_draft(draft=draft, by=by, at=at)
    after = {"state": decision.state, "score": decision.score, "advice": decision.advice}
    audit.record(event, by=by, thing=decision.channel, at=at, after=after, reason=reason)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int) else str(value)
