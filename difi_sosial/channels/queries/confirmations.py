"""The days by which somebody must confirm who has access to an account."""

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from difi_sosial.channels.models import Account
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import Deadline
from difi_sosial.people.rules import may

# How long ahead a deadline is told of.
AHEAD = timedelta(days=366)


def account_deadlines(person: User, today: date) -> list[Deadline]:
    """Confirmations of the accounts this person owns, of all for those who lead; one query."""
    mine = Q() if may(person, Permission.ACCOUNT_LEAD) else Q(owner=person)
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
