"""The depot's own tests, made again: every Arkade 5 test that can report an error, and a few more.

Each test reads what ``survey`` found in a finished package and gives findings. Numbers are
Arkade's (N5.01 …); ``AST18`` is documaster's; ``P.…`` are the portal's own. ``validate`` is N5.03.
"""

import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from difi_sosial.journal.noark import addml
from difi_sosial.journal.noark.codes import (
    CHECKSUM_ALGORITHM,
    CaseStatus,
    DocumentRole,
    DocumentStatus,
    EntryStatus,
    ScreenedDocument,
    Variant,
)
from difi_sosial.journal.noark.survey import Survey, survey


@dataclass(frozen=True, slots=True)
class Finding:
    """A test that found something wrong, and what it is wrong with."""

    test: str
    subject: str


Found = Iterator[Finding]


def check(package: zipfile.ZipFile) -> list[Finding]:
    """Every finding of every test, in the order of the tests."""
    facts = survey(package)
    return [finding for test in TESTS for finding in test(facts)]


def n5_01_files_exist(facts: Survey) -> Found:
    """Every XML and XSD named in arkivuttrekk.xml is in the package, and the other way round."""
    named = {item.name for item in facts.described} | {addml.FILE, addml.SCHEMA}
    present = {name for name in facts.members if "/" not in name}
    for name in sorted(named ^ present):
        yield Finding("N5.01", name)


def n5_02_checksums(facts: Survey) -> Found:
    """Algorithm and value are stated and right for each described file."""
    for item in facts.described:
        if item.sha256 is None:  # a later mention, by name only
            continue
        if item.algorithm != "SHA-256" or facts.members.get(item.name, ("", 0))[0] != item.sha256:
            yield Finding("N5.02", item.name)


def n5_10_16_declared_counts(facts: Survey) -> Found:
    """The declared numbers of units are the numbers found."""
    found = {
        ("arkivstruktur", "mappe"): ("N5.10", len(facts.cases)),
        ("arkivstruktur", "registrering"): ("N5.16", len(facts.entries)),
        ("endringslogg", "endring"): ("N5.61", len(facts.changes)),
        ("loependeJournal", "journalregistrering"): ("N5.59", len(facts.running.entries)),
        ("offentligJournal", "journalregistrering"): ("N5.59", len(facts.public.entries)),
    }
    for key, (test, number) in found.items():
        if facts.counts.get(key) != number:
            yield Finding(test, f"{key[0]}: {key[1]}")


def n5_12_19_leaf_classes(facts: Survey) -> Found:
    """Cases and records lie on classes without subclasses only."""
    for class_id, children in facts.classes:
        if "klasse" in children and "mappe" in children:
            yield Finding("N5.12", class_id)
        if "klasse" in children and "registrering" in children:
            yield Finding("N5.19", class_id)


def n5_15_case_status(facts: Survey) -> Found:
    """Every case is closed or cancelled."""
    for folder_id, status in facts.cases:
        if status not in (CaseStatus.CLOSED, CaseStatus.CANCELLED):
            yield Finding("N5.15", folder_id)


def n5_17_22_entries(facts: Survey) -> Found:
    """Every entry has a kind, is archived or cancelled, and has a readable creation time."""
    for entry in facts.entries:
        if not entry.kind:
            yield Finding("N5.17", entry.name)
        if entry.status not in (EntryStatus.ARCHIVED, EntryStatus.CANCELLED):
            yield Finding("N5.22", entry.name)
        if not entry.created_at:
            yield Finding("N5.27", entry.name)


def n5_25_document_status(facts: Survey) -> Found:
    """Every document is finished."""
    for entry in facts.entries:
        for paper in entry.documents:
            if paper.status != DocumentStatus.FINISHED:
                yield Finding("N5.25", entry.name)


def n5_28_file_count(facts: Survey) -> Found:
    """There are files, as many as declared."""
    if not facts.files or len(facts.files) != facts.declared_files:
        yield Finding("N5.28", f"{len(facts.files)} / {facts.declared_files}")


def n5_29_formats(facts: Survey) -> Found:
    """The stated format is the file's extension."""
    for item in facts.objects():
        if item.format.lower() != PurePosixPath(item.path).suffix.lstrip(".").lower():
            yield Finding("N5.29", item.path)


def n5_30_file_checksums(facts: Survey) -> Found:
    """Each file has the stated SHA-256 and size."""
    for item in facts.objects():
        stated = (item.sha256, item.size)
        if item.algorithm != CHECKSUM_ALGORITHM or facts.members.get(item.path) != stated:
            yield Finding("N5.30", item.path)


def n5_32_33_references(facts: Survey) -> Found:
    """Every reference has a file; every file has a reference (one)."""
    referred = Counter(item.path for item in facts.objects())
    for path in sorted(set(referred) - set(facts.files)):
        yield Finding("N5.32", path)
    for path in sorted(set(facts.files) - set(referred)):
        yield Finding("N5.33", path)
    for path, times in referred.items():
        if times > 1:
            yield Finding("N5.34", path)


def n5_42_flags(facts: Survey) -> Found:
    """The three flags of arkivuttrekk.xml agree with what was found."""
    found = {
        "inneholderSkjermetInformasjon": ("N5.42", "skjerming"),
        "inneholderDokumenterSomSkalKasseres": ("N5.44", "kassasjon"),
        "omfatterDokumenterSomErKassert": ("N5.45", "utfoertKassasjon"),
        "inneholderVirksomhetsspesifikkeMetadata": ("P.04", "virksomhetsspesifikkeMetadata"),
    }
    for flag, (test, element) in found.items():
        if facts.flags.get(flag) != (element in facts.seen):
            yield Finding(test, flag)


def n5_47_51_identity(facts: Survey) -> Found:
    """No systemID twice; references to series and classes resolve."""
    for system_id, times in facts.system_ids.items():
        if times > 1:
            yield Finding("N5.47", system_id)
    for element, target in facts.references:
        if target not in facts.system_ids:
            yield Finding("N5.48" if element == "referanseArkivdel" else "N5.51", target)


def n5_59_60_journals(facts: Survey) -> Found:
    """Both journals hold every entry in the same order; their days are the entries' outermost."""
    wanted = [entry.system_id for entry in sorted(facts.entries, key=lambda entry: entry.order)]
    days = sorted(entry.journal_date for entry in facts.entries)
    for name, journal in (("loependeJournal", facts.running), ("offentligJournal", facts.public)):
        if journal.entries != wanted or journal.declared != len(wanted):
            yield Finding("N5.59", name)
        if days and (journal.first_day, journal.last_day) != (days[0], days[-1]):
            yield Finding("N5.60", name)


def n5_62_change_references(facts: Survey) -> Found:
    """Every change is about a unit in the package."""
    for unit_id in facts.changes:
        if unit_id not in facts.system_ids:
            yield Finding("N5.62", unit_id)


def n5_63_64_nothing_empty(facts: Survey) -> Found:
    """No element and no file is empty."""
    for element in facts.empty_elements:
        yield Finding("N5.63", element)
    for name, (_sha256, size) in facts.members.items():
        if size == 0:
            yield Finding("N5.64", name)


def ast18_parties_and_main_document(facts: Survey) -> Found:
    """Every entry has a party and one main document, and a redacted copy when partly screened."""
    for entry in facts.entries:
        if not entry.parties:
            yield Finding("AST18", entry.name)
        mains = [paper for paper in entry.documents if paper.role == DocumentRole.MAIN]
        if len(mains) != 1:
            yield Finding("P.01", entry.name)
        variants = {item.variant for paper in entry.documents for item in paper.objects}
        is_part = entry.screened_document == ScreenedDocument.PART
        if is_part and entry.is_archived and Variant.REDACTED not in variants:
            yield Finding("P.02", entry.name)


def p_03_public_journal_is_masked(facts: Survey) -> Found:
    """No screened title or name stands in the public journal."""
    for system_id, secret in facts.secrets():
        if secret in facts.public.texts.get(system_id, ""):
            yield Finding("P.03", system_id)


def p_05_numbers_without_gaps(facts: Survey) -> Found:
    """Sequence numbers run from 1 without gaps or doubles, year by year."""
    for year in sorted({entry.order[0] for entry in facts.entries}):
        numbers = sorted(entry.order[1] for entry in facts.entries if entry.order[0] == year)
        if numbers != list(range(1, len(numbers) + 1)):
            yield Finding("P.05", str(year))


def p_06_only_the_package(facts: Survey) -> Found:
    """Everything lies in one top folder, and files only in the document folder."""
    for name in facts.strangers:
        yield Finding("P.06", name)


TESTS: tuple[Callable[[Survey], Found], ...] = (
    n5_01_files_exist,
    n5_02_checksums,
    n5_10_16_declared_counts,
    n5_12_19_leaf_classes,
    n5_15_case_status,
    n5_17_22_entries,
    n5_25_document_status,
    n5_28_file_count,
    n5_29_formats,
    n5_30_file_checksums,
    n5_32_33_references,
    n5_42_flags,
    n5_47_51_identity,
    n5_59_60_journals,
    n5_62_change_references,
    n5_63_64_nothing_empty,
    ast18_parties_and_main_document,
    p_03_public_journal_is_masked,
    p_05_numbers_without_gaps,
    p_06_only_the_package,
)
