"""The read side of the dialogue."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from difi_sosial.channels.models import Account, Channel
from difi_sosial.dialogue.enums import State
from difi_sosial.dialogue.models import JournalAssessment, Triage
from difi_sosial.dialogue.workflow import FOLLOWED_UP, SORTED
from difi_sosial.monitoring.models import Mention
from difi_sosial.people.models import User


@dataclass(frozen=True, slots=True)
class Load:
    """How much waits, for the front page and the top of the inbox."""

    unsorted: int
    open: int
    overdue: int
    to_assess: int
    mine: int


def triage_of(mention: Mention) -> Triage:
    """The follow-up of a mention; one not yet saved, in state new, when nobody has touched it."""
    found = (
        Triage.objects.select_related("assigned_to", "referred_to").filter(mention=mention).first()
    )
    return found or Triage(mention=mention, mention_uuid=mention.uuid)


def assigned_to(person: User) -> QuerySet[Triage]:
    """What this person has to follow up, the one that is due first on top."""
    return (
        Triage.objects.filter(assigned_to=person, state__in=SORTED)
        .select_related("mention", "mention__source")
        .order_by("due_at", "pk")
    )


def to_assess() -> QuerySet[Triage]:
    """Followed up, but not yet judged for the journal."""
    return (
        Triage.objects.filter(state__in=FOLLOWED_UP)
        .select_related("mention", "mention__source")
        .order_by("updated_at", "pk")
    )


def load(person: User, at: datetime) -> Load:
    """How much waits for the agency and for this person, at `at`; two queries."""
    waiting = Q(state__in=SORTED)
    counts = Triage.objects.aggregate(
        open=Count("pk", filter=waiting),
        overdue=Count("pk", filter=waiting & Q(due_at__lt=at, responded_at__isnull=True)),
        to_assess=Count("pk", filter=Q(state__in=FOLLOWED_UP)),
        mine=Count("pk", filter=waiting & Q(assigned_to=person)),
    )
    unsorted = Mention.objects.filter(status=State.NEW).count()
    return Load(unsorted=unsorted, **counts)


def assessments_of(triage: Triage) -> QuerySet[JournalAssessment]:
    """Every journal assessment of a mention, the newest first."""
    return triage.assessments.select_related("assessed_by", "entry")


def promised_hours(channel: Channel) -> int | None:
    """The shortest response time that our accounts in the channel promise, in working hours."""
    ours = Account.objects.filter(channel=channel, closed_on=None, response_hours__isnull=False)
    return ours.order_by("response_hours").values_list("response_hours", flat=True).first()
