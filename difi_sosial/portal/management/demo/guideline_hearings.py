"""How the guidelines were heard: a union representative every time, and each input answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from difi_sosial.core.clock import local_date
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.queries import source_key
from difi_sosial.hearing import services as hearings
from difi_sosial.hearing.models import Hearing, Input
from difi_sosial.portal.management.demo.agency import Agency, told

SPOKESPERSON = "tone"


def newest(title: str) -> GuidelineVersion:
    """The newest version of the guideline with this title."""
    return GuidelineVersion.objects.filter(guideline__title=title).order_by("-number")[0]


def heard(agency: Agency, title: str, name: str) -> None:
    """Open the hearing of a version, and let it be spoken to and answered."""
    line, facts = agency.timeline, told("guideline_hearings")
    row = facts[name]
    line.at(
        agency.when(row["opened"], 14),
        lambda at: _open(agency, title, row, facts["question"], at),
    )
    for given in row["inputs"]:
        line.at(agency.when(given["on"], 11), _saying(agency, title, given))
        line.at(agency.when(given["on"], 12), _answering(agency, title, row, given))


def _open(agency: Agency, title: str, row: Mapping[str, Any], question: str, at: datetime) -> None:
    guidelines.open_hearing(
        version=newest(title),
        invited=[agency.people[key] for key in row["invited"]],
        representatives=[agency.people[SPOKESPERSON]],
        deadline=local_date(agency.when(row["deadline"])),
        question=question,
        by=agency.people[row["by"]],
        at=at,
    )


def _saying(agency: Agency, title: str, given: Mapping[str, Any]) -> Any:
    return lambda at: hearings.give_input(
        hearing=_hearing(title), text=given["text"], by=agency.people[given["by"]], at=at
    )


def _answering(agency: Agency, title: str, row: Mapping[str, Any], given: Mapping[str, Any]) -> Any:
    def answer(at: datetime) -> None:
        said = Input.objects.get(hearing=_hearing(title), text=given["text"])
        hearings.answer_input(
            given=said,
            verdict=given["verdict"],
            answer=given["answer"],
            by=agency.people[row["by"]],
            at=at,
            edition=said.edition,
            seen=said.answer_edition,
        )

    return answer


def _hearing(title: str) -> Hearing:
    return Hearing.objects.get(subject=source_key(newest(title)))
