"""What stands in a finished package, read in one pass per file, for the tests in ``checks``."""

import hashlib
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from difi_sosial.journal.noark import addml, archive, journals
from difi_sosial.journal.noark.codes import EntryStatus, PartyKind, ScreenedMetadata
from difi_sosial.journal.noark.package import DOCUMENTS, TOP

_CHUNK = 1024 * 1024
_REFERENCES = ("referanseArkivdel", "referanseSekundaerKlassifikasjon")


@dataclass(slots=True)
class Described:
    """A file as arkivuttrekk.xml describes it; ``sha256`` is None where only the name stands."""

    name: str
    algorithm: str | None
    sha256: str | None


@dataclass(slots=True)
class ObjectSeen:
    """A dokumentobjekt."""

    path: str
    format: str
    sha256: str
    algorithm: str
    size: int
    variant: str


@dataclass(slots=True)
class DocumentSeen:
    """A dokumentbeskrivelse."""

    status: str
    role: str
    objects: list[ObjectSeen]


@dataclass(slots=True)
class EntrySeen:
    """A journalpost."""

    system_id: str
    name: str
    order: tuple[int, int]
    kind: str
    status: str
    created_at: str
    journal_date: str
    title: str
    parties: list[tuple[str, str]]
    documents: list[DocumentSeen]
    screened: list[str]
    screened_document: str
    case_title: str = ""

    @property
    def is_archived(self) -> bool:
        """Whether its files are in the package."""
        return self.status == EntryStatus.ARCHIVED


@dataclass(slots=True)
class JournalSeen:
    """A journal: its entries in order, and all the text of each."""

    declared: int = -1
    first_day: str = ""
    last_day: str = ""
    entries: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Survey:
    """Everything the tests ask about."""

    members: dict[str, tuple[str, int]] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)
    described: list[Described] = field(default_factory=list)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    declared_files: int = -1
    classes: list[tuple[str, set[str]]] = field(default_factory=list)
    cases: list[tuple[str, str]] = field(default_factory=list)
    entries: list[EntrySeen] = field(default_factory=list)
    entries_handled: int = 0
    system_ids: Counter[str] = field(default_factory=Counter)
    references: list[tuple[str, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    empty_elements: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    running: JournalSeen = field(default_factory=JournalSeen)
    public: JournalSeen = field(default_factory=JournalSeen)

    @property
    def files(self) -> list[str]:
        """Paths in the document folder."""
        return [name for name in self.members if name.startswith(f"{DOCUMENTS}/")]

    def objects(self) -> Iterator[ObjectSeen]:
        """Every dokumentobjekt."""
        for entry in self.entries:
            for paper in entry.documents:
                yield from paper.objects

    def secrets(self) -> Iterator[tuple[str, str]]:
        """Entry and text, for everything that the entry's screening keeps from the public."""
        for entry in self.entries:
            if {ScreenedMetadata.ENTRY_TITLE_WORDS, ScreenedMetadata.ENTRY_TITLE_REST} & set(
                entry.screened
            ):
                yield entry.system_id, entry.title
            if ScreenedMetadata.CASE_TITLE_WORDS in entry.screened:
                yield entry.system_id, entry.case_title
            for kind, name in entry.parties:
                if _is_hidden(kind, entry.screened):
                    yield entry.system_id, name


def survey(package: zipfile.ZipFile) -> Survey:
    """Reads the whole package. Missing XML files are told by what is not found, never raised."""
    facts = Survey()
    _survey_members(package, facts)
    readers = (
        (addml.FILE, _survey_description),
        (archive.FILE, _survey_archive),
        (journals.CHANGES_FILE, _survey_changes),
        (journals.RUNNING_FILE, _survey_running),
        (journals.PUBLIC_FILE, _survey_public),
    )
    for file, read in readers:
        if file in facts.members:
            for element in _elements(package, file, facts):
                read(element, facts)
    return facts


def _survey_members(package: zipfile.ZipFile, facts: Survey) -> None:
    for item in package.infolist():
        top, _slash, name = item.filename.partition("/")
        if top != TOP or ("/" in name and not name.startswith(f"{DOCUMENTS}/")):
            facts.strangers.append(item.filename)
            continue
        digest, size = hashlib.sha256(), 0
        with package.open(item) as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
        facts.members[name] = (digest.hexdigest(), size)


def _elements(package: zipfile.ZipFile, file: str, facts: Survey) -> Iterator[etree._Element]:
    """The elements as they end, with namespaces taken off; whole records are freed afterwards."""
    with package.open(f"{TOP}/{file}") as stream:
        events = etree.iterparse(stream, no_network=True, resolve_entities=False, huge_tree=True)
        for _event, element in events:
            element.tag = etree.QName(element).localname
            if len(element) == 0 and not (element.text or "").strip():
                facts.empty_elements.append(f"{file}: {element.tag}")
            yield element
            if element.tag in ("registrering", "journalregistrering", "endring"):
                element.clear(keep_tail=True)
                element.text = "read"


def _survey_archive(element: etree._Element, facts: Survey) -> None:
    tag = str(element.tag)
    facts.seen.add(tag)
    if tag == "systemID":
        facts.system_ids[element.text or ""] += 1
    elif tag in _REFERENCES:
        facts.references.append((tag, element.text or ""))
    elif tag == "klasse":
        facts.classes.append((_text(element, "klasseID"), {str(child.tag) for child in element}))
    elif tag == "mappe":
        facts.cases.append((_text(element, "mappeID"), _text(element, "saksstatus")))
        _hand_down(element, facts)
    elif tag == "registrering":
        facts.entries.append(_entry(element))


def _hand_down(case: etree._Element, facts: Survey) -> None:
    """What the case screens is screened for its entries too: those read since the last case."""
    inherited = _texts(case, "skjerming/skjermingMetadata")
    for entry in facts.entries[facts.entries_handled :]:
        entry.screened += inherited
        entry.case_title = _text(case, "tittel")
    facts.entries_handled = len(facts.entries)


def _entry(element: etree._Element) -> EntrySeen:
    screening = element.find("skjerming")
    return EntrySeen(
        system_id=_text(element, "systemID"),
        name=_text(element, "registreringsID"),
        order=(_number(element, "journalaar"), _number(element, "journalsekvensnummer")),
        kind=_text(element, "journalposttype"),
        status=_text(element, "journalstatus"),
        created_at=_text(element, "opprettetDato"),
        journal_date=_text(element, "journaldato"),
        title=_text(element, "tittel"),
        parties=[
            (_text(party, "korrespondanseparttype"), _text(party, "korrespondansepartNavn"))
            for party in element.findall("korrespondansepart")
        ],
        documents=[_document(paper) for paper in element.findall("dokumentbeskrivelse")],
        screened=[] if screening is None else _texts(screening, "skjermingMetadata"),
        screened_document="" if screening is None else _text(screening, "skjermingDokument"),
    )


def _document(element: etree._Element) -> DocumentSeen:
    return DocumentSeen(
        status=_text(element, "dokumentstatus"),
        role=_text(element, "tilknyttetRegistreringSom"),
        objects=[
            ObjectSeen(
                path=_text(item, "referanseDokumentfil"),
                format=_text(item, "format"),
                sha256=_text(item, "sjekksum"),
                algorithm=_text(item, "sjekksumAlgoritme"),
                size=_number(item, "filstoerrelse"),
                variant=_text(item, "variantformat"),
            )
            for item in element.findall("dokumentobjekt")
        ],
    )


def _survey_changes(element: etree._Element, facts: Survey) -> None:
    if element.tag == "endring":
        facts.changes.append(_text(element, "referanseArkivenhet"))


def _survey_running(element: etree._Element, facts: Survey) -> None:
    _survey_journal(element, facts.running)


def _survey_public(element: etree._Element, facts: Survey) -> None:
    _survey_journal(element, facts.public)


def _survey_journal(element: etree._Element, journal: JournalSeen) -> None:
    if element.tag == "journalhode":
        journal.first_day = _text(element, "journalStartDato")
        journal.last_day = _text(element, "journalSluttDato")
        journal.declared = _number(element, "antallJournalposter")
    elif element.tag == "journalregistrering":
        system_id = _text(element, "journalpost/systemID")
        journal.entries.append(system_id)
        journal.texts[system_id] = "\n".join(str(text) for text in element.itertext())


def _survey_description(element: etree._Element, facts: Survey) -> None:
    if element.tag == "property" and element.get("name") == "file":
        facts.described.append(
            Described(
                name=_value(element, "name") or "",
                algorithm=_value(element, "checksum", "algorithm"),
                sha256=_value(element, "checksum", "value"),
            )
        )
    elif element.tag == "property" and element.get("dataType") == "boolean":
        facts.flags[element.get("name") or ""] = element.findtext("value") == "true"
    elif element.tag == "property" and element.get("name") == "antallDokumentfiler":
        facts.declared_files = int(element.findtext("value") or -1)
    elif element.tag == "dataObject":
        _survey_counts(element, facts)


def _survey_counts(element: etree._Element, facts: Survey) -> None:
    for occurrences in element.iterfind(
        "properties/property[@name='info']/properties/property[@name='numberOfOccurrences']"
    ):
        key = (element.get("name") or "", occurrences.findtext("value") or "")
        facts.counts[key] = int(_value(occurrences, "value") or -1)


def _value(element: etree._Element, *names: str) -> str | None:
    path = "".join(f"properties/property[@name='{name}']/" for name in names)
    return element.findtext(f"{path}value")


def _text(element: etree._Element, path: str) -> str:
    return element.findtext(path) or ""


def _texts(element: etree._Element, path: str) -> list[str]:
    return [child.text or "" for child in element.findall(path)]


def _number(element: etree._Element, path: str) -> int:
    text = _text(element, path)
    return int(text) if text.isdigit() else -1


def _is_hidden(kind: str, screened: list[str]) -> bool:
    if kind not in set(PartyKind) or PartyKind(kind).is_internal:
        return False
    wanted = (
        ScreenedMetadata.SENDER_NAME
        if PartyKind(kind).is_sender
        else ScreenedMetadata.RECIPIENT_NAME
    )
    return wanted in screened
