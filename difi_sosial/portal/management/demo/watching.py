"""What the agency listens for, and where."""

from datetime import datetime, timedelta
from typing import Any

from difi_sosial.channels.models import Channel
from difi_sosial.monitoring.models import Source
from difi_sosial.monitoring.services import imports, sources, watches
from difi_sosial.portal.management.demo.agency import Agency, path_of, told
from difi_sosial.portal.management.demo.timeline import Act

# The day the portal began to listen; old enough that a year of mentions lies after it.
BEGUN = "2025-03-24"


def schedule(agency: Agency) -> None:
    """Watches and sources."""
    facts = told("watching")
    ase = agency.people["ase"]
    for number, row in enumerate(facts["watches"]):
        agency.timeline.at(agency.when(BEGUN, 10, number), _watch(agency, row))
    for number, row in enumerate(facts["sources"]):
        agency.timeline.at(agency.when(BEGUN, 11, number), _source(agency, row))
    agency.timeline.at(agency.when(-90), lambda at: _sami_name(agency, facts["watches"][0], at))
    agency.timeline.at(
        agency.when(-45),
        lambda at: watches.set_active(
            watch=agency.watches["prøvelab"], active=False, by=ase, at=at
        ),
    )
    agency.timeline.at(agency.when(-3, 13), lambda at: _clips(agency, at))
    agency.timeline.at(agency.now, lambda at: _pause(agency, facts["pause"], at))


def _watch(agency: Agency, row: dict[str, Any]) -> Act:
    def create(at: datetime) -> None:
        facts = {name: value for name, value in row.items() if name != "key"}
        agency.watches[row["key"]] = watches.create(**facts, by=agency.people["kari"], at=at)

    return create


def _source(agency: Agency, row: dict[str, Any]) -> Act:
    def create(at: datetime) -> None:
        agency.sources[row["key"]] = sources.create(
            connector=row["connector"],
            channel=Channel.objects.get(slug=row["channel"]),
            name=row["name"],
            settings=row["settings"],
            token="",
            watches=agency.watches.values(),
            interval_minutes=row["minutes"],
            by=agency.people["kari"],
            at=at,
        )

    return create


def _clips(agency: Agency, at: datetime) -> None:
    """A supplier's list of clips is taken in; the next one waits to be looked over."""
    by = agency.people["ase"]
    source = sources.create(
        connector="files",
        channel=Channel.objects.get(slug="feeds"),
        name="Medieklipp fra leverandøren",
        settings={"url": "https://medieklipp.example/", "all": ""},
        token="",
        watches=agency.watches.values(),
        interval_minutes=1440,
        by=by,
        at=at,
    )
    body = path_of("clips.csv").read_bytes()
    file = imports.upload(source=source, name="medieklipp-uke-47.csv", body=body, by=by, at=at)
    imports.take_in(file=file, columns=file.columns, by=by, at=at)
    name = "medieklipp-uke-48.csv"
    imports.upload(source=source, name=name, body=body, by=by, at=agency.now)


def _sami_name(agency: Agency, row: dict[str, Any], at: datetime) -> None:
    """The watch gets a Sámi form of the name: version 2."""
    facts = {name: value for name, value in row.items() if name not in ("key", "expression")}
    expression = row["expression"].replace("testetat*", "testetat* OR geahččalanetáhta*")
    agency.watches[row["key"]] = watches.change(
        watch=agency.watches[row["key"]],
        expression=expression,
        **facts,
        reason=told("watching")["sami_reason"],
        by=agency.people["ase"],
        at=at,
    )


def read(channel: Channel, at: datetime) -> None:
    """The sources of a channel have just been read; the example agency asks nobody."""
    Source.objects.filter(channel=channel).update(last_tried_at=at, last_ok_at=at)


def _pause(agency: Agency, reason: str, at: datetime) -> None:
    """The addresses lead nowhere: the worker of the demo must not ask them."""
    for source in agency.sources.values():
        newest = source.mentions.order_by("-found_at").values_list("found_at", flat=True).first()
        # Only a real visit writes these, and no visit is made.
        Source.objects.filter(pk=source.pk).update(
            last_tried_at=at - timedelta(minutes=7),
            last_ok_at=at - timedelta(minutes=7),
            last_new_at=newest,
        )
        sources.pause(source=source, reason=reason, by=agency.people["kari"], at=at)
