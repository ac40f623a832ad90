"""Channels assessed in all six categories, and our accounts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from difi_sosial.channels import services as channels
from difi_sosial.channels.models import Account, Channel
from difi_sosial.portal.management.demo.agency import Agency, told
from difi_sosial.portal.management.demo.assessments import assess

ACCOUNT_FACTS = ("handle", "name", "url", "purpose", "response_hours", "opening_hours")


def schedule(agency: Agency) -> None:
    """Everything that happens to channels and accounts."""
    facts = told("channels")
    for row in facts["channels"]:
        assess(agency, row)
    for row in facts["accounts"]:
        _open(agency, row)


def _open(agency: Agency, row: Mapping[str, Any]) -> None:
    """One of our accounts is opened; if it was closed, that is written down on the day."""
    by = agency.people[row["by"]]
    facts = {name: row[name] for name in ACCOUNT_FACTS}

    def save(at: datetime) -> None:
        channel = Channel.objects.get(slug=row["channel"])
        unit = agency.units[row["unit"]]
        belongings = {"channel": channel, "unit": unit, "opened_on": at.date()}
        channels.save_account(by=by, at=at, facts={**facts, **belongings})

    def shut(at: datetime) -> None:
        account = Account.objects.get(channel__slug=row["channel"], handle=row["handle"])
        channels.save_account(by=by, at=at, facts={"closed_on": at.date()}, account=account)

    agency.timeline.at(agency.when(row["on"], 9), save)
    if "closed_on" in row:
        agency.timeline.at(agency.when(row["closed_on"], 15), shut)
