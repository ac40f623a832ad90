"""What is done to decisions. Every verb locks, checks, changes and leaves an event."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels import queries, records
from difi_sosial.channels.enums import Action, Advice, DecisionState
from difi_sosial.channels.models import (
    Channel,
    Decision,
)
from difi_sosial.channels.services.guard import guard
from difi_sosial.channels.workflow import WORKFLOW
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.journal import services as journal
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.strategy import queries as strategy

# A decision the other way than the score needs a reason of its own.
AGAINST = {Action.CHOOSE: Advice.AGAINST, Action.DECLINE: Advice.FOR}


@transaction.atomic
def propose(*, channel: Channel, purpose: str, by: User, at: datetime) -> Decision:
    """Propose that the agency uses a channel.

    Raises WrongState when no strategy is in force, or the channel is already proposed or chosen.
    """
    guard(by, Permission.CHANNEL_WRITE)
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


def _register(event: Event, decision: Decision, by: User, at: datetime, reason: str) -> None:
    """A registry entry, and audit, in the same transaction."""
    in_force = strategy.current()
    unit = in_force.strategy.unit if in_force else decision.proposed_by.unit or by.unit
    draft = records.decision(decision, by=by, unit_name=str(unit or settings.AGENCY_NAME))
    journal.register_draft(draft=draft, by=by, at=at)
    after = {"state": decision.state, "score": decision.score, "advice": decision.advice}
    audit.record(event, by=by, thing=decision.channel, at=at, after=after, reason=reason)
