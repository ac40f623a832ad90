"""The days by which somebody must have acted with a decision, a pilot or a closing."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from difi_sosial.channels.enums import CriterionState, DecisionState
from difi_sosial.channels.models import Decision
from difi_sosial.channels.queries.standing import Standing
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import Deadline
from difi_sosial.people.rules import may

USED = (DecisionState.PILOT, DecisionState.CHOSEN, DecisionState.OPEN, DecisionState.LIMITED)


def decision_deadlines(person: User, standing: Standing) -> list[Deadline]:
    """What runs out for those who work with channels; closings for archivists too."""
    works = may(person, Permission.CHANNEL_WRITE) or may(person, Permission.CHANNEL_DECIDE)
    kinds = (_closings, _decisions, _pilots, _set_aside) if works else (_closings,)
    if not works and not may(person, Permission.JOURNAL_WRITE):
        return []
    return [deadline for kind in kinds for deadline in kind(standing)]


def _decisions(standing: Standing) -> Iterator[Deadline]:
    for row in standing.held(*USED):
        if row.valid_to:
            title = _("Beslutningen om %(channel)s går ut")
            yield _deadline(row.valid_to, title, row, "decision-expires")


def _pilots(standing: Standing) -> Iterator[Deadline]:
    for row in standing.pilots:
        yield _deadline(
            row.ends_on, _("Prøven av %(channel)s er slutt"), row.decision, "pilot-ends"
        )


def _closings(standing: Standing) -> Iterator[Deadline]:
    for row in standing.closings:
        if row.last_day:
            title = _("%(channel)s legges ned")
            yield _deadline(row.last_day, title, row.decision, "channel-closes")


def _set_aside(standing: Standing) -> Iterator[Deadline]:
    title = _("Kriteriet for %(channel)s vurderes igjen")
    for row in standing.criteria:
        is_aside = row.state == CriterionState.DISMISSED and row.decision.state in USED
        if is_aside and row.dismissed_until:
            yield _deadline(row.dismissed_until, title, row.decision, "criterion-again")


def _deadline(day: date, title: str, decision: Decision, kind: str) -> Deadline:
    channel = decision.channel
    path = reverse("channels:channel-detail", args=[channel.slug])
    return Deadline(day, title % {"channel": channel.name}, path, kind)
