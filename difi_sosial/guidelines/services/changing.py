"""Changing a campaign while it runs: another deadline, more people, and those who are let off."""

from collections.abc import Collection
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
from difi_sosial.guidelines import rules
from difi_sosial.guidelines.models import Asked, Campaign
from difi_sosial.guidelines.rules.receipts import TO_READ_LATER
from difi_sosial.guidelines.services.receipts import ask, ask_by_letter
from difi_sosial.people.models import User
from difi_sosial.people.services import tell


@transaction.atomic
def change_campaign(
    *, campaign: Campaign, deadline: date, persons: Collection[User] = (), by: User, at: datetime
) -> Campaign:
    """Move the deadline and ask more people; those it concerns get a letter.

    An earlier deadline moves those who had the old one; a later one everybody who had less.
    Raises NotAllowed, WrongState when it is closed, Invalid when the new day has passed.
    """
    campaign = _running(campaign, by)
    before, today = campaign.deadline, local_date(at)
    if deadline != before:
        if deadline < today:
            raise Invalid(_("Velg en frist som ikke er passert."))
        _move(campaign, deadline, at=at)
    joined = _add(campaign, persons, max(deadline, _soonest(today)), at=at)
    if deadline != before:
        old, new = {"deadline": before}, {"deadline": deadline}
        audit.record(Event.READING_MOVED, by=by, thing=campaign, at=at, before=old, after=new)
    if joined:
        audit.record(Event.READING_EXTENDED, by=by, thing=campaign, at=at, after={"asked": joined})
    return campaign


@transaction.atomic
def excuse(*, asked: Asked, reason: str, by: User, at: datetime) -> Asked:
    """Let a person off; they get a letter. Whoever has confirmed keeps the receipt.

    Raises NotAllowed, WrongState when it is closed, confirmed or done already, Invalid.
    """
    campaign = _running(asked.campaign, by)
    if not rules.may_excuse(by, campaign):
        raise NotAllowed(_("Du kan ikke gi fritak. Be kommunikasjonssjefen om det."))
    asked = lock(asked)
    if asked.excused_at or hasattr(asked, "receipt"):
        raise WrongState(_("Personen har alt bekreftet eller fått fritak. Last siden på nytt."))
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor personen ikke skal bekrefte."))
    asked.excused_by, asked.excused_at, asked.excused_reason = by, at, reason.strip()
    asked.save(update_fields=["excused_by", "excused_at", "excused_reason"])
    tell(
        to=[asked.person],
        subject=gettext_lazy("Du trenger ikke bekrefte «%(title)s»"),
        text=gettext_lazy("%(who)s har gitt deg fritak. Du får ingen flere påminnelser."),
        path=reverse("guidelines:receipt-confirm", args=[campaign.pk]),
        key=f"guidelines.campaign:{campaign.pk}:excused:{at.isoformat()}",
        at=at,
        facts={"who": by.name, "title": campaign.version.title},
        personal=True,
    )
    # The reason may tell of illness: it is on the row, which is forgotten, and never in the log.
    audit.record(Event.READING_EXCUSED, by=by, thing=campaign, at=at, after={"excused": 1})
    return asked


def _running(campaign: Campaign, by: User) -> Campaign:
    campaign = lock(campaign)
    if campaign.closed_at is not None:
        raise WrongState(_("Det blir ikke lenger bedt om bekreftelse av denne versjonen."))
    if not rules.may_change_campaign(by, campaign):
        raise NotAllowed(_("Du kan ikke endre dette. Be en kommunikasjonsrådgiver om det."))
    return campaign


def _move(campaign: Campaign, deadline: date, *, at: datetime) -> None:
    """The campaign's day, and that of everybody who has not confirmed; they are told."""
    waiting = campaign.asked.filter(receipt=None, excused_at=None)
    moved = list(
        waiting.filter(deadline=campaign.deadline).select_related("person")
        | waiting.filter(deadline__lt=deadline).select_related("person")
    )
    Asked.objects.filter(pk__in=[row.pk for row in moved]).update(deadline=deadline)
    campaign.deadline = deadline
    campaign.save(update_fields=["deadline"])
    tell(
        to=[row.person for row in moved],
        subject=gettext_lazy("Ny frist for å bekrefte «%(title)s»"),
        text=gettext_lazy("Du har til %(day)s med å lese «%(title)s» og bekrefte."),
        path=reverse("guidelines:receipt-confirm", args=[campaign.pk]),
        key=f"guidelines.campaign:{campaign.pk}:moved:{at.isoformat()}",
        at=at,
        facts={"title": campaign.version.title, "day": deadline},
        personal=True,
    )


def _add(campaign: Campaign, persons: Collection[User], deadline: date, *, at: datetime) -> int:
    """Ask these too, also those who were excused; how many."""
    if not persons:
        return 0
    excused = campaign.asked.filter(person__in=persons, excused_at__isnull=False)
    again = [row.person for row in excused.select_related("person")]
    excused.update(
        excused_by=None, excused_at=None, excused_reason="", asked_at=at, deadline=deadline
    )
    ask_by_letter(campaign, again, deadline, kind=f"asked-again:{at.isoformat()}", at=at)
    if not campaign.everyone:
        campaign.persons.add(*persons)
    return len(again) + len(ask(campaign, persons, deadline, at=at))


def _soonest(today: date) -> date:
    """Whoever comes later gets time to read."""
    return rules.suggested_deadline(today, TO_READ_LATER)
