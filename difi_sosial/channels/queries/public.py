"""The public register of accounts: what everybody may read, as a page and as JSON."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Max

from difi_sosial.channels.enums import DecisionState
from difi_sosial.channels.enums.accounts import PublicStatus, TextLanguage
from difi_sosial.channels.models import Account, Decision, ProfileText
from difi_sosial.channels.queries.profiles import SHOWN, house_rules_of, privacy_notice
from difi_sosial.channels.queries.register import Week, accounts, public_url, week_of
from difi_sosial.channels.queries.words import (
    hours_in_words,
    kinds_in_words,
    response_in_words,
)

# What the newest decision about its channel makes of an account; of any other it is planned.
STATUSES: Mapping[str, PublicStatus] = {
    DecisionState.OPEN: PublicStatus.OPEN,
    DecisionState.LIMITED: PublicStatus.OPEN,
    DecisionState.PILOT: PublicStatus.OPEN,
    DecisionState.SUSPENDED: PublicStatus.SUSPENDED,
    DecisionState.CLOSING: PublicStatus.CLOSING,
    DecisionState.RESERVED: PublicStatus.RESERVED,
    DecisionState.CLOSED: PublicStatus.RESERVED,  # an account that was kept when it was closed
}
FORMAT = 1  # raised when a field changes its meaning or goes; new fields do not raise it


@dataclass(frozen=True, slots=True)
class PublicAccount:
    """An account as the public sees it."""

    account: Account
    week: Week
    promises: dict[str, int]
    texts: tuple[str, ...]  # languages that the long text is approved in
    status: PublicStatus
    house_rules: str  # their address

    @property
    def opened_on(self) -> date | None:
        """The day it was opened; none while the channel is not: the account is only made ready."""
        return None if self.status == PublicStatus.PLANNED else self.account.opened_on

    def purpose(self, language: str) -> str:
        """The purpose in a language, in bokmål where it is not written in that one."""
        own = {"nn": self.account.purpose_nn, "en": self.account.purpose_en}.get(language, "")
        return own or self.account.purpose

    def hours(self, language: str) -> str:
        """When somebody follows it, in words."""
        return hours_in_words(self.week, language)

    def response(self, language: str) -> str:
        """The general promise in words."""
        return response_in_words(self.account.response_hours, language)

    def by_kind(self, language: str) -> str:
        """The promises for kinds of message, in words."""
        return kinds_in_words(self.promises.items(), language)


def public_register() -> list[PublicAccount]:
    """Every account, the open ones first; six queries for any number.

    Those that are not in use yet stand there too, so that an impostor can be told from them.
    """
    found = accounts().prefetch_related("hours", "promises")
    return _public(list(found))


def public_account(account: Account) -> PublicAccount:
    """One account as the public sees it."""
    return _public([account])[0]


def _public(found: list[Account]) -> list[PublicAccount]:
    shown = ProfileText.objects.filter(
        account__in=found, state__in=SHOWN, approved_at__isnull=False
    )
    languages: dict[int, set[str]] = {}
    for pk, language in shown.values_list("account", "language"):
        languages.setdefault(pk, set()).add(language)
    states = _newest_states({account.channel_id for account in found})
    rules = house_rules_of(found)
    return [
        PublicAccount(
            account,
            week_of(account),
            {promise.kind: promise.hours for promise in account.promises.all()},
            tuple(code for code in TextLanguage.values if code in languages.get(account.pk, ())),
            _status(account, states.get(account.channel_id, "")),
            rules[account.pk],
        )
        for account in found
    ]


def _newest_states(channels: set[int]) -> dict[int, str]:
    """The state of each channel's newest decision, by the channel's pk."""
    found = Decision.objects.filter(channel__in=channels).order_by("channel", "-proposed_at", "-pk")
    return dict(found.distinct("channel").values_list("channel", "state"))


def _status(account: Account, state: str) -> PublicStatus:
    if account.closed_on is not None:
        return PublicStatus.CLOSED
    return STATUSES.get(state, PublicStatus.PLANNED)


def changed_at() -> datetime | None:
    """When anything that the register shows was last changed."""
    moments = [
        Account.objects.aggregate(at=Max("updated_at"))["at"],
        ProfileText.objects.aggregate(at=Max("updated_at"))["at"],
        Decision.objects.aggregate(at=Max("updated_at"))["at"],
    ]
    return max((moment for moment in moments if moment), default=None)


def as_data(found: list[PublicAccount], updated_at: datetime | None) -> dict[str, Any]:
    """The register as JSON (fixtures/schemas/accounts.schema.json says what each field is)."""
    return {
        "format": FORMAT,
        "agency": {
            "name": str(settings.AGENCY_NAME),
            "organisation_number": str(settings.AGENCY_ORGNR) or None,
            "website": f"https://{settings.AGENCY_DOMAIN}" if settings.AGENCY_DOMAIN else None,
        },
        "updated_at": updated_at.isoformat(timespec="seconds") if updated_at else None,
        "accounts": [_account(row) for row in found],
    }


def _account(row: PublicAccount) -> dict[str, Any]:
    account, promises = row.account, row.status.promises
    return {
        "id": account.slug,
        "status": row.status,
        "channel": account.channel.name,
        "provider": account.channel.provider,
        "handle": account.handle,
        "name": account.name or None,
        "url": account.url,
        "opened_on": _day(row.opened_on),
        "closed_on": _day(account.closed_on),
        "unit": account.unit.name,
        "purpose": {
            "nb": account.purpose or None,
            "nn": account.purpose_nn or None,
            "en": account.purpose_en or None,
        },
        "uses": list(account.uses),
        "languages": list(account.languages),
        "response_hours": account.response_hours if promises else None,
        "response_hours_by_kind": row.promises if promises else {},
        "opening_hours": [
            {"weekday": day + 1, "opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
            for day, spans in sorted(row.week.items())
            for opens, closes in spans
            if promises
        ],
        "privacy_url": privacy_notice(account) or None,
        "house_rules_url": row.house_rules or None,
        "page_url": public_url(account),
        "profile_text_languages": list(row.texts) if promises else [],
    }


def fingerprint(data: Any, *more: str) -> str:
    """An entity tag for what was shown: the same as long as nothing in it changes."""
    whole = json.dumps([data, more], ensure_ascii=False, sort_keys=True, default=str)
    return f'"{hashlib.sha256(whole.encode()).hexdigest()[:32]}"'


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
