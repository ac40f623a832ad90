"""Asking people to confirm that they have read what is in force, and their confirming it.

Starting, answering, downloading and closing are events in the log. A confirmation is not: the
receipt itself cannot be changed, and unlike the log it is forgotten when nobody needs it longer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines.enums import CampaignAction, State
from difi_sosial.guidelines.models import (
    Asked,
    Campaign,
    GuidelineVersion,
    ReaderQuestion,
    Receipt,
)
from difi_sosial.guidelines.workflow import CAMPAIGN
from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.people.services import tell

EXCERPT = 300


@dataclass(frozen=True, slots=True)
class Audience:
    """Who shall confirm: everybody, or those in any of these units, roles and persons."""

    everyone: bool = False
    units: Sequence[Unit] = ()
    roles: Sequence[str] = ()
    persons: Sequence[User] = field(default_factory=tuple)

    def __bool__(self) -> bool:
        return bool(self.everyone or self.units or self.roles or self.persons)


@transaction.atomic
def start_campaign(
    *,
    version: GuidelineVersion,
    audience: Audience,
    question: str,
    deadline: date,
    by: User,
    at: datetime,
    message: str = "",
) -> Campaign:
    """Ask everybody in `audience` to confirm a version in force; they get a letter.

    What runs on older versions of the same guideline is closed. Raises NotAllowed, WrongState when
    the version is not in force or they are asked already, Invalid.
    """
    version = lock(version)
    _guard_start(version, audience, question, deadline, by, at)
    for older in queries.campaigns().filter(
        version__guideline=version.guideline_id, closed_at=None
    ):
        _close(lock(older), str(REPLACED), by=by, at=at)
    campaign = Campaign.objects.create(
        version=version,
        question=question.strip(),
        message=message.strip(),
        deadline=deadline,
        everyone=audience.everyone,
        roles=[] if audience.everyone else list(audience.roles),
        started_by=by,
        started_at=at,
    )
    if not audience.everyone:
        campaign.units.set(audience.units)
        campaign.persons.set(audience.persons)
    asked = ask(campaign, queries.members(campaign), deadline, at=at)
    if not asked:
        raise Invalid(_("Ingen er i utvalget. Velg minst én person, rolle eller enhet."))
    facts = {"asked": len(asked), "deadline": deadline, "version": version.number}
    audit.record(Event.READING_STARTED, by=by, thing=campaign, at=at, after=facts)
    return campaign


@transaction.atomic
def confirm(*, campaign: Campaign, by: User, at: datetime) -> Receipt:
    """A person's own receipt for the version as it is; confirming twice gives the first one.

    Raises NotAllowed when the person is not asked, WrongState when it is over.
    """
    asked = _my_turn(campaign, by)
    if (known := Receipt.objects.filter(asked=asked).first()) is not None:
        return known
    _guard_open(asked.campaign)
    base = queries.confirmed_before(asked)
    return Receipt.objects.create(
        asked=asked,
        checksum=asked.campaign.version.checksum,
        statement=asked.campaign.question,
        since=base.number if base else None,
        at=at,
    )


@transaction.atomic
def ask_author(*, campaign: Campaign, text: str, by: User, at: datetime) -> ReaderQuestion:
    """A reader's question to those who wrote the text; they get a letter.

    Raises NotAllowed when the person is not asked, WrongState when it is over, Invalid.
    """
    asked = _my_turn(campaign, by)
    _guard_open(asked.campaign)
    if not text.strip():
        raise Invalid(_("Skriv et spørsmål."))
    question = ReaderQuestion.objects.create(asked=asked, text=text.strip(), at=at)
    version = asked.campaign.version
    tell(
        to=[*version.authors.all(), asked.campaign.started_by],
        subject=gettext_lazy("Spørsmål om «%(title)s»"),
        text=gettext_lazy("%(who)s spør om «%(title)s»: «%(text)s» Svar på siden under."),
        path=f"{page_of(campaign)}#sporsmal-{question.pk}",
        key=f"guidelines.reader-question:{question.pk}",
        at=at,
        facts={"who": by.name, "title": version.title, "text": _short(text)},
    )
    return question


@transaction.atomic
def answer_reader(*, question: ReaderQuestion, text: str, by: User, at: datetime) -> ReaderQuestion:
    """Answer a reader, who gets a letter. Raises NotAllowed, WrongState when answered, Invalid."""
    if not may(by, Permission.GUIDELINE_WRITE):
        raise NotAllowed(_("Du kan ikke svare her. Be den som skrev retningslinjene om det."))
    question = lock(question)
    if question.answered_at is not None:
        raise WrongState(_("Spørsmålet er alt besvart. Last siden på nytt."))
    if not text.strip():
        raise Invalid(_("Skriv et svar."))
    question.answer, question.answered_by, question.answered_at = text.strip(), by, at
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    campaign = question.asked.campaign
    tell(
        to=[question.asked.person],
        subject=gettext_lazy("Svar om «%(title)s»"),
        text=gettext_lazy("%(who)s har svart på spørsmålet ditt om «%(title)s»: «%(text)s»"),
        path=reverse("guidelines:receipt-confirm", args=[campaign.pk]),
        key=f"guidelines.reader-question:{question.pk}:answer",
        at=at,
        facts={"who": by.name, "title": campaign.version.title, "text": _short(text)},
        personal=True,
    )
    facts = {"question": question.pk}
    audit.record(Event.READING_ANSWERED, by=by, thing=campaign, at=at, after=facts)
    return question


@transaction.atomic
def close_campaign(*, campaign: Campaign, note: str, by: User | None, at: datetime) -> Campaign:
    """Stop asking, with a note; how it stood is kept. Raises NotAllowed, WrongState, Invalid."""
    return _close(lock(campaign), note, by=by, at=at)


@transaction.atomic
def note_export(*, campaign: Campaign, count: int, by: User, at: datetime) -> None:
    """That somebody took a list of persons out of the portal. Raises NotAllowed."""
    if not rules.sees_own_unit(by):
        raise NotAllowed(_("Du kan ikke se hvem som har bekreftet."))
    audit.record(Event.READING_EXPORTED, by=by, thing=campaign, at=at, after={"rows": count})


def ask(
    campaign: Campaign, persons: Iterable[User], deadline: date, *, at: datetime
) -> list[Asked]:
    """Rows and letters for those who are not asked yet; in the caller's transaction."""
    known = set(campaign.asked.values_list("person_id", flat=True))
    rows = [
        Asked(campaign=campaign, person=person, asked_at=at, deadline=deadline)
        for person in persons
        if person.pk not in known
    ]
    Asked.objects.bulk_create(rows)
    ask_by_letter(campaign, [row.person for row in rows], deadline, kind="asked", at=at)
    return rows


def ask_by_letter(
    campaign: Campaign, persons: Iterable[User], deadline: date, *, kind: str, at: datetime
) -> None:
    """The letter that asks somebody to read and confirm: once to each person for each `kind`."""
    tell(
        to=persons,
        subject=gettext_lazy("Les og bekreft: %(title)s"),
        text=gettext_lazy(
            "«%(title)s», versjon %(number)d, gjelder. Les den, og bekreft det innen %(day)s. "
            "Har du bekreftet en tidligere versjon, ser du bare det som er endret. %(message)s"
        ),
        path=reverse("guidelines:receipt-confirm", args=[campaign.pk]),
        key=f"guidelines.campaign:{campaign.pk}:{kind}",
        at=at,
        personal=True,
        facts={
            "title": campaign.version.title,
            "number": campaign.version.number,
            "day": deadline,
            "message": campaign.message,
        },
    )


REPLACED = gettext_lazy("Det er bedt om bekreftelse av en nyere versjon.")


def page_of(campaign: Campaign) -> str:
    """Where a campaign is followed up."""
    return reverse("guidelines:campaign-show", args=[campaign.pk])


def _guard_start(
    version: GuidelineVersion,
    audience: Audience,
    question: str,
    deadline: date,
    by: User,
    at: datetime,
) -> None:
    if not may(by, Permission.GUIDELINE_WRITE):
        raise NotAllowed(_("Du kan ikke be om bekreftelse. Be en kommunikasjonsrådgiver om det."))
    if version.state != State.IN_FORCE:
        raise WrongState(_("Bare en versjon som gjelder, kan bekreftes."))
    if queries.open_campaign(version) is not None:
        raise WrongState(_("Det er alt bedt om bekreftelse av denne versjonen."))
    if not audience:
        raise Invalid(_("Velg hvem som skal bekrefte."))
    if not question.strip():
        raise Invalid(_("Skriv hva de skal bekrefte."))
    if deadline < local_date(at):
        raise Invalid(_("Velg en frist som ikke er passert."))


def _my_turn(campaign: Campaign, by: User) -> Asked:
    """This person's row, with the campaign locked so that it is not closed meanwhile."""
    campaign = lock(campaign)
    mine = campaign.asked.filter(person=by).select_related("person").first()
    if mine is None or not by.is_active:
        raise NotAllowed(_("Du er ikke bedt om å bekrefte dette."))
    if mine.excused_at is not None:
        raise WrongState(_("Du er fritatt. Du trenger ikke gjøre noe."))
    mine.campaign = campaign
    return mine


def _guard_open(campaign: Campaign) -> None:
    if campaign.closed_at is not None:
        raise WrongState(_("Det blir ikke lenger bedt om bekreftelse av denne versjonen."))
    if campaign.version.state != State.IN_FORCE:
        raise WrongState(_("Versjonen gjelder ikke lenger. Du får beskjed om den nye."))


def _close(campaign: Campaign, note: str, *, by: User | None, at: datetime) -> Campaign:
    CAMPAIGN.check(CampaignAction.CLOSE, state=campaign.state, by=by, thing=campaign, reason=note)
    numbers = queries.tally(campaign, local_date(at))
    campaign.closed_by, campaign.closed_at, campaign.closed_note = by, at, note.strip()
    campaign.asked_total, campaign.confirmed_total = numbers.asked, numbers.confirmed
    campaign.save()
    facts = {"asked": numbers.asked, "confirmed": numbers.confirmed}
    audit.record(
        Event.READING_CLOSED, by=by, thing=campaign, at=at, after=facts, reason=note.strip()
    )
    return campaign


def _short(text: str) -> str:
    return " ".join(text.split())[:EXCERPT]
