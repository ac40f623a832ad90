"""The net identity: last year's check, this year's under way, and two who pretended to be us."""

from datetime import datetime, timedelta
from typing import Any

from difi_sosial.channels.models import Decision
from difi_sosial.channels.services.proofs import Upload
from difi_sosial.core.clock import local_date
from difi_sosial.identity import services
from difi_sosial.identity.enums import CheckAction, CheckKind
from difi_sosial.identity.models import Check, Finding, Impersonation, Measure
from difi_sosial.portal.management.demo.agency import Agency, path_of, told
from difi_sosial.portal.management.demo.timeline import Act
from difi_sosial.strategy import queries as strategy

LAST, NOW = -374, -12
PROOF = "attachments/skjermbilde.png"


def schedule(agency: Agency) -> None:
    """Everything that has happened to the map since a year ago."""
    facts, line = told("identity"), agency.timeline
    line.at(agency.when(LAST, 8), lambda at: _plan(agency, LAST, at))
    line.at(agency.when(LAST, 9), lambda at: services.open_due(at=at))
    for number, row in enumerate(facts["findings"]):
        line.at(agency.when(LAST + 2, 10, number), _found(agency, row))
    line.at(agency.when(LAST + 14, 14), lambda at: _finish(agency, facts["last"], at))
    line.at(agency.when(LAST + 16, 15), lambda at: _note(agency, facts["noted"], at))
    for row in facts["cases"]:
        for number, step in enumerate(row["steps"]):
            line.at(agency.when(step["on"], 11, number), _case(agency, row, step))
    line.at(agency.when(NOW, 9), lambda at: _begin(agency, facts, at))
    for number, row in enumerate(facts["changes"]):
        line.at(agency.when(NOW + 3, 10, number), _found(agency, row))
    line.at(agency.when(NOW + 5, 14), lambda at: _part_way(agency, facts["now"], at))
    line.at(agency.when(NOW + 6, 9), lambda at: _link(agency, facts["links"], at))
    for number, row in enumerate(facts["measures"]):
        line.at(agency.when(row["on"], 12, number), _measure(agency, row))


def _plan(agency: Agency, first: int, at: datetime) -> None:
    """The head's plan: a whole check every year, and a light one in between."""
    head, adviser = agency.people["oddvar"], agency.people["kari"]
    given: dict[str, Any] = {"leader": adviser, "is_active": True, "by": head, "at": at}
    services.set_schedule(kind=CheckKind.YEARLY, next_on=agency.day(first), weeks=4, **given)
    later = local_date(agency.now) + timedelta(days=60)
    services.set_schedule(kind=CheckKind.QUARTERLY, next_on=later, weeks=2, **given)


def _found(agency: Agency, row: dict[str, Any]) -> Act:
    """A finding as it was first written, or changed (`name` says which)."""
    by = agency.people[row["by"]]
    facts = {name: value for name, value in row.items() if name not in ("by", "active", "look")}

    def save(at: datetime) -> None:
        known = Finding.objects.filter(name=row["name"]).first()
        if "active" in row:
            facts["last_active_on"] = agency.day(row["active"])
        if "look" in row:
            facts["next_check_on"] = agency.day(row["look"])
        services.save(finding=known, facts=facts, by=by, at=at)

    return save


def _finish(agency: Agency, row: dict[str, Any], at: datetime) -> None:
    """Every part of last year's check, and its summary."""
    check = Check.objects.get()
    by = agency.people["kari"]
    _see_all(check, by, at)
    for part in check.parts.all():
        note = row["notes"].get(part.kind, row["nothing"])
        services.finish_part(part=part, note=note, by=by, at=at)
    services.act_on_check(check=check, action=CheckAction.SUBMIT, by=by, at=at, text=row["summary"])


def _see_all(check: Check, by: Any, at: datetime, kinds: str = "") -> None:
    found = Finding.objects.exclude(pk__in=check.sightings.values("finding"))
    for finding in found.exclude(kind="j").filter(state__in=("found", "verified")):
        if not kinds or finding.kind in kinds:
            services.see(finding=finding, by=by, at=at)


def _note(agency: Agency, text: str, at: datetime) -> None:
    services.act_on_check(
        check=Check.objects.get(),
        action=CheckAction.NOTE,
        by=agency.people["oddvar"],
        at=at,
        text=text,
    )


def _begin(agency: Agency, facts: dict[str, Any], at: datetime) -> None:
    """The clock opens this year's check on its day."""
    _plan(agency, NOW, at)
    services.open_due(at=at)


def _part_way(agency: Agency, row: dict[str, Any], at: datetime) -> None:
    """Some parts are finished, some searches are made."""
    check = Check.objects.latest("pk")
    by = agency.people["kari"]
    _see_all(check, by, at, kinds=row["seen"])
    parts = {part.kind: part for part in check.parts.all()}
    for kind, note in row["notes"].items():
        services.finish_part(part=parts[kind], note=note, by=by, at=at)
    for kind, place, words, result in row["looks"]:
        services.record_look(
            part=parts[kind], place=place, words=words, result=result, by=by, at=at
        )


def _case(agency: Agency, row: dict[str, Any], step: dict[str, Any]) -> Act:
    """One step of a case; the first opens it and keeps a screenshot."""

    def take(at: datetime) -> None:
        by = agency.people[step["by"]]
        finding = Finding.objects.get(name=row["name"])
        if step["do"] == "open":
            services.open_case(finding=finding, harm=row["harm"], by=by, at=at)
            upload = Upload("etterligning.png", path_of(PROOF).read_bytes())
            note = row["shows"]
            services.keep_file(finding=finding, upload=upload, by=by, at=at, note=note)
            return
        case = Impersonation.objects.get(finding=finding)
        facts = dict(step.get("facts", {}))
        if step["do"] == "tell":
            for language in ("nb", "nn"):
                facts[f"warning_{language}"] = services.suggested_warning(case, language)
        reason = step.get("reason", "")
        services.act_on_case(case=case, action=step["do"], by=by, at=at, reason=reason, facts=facts)

    return take


def _measure(agency: Agency, row: dict[str, Any]) -> Act:
    def plan(at: datetime) -> None:
        owner = agency.people[row["owner"]]
        measure = services.plan(
            finding=Finding.objects.get(name=row["finding"]),
            kind=row["kind"],
            text=row["text"],
            owner=owner,
            due_on=local_date(agency.now) + timedelta(days=row["due_in"]),
            by=agency.people["kari"],
            at=at,
        )
        for action, reason in row.get("then", ()):
            measure = Measure.objects.get(pk=measure.pk)
            services.act_on_measure(measure=measure, action=action, by=owner, at=at, reason=reason)

    return plan


def _link(agency: Agency, rows: list[dict[str, Any]], at: datetime) -> None:
    """What the findings mean for the strategy that is worked on, and for a channel."""
    version = strategy.Standing().newest
    for row in rows:
        target: dict[str, Any] = {"version": version, "section": row.get("section", "")}
        if "channel" in row:
            target = {"decision": Decision.objects.filter(channel__slug=row["channel"]).last()}
        services.link(
            finding=Finding.objects.get(name=row["finding"]),
            note=row["note"],
            by=agency.people["kari"],
            at=at,
            **target,
        )
