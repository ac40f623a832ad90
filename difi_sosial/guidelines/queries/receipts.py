"""Who is asked to confirm what: for the one who reads, and for those who follow it up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _

from difi_sosial.guidelines import rules
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import (
    Asked,
    Campaign,
    GuidelineVersion,
    ReaderQuestion,
    Receipt,
)
from difi_sosial.guidelines.queries.comparing import SectionDiff, compare
from difi_sosial.guidelines.queries.house_rules import rules_as_data
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Unit, User
from difi_sosial.people.queries import Deadline


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were asked, have confirmed, and are late."""

    asked: int
    confirmed: int
    overdue: int
    unit: str = ""

    @property
    def share(self) -> int:
        """Per cent who have confirmed, rounded down: 100 is everybody."""
        return 100 * self.confirmed // self.asked if self.asked else 0

    @property
    def missing(self) -> int:
        """How many have not confirmed."""
        return self.asked - self.confirmed


@dataclass(frozen=True, slots=True)
class ToRead:
    """What a person is shown: everything, or what changed since the version they confirmed."""

    base: GuidelineVersion | None
    changed: list[SectionDiff]
    same: list[SectionDiff]
    rules_changed: bool

    @property
    def nothing_new(self) -> bool:
        """Whether the text is the one they confirmed before."""
        return self.base is not None and not self.changed and not self.rules_changed


def campaigns() -> QuerySet[Campaign]:
    """Every campaign with its version and who is behind it, newest first."""
    return Campaign.objects.select_related("version__guideline", "started_by", "closed_by").defer(
        "version__frozen"
    )


def campaigns_with_numbers(today: date) -> QuerySet[Campaign]:
    """The same, each with `asked_now`, `confirmed_now` and `overdue_now`; one query."""
    active = Q(asked__person__is_active=True, asked__excused_at=None)
    done = Q(asked__receipt__isnull=False)
    late = Q(asked__receipt=None, asked__deadline__lt=today)
    return (
        campaigns()
        .annotate(
            asked_now=Count("asked", filter=active),
            confirmed_now=Count("asked", filter=active & done),
            overdue_now=Count("asked", filter=active & late),
        )
        .order_by("-started_at", "-pk")
    )


def open_campaign(version: GuidelineVersion) -> Campaign | None:
    """The campaign that runs on this version, if any."""
    return campaigns().filter(version=version, closed_at=None).first()


def members(campaign: Campaign) -> QuerySet[User]:
    """Everybody the campaign is meant for as things stand now: active persons, each once."""
    active = User.objects.filter(is_active=True)
    if campaign.everyone:
        return active
    chosen = [unit.pk for unit in campaign.units.all()]
    wanted = (
        Q(unit__in=units_under(chosen))
        | Q(grants__role__in=campaign.roles)
        | Q(pk__in=campaign.persons.values("pk"))
    )
    return active.filter(wanted).distinct()


def audience_of(campaign: Campaign) -> list[str]:
    """Whom it is meant for, in words; two queries."""
    roles = [str(Role(role).label) for role in campaign.roles if role in Role.values]
    units = [unit.name for unit in campaign.units.all()]
    return units + roles + [person.name for person in campaign.persons.all()]


def units_under(chosen: Iterable[int]) -> set[int]:
    """These units and all under them, by number; one query whatever the depth."""
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    found = set(chosen)
    while more := {pk for pk, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def asked_of(person: User) -> QuerySet[Asked]:
    """Everything this person is or was asked to confirm, newest first."""
    found = Asked.objects.filter(person=person).select_related(
        "campaign__version__guideline", "campaign__started_by", "person", "receipt"
    )
    return found.defer("campaign__version__frozen").order_by("-asked_at", "-pk")


def to_confirm(person: User) -> QuerySet[Asked]:
    """What waits for this person's confirmation, most urgent first."""
    waiting = asked_of(person).filter(campaign__closed_at=None, receipt=None, excused_at=None)
    return waiting.filter(campaign__version__state=State.IN_FORCE).order_by("deadline", "pk")


def reading_deadlines(waiting: Iterable[Asked]) -> list[Deadline]:
    """The days by which a person must have confirmed what waits for them (`to_confirm`)."""
    return [
        Deadline(
            asked.deadline,
            _("Les og bekreft «%(title)s»") % {"title": asked.campaign.version.title},
            reverse("guidelines:receipt-confirm", args=[asked.campaign_id]),
            "guideline-reading",
        )
        for asked in waiting
    ]


def to_read(asked: Asked) -> ToRead:
    """The version this person shall read, held against the last one they confirmed."""
    version = asked.campaign.version
    base = confirmed_before(asked)
    if base is None:
        return ToRead(None, [], [], False)
    parts = [part for part in compare(base, version) if isinstance(part, SectionDiff)]
    return ToRead(
        base,
        [part for part in parts if part.change != "same"],
        [part for part in parts if part.change == "same"],
        rules_as_data(base.house_rules.all()) != rules_as_data(version.house_rules.all()),
    )


def confirmed_before(asked: Asked) -> GuidelineVersion | None:
    """The newest version of the guideline that this person had confirmed when they were asked.

    Once they have confirmed this one too, the receipt remembers which it was.
    """
    version, receipt = asked.campaign.version, getattr(asked, "receipt", None)
    known = GuidelineVersion.objects.filter(guideline=version.guideline_id).defer("frozen")
    if receipt is not None:
        known = known.filter(number=receipt.since)
    else:
        mine = Receipt.objects.filter(asked__person=asked.person_id)
        confirmed = mine.values("asked__campaign__version")
        known = known.filter(number__lte=version.number, pk__in=confirmed)
    return known.prefetch_related("sections", "house_rules").order_by("-number").first()


def tally(campaign: Campaign, today: date) -> Tally:
    """The numbers of a campaign; those who have left or are excused are not in them."""
    return Tally(**_active(campaign).aggregate(**_numbers(today)))


def tallies(campaign: Campaign, today: date) -> list[Tally]:
    """The same per unit, by name; last those without a unit. One query."""
    rows = _active(campaign).values_list("person__unit__name").annotate(**_numbers(today))
    return [
        Tally(asked, confirmed, overdue, name or _("Uten enhet"))
        for name, asked, confirmed, overdue in rows.order_by("person__unit__name")
    ]


def _active(campaign: Campaign) -> QuerySet[Asked]:
    return Asked.objects.filter(campaign=campaign, person__is_active=True, excused_at=None)


def _numbers(today: date) -> dict[str, Count]:
    return {
        "asked": Count("pk"),
        "confirmed": Count("pk", filter=Q(receipt__isnull=False)),
        "overdue": Count("pk", filter=Q(receipt=None, deadline__lt=today)),
    }


def readers(campaign: Campaign, person: User) -> QuerySet[Asked]:
    """Those who were asked, as far as this person may know; who has not confirmed stands first.

    The head sees everybody, a manager those in their own unit and under it, others nobody. Who has
    left stands there only with a receipt; who is excused stands last.
    """
    found = Asked.objects.filter(campaign=campaign).select_related("person__unit", "receipt")
    found = found.exclude(person__is_active=False, receipt=None)
    if rules.sees_everybody(person):
        return _silent_first(found)
    if rules.sees_own_unit(person) and person.unit_id:
        return _silent_first(found.filter(person__unit__in=units_under([person.unit_id])))
    return found.none()


def _silent_first(found: QuerySet[Asked]) -> QuerySet[Asked]:
    has = Case(When(excused_at__isnull=False, then=2), When(receipt=None, then=0), default=1)
    return found.order_by(has, "person__name", "pk")


def can_be_added(campaign: Campaign) -> QuerySet[User]:
    """Active persons who are not asked, or were excused; by name."""
    asked = Asked.objects.filter(campaign=campaign, excused_at=None)
    found = User.objects.filter(is_active=True).exclude(pk__in=asked.values("person"))
    return found.select_related("unit").order_by("name", "pk")


def questions_about(campaign: Campaign) -> QuerySet[ReaderQuestion]:
    """What readers asked, with what they were answered."""
    found = ReaderQuestion.objects.filter(asked__campaign=campaign)
    return found.select_related("asked__person", "answered_by").order_by("at", "pk")


def open_questions(person: User) -> int:
    """How many readers wait for an answer about texts that this person wrote or asked about."""
    mine = Q(asked__campaign__version__authors=person) | Q(asked__campaign__started_by=person)
    waiting = ReaderQuestion.objects.filter(mine, answered_at=None)
    return waiting.filter(asked__campaign__closed_at=None).distinct().count()


def due_for_forgetting(before: date) -> QuerySet[Campaign]:
    """Closed campaigns whose version left force before a day, and that still name people."""
    return Campaign.objects.filter(
        closed_at__isnull=False, forgotten_at=None, version__in_force_until__lt=before
    )
