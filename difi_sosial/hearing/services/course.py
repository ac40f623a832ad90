"""A hearing's course: opened, changed, reminded of, closed."""

from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.core.templatetags.sosial import day as in_words
from difi_sosial.core.workdays import is_workday
from difi_sosial.hearing import queries
from difi_sosial.hearing.enums import Action, State
from difi_sosial.hearing.models import Hearing, Invitation
from difi_sosial.hearing.workflow import WORKFLOW
from difi_sosial.people import services as people
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

# A part of the text that an input can be about: its key and what it is called.
Part = tuple[str, str]
MAX_NAMED = 8


@transaction.atomic
def open_hearing(
    *,
    subject: str,
    title: str,
    path: str,
    invited: Iterable[User],
    deadline: date,
    question: str,
    by: User,
    at: datetime,
    parts: Sequence[Part] = (),
    lead: Permission = Permission.STRATEGY_LEAD,
    representatives: Iterable[User] = (),
    authors: Iterable[User] = (),
) -> Hearing:
    """Ask persons about a text until `deadline` (a Norwegian calendar day), and write to them.

    `subject` is the caller's key of the text, with one open hearing; `path` is where it is read;
    inputs are about `parts`; holders of `lead` answer and close. `representatives` are asked too,
    for the employees: never `by` or one of `authors`. Raises NotAllowed, WrongState, Invalid.
    """
    persons = _asked([*invited, *(spoken_for := list(representatives))])
    _guard_opening(subject, lead, by)
    _guard_representatives(spoken_for, {by, *authors})
    _guard_deadline(deadline, at)
    hearing = Hearing.objects.create(
        subject=subject,
        title=title[:300],
        path=path,
        question=question.strip(),
        parts=[[key, str(label)] for key, label in parts],
        lead=lead,
        deadline=deadline,
        opened_by=by,
        opened_at=at,
        created_at=at,
    )
    _invite(hearing, persons, at, spoken_for)
    _record_opened(hearing, persons, by, at)
    return hearing


def _record_opened(hearing: Hearing, persons: Iterable[User], by: User, at: datetime) -> None:
    after = {"deadline": hearing.deadline, "invited": [str(person) for person in persons]}
    audit.record(Event.HEARING_OPENED, by=by, thing=hearing, at=at, after=after)


@transaction.atomic
def change_hearing(
    *, hearing: Hearing, deadline: date, invited: Iterable[User], by: User, at: datetime
) -> Hearing:
    """Move the deadline, and ask more persons. Nobody who has been asked is taken away.

    Those who were asked before and have not answered are told of a new deadline. Where the
    employees are heard, it is only moved ahead: they have the time they were promised.
    """
    hearing = lock(hearing)
    WORKFLOW.check(Action.CHANGE, state=hearing.state, by=by, thing=hearing)
    if deadline != hearing.deadline:
        _guard_deadline(deadline, at)
        _guard_promised(hearing, deadline)
    asked = set(hearing.invitations.values_list("person", flat=True))
    fresh = [person for person in invited if person.pk not in asked]
    before = {"deadline": hearing.deadline}
    if deadline == hearing.deadline and not fresh:
        return hearing
    if deadline != hearing.deadline:
        hearing.deadline = deadline
        hearing.save(update_fields=["deadline", "updated_at"])
        _tell_moved(hearing, at)
    _invite(hearing, fresh, at)
    after = {"deadline": deadline, "invited": [str(person) for person in fresh]}
    audit.record(Event.HEARING_CHANGED, by=by, thing=hearing, at=at, before=before, after=after)
    return hearing


@transaction.atomic
def close(*, hearing: Hearing, by: User, at: datetime) -> Hearing:
    """Close when each input has its answer, and write to those who were asked.

    From now on nothing in it changes. Raises Invalid while an input waits for its answer, and
    where the employees are heard also while somebody has neither answered nor had their time.
    """
    hearing = lock(hearing)
    state = WORKFLOW.check(Action.CLOSE, state=hearing.state, by=by, thing=hearing)
    _guard_closing(hearing, local_date(at))
    hearing.state, hearing.closed_by, hearing.closed_at = state, by, at
    hearing.save()
    people.tell(
        to=[invitation.person for invitation in _reached(hearing)],
        subject=gettext_lazy("Høringen er avsluttet: %(title)s"),
        text=gettext_lazy(
            "Høringen om «%(title)s» er avsluttet. Alle innspillene har fått svar. "
            "Nå kan du lese hva de førte til."
        ),
        path=_page(hearing),
        key=f"hearing:{hearing.pk}:closed",
        at=at,
        personal=True,
        facts={"title": hearing.title},
    )
    audit.record(Event.HEARING_CLOSED, by=by, thing=hearing, at=at)
    return hearing


@transaction.atomic
def cancel(*, hearing: Hearing, by: User | None, at: datetime, reason: str) -> Hearing:
    """Cut a hearing short, because its text is no longer asked about.

    The owner of the text has checked who may do that to it. What was said is kept as it is.
    """
    hearing = lock(hearing)
    if hearing.state != State.OPEN:
        raise WrongState(_("Høringen er alt avsluttet."))
    hearing.state, hearing.cancel_reason = State.CANCELLED, reason.strip()
    hearing.closed_by, hearing.closed_at = by or hearing.opened_by, at
    hearing.save()
    people.tell(
        to=[invitation.person for invitation in _reached(hearing)],
        subject=gettext_lazy("Høringen er avbrutt: %(title)s"),
        text=gettext_lazy(
            "Høringen om «%(title)s» er avbrutt. Du trenger ikke å gi flere innspill. "
            "Begrunnelsen står på høringssiden."
        ),
        path=_page(hearing),
        key=f"hearing:{hearing.pk}:cancelled",
        at=at,
        personal=True,
        facts={"title": hearing.title},
    )
    audit.record(Event.HEARING_CANCELLED, by=by, thing=hearing, at=at, reason=reason.strip())
    return hearing


def remind(*, at: datetime) -> int:
    """Write to those who have not answered, two working days before the deadline and on its day.

    Nothing is sent on days nobody works. Returns how many letters; safe to run twice.
    """
    today = local_date(at)
    if not is_workday(today):
        return 0
    return sum(_remind(invitation, today, at) for invitation in queries.due_for_reminder(today))


@transaction.atomic
def _remind(invitation: Invitation, today: date, at: datetime) -> int:
    hearing = invitation.hearing
    return people.tell(
        to=[invitation.person],
        subject=gettext_lazy("Husk høringen: %(title)s"),
        text=gettext_lazy(
            "Du er invitert til å gi innspill til «%(title)s», og har ikke svart ennå. "
            "Fristen er %(day)s. Har du ingen merknader, kan du si det med ett trykk."
        ),
        path=_page(hearing),
        key=f"hearing:{hearing.pk}:reminder:{today}",
        at=at,
        personal=True,
        facts={"title": hearing.title, "day": in_words(hearing.deadline)},
        reminder=True,
    )


def _asked(invited: Iterable[User]) -> list[User]:
    persons = list(dict.fromkeys(invited))
    if not persons:
        raise Invalid(_("Velg minst én person som skal bli hørt."))
    return persons


def _guard_opening(subject: str, lead: Permission, by: User) -> None:
    if not may(by, lead):
        raise NotAllowed(_("Du kan ikke åpne en høring. Be kommunikasjonssjefen om det."))
    if queries.open_of(subject) is not None:
        raise WrongState(_("Teksten er alt på høring. Avslutt den høringen først."))


def _guard_representatives(spoken_for: Iterable[User], wrote: Container[User]) -> None:
    if names := ", ".join(person.name for person in spoken_for if person in wrote):
        text = _(
            "%(names)s har vært med på å skrive teksten eller åpner høringen, og kan ikke tale for "
            "de ansatte. Velg en annen tillitsvalgt eller et verneombud."
        )
        raise Invalid(text % {"names": names})


def _guard_closing(hearing: Hearing, today: date) -> None:
    if left := len(queries.unanswered(hearing)):
        text = ngettext(
            "Svar på innspillet som gjenstår, før du avslutter høringen.",
            "Svar på de %(count)d innspillene som gjenstår, før du avslutter høringen.",
            left,
        )
        raise Invalid(text % {"count": left})
    if awaited := queries.awaited(hearing, today):
        names = ", ".join(str(invitation) for invitation in awaited[:MAX_NAMED])
        waited = _(
            "Høringen kan avsluttes når alle har svart, eller etter fristen %(day)s. "
            "Dere venter på svar fra: %(names)s."
        )
        raise Invalid(waited % {"names": names, "day": in_words(hearing.deadline)})


def _guard_deadline(deadline: date, at: datetime) -> None:
    if deadline < local_date(at):
        raise Invalid(_("Velg en frist som ikke er passert."))


def _guard_promised(hearing: Hearing, deadline: date) -> None:
    if deadline < hearing.deadline and hearing.invitations.filter(is_representative=True).exists():
        text = _("De ansatte har fått frist %(day)s. Den kan bare flyttes fram i tid.")
        raise Invalid(text % {"day": in_words(hearing.deadline)})


def _invite(
    hearing: Hearing,
    persons: Sequence[User],
    at: datetime,
    representatives: Container[User] = frozenset(),
) -> None:
    Invitation.objects.bulk_create(
        Invitation(
            hearing=hearing,
            person=person,
            created_at=at,
            is_representative=person in representatives,
        )
        for person in persons
    )
    people.tell(
        to=persons,
        subject=gettext_lazy("På høring hos deg: %(title)s"),
        text=gettext_lazy(
            "%(name)s ber deg lese «%(title)s» og gi innspill innen %(day)s. "
            "Alle innspill får svar, og de inviterte ser både innspill og svar."
        ),
        path=_page(hearing),
        key=f"hearing:{hearing.pk}:invited",
        at=at,
        personal=True,
        facts={
            "name": hearing.opened_by.name,
            "title": hearing.title,
            "day": in_words(hearing.deadline),
        },
    )


def _tell_moved(hearing: Hearing, at: datetime) -> None:
    people.tell(
        to=[invitation.person for invitation in queries.standing_of(hearing).silent],
        subject=gettext_lazy("Ny frist for innspill: %(title)s"),
        text=gettext_lazy(
            "Fristen for innspill til «%(title)s» er flyttet til %(day)s. "
            "Har du ingen merknader, kan du si det med ett trykk."
        ),
        path=_page(hearing),
        key=f"hearing:{hearing.pk}:moved:{at:%Y%m%dT%H%M%S}",
        at=at,
        personal=True,
        facts={"title": hearing.title, "day": in_words(hearing.deadline)},
    )


def _reached(hearing: Hearing) -> Iterable[Invitation]:
    return hearing.invitations.select_related("person").filter(person__is_active=True)


def _page(hearing: Hearing) -> str:
    return reverse("hearing:hearing-detail", args=(hearing.pk,))
