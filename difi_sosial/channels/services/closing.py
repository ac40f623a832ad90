"""The end of a channel: a plan, a notice, the content kept, and then closed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels.enums import ENDED, UNDECIDED, Action, DecisionState, HandleAfter
from difi_sosial.channels.models import PLAN_FIELDS, Account, ClosingPlan, Decision
from difi_sosial.channels.rules import may_capture
from difi_sosial.channels.services import letters
from difi_sosial.channels.services.accounts import set_clock
from difi_sosial.channels.services.acts import checked, take
from difi_sosial.channels.services.guard import guard
from difi_sosial.channels.services.running import NO_STOP
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may


@transaction.atomic
def save_plan(
    *, decision: Decision, values: Mapping[str, Any], edition: int, by: User, at: datetime
) -> ClosingPlan:
    """Write the plan for closing. `values` are the columns of PLAN_FIELDS.

    `edition` is what the writer's page was made from, 0 for none: raises Conflict when somebody
    saved after that. Once the closing is announced the plan stands.
    """
    guard(by, Permission.CHANNEL_WRITE)
    decision = lock(decision)
    if decision.state in ENDED | UNDECIDED | {DecisionState.CLOSING}:
        raise WrongState(_("Planen kan lages når kanalen er besluttet, og endres til den varsles."))
    plan = ClosingPlan.objects.filter(decision=decision).first()
    if (plan.edition if plan else 0) > edition:
        raise Conflict(_("En annen har lagret planen mens du skrev."))
    plan = plan or ClosingPlan(decision=decision, edition=0, created_at=at)
    changed = [name for name in PLAN_FIELDS if getattr(plan, name, None) != values[name]]
    if not changed:
        return plan
    for name in changed:
        setattr(plan, name, values[name])
    plan.edition, plan.changed_by = plan.edition + 1, by
    plan.save()
    after = {"fields": changed}
    audit.record(Event.CLOSING_PLANNED, by=by, thing=decision.channel, at=at, after=after)
    return plan


@transaction.atomic
def announce(*, decision: Decision, by: User, at: datetime, reason: str) -> Decision:
    """Decide to close, by the plan. The archivist is asked to see that the content is kept."""
    decision = lock(decision)
    checked(decision, Action.ANNOUNCE, by=by, reason=reason)
    plan = ClosingPlan.objects.filter(decision=decision).first()
    if plan is None:
        raise Invalid(_("Lag en plan for nedleggingen før du varsler den."))
    if plan.last_day is None:
        raise Invalid(_("Skriv siste dag i planen før du varsler nedleggingen."))
    facts = {name: getattr(plan, name) for name in PLAN_FIELDS}
    act = take(decision, Action.ANNOUNCE, by=by, at=at, reason=reason, facts=facts, **NO_STOP)
    letters.about(
        decision,
        to=people_who_may(Permission.JOURNAL_WRITE),
        subject=gettext_lazy("%(channel)s skal legges ned: ta vare på innholdet"),
        text=gettext_lazy(
            "%(channel)s legges ned %(day)s. Se til at innholdet er tatt vare på, og bekreft det. "
            "Kanalen kan ikke legges ned før det er gjort."
        ),
        facts={"day": plan.last_day},
        key=f"closing:{act.pk}",
        at=at,
        part="#closing-heading",
    )
    return decision


@transaction.atomic
def confirm_capture(*, decision: Decision, reference: str, by: User, at: datetime) -> Decision:
    """The archivist says where the content is kept; only then can the channel be closed."""
    decision = lock(decision)
    if not may_capture(by, decision):
        raise NotAllowed(_("Bare en arkivar kan bekrefte at innholdet er tatt vare på."))
    if decision.state != DecisionState.CLOSING or decision.captured_at is not None:
        raise WrongState(_("Dette kan ikke bekreftes nå. Last siden på nytt."))
    if not reference.strip():
        raise Invalid(
            _("Skriv hvor innholdet er tatt vare på, for eksempel journalpostens nummer.")
        )
    decision.captured_by, decision.captured_at = by, at
    decision.capture_reference = reference.strip()
    decision.save()
    letters.about(
        decision,
        to=letters.keepers(decision),
        subject=gettext_lazy("Innholdet i %(channel)s er tatt vare på"),
        text=gettext_lazy("%(name)s har bekreftet det. Kanalen kan legges ned på siste dag."),
        facts={"name": by.name},
        key="captured",
        at=at,
        part="#closing-heading",
    )
    thing, reason = decision.channel, decision.capture_reference
    audit.record(Event.CHANNEL_CAPTURED, by=by, thing=thing, at=at, reason=reason)
    return decision


@transaction.atomic
def close(*, decision: Decision, by: User, at: datetime, reason: str) -> Decision:
    """Stop using a channel for good, when its content is kept. Registers it in the journal.

    Its accounts are closed with it, unless the plan says that the name is kept: those must still
    be looked after by somebody with access.
    """
    decision = lock(decision)
    checked(decision, Action.CLOSE, by=by, reason=reason)
    if decision.captured_at is None:
        raise Invalid(_("Arkivaren må bekrefte at innholdet er tatt vare på først."))
    accounts = _close_accounts(decision, at)
    take(
        decision,
        Action.CLOSE,
        by=by,
        at=at,
        reason=reason,
        facts={"captured": decision.capture_reference},
        closed_by=by,
        closed_at=at,
        close_reason=reason.strip(),
    )
    for account in accounts:
        after = {"closed_on": str(account.closed_on)}
        audit.record(Event.ACCOUNT_CHANGED, by=by, thing=account, at=at, after=after)
    return decision


def _close_accounts(decision: Decision, at: datetime) -> list[Account]:
    """The accounts that go with the channel, closed; logged by the caller, as the log is last."""
    plan = ClosingPlan.objects.filter(decision=decision).first()
    if plan and plan.handle == HandleAfter.KEEP:
        return []
    found = Account.objects.filter(channel=decision.channel_id, closed_on=None).order_by("pk")
    accounts = list(found.select_for_update())
    for account in accounts:
        account.closed_on = local_date(at)
        set_clock(account, at)
        account.save()
    return accounts
