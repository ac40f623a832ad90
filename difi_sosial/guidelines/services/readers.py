"""What the clock does with those who are asked to confirm: newcomers, reminders, forgetting."""

import logging
from collections import defaultdict
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local, local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import DomainError
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import Asked, Campaign, ReaderQuestion, Receipt
from difi_sosial.guidelines.rules.receipts import TO_READ_LATER
from difi_sosial.guidelines.services.receipts import ask, close_campaign
from difi_sosial.people.models import User
from difi_sosial.people.services import tell

log = logging.getLogger(__name__)


def keep_campaigns(*, at: datetime) -> int:
    """Close what is out of force, ask newcomers, remind; how many letters. Safe to run twice.

    One that cannot be kept, as when somebody closed it in the meantime, stops none of the others.
    """
    count = 0
    for campaign in list(queries.campaigns().filter(closed_at=None)):
        try:
            count += _keep(campaign, at=at)
        except DomainError:
            log.warning("Campaign %s was not kept", campaign.pk, exc_info=True)
    return count


def _keep(campaign: Campaign, *, at: datetime) -> int:
    if campaign.version.state == State.IN_FORCE:
        return _ask_and_remind(campaign, at=at)
    note = _("Versjonen gjelder ikke lenger.")
    close_campaign(campaign=campaign, note=note, by=None, at=at)
    return 0


@transaction.atomic
def _ask_and_remind(campaign: Campaign, *, at: datetime) -> int:
    campaign = lock(campaign)
    if campaign.closed_at is not None:
        return 0
    reminded = _remind(campaign, at=at)
    return reminded + _ask_newcomers(campaign, at=at)


def _ask_newcomers(campaign: Campaign, *, at: datetime) -> int:
    """Those who joined what was chosen after it began; they get time to read."""
    day = rules.suggested_deadline(local_date(at), TO_READ_LATER)
    rows = ask(campaign, queries.members(campaign), max(day, campaign.deadline), at=at)
    if rows:
        facts = {"asked": len(rows)}
        audit.record(Event.READING_EXTENDED, by=None, thing=campaign, at=at, after=facts)
    return len(rows)


def _remind(campaign: Campaign, *, at: datetime) -> int:
    today = local_date(at)
    due: dict[tuple[date, date], list[User]] = defaultdict(list)
    silent = campaign.asked.filter(receipt=None, excused_at=None)
    for asked in silent.select_related("person"):
        day = rules.reminder_day(asked.deadline, today)
        # Whoever was asked on the day itself has just got a letter.
        if day is not None and local_date(asked.asked_at) < day:
            due[day, asked.deadline].append(asked.person)
    return sum(
        _write(campaign, persons, day, deadline, at) for (day, deadline), persons in due.items()
    )


def _write(campaign: Campaign, persons: list[User], day: date, deadline: date, at: datetime) -> int:
    late = deadline < local_date(at)
    return tell(
        to=persons,
        subject=LATE[0] if late else SOON[0],
        text=LATE[1] if late else SOON[1],
        path=reverse("guidelines:receipt-confirm", args=[campaign.pk]),
        key=f"guidelines.campaign:{campaign.pk}:reminder:{day}",
        at=at,
        facts={"title": campaign.version.title, "day": deadline},
        reminder=True,
        personal=True,
    )


SOON = (
    gettext_lazy("Husk å lese og bekrefte: %(title)s"),
    gettext_lazy("Du er bedt om å lese «%(title)s» og bekrefte det. Fristen er %(day)s."),
)
LATE = (
    gettext_lazy("Fristen er ute: les og bekreft %(title)s"),
    gettext_lazy(
        "Du har ikke bekreftet at du har lest «%(title)s». Fristen var %(day)s. "
        "Les og bekreft nå, eller spør den som skrev teksten hvis noe er uklart."
    ),
)


def forget_receipts(*, at: datetime) -> int:
    """Delete who confirmed what, so many years after the version left force; the numbers stay.

    `settings.RECEIPT_YEARS` is how long the employment may need it. Returns how many receipts.
    """
    day = local(at).date()
    years = max(settings.RECEIPT_YEARS, 0)
    # Rather a day late than early: every month of every year has its 28th.
    before = day.replace(year=day.year - years, day=min(day.day, 28))
    return sum(_forget(campaign, at=at) for campaign in queries.due_for_forgetting(before))


@transaction.atomic
def _forget(campaign: Campaign, *, at: datetime) -> int:
    campaign = lock(campaign)
    if campaign.forgotten_at is not None:
        return 0
    ReaderQuestion.objects.filter(asked__campaign=campaign).delete()
    count = Receipt.objects.filter(asked__campaign=campaign).delete()[0]
    Asked.objects.filter(campaign=campaign).delete()
    campaign.persons.clear()
    campaign.forgotten_at = at
    campaign.save(update_fields=["forgotten_at"])
    audit.record(Event.READING_FORGOTTEN, by=None, thing=campaign, at=at, after={"receipts": count})
    return count
