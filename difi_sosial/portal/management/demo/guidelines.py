"""The guidelines: version 1 superseded, version 2 in force and public, version 3 to be approved."""

import re
from datetime import datetime

from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import SectionKind
from difi_sosial.guidelines.models import Guideline, GuidelineVersion
from difi_sosial.guidelines.services import RuleText, SectionText
from difi_sosial.people.models import User
from difi_sosial.portal.management.demo.agency import Agency, path_of
from difi_sosial.portal.management.demo.guideline_hearings import heard, newest
from difi_sosial.portal.management.demo.hearings import journal_entry

TITLE = "Retningslinjer for sosiale medier"
NYNORSK = "Retningslinjer for sosiale medium"
RULES = [
    (
        "Ikke tru eller trakasser noen.",
        "Ikkje trug eller trakasser nokon.",
        "straffeloven §§ 263 og 266",
    ),
    (
        "Ikke skriv hatefullt om hudfarge, opphav, tro, legning, kjønnsuttrykk eller "
        "funksjonsnedsettelse.",
        "Ikkje skriv hatefullt om hudfarge, opphav, tru, legning, kjønnsuttrykk eller "
        "funksjonsnedsetjing.",
        "straffeloven § 185",
    ),
    (
        "Ikke skriv personopplysninger om deg selv eller andre.",
        "Ikkje skriv personopplysningar om deg sjølv eller andre.",
        "personvernforordningen artikkel 6",
    ),
    (
        "Ikke legg ut reklame, og ikke gjenta det samme mange ganger i samme tråd.",
        "Ikkje legg ut reklame, og ikkje gjenta det same mange gonger i same tråd.",
        "",
    ),
]
NEW_RULE = (
    "Ikke utgi deg for å være en annen.",
    "Ikkje gi deg ut for å vere ein annan.",
    "straffeloven § 202",
)
PART = re.compile(r"^# (\w+)(?:: (.*))?$", re.MULTILINE)


def schedule(agency: Agency) -> None:
    """Three versions, each by another pair of hands than the one that approves."""
    line, people = agency.timeline, agency.people
    kari, oddvar = people["kari"], people["oddvar"]
    line.at(
        agency.when("2025-03-05"),
        lambda at: guidelines.create(
            title=TITLE, unit=agency.units["KOM"], by=kari, at=at, is_public=True
        ),
    )
    _write(agency, agency.when("2025-03-06"), "v1", kari)
    heard(agency, TITLE, "v1")
    line.at(agency.when("2025-03-14"), lambda at: _send(kari, at))
    line.at(
        agency.when("2025-03-20"),
        lambda at: guidelines.approve(version=_last(), by=people["ingrid"], at=at),
    )
    line.at(agency.when("2025-03-21", 8), lambda at: _into_force(agency, oddvar, at))
    _start(agency, agency.when("2025-10-06"), kari)
    _write(agency, agency.when("2025-10-07"), "v2", kari)
    line.at(agency.when("2025-10-08"), lambda at: _rules(RULES, kari, at))
    heard(agency, TITLE, "v2")
    line.at(
        agency.when("2025-11-17"),
        lambda at: _send(oddvar, at),
    )
    line.at(
        agency.when("2025-12-03"),
        lambda at: guidelines.approve(version=_last(), by=people["per"], at=at),
    )
    line.at(
        agency.when("2025-12-08", 8),
        lambda at: _into_force(agency, oddvar, at),
    )
    _third(agency)
    _nynorsk(agency)


def _third(agency: Agency) -> None:
    """The version that waits for approval: a clause, a fifth rule, and advice not followed."""
    line, ase = agency.timeline, agency.people["ase"]
    _start(agency, agency.when(-25), ase)
    _write(agency, agency.when(-24), "v3", ase)
    line.at(agency.when(-23), lambda at: _clause("procedures", "kort", ase, at))
    line.at(agency.when(-22), lambda at: _rules([*RULES, NEW_RULE], ase, at))
    line.at(agency.when(-21), lambda at: _consider(ase, at))
    heard(agency, TITLE, "v3")
    line.at(agency.when(-4, 13), lambda at: _send(ase, at))


def _send(by: User, at: datetime, title: str = TITLE) -> None:
    guidelines.close_hearing(version=_last(title), by=by, at=at)


def _into_force(agency: Agency, by: User, at: datetime, title: str = TITLE) -> None:
    """The archivist journals the approval, and the version applies from the same day."""
    journal_entry(agency, queries.source_key(_last(title)), at)
    guidelines.put_in_force(version=_last(title), by=by, at=at)


def _rules(wanted: list[tuple[str, str, str]], by: User, at: datetime, title: str = TITLE) -> None:
    """The house rules of the version being written; those that were there keep their numbers."""
    version = _last(title)
    known = [rule.number for rule in version.house_rules.all()]
    numbers = [*known, *[None] * len(wanted)]
    guidelines.save_house_rules(
        version=version,
        seen=queries.fingerprint(version.house_rules.all()),
        wanted=[RuleText(number, *row) for number, row in zip(numbers, wanted, strict=False)],
        by=by,
        at=at,
    )


def _clause(kind: str, key: str, by: User, at: datetime, title: str = TITLE) -> None:
    """Put a clause of the library into a section, with the facts as they are then."""
    version = _last(title)
    section = version.sections.get(kind=kind)
    clause = queries.clauses(kind, version.guideline.language).get(key=key)
    text = SectionText(section.pk, section.edition, section.heading, section.body)
    guidelines.insert_clause(section=section, text=text, clause=clause, by=by, at=at)


def _consider(by: User, at: datetime) -> None:
    """Turn down the first piece of advice on the version, if there is any."""
    version = _last()
    for item in queries.advice(version)[:1]:
        guidelines.dismiss_advice(
            version=version,
            anchor=item.section.anchor,
            rule=item.finding.rule,
            digest=item.finding.digest,
            reason="Alle som har tjenestetelefon hos oss, kjenner forkortelsen.",
            by=by,
            at=at,
        )


def _nynorsk(agency: Agency) -> None:
    """The same guideline in nynorsk: written from the library in a day, approved, in force."""
    line, people = agency.timeline, agency.people
    ase, ingrid = people["ase"], people["ingrid"]

    line.at(agency.when(-75), lambda at: _write_nynorsk(agency, ase, at))
    heard(agency, NYNORSK, "nynorsk")
    line.at(agency.when(-62), lambda at: _send(ase, at, NYNORSK))
    line.at(
        agency.when(-55), lambda at: guidelines.approve(version=_last(NYNORSK), by=ingrid, at=at)
    )
    line.at(
        agency.when(-54, 8),
        lambda at: _into_force(agency, ase, at, NYNORSK),
    )
    # A draft whose text has fallen behind: a fifth rule, where the procedures name four.
    _start(agency, agency.when(-10), ase, NYNORSK)
    line.at(agency.when(-9), lambda at: _rules([*RULES, NEW_RULE], ase, at, NYNORSK))


def _write_nynorsk(agency: Agency, ase: User, at: datetime) -> None:
    """Every part from the first clause of the library, twinned and sent in."""
    unit = agency.units["KOM"]
    made = guidelines.create(title=NYNORSK, unit=unit, by=ase, at=at, is_public=True, language="nn")
    version = made.versions.get()
    for kind in ("house_rules", "privacy", "archive", "threats"):
        guidelines.include_section(version=version, kind=kind, by=ase, at=at)
    _rules(RULES, ase, at, NYNORSK)
    for section in version.sections.all():
        clause = queries.clauses(section.kind, "nn")[0]
        _clause(section.kind, clause.key, ase, at, NYNORSK)
    twin = Guideline.objects.get(title=TITLE)
    guidelines.change_details(
        version=version,
        by=ase,
        at=at,
        title=NYNORSK,
        owner=ase,
        unit=unit,
        is_public=True,
        review_on=None,
        twin=twin,
    )


def _start(agency: Agency, moment: datetime, by: User, title: str = TITLE) -> None:
    agency.timeline.at(
        moment,
        lambda at: guidelines.start_version(
            guideline=Guideline.objects.get(title=title), by=by, at=at
        ),
    )


def _write(agency: Agency, moment: datetime, name: str, by: User) -> None:
    """Save the parts that a file holds; an own part that is new is added."""

    def save(at: datetime) -> None:
        version = _last()
        parts = parts_of(path_of(f"guidelines/{name}.md").read_text(encoding="utf-8"))
        present = set(version.sections.values_list("kind", flat=True))
        for kind, heading, _body in parts:
            if kind == SectionKind.OWN:
                guidelines.add_section(version=version, heading=heading, by=by, at=at)
            elif kind not in present:
                guidelines.include_section(version=version, kind=kind, by=by, at=at)
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


def _last(title: str = TITLE) -> GuidelineVersion:
    return newest(title)
