"""What would happen to which mentions, and which are left out and why; nothing is changed here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from difi_sosial.core.errors import DomainError, WrongState
from difi_sosial.dialogue import rules
from difi_sosial.dialogue.enums import BULK_STEPS, Action, BulkAction, State
from difi_sosial.dialogue.models import BulkAct, BulkRow, Triage
from difi_sosial.dialogue.workflow import WORKFLOW
from difi_sosial.monitoring.models import Mention
from difi_sosial.people.models import User

MOST = 200  # mentions in one act


@dataclass(frozen=True, slots=True)
class Planned:
    """One mention: the steps it would take and where it ends, or why it is left out."""

    mention: Mention
    triage: Triage
    steps: tuple[Action, ...] = ()
    ends: str = ""
    why_not: str | Promise = ""

    @property
    def ends_as(self) -> str | Promise:
        """The last state in words."""
        return State(self.ends).label if self.ends else ""

    @property
    def sign(self) -> str:
        """What the person saw of it: this and no other may then be done."""
        return f"{self.mention.pk}:{self.triage.state}:{','.join(self.steps)}"


def chosen_mentions(uuids: Iterable[UUID]) -> list[tuple[Mention, Triage]]:
    """The mentions, newest first, each with its follow-up or one not saved; two queries."""
    found = Mention.objects.filter(uuid__in=list(uuids)[:MOST]).defer("html", "search")
    return with_triages(list(found.select_related("source__channel").order_by("-posted_at", "-pk")))


def with_triages(
    mentions: Sequence[Mention], *, locked: bool = False
) -> list[tuple[Mention, Triage]]:
    """Each mention and its follow-up, which is new and not saved when nobody has touched it."""
    asked = Triage.objects.select_related("assigned_to").order_by("pk")
    if locked:
        asked = Triage.objects.select_for_update().order_by("pk")
    known = {triage.mention_id: triage for triage in asked.filter(mention__in=mentions)}
    return [
        (one, known.get(one.pk) or Triage(mention=one, mention_uuid=one.uuid)) for one in mentions
    ]


def planned(
    action: BulkAction,
    chosen: Sequence[tuple[Mention, Triage]],
    *,
    by: User,
    kind: str = "",
    to: User | None = None,
) -> list[Planned]:
    """What would happen to each: the workflow's rules, and those that many at once bring.

    `kind` is what mentions that are not sorted shall be sorted as; without it they are left out.
    `to` is who they are assigned to.
    """
    return [_plan(action, mention, triage, by, kind, to) for mention, triage in chosen]


def _plan(
    action: BulkAction, mention: Mention, triage: Triage, by: User, kind: str, to: User | None
) -> Planned:
    step = BULK_STEPS[action]
    sorts_first = step not in (Action.TRIAGE, Action.CLOSE) and triage.state == State.NEW
    steps = (Action.TRIAGE, step) if sorts_first else (step,)
    if sorts_first and not kind:
        why_not = _("Ikke sortert. Velg hva de usorterte er, så blir den med.")
        return Planned(mention, triage, why_not=why_not)
    if action == BulkAction.LEAVE and rules.owes_a_response(triage.kind or kind):
        return Planned(
            mention, triage, why_not=_("Den som skrev, skal ha svar. Avgjør den for seg.")
        )
    if to and step == Action.ASSIGN and not rules.may_assign_to(by, triage, to):
        why_not = _("Be kommunikasjonssjefen om å tildele den til andre.")
        return Planned(mention, triage, why_not=why_not)
    return _checked(mention, triage, steps, by)


def _checked(mention: Mention, triage: Triage, steps: tuple[Action, ...], by: User) -> Planned:
    """The steps along the table, as far as they go."""
    if mention.head_id is not None:
        return Planned(mention, triage, why_not=_("Det samme innlegget følges opp et annet sted."))
    state = str(triage.state)
    for step in steps:
        try:
            state = WORKFLOW.check(step, state=state, by=by, thing=triage, reason="-")
        except WrongState:
            return Planned(mention, triage, why_not=_wrong_state(step, triage))
        except DomainError as refused:
            return Planned(mention, triage, why_not=refused.message)
    return Planned(mention, triage, steps, state)


def _wrong_state(step: Action, triage: Triage) -> str:
    """Why a step cannot be taken from where the follow-up stands, and what to do first."""
    now = State(triage.state)
    if step == Action.CLOSE and now != State.CLOSED:
        return _("Den må vurderes for journal før den kan lukkes.")
    return _("Den står som «%(state)s». Åpne den igjen først.") % {"state": now.label}


def bulk_act(key: UUID) -> BulkAct | None:
    """What was done, and to which; three queries."""
    rows: QuerySet[BulkRow] = BulkRow.objects.select_related("triage__mention__source")
    asked: Any = BulkAct.objects.select_related("by", "undone_by")
    found: BulkAct | None = asked.prefetch_related(Prefetch("rows", rows)).filter(key=key).first()
    return found
