"""A guideline that is being written: its parts, what is lacking, and what people say about it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import SectionKind
from difi_sosial.guidelines.models import GuidelineVersion, Section
from difi_sosial.guidelines.services import SectionText
from difi_sosial.portal.management.demo.agency import Agency, path_of, told
from difi_sosial.portal.management.demo.guidelines import parts_of

TITLE = "Retningsliner for direktesendingar"
TAKEN_IN = (SectionKind.SCOPE, SectionKind.EVALUATION)
# What a comment pointed at before its words were changed.
FIRST_TONE = (
    "Snakk slik du ville ha gjort på eit ope møte. Forklar ord som ikkje alle kan. "
    "Bruk gjerne dialekta di heile vegen."
)


def schedule(agency: Agency) -> None:
    """Begun two weeks ago, commented on by six people, and not yet whole."""
    ase = agency.people["ase"]
    agency.timeline.at(
        agency.when(-14),
        lambda at: guidelines.create(
            title=TITLE, unit=agency.units["KOM"], by=ase, at=at, language="nn"
        ),
    )
    agency.timeline.at(agency.when(-13), lambda at: _write(agency, at))
    for row in told("guideline_comments"):
        _comment(agency, row)
    agency.timeline.at(agency.when(-5, 14), lambda at: _change_tone(agency, at))


def _write(agency: Agency, at: datetime) -> None:
    version, ase = _draft(), agency.people["ase"]
    for taken in TAKEN_IN:
        guidelines.include_section(version=version, kind=taken, by=ase, at=at)
    written = parts_of(path_of("guidelines/direkte.md").read_text(encoding="utf-8"))
    for kind, heading, _body in written:
        if kind == SectionKind.OWN:
            guidelines.add_section(version=version, heading=heading, by=ase, at=at)
    bodies = {part: body for part, _h, body in written} | {SectionKind.TONE.value: FIRST_TONE}
    texts = [
        SectionText(section.pk, section.edition, section.heading, bodies[section.kind])
        for section in version.sections.all()
        if section.kind in bodies
    ]
    guidelines.save_sections(version=version, texts=texts, by=ase, at=at)


def _change_tone(agency: Agency, at: datetime) -> None:
    section = _section(SectionKind.TONE)
    body = FIRST_TONE.replace(" gjerne dialekta di heile vegen", " dialekta di")
    text = SectionText(section.pk, section.edition, section.heading, body)
    guidelines.save_sections(version=_draft(), texts=[text], by=agency.people["ase"], at=at)


def _comment(agency: Agency, row: dict[str, Any]) -> None:
    """One thread: begun, answered, and perhaps dealt with, each on its day."""
    people, threads = agency.people, []

    def begin(at: datetime) -> None:
        threads.append(
            guidelines.comment(
                version=_draft(),
                anchor=_section(row["part"]).anchor,
                text=row["text"],
                quote=row.get("quote", ""),
                by=people[row["by"]],
                at=at,
            )
        )

    def answer(said: dict[str, Any]) -> Callable[[datetime], object]:
        by, text = people[said["by"]], said["text"]
        return lambda at: guidelines.answer(thread=threads[0], text=text, by=by, at=at)

    agency.timeline.at(agency.when(row["day"], 11), begin)
    for place, said in enumerate(row["answers"]):
        agency.timeline.at(agency.when(said["day"], 13, place), answer(said))
    if closed := row.get("resolved"):
        by = people[closed["by"]]
        agency.timeline.at(
            agency.when(closed["day"], 15),
            lambda at: guidelines.close_or_open(thread=threads[0], action="resolve", by=by, at=at),
        )


def _draft() -> GuidelineVersion:
    return GuidelineVersion.objects.get(guideline__title=TITLE)


def _section(kind: str) -> Section:
    return _draft().sections.get(kind=kind)
