"""What the page of one channel shows: where it is on its way, who must act, what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.channels.enums import (
    ENDED,
    UNDECIDED,
    Action,
    CriterionKind,
    CriterionState,
    DecisionState,
    OpeningItem,
    PilotState,
)
from difi_sosial.channels.enums.assessment import Part
from difi_sosial.channels.models import (
    Channel,
    ClosingCriterion,
    ClosingPlan,
    Decision,
    DecisionAct,
    DpoOpinion,
    Measurement,
    OpeningCheck,
    Pilot,
)
from difi_sosial.channels.queries.assessments import unfinished_parts
from difi_sosial.channels.queries.changes import ChangeLog, Changes
from difi_sosial.channels.queries.criteria import value_words, words_of
from difi_sosial.channels.queries.decisions import opinion_of
from difi_sosial.channels.queries.score import MatrixRow
from difi_sosial.channels.workflow import PILOT_WORKFLOW, WORKFLOW
from difi_sosial.core.clock import local_date
from difi_sosial.core.workflow import Step
from difi_sosial.people.models import User

S = DecisionState
# The main road; side roads (pilot, reserved, limited, suspended, declined) are told in words.
WAY = (
    (gettext_lazy("Foreslått"), {S.PROPOSED}),
    (gettext_lazy("Vurdert"), {S.ASSESSING}),
    (gettext_lazy("Personvernombudet"), {S.PRIVACY}),
    (gettext_lazy("Besluttet"), {S.TO_DECIDE, S.DECLINED, S.RESERVED}),
    (gettext_lazy("Gjort klar"), {S.CHOSEN, S.PILOT}),
    (gettext_lazy("Åpen"), {S.OPEN, S.LIMITED, S.SUSPENDED}),
    (gettext_lazy("Lagt ned"), {S.CLOSING, S.CLOSED}),
)
# Before the assessment is sent to the data protection officer.
UNSENT = (S.PROPOSED, S.ASSESSING)
PLAIN = frozenset(
    {
        *(Action.ASSESS, Action.SEND_TO_PRIVACY, Action.TAKE_BACK, Action.SUBMIT),
        Action.CONFIRM_STOP,
    }
)
# Buttons that stand elsewhere: one page decides, the board opens, the pilot goes over.
ELSEWHERE = frozenset(
    {
        *(Action.CHOOSE, Action.PILOT, Action.RESERVE, Action.DECLINE),
        *(Action.MAKE_ORDINARY, Action.OPEN),
    }
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the way: `done`, `here` or `ahead`."""

    label: str | Promise
    place: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A closing criterion with its sentence, its latest measurement, and what may be done."""

    criterion: ClosingCriterion
    words: str
    measured: str
    latest: Measurement | None

    @property
    def is_met(self) -> bool:
        """Whether somebody must act."""
        return self.criterion.state == CriterionState.MET


@dataclass(frozen=True, slots=True)
class Button:
    """A step as a person meets it: a plain press, or a link to a page that asks for a reason."""

    label: str | Promise
    url: str
    plain: bool = False
    style: str = "secondary"


@dataclass(frozen=True, slots=True)
class Trial:
    """The live or newest pilot of a decision."""

    pilot: Pilot
    steps: list[Step]

    @property
    def is_over(self) -> bool:
        """Whether nothing may be published until it is decided."""
        return self.pilot.state in (
            PilotState.EVALUATING,
            PilotState.RECOMMENDED_CONTINUE,
            PilotState.RECOMMENDED_STOP,
        )


def way_of(decision: Decision | None) -> list[Stop]:
    """The road from proposal to closing, and where the decision is on it."""
    state = DecisionState(decision.state) if decision else None
    here = next((number for number, (_label, states) in enumerate(WAY) if state in states), -1)
    places = ["done" if number < here else "ahead" for number in range(len(WAY))]
    if here >= 0:
        places[here] = "done" if state in ENDED else "here"
    return [Stop(label, place) for (label, _states), place in zip(WAY, places, strict=True)]


def who_acts(decision: Decision, today: date, lacking: Sequence[Part] = ()) -> str:
    """One sentence: what happens now, and who must do it.

    `lacking` are parts of the assessment that are not done; they count until it is sent.
    """
    state = DecisionState(decision.state)
    if state in UNSENT and not lacking:
        return _("Vurderingen er ferdig og kan sendes til personvernombudet.")
    if state == S.PRIVACY:
        if opinion_of(decision) is None:
            return _("Personvernombudet skal uttale seg.")
        return _("Personvernombudet har uttalt seg. Send kanalen til beslutning.")
    if state == S.SUSPENDED and decision.stop_confirmed_at is None:
        return _("En leder må bekrefte stengingen, åpne igjen eller legge ned kanalen.")
    if state == S.CLOSING:
        if decision.captured_at is None:
            return _("En arkivar må bekrefte at innholdet er tatt vare på.")
        return _("Steng kontoen, og legg ned kanalen her.")
    if is_expired(decision, today):
        return _("Beslutningen er gått ut. En leder må beholde kanalen eller varsle nedlegging.")
    return str(_WAITING[state])


_WAITING: dict[DecisionState, str | Promise] = {
    S.PROPOSED: gettext_lazy("En rådgiver begynner å vurdere kanalen."),
    S.ASSESSING: gettext_lazy("Fyll ut vurderingen, og send den til personvernombudet."),
    S.TO_DECIDE: gettext_lazy("En leder som ikke har foreslått kanalen, beslutter."),
    S.PILOT: gettext_lazy("Prøv kanalen etter planen. Prøven skal ende med en beslutning."),
    S.CHOSEN: gettext_lazy("Gjør kanalen klar. Den kan åpnes når alle sju lys er grønne."),
    S.OPEN: gettext_lazy("Kanalen er i bruk."),
    S.LIMITED: gettext_lazy("Kanalen er i bruk, men begrenset."),
    S.SUSPENDED: gettext_lazy(
        "Kommunikasjonssjefen eller en leder åpner kanalen igjen, eller legger den ned."
    ),
    S.RESERVED: gettext_lazy("Vi eier navnet, men bruker ikke kanalen."),
    S.CLOSED: gettext_lazy("Kanalen er lagt ned."),
    S.DECLINED: gettext_lazy(
        "Kanalen er avslått. Den kan foreslås på nytt når noe har endret seg."
    ),
}


def is_expired(decision: Decision, today: date) -> bool:
    """Whether the decision has run out while the channel is used."""
    over = ENDED | UNDECIDED | {S.CLOSING, S.RESERVED}
    last = decision.valid_to
    return last is not None and last < today and decision.state not in over


def expires_soon(decision: Decision, today: date) -> bool:
    """Whether it runs out within thirty days."""
    last = decision.valid_to
    over = ENDED | UNDECIDED | {S.CLOSING, S.RESERVED}
    return last is not None and 0 <= (last - today).days <= 30 and decision.state not in over


def buttons_of(decision: Decision, person: User, lacking: Sequence[Part] = ()) -> list[Button]:
    """What this person may do with the decision now, in the order of the law.

    While parts of the assessment are `lacking`, it is not sent to the data protection officer; a
    whole one is not begun.
    """
    steps = WORKFLOW.open_to(person, decision)
    found = []
    if any(step.action == Action.CHOOSE for step in steps):
        url = reverse("channels:decision-decide", args=[decision.pk])
        found.append(Button(_("Beslutt"), url, style="primary"))
    for step in steps:
        if step.action in ELSEWHERE or _is_done(decision, step):
            continue
        if step.action == (Action.SEND_TO_PRIVACY if lacking else Action.ASSESS):
            continue
        url = reverse("channels:decision-act", args=[decision.pk, step.action])
        found.append(Button(step.label, url, step.action in PLAIN, step.style))
    return found


def rules_of(decision: Decision) -> list[Rule]:
    """The closing criteria with their latest measurement, in two queries."""
    newest = Measurement.objects.order_by("criterion_id", "-day").distinct("criterion_id")
    found = decision.criteria.select_related("met_by", "dismissed_by", "decision")
    found = found.prefetch_related(Prefetch("measurements", newest, to_attr="newest"))
    return [_rule(criterion) for criterion in found]


def checklist_of(decision: Decision) -> list[tuple[OpeningItem, OpeningCheck | None]]:
    """The opening checklist, each line with its tick when there is one."""
    ticked = {row.item: row for row in decision.opening_checks.select_related("by")}
    return [(item, ticked.get(item)) for item in OpeningItem]


def trial_of(decision: Decision, person: User) -> Trial | None:
    """The newest pilot with its notes, and the steps this person may take."""
    found = decision.pilots.select_related(
        "planned_by", "recommended_by", "decided_by", "decided_for"
    )
    pilot = found.prefetch_related("notes__by").order_by("-planned_at", "-pk").first()
    if pilot is None:
        return None
    pilot.decision = decision
    steps = PILOT_WORKFLOW.open_to(person, pilot)
    if decision.state != S.PILOT:
        steps = []
    return Trial(pilot, steps)


def plan_of(decision: Decision) -> ClosingPlan | None:
    """The plan for closing, when somebody has written it."""
    return ClosingPlan.objects.filter(decision=decision).select_related("changed_by").first()


def life_of(
    decisions: Sequence[Decision], person: User, at: datetime, row: MatrixRow
) -> dict[str, Any]:
    """What the page says about the newest decision; empty without one."""
    if not decisions:
        return {"way": way_of(None)}
    decision, today = decisions[0], local_date(at)
    opinion, acts = opinion_of(decision), list(decision.acts.select_related("by"))
    return {
        "way": way_of(decision),
        **next_of(decision, person, today, row),
        **changes_of(decision, opinion, acts, row.channel),
        "is_expired": is_expired(decision, today),
        "expires_soon": expires_soon(decision, today),
        "overdue_stop": _is_overdue(decision, at),
        "rules": rules_of(decision),
        "trial": trial_of(decision, person),
        "plan": plan_of(decision),
        "opinion": opinion,
        "acts": acts,
    }


def next_of(decision: Decision, person: User, today: date, row: MatrixRow) -> dict[str, Any]:
    """What happens next with a decision: in words, what is lacking, and what this person may do."""
    lacking = unfinished_parts(row) if decision.state in UNSENT else []
    return {
        "who_acts": who_acts(decision, today, lacking),
        "lacking": lacking if decision.state == S.ASSESSING else [],
        "buttons": buttons_of(decision, person, lacking),
    }


def changes_of(
    decision: Decision, opinion: DpoOpinion | None, acts: Sequence[DecisionAct], channel: Channel
) -> dict[str, Changes | None]:
    """What was changed in the assessment after the opinion, until it is decided, or after that."""
    state = decision.state
    log = ChangeLog(channel)
    advised = opinion.assessment_edition if opinion and state in (S.PRIVACY, S.TO_DECIDE) else None
    editions = [act.facts["edition"] for act in acts if "edition" in act.facts]
    decided = editions[-1] if editions and state not in UNDECIDED | {S.CLOSED} else None
    return {
        "changed_after_opinion": None if advised is None else log.after(advised),
        "changed_after_decision": None if decided is None else log.after(decided),
    }


def changed_after_decision(decision: Decision) -> Changes | None:
    """What a manager who decides on the channel anew must know is changed."""
    changes = changes_of(decision, None, list(decision.acts.all()), decision.channel)
    return changes["changed_after_decision"]


def _rule(criterion: ClosingCriterion) -> Rule:
    newest: list[Measurement] = criterion.newest  # type: ignore[attr-defined]
    latest = newest[0] if newest else None
    measured = CriterionKind(criterion.kind).is_measured
    words = value_words(criterion, latest) if measured else _("Vurderes av en person.")
    return Rule(criterion, words_of(criterion), words, latest)


def _is_done(decision: Decision, step: Step) -> bool:
    """Steps that lead nowhere now: confirming twice, closing before the content is kept."""
    if step.action == Action.CONFIRM_STOP:
        return decision.stop_confirmed_at is not None
    if step.action == Action.SUBMIT:
        return opinion_of(decision) is None
    return step.action == Action.CLOSE and decision.captured_at is None


def _is_overdue(decision: Decision, at: datetime) -> bool:
    if decision.state != S.SUSPENDED or decision.suspended_at is None:
        return False
    return decision.stop_confirmed_at is None and at - decision.suspended_at > timedelta(days=1)
