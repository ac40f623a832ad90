"""Who confirmed the guidelines: version 1 asked about and closed, version 2 half done."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from difi_sosial.core.clock import local_date
from difi_sosial.core.workdays import add_workdays
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.models import Campaign, GuidelineVersion, ReaderQuestion
from difi_sosial.guidelines.services import Audience
from difi_sosial.portal.management.demo.agency import Agency, told
from difi_sosial.portal.management.demo.guidelines import TITLE
from difi_sosial.portal.management.demo.timeline import Act


def schedule(agency: Agency) -> None:
    """Kari asks everybody about version 1; in our days again about what version 2 changed."""
    line, facts = agency.timeline, told("reading")
    first, second = facts["first"], facts["second"]
    line.at(agency.when("2025-03-21", 9), _start(agency, 1, facts["question"], first))
    for on, key in first["confirm"]:
        line.at(agency.when(on, 9), _confirm(agency, key))
    line.at(agency.when("2025-04-11", 14), _close(agency, first["note"]))
    line.at(agency.when(-18, 9), _start(agency, 2, facts["question"], second))
    for number, key in enumerate(second["confirm"]):
        line.at(agency.when(number - 16, 10), _confirm(agency, key))
    line.at(agency.when(-12, 11), _ask(agency, second["question"]))
    line.at(agency.when(-11, 9), _answer(agency, second["question"]))
    line.at(agency.when(-2, 11), _ask(agency, second["open_question"]))
    line.at(agency.when(-2, 14), _excuse(agency, second["excused"]))


def _newest() -> Campaign:
    return Campaign.objects.select_related("version__guideline").latest("pk")


def _start(agency: Agency, number: int, question: str, facts: Mapping[str, Any]) -> Act:
    def start(at: Any) -> None:
        version = GuidelineVersion.objects.get(guideline__title=TITLE, number=number)
        guidelines.start_campaign(
            version=version,
            audience=Audience(everyone=True),
            question=question,
            message=facts["message"],
            deadline=add_workdays(local_date(at + timedelta(days=1)), 8),
            by=agency.people["kari"],
            at=at,
        )

    return start


def _confirm(agency: Agency, key: str) -> Act:
    return lambda at: guidelines.confirm(campaign=_newest(), by=agency.people[key], at=at)


def _close(agency: Agency, note: str) -> Act:
    return lambda at: guidelines.close_campaign(
        campaign=_newest(), note=note, by=agency.people["kari"], at=at
    )


def _ask(agency: Agency, facts: Mapping[str, Any]) -> Act:
    return lambda at: guidelines.ask_author(
        campaign=_newest(), text=facts["text"], by=agency.people[facts["by"]], at=at
    )


def _excuse(agency: Agency, facts: Mapping[str, Any]) -> Act:
    def excuse(at: Any) -> None:
        asked = _newest().asked.get(person=agency.people[facts["who"]])
        by = agency.people[facts["by"]]
        guidelines.excuse(asked=asked, reason=facts["reason"], by=by, at=at)

    return excuse


def _answer(agency: Agency, facts: Mapping[str, Any]) -> Act:
    return lambda at: guidelines.answer_reader(
        question=ReaderQuestion.objects.get(text=facts["text"]),
        text=facts["answer"],
        by=agency.people["kari"],
        at=at,
    )
