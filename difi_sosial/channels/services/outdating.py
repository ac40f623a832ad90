"""Profile texts whose facts are no longer so."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels import queries
from difi_sosial.channels.enums.accounts import ProfileAction
from difi_sosial.channels.models import BEING_MADE, STANDING, Account, ProfileText
from difi_sosial.channels.queries import profiles, register
from difi_sosial.channels.workflow import PROFILE_WORKFLOW
from difi_sosial.core.db import lock
from difi_sosial.people import services as people
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may

LIVE = (*BEING_MADE, *STANDING)


def outdate_changed(*, account: Account, at: datetime) -> int:
    """Texts of an account whose facts have changed become outdated; how many. Tells the owner."""
    return _outdate_texts(account, at, profiles.house_rules(account))


def outdate_all(*, at: datetime) -> int:
    """Every night: what changed without anybody touching the account, such as the house rules."""
    found = queries.accounts().filter(closed_on=None, texts__state__in=LIVE).distinct()
    rules = profiles.house_rules_of(found)
    return sum(_outdate_texts(account, at, rules[account.pk]) for account in found)


@transaction.atomic
def _outdate_texts(account: Account, at: datetime, rules: str) -> int:
    if account.closed_on is not None:
        return 0
    texts = list(account.texts.filter(state__in=LIVE).order_by("pk"))
    return sum(_outdate(text, account, at, rules) for text in texts)


def _outdate(text: ProfileText, account: Account, at: datetime, rules: str | None = None) -> int:
    changed = profiles.changed_facts(text, profiles.facts_of(account, text.language, rules))
    if not changed:
        return 0
    text = lock(text)
    if text.state not in LIVE:
        return 0  # another run, or a person who saved the account, was first
    text.state = PROFILE_WORKFLOW.check(
        ProfileAction.OUTDATE, state=text.state, by=None, thing=text
    )
    text.outdated_at, text.outdated_facts = at, changed
    text.save(update_fields=["state", "outdated_at", "outdated_facts", "updated_at"])
    owners = [account.owner] if account.owner else people_who_may(Permission.ACCOUNT_LEAD)
    people.tell(
        to=owners,
        subject=_("Lag ny profiltekst for %(account)s"),
        text=_(
            "Opplysninger som står i profilteksten, er endret. Lag en ny tekst, få den godkjent "
            "og bytt den ut i kanalen."
        ),
        path=register.account_url(account),
        key=f"channels.profile:{text.pk}:outdated",
        at=at,
        facts={"account": str(account)},
    )
    audit.record(Event.PROFILE_OUTDATED, by=None, thing=account, at=at, after=changed)
    return 1
