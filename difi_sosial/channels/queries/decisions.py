"""What is decided, and what waits."""

from collections.abc import Sequence

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from difi_sosial.channels.enums import Action, DecisionState
from difi_sosial.channels.enums.assessment import Stance
from difi_sosial.channels.models import Channel, Decision, DecisionAct, DpoOpinion
from difi_sosial.journal.models import RegistryEntry

# Steps that end in the journal: what a manager decides, and what the public meets.
REGISTERED = frozenset(
    {
        *(Action.CHOOSE, Action.PILOT, Action.RESERVE, Action.DECLINE, Action.MAKE_ORDINARY),
        *(Action.OPEN, Action.LIMIT, Action.LIFT, Action.KEEP, Action.SUSPEND, Action.RESUME),
        *(Action.ANNOUNCE, Action.CLOSE),
    }
)
# Decisions from before steps were kept have their records under the state they came to.
OLD_RECORDS = (DecisionState.CHOSEN, DecisionState.DECLINED, DecisionState.CLOSED)


def waiting_for_advice() -> list[Decision]:
    """Proposals that the data protection officer has not said anything about, oldest first."""
    asked = _decisions().filter(state=DecisionState.PRIVACY).annotate(asked_at=_asked_at("pk"))
    advice = DpoOpinion.objects.filter(channel=OuterRef("channel"), at__gte=OuterRef("asked_at"))
    return list(asked.filter(~Exists(advice)).order_by("proposed_at"))


def opinion_of(decision: Decision) -> DpoOpinion | None:
    """The newest advice about the channel since the officer was last asked for this proposal.

    Advice on what was rewritten afterwards does not count: the officer has not read that.
    """
    asked_at = Decision.objects.filter(pk=decision.pk).values_list(_asked_at("pk"))
    given = DpoOpinion.objects.filter(channel=decision.channel_id, at__gte=asked_at)
    return given.select_related("by").order_by("-at", "-pk").first()


def goes_against_dpo(decision: Decision, action: str) -> bool:
    """Whether this decision is another than what the data protection officer advised."""
    opinion = opinion_of(decision)
    if opinion is None:
        return False
    uses = action in (Action.CHOOSE, Action.PILOT)
    return uses and opinion.stance == Stance.ADVISES_AGAINST


def counts() -> dict[str, int]:
    """How many decisions there are per state; states without any are left out."""
    rows = Decision.objects.order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def decisions_of(channel: Channel) -> QuerySet[Decision]:
    """The channel's decisions, newest first, with persons."""
    return _decisions().filter(channel=channel).order_by("-proposed_at", "-pk")


def source_key(act: DecisionAct) -> str:
    """The name by which the journal knows the record of a step."""
    return f"channels.act:{act.pk}"


def with_entries(decisions: Sequence[Decision]) -> list[tuple[Decision, list[RegistryEntry]]]:
    """Each decision with its registry entries, oldest first; two queries for them all."""
    keys: dict[int, list[str]] = {
        one.pk: [f"channels.decision:{one.pk}:{state}" for state in OLD_RECORDS]
        for one in decisions
    }
    acts = DecisionAct.objects.filter(decision__in=decisions, action__in=REGISTERED)
    for act in acts.order_by("at", "pk"):
        keys[act.decision_id].append(source_key(act))
    wanted = [key for found in keys.values() for key in found]
    entries = RegistryEntry.objects.filter(source_key__in=wanted).select_related("case")
    known = {entry.source_key: entry for entry in entries}
    return [(one, [known[key] for key in keys[one.pk] if key in known]) for one in decisions]


def decision_page(pk: int) -> QuerySet[Decision]:
    """One decision with its channel and persons."""
    return _decisions().filter(pk=pk)


def _asked_at(decision: str) -> Coalesce:
    """When the officer was last asked, as an expression; before that, when it was proposed."""
    asked = DecisionAct.objects.filter(decision=OuterRef(decision), action=Action.SEND_TO_PRIVACY)
    return Coalesce(Subquery(asked.order_by("-at").values("at")[:1]), F("proposed_at"))


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.select_related(
        "channel",
        "proposed_by",
        "decided_by",
        "closed_by",
        "captured_by",
        "suspended_by",
        "stop_confirmed_by",
    )
