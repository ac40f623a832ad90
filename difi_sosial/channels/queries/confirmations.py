"""The days by which somebody must confirm who has access to an account, or look at its profile."""

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from difi_sosial.channels.models import STANDING, Account, ProfileText
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import Deadline
from difi_sosial.people.rules import may

# How long ahead a deadline is told of.
AHEAD = timedelta(days=366)


def account_deadlines(person: User, today: date) -> list[Deadline]:
    """Confirmations and looks at profiles that the portal cannot read; two queries.

    Of the accounts this person owns, and of all for those who lead.
    """
    mine = Q() if may(person, Permission.ACCOUNT_LEAD) else Q(owner=person)
    return _confirmations(mine, today) + _controls(person, mine, today)


def _confirmations(mine: Q, today: date) -> list[Deadline]:
    due = Account.objects.filter(mine, closed_on=None, confirm_due_on__lte=today + AHEAD)
    return [
        Deadline(
            account.confirm_due_on,
            _("Bekreft hvem som har tilgang til %(account)s") % {"account": account},
            reverse("channels:account-confirm", args=[account.pk]),
            "account-confirm",
        )
        for account in due.select_related("channel").order_by("confirm_due_on", "pk")
        if account.confirm_due_on
    ]


def _controls(person: User, mine: Q, today: date) -> list[Deadline]:
    """Only where a text stands in the channel is there anything to look for.

    Those who may not write down what they saw are led to the text.
    """
    writes = may(person, Permission.CHANNEL_WRITE)
    page = "channels:profile-control" if writes else "channels:profile-detail"
    due = Account.objects.filter(mine, closed_on=None, control_due_on__lte=today + AHEAD)
    texts = ProfileText.objects.filter(account__in=due, state__in=STANDING)
    return [
        Deadline(
            text.account.control_due_on,
            _("Kontroller profilteksten til %(account)s") % {"account": text.account},
            reverse(page, args=[text.pk]),
            "profile-control",
        )
        for text in texts.select_related("account__channel").order_by("account", "pk")
        if text.account.control_due_on
    ]
