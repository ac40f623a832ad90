"""A chosen channel in use: opened, limited, kept, stopped for a while."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.channels.enums import Action, DecisionState
from difi_sosial.channels.models import Decision, DecisionAct
from difi_sosial.channels.queries import readiness
from difi_sosial.channels.services import letters
from difi_sosial.channels.services.acts import checked, take
from difi_sosial.channels.services.reading import check_read, with_channel
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid
from difi_sosial.people.models import User

NO_STOP = {
    "suspended_from": "",
    "suspended_by": None,
    "suspended_at": None,
    "stop_confirmed_by": None,
    "stop_confirmed_at": None,
}


@transaction.atomic
def open_channel(*, decision: Decision, by: User, at: datetime) -> Decision:
    """Open a chosen channel, when all seven lights are green; they are kept as they were.

    Raises Invalid with the first red light's reason otherwise.
    """
    decision = with_channel(decision)
    checked(decision, Action.OPEN, by=by)
    take(decision, Action.OPEN, by=by, at=at, facts={"lights": _green(decision, at)})
    return decision


@transaction.atomic
def limit(*, decision: Decision, by: User, at: datetime, reason: str) -> Decision:
    """Close comments or messages for a while. Registers it: the public meets something else."""
    decision = lock(decision)
    take(decision, Action.LIMIT, by=by, at=at, reason=reason)
    return decision


@transaction.atomic
def lift(*, decision: Decision, by: User, at: datetime, reason: str) -> Decision:
    """Open a limited channel fully again; all the lights must hold as for the first opening."""
    decision = with_channel(decision)
    checked(decision, Action.LIFT, by=by, reason=reason)
    facts = {"lights": _green(decision, at)}
    take(decision, Action.LIFT, by=by, at=at, reason=reason, facts=facts)
    return decision


@transaction.atomic
def keep(
    *,
    decision: Decision,
    edition: int,
    by: User,
    at: datetime,
    reason: str,
    valid_to: date | None,
) -> Decision:
    """Renew the decision, with a reason and a new last day (None: until something else is decided).

    Raises Conflict when the assessment is newer than `edition` (0 for none), and Invalid when the
    day has been.
    """
    decision = with_channel(decision)
    checked(decision, Action.KEEP, by=by, reason=reason)
    check_read(decision.channel, edition)
    if valid_to is not None and valid_to <= local_date(at):
        raise Invalid(_("«Gjelder til» må være en dag fram i tid."))
    facts = {"valid_to": valid_to, "before": decision.valid_to, "edition": edition}
    take(decision, Action.KEEP, by=by, at=at, reason=reason, facts=facts, valid_to=valid_to)
    return decision


@transaction.atomic
def suspend(*, decision: Decision, by: User, at: datetime, reason: str) -> Decision:
    """Stop a channel at once on a breach or a hack; the managers are told and must confirm."""
    decision = lock(decision)
    changes: dict[str, Any] = {**NO_STOP, "suspended_from": decision.state}
    changes |= {"suspended_by": by, "suspended_at": at}
    act = take(decision, Action.SUSPEND, by=by, at=at, reason=reason, **changes)
    tell_stopped(decision, act, at)
    return decision


@transaction.atomic
def confirm_stop(*, decision: Decision, by: User, at: datetime) -> Decision:
    """A manager has seen the stop and stands by it."""
    decision = lock(decision)
    if decision.stop_confirmed_at is not None:
        checked(decision, Action.CONFIRM_STOP, by=by)
        raise Invalid(_("Stengingen er alt bekreftet."))
    take(
        decision,
        Action.CONFIRM_STOP,
        by=by,
        at=at,
        stop_confirmed_by=by,
        stop_confirmed_at=at,
    )
    return decision


@transaction.atomic
def resume(*, decision: Decision, by: User, at: datetime, reason: str) -> Decision:
    """End the stop: back to what the channel was, and through the lights when it was open."""
    decision = with_channel(decision)
    target = checked(decision, Action.RESUME, by=by, reason=reason)
    facts = {"lights": _green(decision, at)} if target == DecisionState.OPEN else {}
    take(decision, Action.RESUME, by=by, at=at, reason=reason, facts=facts, **NO_STOP)
    return decision


def tell_stopped(decision: Decision, act: DecisionAct, at: datetime, day: str = "") -> int:
    """The managers get to know that the head has stopped a channel; once, or once a `day`."""
    return letters.about(
        decision,
        to=letters.managers(decision),
        subject=gettext_lazy("%(channel)s er midlertidig stengt: bekreft innen ett døgn"),
        text=gettext_lazy(
            "%(name)s stengte %(channel)s: «%(reason)s» "
            "Bekreft stengingen innen ett døgn, eller bestem noe annet."
        ),
        facts={"name": act.by.name, "reason": act.reason},
        key=f"suspended:{act.pk}:{day}",
        at=at,
        part="#next-heading",
    )


def _green(decision: Decision, at: datetime) -> list[dict[str, str]]:
    """The lights as they are, as plain data; Invalid unless all hold."""
    board = readiness.board(decision.channel, at)
    if not board.is_ready:
        red = board.red[0]
        raise Invalid(
            _("Kanalen kan ikke åpnes ennå. %(label)s: %(reason)s")
            % {"label": red.label, "reason": red.reason}
        )
    return [
        {"key": str(light.key), "label": str(light.label), "reason": str(light.reason)}
        for light in board.lights
    ]
