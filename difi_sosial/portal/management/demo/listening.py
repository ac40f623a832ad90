"""How the example agency keeps its searches sharp, and who is told of what they find."""

from datetime import datetime, time, timedelta

from difi_sosial.core.clock import local_date
from difi_sosial.monitoring.enums import TROUBLES, AlertPace, NamesRole, Outcome
from difi_sosial.monitoring.models import Run, Source, Watch
from difi_sosial.monitoring.rules import Hours
from difi_sosial.monitoring.services import alerts, findings, sets, watches
from difi_sosial.monitoring.services.alerts import Choice
from difi_sosial.portal.management.demo.agency import Agency, told

SEEN_BACK = 7  # days that are looked through for what is unusual


def schedule(agency: Agency) -> None:
    """Sets, a watch with a name in it, alerts, and what was unusual."""
    facts = told("watching")["sets"]
    agency.timeline.at(agency.when(-60), lambda at: _sets(agency, facts, at))
    agency.timeline.at(agency.when(-40), lambda at: _minister(agency, facts["minister"], at))
    agency.timeline.at(agency.when(-30), lambda at: _alerts(agency, at))
    for days in (3, 2, 1):
        agency.timeline.at(agency.when(-days, 7, 40), lambda at: alerts.tell_due(at=at))
    monday = local_date(agency.now) - timedelta(days=local_date(agency.now).weekday())
    agency.timeline.at(
        agency.when(monday.isoformat(), 6, 40), lambda at: findings.find_little(at=at)
    )
    for days in range(SEEN_BACK):
        for hour in (12, 16, 21):
            moment = agency.when((agency.now - timedelta(days=days)).date().isoformat(), hour, 7)
            agency.timeline.at(moment, lambda at: findings.find_surges(at=at))
    agency.timeline.at(agency.now, lambda at: _lost(agency, at))


def _lost(agency: Agency, at: datetime) -> None:
    """One source has moved away, and the portal stopped asking: it waits for a person."""
    source = agency.sources["video_own"]
    for hours, outcome in enumerate((Outcome.STOPPED, Outcome.LATER, Outcome.LIMITED)):
        Run.objects.create(
            source=source,
            started_at=at - timedelta(hours=2 + hours),
            ended_at=at - timedelta(hours=2 + hours),
            outcome=outcome,
            http_status={Outcome.STOPPED: 410, Outcome.LIMITED: 429}.get(outcome, 503),
        )
    # Only a real visit writes these, and no visit is made.
    Source.objects.filter(pk=source.pk).update(
        trouble="gone",
        pause_reason=str(TROUBLES["gone"][0]),
        last_error="410 Gone",
        failures=1,
        last_ok_at=at - timedelta(hours=5),
        quota_left=0,
    )


def _sets(agency: Agency, facts: dict[str, dict[str, str]], at: datetime) -> None:
    """The forms of the name are written once, and the forums are one set."""
    ase = agency.people["ase"]
    sets.save_term_set(term_set=None, **facts["terms"], by=ase, at=at)
    watch = Watch.objects.get(pk=agency.watches["navn"].pk)
    agency.watches["navn"] = watches.change(
        watch=watch,
        name=watch.name,
        purpose=watch.purpose,
        legal_basis=watch.legal_basis,
        expression=facts["use"]["expression"],
        reason=facts["use"]["reason"],
        by=ase,
        at=at,
    )
    sets.save_source_set(
        source_set=None,
        **facts["sources"],
        sources=[agency.sources["forum"], agency.sources["comment"]],
        watches=[agency.watches["tilskudd"]],
        by=ase,
        at=at,
    )


def _minister(agency: Agency, facts: dict[str, str], at: datetime) -> None:
    """A person in a public role is searched for, with the reason."""
    row = {name: text for name, text in facts.items() if name != "names_reason"}
    watches.create(
        **row,
        coverage=watches.Coverage(everywhere=True),
        names=watches.Names(NamesRole.PUBLIC, facts["names_reason"]),
        by=agency.people["kari"],
        at=at,
    )


def _alerts(agency: Agency, at: datetime) -> None:
    """Kari wants it every day and to know of storms; Oddvar once a week."""
    name, grants = agency.watches["navn"], agency.watches["tilskudd"]
    wanted = {
        "kari": [Choice(name, AlertPace.DAILY, surges=True), Choice(grants, AlertPace.DAILY)],
        "oddvar": [Choice(name, AlertPace.WEEKLY, surges=True, little=True)],
    }
    for key, choices in wanted.items():
        hours = Hours(time(20), time(7), workdays_only=True)
        alerts.choose(person=agency.people[key], choices=choices, hours=hours, at=at)
