"""The days by which somebody must have acted with a decision, a pilot or a closing."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from difi_sosial.channels.enums import CriterionState, DecisionState, PilotState
from difi_sosial.channels.models import ClosingCriterion, ClosingPlan, Decision, Pilot
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import Deadline
from difi_sosial.people.rules import may

USED = (DecisionState.PILOT, DecisionState.CHOSEN, DecisionState.OPEN, DecisionState.LIMITED)
OVER = (PilotState.ORDINARY, PilotState.STOPPED)


def decision_deadlines(person: User, today: date) -> list[Deadline]:
    """What runs out for those who work with channels, four queries; closings for archivists too."""
    works = may(person, Permission.CHANNEL_WRITE) or may(person, Permission.CHANNEL_DECIDE)
    found = _closings() if works or may(person, Permission.JOURNAL_WRITE) else []
    if works:
        found += [*_decisions(), *_pilots(), *_set_aside()]
    return found


def _decisions() -> list[Deadline]:
    title = _("Beslutningen om %(channel)s går ut")
    rows = Decision.objects.filter(state__in=USED, valid_to__isnull=False)
    return [
        _deadline(row.valid_to, title, row, "decision-expires")
        for row in rows.select_related("channel")
        if row.valid_to
    ]


def _pilots() -> list[Deadline]:
    rows = Pilot.objects.exclude(state__in=OVER).filter(decision__state=DecisionState.PILOT)
    return [
        _deadline(row.ends_on, _("Prøven av %(channel)s er slutt"), row.decision, "pilot-ends")
        for row in rows.select_related("decision__channel")
    ]


def _closings() -> list[Deadline]:
    rows = ClosingPlan.objects.filter(decision__state=DecisionState.CLOSING)
    return [
        _deadline(row.last_day, _("%(channel)s legges ned"), row.decision, "channel-closes")
        for row in rows.select_related("decision__channel")
        if row.last_day
    ]


def _set_aside() -> list[Deadline]:
    rows = ClosingCriterion.objects.filter(
        state=CriterionState.DISMISSED, decision__state__in=USED
    ).select_related("decision__channel")
    title = _("Kriteriet for %(channel)s vurderes igjen")
    return [
        _deadline(row.dismissed_until, title, row.decision, "criterion-again")
        for row in rows
        if row.dismissed_until
    ]


def _deadline(day: date, title: str, decision: Decision, kind: str) -> Deadline:
    channel = decision.channel
    path = reverse("channels:channel-detail", args=[channel.slug])
    return Deadline(day, title % {"channel": channel.name}, path, kind)
