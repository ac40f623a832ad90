"""What the example agency thinks of its channels, part by part, and what its officer advises."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from difi_sosial.channels import services as channels
from difi_sosial.channels.enums.assessment import Part
from difi_sosial.channels.models import Channel
from difi_sosial.portal.management.demo.agency import Agency, key_of, told

OFFICER = "maret"


def assess(agency: Agency, row: Mapping[str, Any]) -> None:
    """A channel of `channels.json` is assessed, advised about, and for some assessed again."""
    more = told("assessments").get(row["slug"], {})
    fits = [{"fit": fit, "message_fit": words} for fit, words in more.get("fits", ())]
    cells = [cell | (fits[at] if at < len(fits) else {}) for at, cell in enumerate(row["reaches"])]
    reaches = {
        key_of(cell["group"]): {name: cell[name] for name in cell if name != "group"}
        for cell in cells
    }
    rows = {
        Part.RISKS: more.get("risks", ()),
        Part.SECURITY: [_dated(one, "until") for one in more.get("exceptions", ())],
    }
    values = _dated({**row["values"], **more.get("values", {})}, "dpia_on")
    _save(agency, row, on=row["on"], hour=13, values=values, reaches=reaches, rows=rows)
    if "opinion" in more:
        _advise(agency, row["slug"], more["opinion"])
    if "later" in more:
        _save(agency, row, on=more["later"]["on"], hour=15, values=more["later"]["values"])


def _save(agency: Agency, row: Mapping[str, Any], *, on: Any, hour: int, **written: Any) -> None:
    def act(at: datetime) -> None:
        channel = Channel.objects.select_related("assessment").get(slug=row["slug"])
        stored = getattr(channel, "assessment", None)
        given = {"reaches": {}, "rows": {}, **written}
        channels.save_assessment(
            channel=channel,
            edition=stored.edition if stored else 0,
            by=agency.people[row["by"]],
            at=at,
            **given,
        )

    agency.timeline.at(agency.when(on, hour), act)


def _advise(agency: Agency, slug: str, told_opinion: Mapping[str, Any]) -> None:
    agency.timeline.at(
        agency.when(told_opinion["on"], 12),
        lambda at: channels.give_opinion(
            channel=Channel.objects.get(slug=slug),
            stance=told_opinion["stance"],
            text=told_opinion["text"],
            by=agency.people[OFFICER],
            at=at,
        ),
    )


def _dated(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The row with one of its texts as a date."""
    return {**row, name: date.fromisoformat(row[name])} if name in row else dict(row)
