"""Lists of guidelines and versions for pages and tasks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from difi_sosial.audit.models import Event
from difi_sosial.guidelines.enums import OPEN_STATES, Approver, State
from difi_sosial.guidelines.models import (
    Approval,
    ApprovalStep,
    Guideline,
    GuidelineVersion,
)
from difi_sosial.guidelines.queries.frozen import KEY, source_key
from difi_sosial.guidelines.rules.access import PERMISSION, may_decide, step_now
from difi_sosial.journal.enums import EntryState
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.models import User
from difi_sosial.people.queries import people_who_may, with_rights

STEP_WORKDAYS = 5
AHEAD = timedelta(days=30)
# What the public could read once, and may follow a link to.
WAS_IN_FORCE = (State.IN_FORCE, State.SUPERSEDED, State.EXPIRED)
JOURNALLED = (EntryState.JOURNALED, EntryState.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list: a guideline with the version in force and the one being worked on."""

    guideline: Guideline
    current: GuidelineVersion | None
    open: GuidelineVersion | None
    newest: GuidelineVersion


@dataclass(frozen=True, slots=True)
class Counts:
    """How many versions are in each state that asks for something."""

    in_force: int
    draft: int
    hearing: int
    submitted: int
    returned: int
    approved: int
    due: int


def versions() -> QuerySet[GuidelineVersion]:
    """Versions with guideline, unit and owner; without the frozen bytes, which pages never need."""
    return GuidelineVersion.objects.select_related("guideline__unit", "guideline__owner").defer(
        "frozen"
    )


def full(guideline_slug: str, number: int) -> QuerySet[GuidelineVersion]:
    """One version with everything its page shows; use `get()`."""
    return (
        versions()
        .filter(guideline__slug=guideline_slug, number=number)
        .select_related("submitted_by", "approved_by", "approved_for")
        .select_related("returned_by", "returned_for")
        .prefetch_related("authors", "sections__edited_by", "house_rules")
        .prefetch_related("approvals__approved_by", "approvals__on_behalf_of")
        .prefetch_related("approvals__looking_by", "return_reasons")
    )


def listed() -> list[Listed]:
    """Every guideline by title, each with its versions; two queries whatever the number."""
    with_versions = Guideline.objects.select_related("unit", "owner").prefetch_related(
        Prefetch("versions", GuidelineVersion.objects.order_by("-number").defer("frozen"))
    )
    return [_listed(guideline) for guideline in with_versions]


def _listed(guideline: Guideline) -> Listed:
    known = list(guideline.versions.all())
    return Listed(
        guideline,
        next((version for version in known if version.state == State.IN_FORCE), None),
        next((version for version in known if version.state in OPEN_STATES), None),
        known[0],
    )


def current() -> QuerySet[GuidelineVersion]:
    """The versions in force, one per guideline."""
    return versions().filter(state=State.IN_FORCE)


def newest() -> QuerySet[GuidelineVersion]:
    """The newest version of each guideline that was not withdrawn, latest change first."""
    later = GuidelineVersion.objects.filter(
        guideline=OuterRef("guideline"), number__gt=OuterRef("number")
    ).exclude(state=State.WITHDRAWN)
    return (
        versions()
        .exclude(state=State.WITHDRAWN)
        .filter(~Exists(later))
        .order_by("-updated_at", "-pk")
    )


def due_for_review(today: date) -> QuerySet[GuidelineVersion]:
    """Versions in force whose yearly review has come, longest overdue first."""
    return current().filter(review_on__lte=today).order_by("review_on", "pk")


def journalled() -> QuerySet[GuidelineVersion]:
    """Approved versions whose approval the archivist has journalled, first approved first."""
    key = Concat(Value(KEY), Cast(OuterRef("pk"), CharField()))
    entry = RegistryEntry.objects.filter(source_key=key, state__in=JOURNALLED)
    found = versions().filter(Exists(entry), state=State.APPROVED)
    return found.order_by("approved_at", "pk")


def is_journalled(version: GuidelineVersion) -> bool:
    """Has the archivist journalled the approval of this version?"""
    found = RegistryEntry.objects.filter(source_key=source_key(version), state__in=JOURNALLED)
    return found.exists()


def due_in_force(day: date) -> QuerySet[GuidelineVersion]:
    """Approved and journalled versions whose day has come."""
    return journalled().filter(in_force_from__lte=day)


def ready() -> QuerySet[GuidelineVersion]:
    """Approved and journalled versions that no day was chosen for: a person puts them in force."""
    return journalled().filter(in_force_from=None)


def entry_of(version: GuidelineVersion) -> RegistryEntry | None:
    """The registry entry of an approved version."""
    return RegistryEntry.objects.filter(source_key=source_key(version)).first()


def path_of(version: GuidelineVersion) -> str:
    """The page of a version, from the root of the site."""
    return reverse("guidelines:version-show", args=[version.guideline.slug, version.number])


def with_seats(version: GuidelineVersion) -> GuidelineVersion:
    """The version read again with its approvals and authors, to ask about many persons at once."""
    rows = GuidelineVersion.objects.select_related("guideline__owner")
    return rows.prefetch_related("approvals", "authors").get(pk=version.pk)


def approvers(version: GuidelineVersion) -> list[User]:
    """Who may take the step that waits: nobody with a part in the text, nobody twice."""
    row = step_now(version)
    if row is None:
        return []
    found = people_who_may(PERMISSION[Approver(row.approver)])
    return [one for one in with_rights(found) if may_decide(one, version)]


def route() -> list[tuple[str, int]]:
    """The steps that the agency has set, each with its number of workdays; else one manager."""
    found = list(ApprovalStep.objects.values_list("approver", "workdays"))
    return found or [(Approver.MANAGER.value, STEP_WORKDAYS)]


def overdue_steps(today: date) -> QuerySet[Approval]:
    """Steps that wait and should have been taken before `today`, longest overdue first."""
    mine = Approval.objects.filter(version=OuterRef("version"), round=OuterRef("round"))
    earlier = mine.filter(approved_at=None, order__lt=OuterRef("order"))
    waiting = Approval.objects.filter(
        ~Exists(earlier),
        approved_at=None,
        due_on__lt=today,
        version__state=State.SUBMITTED,
        round=F("version__round"),
    )
    return waiting.order_by("due_on", "pk")


def ending(today: date) -> QuerySet[GuidelineVersion]:
    """Versions in force with a last day that is within a month, or has been; soonest first."""
    return current().filter(valid_until__lte=today + AHEAD).order_by("valid_until", "pk")


def published(guideline_slug: str, number: int | None = None) -> QuerySet[GuidelineVersion]:
    """The version anybody may read, with its sections; empty when there is none.

    Without a number it is the one in force; with one it may also be one that was in force before,
    so that a link to what once was promised still leads to it.
    """
    states = (State.IN_FORCE,) if number is None else WAS_IN_FORCE
    found = versions().filter(
        guideline__slug=guideline_slug, guideline__is_public=True, state__in=states
    )
    if number is not None:
        found = found.filter(number=number)
    with_twin = found.select_related(
        "approved_by", "approved_for", "guideline__translation_of", "guideline__translation"
    )
    return with_twin.prefetch_related("sections", "house_rules")


def history(guideline: Guideline) -> QuerySet[Event]:
    """What happened to a guideline and all its versions, newest first."""
    numbers = guideline.versions.values_list("pk", flat=True)
    of_versions = Q(
        thing_type=GuidelineVersion._meta.label_lower, thing_key__in=[str(pk) for pk in numbers]
    )
    of_itself = Q(thing_type=Guideline._meta.label_lower, thing_key=str(guideline.pk))
    return Event.objects.filter(of_versions | of_itself)
