"""How the strategies were checked, heard, approved and journalled; and one that is on hearing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from difi_sosial.core.clock import local_date
from difi_sosial.core.workdays import add_workdays
from difi_sosial.hearing import services as hearings
from difi_sosial.hearing.models import Hearing, Input
from difi_sosial.journal import services as journal
from difi_sosial.journal.enums import EntryState
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.portal.management.demo.agency import Agency, told
from difi_sosial.strategy import services as strategies
from difi_sosial.strategy.enums import Scope, Section
from difi_sosial.strategy.models import Strategy, StrategyVersion
from difi_sosial.strategy.queries import source_key


def newest(title: str) -> StrategyVersion:
    """The newest version of the strategy with this title."""
    strategy = Strategy.objects.get(title=title)
    return StrategyVersion.objects.filter(strategy=strategy).order_by("-number")[0]


def first(agency: Agency, title: str) -> None:
    """Checked, heard by four and worked over: the head sends it on to the one who approves."""
    line, people, facts = agency.timeline, agency.people, told("hearings")["first"]
    kari, oddvar = people["kari"], people["oddvar"]

    def open_hearing(at: datetime) -> None:
        _ask(agency, title, facts, date(2025, 2, 7), at)

    line.at(agency.when("2025-01-23"), lambda at: _submit(title, kari, at))
    line.at(agency.when("2025-01-24"), open_hearing)
    for number, given in enumerate(facts["inputs"]):
        line.at(agency.when(given["on"], 11, number), _saying(agency, title, given))
        line.at(agency.when("2025-02-11", 9, 10 * number), _answering(agency, title, given))
    for one in facts["no_remarks"]:
        line.at(agency.when(one["on"], 14), _passing(agency, title, one["by"]))
    line.at(
        agency.when("2025-02-11", 15),
        lambda at: strategies.revise(version=newest(title), by=oddvar, at=at),
    )
    for day in ("2025-02-12", "2025-02-17"):
        line.at(agency.when(day, 14), lambda at: _submit(title, kari, at))
        line.at(
            agency.when(day, 15),
            lambda at: strategies.forward(version=newest(title), by=oddvar, at=at),
        )


def decided(agency: Agency, title: str) -> None:
    """Approved, journalled the next day, and put in force by the head."""
    line, people = agency.timeline, agency.people
    line.at(
        agency.when("2025-02-24"),
        lambda at: strategies.approve(version=newest(title), by=people["ingrid"], at=at),
    )
    line.at(
        agency.when("2025-02-25", 13),
        lambda at: journal_entry(agency, source_key(newest(title)), at),
    )
    line.at(
        agency.when("2025-02-25", 14),
        lambda at: strategies.put_in_force(version=newest(title), by=people["oddvar"], at=at),
    )


def reviewed(agency: Agency, title: str) -> None:
    """A year later the clock opens the review, and the head lets the text stand."""
    line, oddvar = agency.timeline, agency.people["oddvar"]
    line.at(agency.when("2026-02-25", 6), lambda at: strategies.open_reviews(at=at))
    line.at(
        agency.when("2026-03-03"),
        lambda at: strategies.keep(
            version=Strategy.objects.get(title=title).versions.get(number=1),
            by=oddvar,
            at=at,
            reason=told("hearings")["kept"],
        ),
    )


def campaign(agency: Agency, parent: str) -> None:
    """A campaign made from the strategy in force, and on hearing now."""
    line, people, facts = agency.timeline, agency.people, told("hearings")["campaign"]
    title = facts["title"]

    def begin(at: datetime) -> None:
        version = Strategy.objects.get(title=parent).versions.get(state="in_force")
        strategies.copy(
            version=version,
            title=title,
            unit=agency.units["NORD"],
            owner=people["ase"],
            by=people["ase"],
            at=at,
            scope=Scope.CAMPAIGN,
            ends_on=date(local_date(agency.now).year + 1, 6, 30),
        )

    line.at(agency.when(-20, 8), begin)
    line.at(agency.when(-20, 9), lambda at: _adapt(agency, title, facts, at))
    line.at(agency.when(-9, 8), lambda at: _submit(title, people["ase"], at))
    deadline = add_workdays(local_date(agency.now), 4)
    line.at(agency.when(-7, 9), lambda at: _ask(agency, title, facts, deadline, at))
    for number, given in enumerate(facts["inputs"]):
        line.at(agency.when(-4, 10 + number), _saying(agency, title, given))
        if "answer" in given:
            line.at(agency.when(-2, 14), _answering(agency, title, given))


def _adapt(agency: Agency, title: str, facts: Mapping[str, Any], at: datetime) -> None:
    """The campaign's own purpose, and who is heard about it."""
    texts: dict[Section, dict[str, Any]] = {
        Section.MANDATE: {name: facts[name] for name in ("heard", "heard_text")},
        Section.PURPOSES: {"purpose_text": facts["purpose_text"]},
    }
    for section, values in texts.items():
        version = newest(title)
        strategies.save_section(
            version=version,
            section=section,
            edition=version.edition,
            values=values,
            by=agency.people["ase"],
            at=at,
        )


def _submit(title: str, by: Any, at: datetime) -> None:
    strategies.submit(version=newest(title), by=by, at=at)


def _ask(
    agency: Agency, title: str, facts: Mapping[str, Any], deadline: date, at: datetime
) -> None:
    strategies.open_hearing(
        version=newest(title),
        invited=[agency.people[key] for key in facts["invited"]],
        deadline=deadline,
        question=facts["question"],
        by=agency.people["oddvar"],
        at=at,
    )


def _hearing(title: str) -> Hearing:
    return Hearing.objects.filter(subject=source_key(newest(title))).latest("opened_at")


def _saying(agency: Agency, title: str, given: Mapping[str, Any]) -> Any:
    return lambda at: hearings.give_input(
        hearing=_hearing(title),
        text=given["text"],
        part=given["part"],
        by=agency.people[given["by"]],
        at=at,
    )


def _passing(agency: Agency, title: str, key: str) -> Any:
    return lambda at: hearings.say_no_remarks(hearing=_hearing(title), by=agency.people[key], at=at)


def _answering(agency: Agency, title: str, given: Mapping[str, Any]) -> Any:
    def answer(at: datetime) -> None:
        found = Input.objects.get(hearing=_hearing(title), text=given["text"])
        hearings.answer_input(
            given=found,
            verdict=given["verdict"],
            answer=given["answer"],
            by=agency.people["oddvar"],
            at=at,
            edition=found.edition,
            seen=found.answer_edition,
        )

    return answer


def journal_entry(agency: Agency, key: str, at: datetime) -> None:
    """Sigrid journals an approval. Where no PDF can be made, the example says that she did."""
    entry = RegistryEntry.objects.get(source_key=key)
    if agency.can_render:
        journal.render_waiting(at=at)
        journal.journal(entry=entry, by=agency.people["sigrid"], at=at)
        return
    RegistryEntry.objects.filter(pk=entry.pk).update(
        state=EntryState.JOURNALED, journaled_at=at, journaled_by=agency.people["sigrid"].name
    )
