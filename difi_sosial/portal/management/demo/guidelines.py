"""The guidelines: version 1 superseded, version 2 in force and public, version 3 to be approved."""

import re
from datetime import datetime

from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import SectionKind
from difi_sosial.guidelines.models import Guideline, GuidelineVersion
from difi_sosial.guidelines.services import SectionText
from difi_sosial.people.models import User
from difi_sosial.portal.management.demo.agency import Agency, path_of

TITLE = "Retningslinjer for sosiale medier"
PART = re.compile(r"^# (\w+)(?:: (.*))?$", re.MULTILINE)


def schedule(agency: Agency) -> None:
    """Three versions, each by another pair of hands than the one that approves."""
    line, people = agency.timeline, agency.people
    kari, ase, oddvar = people["kari"], people["ase"], people["oddvar"]
    ingrid, per = people["ingrid"], people["per"]
    line.at(
        agency.when("2025-03-05"),
        lambda at: guidelines.create(
            title=TITLE, unit=agency.units["KOM"], by=kari, at=at, is_public=True
        ),
    )
    _write(agency, agency.when("2025-03-06"), "v1", kari)
    line.at(
        agency.when("2025-03-14"), lambda at: guidelines.submit(version=_last(), by=kari, at=at)
    )
    line.at(
        agency.when("2025-03-20"), lambda at: guidelines.approve(version=_last(), by=ingrid, at=at)
    )
    line.at(
        agency.when("2025-03-21", 8),
        lambda at: guidelines.put_in_force(version=_last(), by=oddvar, at=at),
    )
    _start(agency, agency.when("2025-10-06"), kari)
    _write(agency, agency.when("2025-10-07"), "v2", kari)
    line.at(
        agency.when("2025-11-17"), lambda at: guidelines.submit(version=_last(), by=oddvar, at=at)
    )
    line.at(
        agency.when("2025-12-03"), lambda at: guidelines.approve(version=_last(), by=per, at=at)
    )
    line.at(
        agency.when("2025-12-08", 8),
        lambda at: guidelines.put_in_force(version=_last(), by=oddvar, at=at),
    )
    _start(agency, agency.when(-25), ase)
    _write(agency, agency.when(-24), "v3", ase)
    line.at(agency.when(-4, 13), lambda at: guidelines.submit(version=_last(), by=ase, at=at))


def _start(agency: Agency, moment: datetime, by: User) -> None:
    agency.timeline.at(
        moment,
        lambda at: guidelines.start_version(
            guideline=Guideline.objects.get(title=TITLE), by=by, at=at
        ),
    )


def _write(agency: Agency, moment: datetime, name: str, by: User) -> None:
    """Save the parts that a file holds; an own part that is new is added."""

    def save(at: datetime) -> None:
        version = _last()
        parts = parts_of(path_of(f"guidelines/{name}.md").read_text(encoding="utf-8"))
        for kind, heading, _body in parts:
            if kind == SectionKind.OWN:
                guidelines.add_section(version=version, heading=heading, by=by, at=at)
        bodies = {heading or kind: body for kind, heading, body in parts}
        texts = [
            SectionText(section.pk, section.edition, section.heading, bodies[key])
            for section in version.sections.all()
            if (key := section.heading if section.is_own else section.kind) in bodies
        ]
        guidelines.save_sections(version=version, texts=texts, by=by, at=at)

    agency.timeline.at(moment, save)


def parts_of(text: str) -> list[tuple[str, str, str]]:
    """Kind, heading (own parts only) and Markdown of every part of a file."""
    pieces = PART.split(text)[1:]
    rows = zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    return [(kind, heading or "", body.strip()) for kind, heading, body in rows]


def _last() -> GuidelineVersion:
    return GuidelineVersion.objects.filter(guideline__title=TITLE).order_by("-number")[0]
