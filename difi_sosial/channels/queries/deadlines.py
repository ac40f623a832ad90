"""The days of channels and accounts that concern one person."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from difi_sosial.channels.enums import IN_USE
from difi_sosial.channels.models import Account, Decision
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import Deadline
from difi_sosial.people.rules import may

# How long ahead a deadline is told of.
AHEAD = timedelta(days=366)


def deadlines(person: User, today: date) -> list[Deadline]:
    """Access to confirm, and decisions that run out, up to a year ahead."""
    last = today + AHEAD
    found = list(_accounts(person, last))
    if may(person, Permission.CHANNEL_WRITE) or may(person, Permission.CHANNEL_DECIDE):
        found += _decisions(last)
    return sorted(found)


def _accounts(person: User, last: date) -> Iterator[Deadline]:
    mine = Q() if may(person, Permission.ACCOUNT_LEAD) else Q(owner=person)
    due = Account.objects.filter(mine, closed_on=None, confirm_due_on__lte=last)
    for account in due.select_related("channel"):
        title = _("Bekreft hvem som har tilgang til %(account)s") % {"account": account}
        path = reverse("channels:account-confirm", args=[account.pk])
        if account.confirm_due_on:
            yield Deadline(account.confirm_due_on, title, path, "account-confirm")


def _decisions(last: date) -> Iterator[Deadline]:
    held = Decision.objects.filter(state__in=IN_USE, valid_to__lte=last)
    for decision in held.select_related("channel"):
        title = _("Beslutningen om %(channel)s går ut") % {"channel": decision.channel}
        if decision.valid_to:
            yield Deadline(decision.valid_to, title, _page(decision), "decision-expires")


def _page(decision: Decision) -> str:
    return reverse("channels:channel-detail", args=[decision.channel.slug])
