"""Hearings as lists: all of them, one text's, and those that wait for a person."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.workdays import add_workdays
from difi_sosial.hearing.enums import State
from difi_sosial.hearing.models import Hearing, Input, Invitation
from difi_sosial.people.models import User
from difi_sosial.people.queries import Deadline

REMIND_WORKDAYS_BEFORE = 2


def hearings(*, state: str = "", person: User | None = None) -> QuerySet[Hearing]:
    """All hearings with their counts, newest first; narrowed by state and by who is asked.

    Each has `asked`, `given` and `answered`: how many persons, inputs, and answered inputs.
    """
    found = (
        Hearing.objects.select_related("opened_by")
        .order_by("-opened_at", "-pk")
        .annotate(
            asked=Count("invitations", distinct=True),
            given=Count("inputs", distinct=True),
            answered=Count("inputs", filter=Q(inputs__answered_at__isnull=False), distinct=True),
        )
    )
    if state in State.values:
        found = found.filter(state=state)
    if person is not None:
        found = found.filter(pk__in=_asked(person).values("hearing"))
    return found


def hearing_page(pk: int) -> QuerySet[Hearing]:
    """One hearing with those who are asked and what they said."""
    rows = ("invitations__person__unit", "inputs__person", "inputs__answered_by")
    found = Hearing.objects.filter(pk=pk).select_related("opened_by", "closed_by")
    return found.prefetch_related(*rows)


def input_page(pk: int) -> QuerySet[Input]:
    """One input with its hearing."""
    return Input.objects.filter(pk=pk).select_related("hearing", "person", "answered_by")


def hearings_of(subject: str) -> QuerySet[Hearing]:
    """The hearings of one text, newest first, with their rows; those cut short too."""
    rows = ("invitations__person", "inputs__person", "inputs__answered_by")
    found = Hearing.objects.filter(subject=subject).select_related("opened_by", "closed_by")
    return found.prefetch_related(*rows)


def open_of(subject: str) -> Hearing | None:
    """The open hearing of a text, or None."""
    return Hearing.objects.filter(subject=subject, state=State.OPEN).first()


def was_represented(subject: str, *, but_not: Iterable[int | None] = ()) -> bool:
    """Was a hearing of this text closed where somebody was asked on behalf of the employees?

    `but_not` are the primary keys of those who count for nobody, since they wrote it.
    """
    found = Invitation.objects.filter(
        hearing__subject=subject, hearing__state=State.CLOSED, is_representative=True
    )
    return found.exclude(person__in=[key for key in but_not if key]).exists()


def waiting_for(person: User) -> QuerySet[Hearing]:
    """Open hearings where this person is asked and has not answered yet, the nearest first."""
    silent = _asked(person).filter(no_remarks_at=None, hearing=OuterRef("pk"))
    found = Hearing.objects.filter(Exists(silent), state=State.OPEN)
    said = Input.objects.filter(hearing=OuterRef("pk"), person=person)
    return found.filter(~Exists(said)).order_by("deadline", "pk")


def deadlines(waiting: Iterable[Hearing]) -> list[Deadline]:
    """The days by which one is asked to give inputs, past ones too while it is open.

    `waiting` are the hearings that wait for the person.
    """
    return [
        Deadline(
            day=hearing.deadline,
            title=_("Frist for innspill: %(title)s") % {"title": hearing.title},
            path=reverse("hearing:hearing-detail", args=(hearing.pk,)),
            kind="hearing",
        )
        for hearing in waiting
    ]


def due_for_reminder(today: date) -> QuerySet[Invitation]:
    """Invitations nobody has answered, two working days before the deadline or on its day."""
    near = add_workdays(today, REMIND_WORKDAYS_BEFORE)
    said = Input.objects.filter(hearing=OuterRef("hearing"), person=OuterRef("person"))
    found = Invitation.objects.filter(
        ~Exists(said),
        no_remarks_at=None,
        hearing__state=State.OPEN,
        hearing__deadline__in=(today, near),
        person__is_active=True,
    )
    return found.select_related("hearing", "person").order_by(F("hearing__deadline"), "pk")


def ripe(today: date | None = None) -> set[str]:
    """The subjects of open hearings where an answer is missing, or nothing more is expected."""
    day = today or local_date(now())
    missing = Input.objects.filter(hearing=OuterRef("pk"), answered_at=None)
    said = Input.objects.filter(hearing=OuterRef("hearing"), person=OuterRef("person"))
    silent = Invitation.objects.filter(~Exists(said), hearing=OuterRef("pk"), no_remarks_at=None)
    found = Hearing.objects.filter(
        Q(Exists(missing)) | Q(deadline__lt=day) | ~Q(Exists(silent)), state=State.OPEN
    )
    return set(found.values_list("subject", flat=True))


def _asked(person: User) -> QuerySet[Invitation]:
    return Invitation.objects.filter(person=person)
