"""The days by which somebody must confirm who has access to an account, or look at its profile."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from difi_sosial.channels.models import STANDING, Account
from difi_sosial.channels.queries.standing import Standing
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import Deadline
from difi_sosial.people.rules import may, represented

# How long ahead a deadline is told of.
AHEAD = timedelta(days=366)


def account_deadlines(person: User, standing: Standing) -> list[Deadline]:
    """Confirmations and looks at profiles that the portal cannot read.

    Of the accounts this person owns, and of all for those who lead.
    """
    leads = may(person, Permission.ACCOUNT_LEAD)
    kinds = (_confirmations, _controls)
    return sorted(found for kind in kinds for found in kind(person, standing, leads))


def waiting_accounts(person: User, standing: Standing) -> list[Account]:
    """Open accounts whose access this person must confirm by today."""
    leads, mine = may(person, Permission.ACCOUNT_LEAD), represented(person)
    due = [row.account for row in standing.accounts if _is_by(row.account.confirm_due_on, standing)]
    return [account for account in due if leads or account.owner_id in mine]


def _is_by(day: date | None, standing: Standing, ahead: timedelta = timedelta()) -> bool:
    return day is not None and day <= standing.today + ahead


def _confirmations(person: User, standing: Standing, leads: bool) -> Iterator[Deadline]:
    for row in standing.accounts:
        account, day = row.account, row.account.confirm_due_on
        if day and _is_by(day, standing, AHEAD) and (leads or account.owner_id == person.pk):
            title = _("Bekreft hvem som har tilgang til %(account)s") % {"account": account}
            path = reverse("channels:account-confirm", args=[account.pk])
            yield Deadline(day, title, path, "account-confirm")


def _controls(person: User, standing: Standing, leads: bool) -> Iterator[Deadline]:
    """Only where a text stands in the channel is there anything to look for.

    Those who may not write down what they saw are led to the text.
    """
    writes = may(person, Permission.CHANNEL_WRITE)
    page = "channels:profile-control" if writes else "channels:profile-detail"
    for text in standing.texts:
        account, day = text.account, text.account.control_due_on
        if text.state not in STANDING or not (leads or account.owner_id == person.pk):
            continue
        if day and _is_by(day, standing, AHEAD):
            title = _("Kontroller profilteksten til %(account)s") % {"account": account}
            yield Deadline(day, title, reverse(page, args=[text.pk]), "profile-control")
