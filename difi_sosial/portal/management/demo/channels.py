"""Channels: assessed in all six categories, chosen, declined, closed, waiting; and our accounts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from difi_sosial.channels import services as channels
from difi_sosial.channels.models import Account, Channel, Decision
from difi_sosial.portal.management.demo.agency import Agency, told
from difi_sosial.portal.management.demo.assessments import assess

ACCOUNT_FACTS = ("handle", "name", "url", "purpose", "response_hours", "opening_hours")


def schedule(agency: Agency) -> None:
    """Everything that happens to channels and accounts."""
    facts = told("channels")
    for row in facts["channels"]:
        assess(agency, row)
        if "proposed" in row:
            _decide(agency, row)
    for row in facts["accounts"]:
        _open(agency, row)


def _decide(agency: Agency, row: Mapping[str, Any]) -> None:
    proposed, line = row["proposed"], agency.timeline
    line.at(
        agency.when(proposed["on"], 11),
        lambda at: channels.propose(
            channel=Channel.objects.get(slug=row["slug"]),
            purpose=proposed["purpose"],
            by=agency.people[proposed["by"]],
            at=at,
        ),
    )
    if decided := row.get("decided"):
        line.at(
            agency.when(decided["on"], 14),
            lambda at: channels.decide(
                decision=_live(row["slug"]),
                action=decided["action"],
                by=agency.people[decided["by"]],
                at=at,
                reason=decided["reason"],
                against_score_reason=decided.get("against", ""),
                conditions=decided.get("conditions", ""),
                valid_to=_date(decided.get("valid_to")),
            ),
        )
    if closed := row.get("closed"):
        line.at(
            agency.when(closed["on"], 14),
            lambda at: channels.close(
                decision=_live(row["slug"]),
                by=agency.people[closed["by"]],
                at=at,
                reason=closed["reason"],
            ),
        )


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


def _live(slug: str) -> Decision:
    return Decision.objects.filter(channel__slug=slug).order_by("-proposed_at")[0]


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
