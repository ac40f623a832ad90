"""The strategy in force, the version that is being written, and a region's own."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from difi_sosial.people.models import User
from difi_sosial.portal.management.demo import hearings
from difi_sosial.portal.management.demo.agency import Agency, key_of, told
from difi_sosial.portal.management.demo.hearings import newest
from difi_sosial.strategy import services as strategies
from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.models import ROW_RELATIONS, Strategy
from difi_sosial.strategy.queries import rows_of

DATES = (
    *("due_on", "baseline_on", "next_review", "net_identity_on"),
    *("valid_from", "valid_to", "pilot_until"),
)
NUMBERS = ("hours_per_week", "baseline", "target")
KINDS = set(ROW_RELATIONS)


def schedule(agency: Agency) -> None:
    """Everything that happens to strategies."""
    facts = told("strategy")
    _first(agency, facts)
    _measurements(agency, facts)
    _second(agency, facts)
    _region(agency, facts)
    hearings.reviewed(agency, facts["title"])
    hearings.campaign(agency, facts["title"])


def _first(agency: Agency, facts: dict[str, Any]) -> None:
    """Written, heard, sent back once, approved: the one in force."""
    line, people = agency.timeline, agency.people
    kari, ingrid = people["kari"], people["ingrid"]

    def begin(at: datetime) -> None:
        strategies.create(
            title=facts["title"], unit=agency.units["KOM"], owner=people["oddvar"], by=kari, at=at
        )

    line.at(agency.when("2025-01-15"), begin)
    _write_first(agency, facts)
    hearings.first(agency, facts["title"])
    line.at(
        agency.when("2025-02-14"),
        lambda at: strategies.send_back(
            version=newest(facts["title"]), by=ingrid, at=at, reason=facts["returned_reason"]
        ),
    )
    line.at(
        agency.when("2025-02-17"),
        lambda at: strategies.reopen(version=newest(facts["title"]), by=kari, at=at),
    )
    goals = facts["first"]["GOALS"]
    _write(agency, agency.when("2025-02-17", 11), facts["title"], "GOALS", goals, kari)
    hearings.decided(agency, facts["title"])


def _write_first(agency: Agency, facts: dict[str, Any]) -> None:
    """Every section, over three days of January."""
    kari = agency.people["kari"]
    for number, (name, content) in enumerate(facts["first"].items()):
        draft = _with_a_low_target(content) if name == "GOALS" else content
        moment = agency.when(f"2025-01-{20 + number // 8}", 8 + number % 8)
        _write(agency, moment, facts["title"], name, draft, kari)


def _measurements(agency: Agency, facts: dict[str, Any]) -> None:
    """What the goals in force have measured since."""
    for told_of in facts["measurements"]:

        def measure(at: datetime, fact: Mapping[str, Any] = told_of) -> None:
            strategy = Strategy.objects.get(title=facts["title"])
            first = strategy.versions.get(number=1)
            strategies.measure_goal(
                strategy=strategy,
                goal_key=first.goals.all()[fact["goal"]].key,
                value=Decimal(fact["value"]),
                measured_on=date.fromisoformat(fact["day"]),
                source=fact["source"],
                by=agency.people["kari"],
                at=at,
            )

        agency.timeline.at(agency.when(told_of["day"], 15), measure)


def _second(agency: Agency, facts: dict[str, Any]) -> None:
    """A new version, begun this autumn and not finished."""
    kari = agency.people["kari"]
    agency.timeline.at(
        agency.when(-40),
        lambda at: strategies.new_version(version=newest(facts["title"]), by=kari, at=at),
    )
    for number, (name, content) in enumerate(facts["second"].items()):
        _write(agency, agency.when(-38, 10 + number), facts["title"], name, content, kari)


def _region(agency: Agency, facts: dict[str, Any]) -> None:
    """A draft in nynorsk, hardly begun."""
    title, ase = facts["region"]["title"], agency.people["ase"]
    agency.timeline.at(
        agency.when(-70),
        lambda at: strategies.create(
            title=title,
            unit=agency.units["NORD"],
            owner=agency.people["per"],
            by=ase,
            at=at,
            language="nn",
        ),
    )
    sections = {name: one for name, one in facts["region"].items() if name != "title"}
    for number, (name, content) in enumerate(sections.items()):
        _write(agency, agency.when(-69, 8 + number), title, name, content, ase)


def _write(
    agency: Agency, moment: datetime, title: str, name: str, content: Mapping[str, Any], by: User
) -> None:
    """Save one section of the newest version of the strategy with this title."""

    def save(at: datetime) -> None:
        version = newest(title)
        values = {key: _value(key, one) for key, one in content.items() if key not in KINDS}
        rows = {kind: [_row(row) for row in content[kind]] for kind in KINDS & content.keys()}
        if more := values.pop("append", None):
            rows = {"goals": [*rows_of(version, "goals"), *map(_row, more)]}
        strategies.save_section(
            version=version,
            section=Section[name],
            edition=version.edition,
            values=values,
            rows=rows,
            by=by,
            at=at,
        )

    agency.timeline.at(moment, save)


def _with_a_low_target(goals: Mapping[str, Any]) -> dict[str, Any]:
    """The goals as they were first written: one of them aims too low."""
    rows = [*goals["goals"]]
    rows[2] = {**rows[2], "target": "15"}
    return {"goals": rows}


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the service takes it; target groups have keys that others can point at."""
    given = {name: _value(name, value) for name, value in row.items() if name != "group"}
    if "group" in row:
        given["target_group_key"] = key_of(row["group"])
    if "access_needs" in row:
        given["key"] = key_of(row["name"])
    return given


def _value(name: str, value: Any) -> Any:
    if name in DATES and value:
        return date.fromisoformat(value)
    return Decimal(value) if name in NUMBERS and value else value
