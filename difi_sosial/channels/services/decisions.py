"""From a proposal to a manager's decision."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels import queries
from difi_sosial.channels.enums import ENDED, UNDECIDED, Action, Advice, DecisionState, PilotState
from difi_sosial.channels.models import Channel, Decision
from difi_sosial.channels.services import letters
from difi_sosial.channels.services.acts import checked, take
from difi_sosial.channels.services.guard import guard
from difi_sosial.channels.services.reading import check_read, with_channel
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may
from difi_sosial.strategy import queries as strategy

# A decision the other way than the score needs a reason of its own.
AGAINST = {
    Action.CHOOSE: Advice.AGAINST,
    Action.PILOT: Advice.AGAINST,
    Action.DECLINE: Advice.FOR,
}
USES = frozenset({Action.CHOOSE, Action.PILOT})
OUTCOMES = frozenset({*USES, Action.RESERVE, Action.DECLINE})


@transaction.atomic
def propose(
    *, channel: Channel, purpose: str, by: User, at: datetime, own_source_url: str = ""
) -> Decision:
    """Propose that the agency uses a channel.

    Raises WrongState when no strategy is in force, or the channel already has a decision that is
    not at its end.
    """
    guard(by, Permission.CHANNEL_WRITE)
    channel = lock(channel)
    if strategy.current() is None:
        raise WrongState(_("Dere kan foreslå kanaler når en strategi gjelder."))
    if channel.decisions.exclude(state__in=ENDED).exists():
        raise WrongState(_("Kanalen er alt foreslått eller valgt."))
    decision = Decision.objects.create(
        channel=channel,
        purpose=_purpose(purpose),
        own_source_url=own_source_url,
        proposed_by=by,
        proposed_at=at,
        created_at=at,
    )
    audit.record(Event.CHANNEL_PROPOSED, by=by, thing=channel, at=at, reason=decision.purpose)
    return decision


@transaction.atomic
def revise(
    *, decision: Decision, purpose: str, own_source_url: str, by: User, at: datetime
) -> Decision:
    """Mend the proposal while nobody has decided."""
    guard(by, Permission.CHANNEL_WRITE)
    decision = lock(decision)
    if decision.state not in UNDECIDED - {DecisionState.TO_DECIDE}:
        raise WrongState(_("Forslaget kan ikke endres mens det venter på beslutning eller etter."))
    before = {"purpose": decision.purpose, "own_source_url": decision.own_source_url}
    after = {"purpose": _purpose(purpose), "own_source_url": own_source_url}
    if before != after:
        decision.purpose, decision.own_source_url = after["purpose"], own_source_url
        decision.save()
        thing = decision.channel
        audit.record(Event.CHANNEL_REVISED, by=by, thing=thing, at=at, before=before, after=after)
    return decision


@transaction.atomic
def advance(*, decision: Decision, action: str, by: User, at: datetime) -> Decision:
    """Take a proposal one step towards the decision, or back from the data protection officer.

    Raises Invalid when a part of the assessment is not done, and when the officer has not given an
    opinion.
    """
    decision = lock(decision)
    checked(decision, action, by=by)
    if action == Action.SEND_TO_PRIVACY:
        _check_assessed(decision)
    if action == Action.SUBMIT and queries.opinion_of(decision) is None:
        raise Invalid(_("Personvernombudet må uttale seg før kanalen kan besluttes."))
    act = take(decision, Action(action), by=by, at=at)
    _tell_next(decision, act.pk, at)
    return decision


@transaction.atomic
def return_decision(*, decision: Decision, by: User, at: datetime, reason: str) -> Decision:
    """A manager wants more before deciding."""
    decision = lock(decision)
    act = take(decision, Action.RETURN, by=by, at=at, reason=reason)
    letters.about(
        decision,
        to=letters.keepers(decision),
        subject=gettext_lazy("%(channel)s er sendt tilbake til vurdering"),
        text=gettext_lazy(
            "%(name)s vil vite mer før beslutningen: «%(reason)s» "
            "Rett vurderingen og send den på nytt."
        ),
        facts={"name": by.name, "reason": act.reason},
        key=f"returned:{act.pk}",
        at=at,
    )
    return decision


@transaction.atomic
def decide(
    *,
    decision: Decision,
    action: str,
    edition: int,
    by: User,
    at: datetime,
    reason: str,
    against_score_reason: str = "",
    against_dpo_reason: str = "",
    conditions: str = "",
    valid_to: date | None = None,
    own_source_url: str = "",
) -> Decision:
    """Choose, try, reserve or decline a channel, with a registry entry.

    Raises Conflict when the assessment is newer than `edition` (0 for none), and Invalid without a
    reason (also against score or officer), without an own page, and for a pilot without a plan.
    """
    decision = with_channel(decision)
    _check_outcome(decision, action, by, reason)
    check_read(decision.channel, edition)
    _check_day(valid_to, at)
    decision.own_source_url = own_source_url or decision.own_source_url
    score = queries.row_of(decision.channel).score
    against_score = AGAINST.get(Action(action)) == score.advice
    against_dpo = queries.goes_against_dpo(decision, action)
    against = _reasons(against_score, against_score_reason, against_dpo, against_dpo_reason)
    _check_use(decision, action)
    known = {"score": score.points, "advice": score.advice, "against_dpo": against_dpo}
    texts = _written(reason_given=reason, conditions=conditions, **against)
    facts = known | {"edition": edition}
    stored = known | texts | {"valid_to": valid_to, "decided_by": by, "decided_at": at}
    take(decision, Action(action), by=by, at=at, reason=reason, facts=facts, **stored)
    _tell_decided(decision, by, at)
    return decision


def _written(**texts: str) -> dict[str, Any]:
    """Texts without the space around them."""
    return {name: text.strip() for name, text in texts.items()}


@transaction.atomic
def reconsider(*, decision: Decision, by: User, at: datetime, reason: str) -> Decision:
    """Take up a channel whose name is only reserved; the one who does so is its new proposer."""
    decision = lock(decision)
    cleared: dict[str, Any] = {"decided_by": None, "decided_at": None, "valid_to": None}
    take(
        decision,
        Action.RECONSIDER,
        by=by,
        at=at,
        reason=reason,
        **cleared,
        reason_given="",
        conditions="",
        proposed_by=by,
        proposed_at=at,
    )
    return decision


def _purpose(text: str) -> str:
    if not text.strip():
        raise Invalid(_("Skriv hva dere vil bruke kanalen til."))
    return text.strip()


def _check_assessed(decision: Decision) -> None:
    lacking = queries.unfinished_parts(queries.row_of(decision.channel))
    if lacking:
        raise Invalid(
            _("Gjør vurderingen ferdig før du sender den til personvernombudet. Igjen: %(parts)s.")
            % {"parts": ", ".join(str(part.label) for part in lacking)}
        )


def _reasons(
    against_score: bool, score_reason: str, against_dpo: bool, dpo_reason: str
) -> dict[str, str]:
    """Why it goes against score and officer, where it does; Invalid where that is not said."""
    if against_score and not score_reason.strip():
        raise Invalid(_("Beslutningen går mot poengene. Skriv hvorfor."))
    if against_dpo and not dpo_reason.strip():
        raise Invalid(_("Beslutningen går mot personvernombudets råd. Skriv hvorfor."))
    return {
        "against_score_reason": score_reason if against_score else "",
        "against_dpo_reason": dpo_reason if against_dpo else "",
    }


def _check_outcome(decision: Decision, action: str, by: User, reason: str) -> None:
    checked(decision, action, by=by, reason=reason)
    if action not in OUTCOMES:
        raise WrongState(_("Dette er ikke en beslutning."))


def _check_use(decision: Decision, action: str) -> None:
    if action not in USES:
        return
    if not decision.own_source_url:
        raise Invalid(_("Skriv hvor den samme informasjonen står på nettstedet deres."))
    planned = decision.pilots.filter(state=PilotState.PLANNED)
    if action == Action.PILOT and not planned.exists():
        raise Invalid(_("Lag en plan for prøven før du beslutter den."))


def _check_day(valid_to: date | None, at: datetime) -> None:
    if valid_to is not None and valid_to <= local_date(at):
        raise Invalid(_("«Gjelder til» må være en dag fram i tid."))


def _tell_next(decision: Decision, act: int, at: datetime) -> None:
    """Whoever must act now gets a letter."""
    if decision.state == DecisionState.PRIVACY:
        letters.about(
            decision,
            to=people_who_may(Permission.CHANNEL_ADVISE),
            subject=gettext_lazy("%(channel)s venter på rådet ditt"),
            text=gettext_lazy(
                "Vurderingen av %(channel)s er klar. Les den og skriv uttalelsen din."
            ),
            key=f"privacy:{act}",
            at=at,
        )
    if decision.state == DecisionState.TO_DECIDE:
        letters.about(
            decision,
            to=letters.managers(decision),
            subject=gettext_lazy("%(channel)s venter på beslutning"),
            text=gettext_lazy(
                "%(name)s foreslår å bruke %(channel)s. Les forslaget og beslutt med begrunnelse."
            ),
            facts={"name": decision.proposed_by.name},
            key=f"to-decide:{act}",
            at=at,
        )


def _tell_decided(decision: Decision, by: User, at: datetime) -> None:
    letters.about(
        decision,
        to=letters.keepers(decision),
        subject=gettext_lazy("%(channel)s: %(state)s"),
        text=gettext_lazy(
            "%(name)s har besluttet: %(state)s. Se begrunnelsen og hva som gjenstår."
        ),
        facts={"name": by.name, "state": DecisionState(decision.state).label},
        key=f"decided:{at:%Y%m%dT%H%M%S}",
        at=at,
    )
