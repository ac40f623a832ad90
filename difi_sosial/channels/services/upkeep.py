"""What the clock does every day, so that nothing runs out silently."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels.enums import ENDED, Action, DecisionState, PilotState
from difi_sosial.channels.models import Decision, Pilot
from difi_sosial.channels.services import letters
from difi_sosial.channels.services.pilots import end_pilot
from difi_sosial.channels.services.running import tell_stopped
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may

SOON, PILOT_SOON, WEEK = 30, 7, 7
UNDER_WAY = (PilotState.EVALUATING, PilotState.RECOMMENDED_CONTINUE, PilotState.RECOMMENDED_STOP)
OVER = (*sorted(ENDED), DecisionState.CLOSING)
HELD = (DecisionState.PILOT, DecisionState.CHOSEN, DecisionState.OPEN, DecisionState.LIMITED)


def watch_decisions(*, at: datetime) -> int:
    """Tell of decisions that run out, stops nobody has confirmed, and closings that drag on.

    Safe to run many times a day: each letter has a key. Returns how many letters were new.
    """
    today = local_date(at)
    told = 0
    limited = Decision.objects.select_related("channel", "proposed_by")
    for decision in limited.filter(state__in=HELD, valid_to__lte=today + timedelta(days=SOON)):
        told += _watch_validity(decision, today, at)
    for decision in limited.filter(state=DecisionState.SUSPENDED, stop_confirmed_at=None):
        told += _remind_of_stop(decision, at)
    for decision in limited.filter(state=DecisionState.CLOSING).select_related("closing_plan"):
        told += _watch_closing(decision, today, at)
    return told


def watch_pilots(*, at: datetime) -> int:
    """End the pilots whose last day it is, and tell those who must act. Returns how many ended."""
    today = local_date(at)
    found = Pilot.objects.select_related("decision__channel", "decision__proposed_by")
    found = found.exclude(decision__state__in=OVER)  # closed before anybody judged the pilot
    for pilot in found.filter(state=PilotState.RUNNING, ends_on__gt=today):
        if (pilot.ends_on - today).days <= PILOT_SOON:
            _tell_of_pilot_end(pilot, at)
    ended = sum(
        end_pilot(pilot=pilot, at=at)
        for pilot in found.filter(state=PilotState.RUNNING, ends_on__lte=today)
    )
    for pilot in found.filter(state__in=UNDER_WAY, ends_on__lt=today):
        _remind_of_pilot(pilot, today, at)
    for pilot in found.filter(state=PilotState.STOPPED):
        _remind_of_stopped(pilot, today, at)
    return ended


@transaction.atomic
def _watch_validity(decision: Decision, today: date, at: datetime) -> int:
    decision = lock(decision)
    last = decision.valid_to
    if last is None:
        return 0
    days = (today - last).days
    if days <= 0:
        return letters.about(
            decision,
            to=letters.keepers(decision),
            subject=gettext_lazy("Beslutningen om %(channel)s går snart ut"),
            text=gettext_lazy(
                "Beslutningen gjelder til %(day)s. Be en leder beholde kanalen, eller planlegg "
                "nedleggingen."
            ),
            facts={"day": last},
            key=f"expires:{last}",
            at=at,
        )
    told = letters.about(
        decision,
        to={*letters.keepers(decision), *letters.managers(decision)},
        subject=gettext_lazy("Beslutningen om %(channel)s er gått ut"),
        text=gettext_lazy(
            "Beslutningen gjaldt til %(day)s. En leder må beholde kanalen med ny frist, eller "
            "varsle nedlegging."
        ),
        facts={"day": last},
        key=f"expired:{last}:{(days - 1) // WEEK}",
        at=at,
    )
    if told and (days - 1) // WEEK == 0:
        thing = decision.channel
        audit.record(Event.CHANNEL_EXPIRED, by=None, thing=thing, at=at, after={"valid_to": last})
    return told


@transaction.atomic
def _remind_of_stop(decision: Decision, at: datetime) -> int:
    act = decision.acts.filter(action=Action.SUSPEND).order_by("-at", "-pk").first()
    if act is None or at - act.at < timedelta(days=1):
        return 0
    return tell_stopped(decision, act, at, str(local_date(at)))


@transaction.atomic
def _watch_closing(decision: Decision, today: date, at: datetime) -> int:
    last = decision.closing_plan.last_day
    if last is None:  # never so once it is announced
        return 0
    days = (today - last).days
    if decision.captured_at is None and days >= -WEEK:
        return letters.about(
            decision,
            to=people_who_may(Permission.JOURNAL_WRITE),
            subject=gettext_lazy("Innholdet i %(channel)s er ikke bekreftet tatt vare på"),
            text=gettext_lazy("Siste dag er %(day)s. Ta vare på innholdet og bekreft det nå."),
            facts={"day": last},
            key=f"capture:{last}:{days // WEEK}",
            at=at,
            part="#closing-heading",
        )
    if days < 0:
        return 0
    return letters.about(
        decision,
        to=letters.keepers(decision),
        subject=gettext_lazy("%(channel)s skulle vært lagt ned"),
        text=gettext_lazy("Siste dag var %(day)s. Steng kontoen og legg ned kanalen i portalen."),
        facts={"day": last},
        key=f"close:{last}:{days // WEEK}",
        at=at,
        part="#closing-heading",
    )


@transaction.atomic
def _tell_of_pilot_end(pilot: Pilot, at: datetime) -> int:
    return letters.about(
        pilot.decision,
        to=letters.keepers(pilot.decision),
        subject=gettext_lazy("Prøven av %(channel)s er snart slutt"),
        text=gettext_lazy(
            "Siste dag er %(day)s. Samle det dere har sett, slik at dere kan evaluere."
        ),
        facts={"day": pilot.ends_on},
        key=f"pilot:{pilot.pk}:soon:{pilot.ends_on}",
        at=at,
        part="#pilot-heading",
    )


@transaction.atomic
def _remind_of_pilot(pilot: Pilot, today: date, at: datetime) -> int:
    weeks = (today - pilot.ends_on).days // WEEK
    if weeks < 1:
        return 0
    return letters.about(
        pilot.decision,
        to={*letters.keepers(pilot.decision), *letters.managers(pilot.decision)},
        subject=gettext_lazy("Prøven av %(channel)s er ikke avgjort"),
        text=gettext_lazy(
            "Prøven var slutt %(day)s. Evaluer og anbefal, eller beslutt. "
            "Ingen skal publisere før det er gjort."
        ),
        facts={"day": pilot.ends_on},
        key=f"pilot:{pilot.pk}:late:{pilot.ends_on}:{weeks}",
        at=at,
        part="#pilot-heading",
    )


@transaction.atomic
def _remind_of_stopped(pilot: Pilot, today: date, at: datetime) -> int:
    """Every week until the closing is announced: a stopped pilot still has an account out there."""
    stopped = local_date(pilot.decided_at) if pilot.decided_at else today
    weeks = (today - stopped).days // WEEK
    if weeks < 1:
        return 0
    return letters.about(
        pilot.decision,
        to=letters.keepers(pilot.decision),
        subject=gettext_lazy("Prøven av %(channel)s er stoppet, men kanalen er ikke lagt ned"),
        text=gettext_lazy(
            "Prøven ble stoppet %(day)s. Lag planen for nedlegging, og varsle nedleggingen."
        ),
        facts={"day": stopped},
        key=f"pilot:{pilot.pk}:stopped:{weeks}",
        at=at,
        part="#closing-heading",
    )
