"""The extraction, judged without the portal's own code: the official schemas, lxml and sha256."""

import hashlib
import html
import json
import re
import zipfile
from pathlib import Path

import pikepdf
from lxml import etree
from warcio.archiveiterator import ArchiveIterator

from tests.peers.peer import must
from tests.peers.processes import Fault

TOP = "avleveringspakke"
# XML file -> its schema, and the folder of the edition that the schema is of.
SCHEMAS = {
    "arkivuttrekk.xml": ("addml-v8.3", "addml.xsd"),
    "arkivstruktur.xml": ("n5-v5.0", "arkivstruktur.xsd"),
    "endringslogg.xml": ("n5-v5.0", "endringslogg.xsd"),
    "loependeJournal.xml": ("n5-v5.0", "loependeJournal.xsd"),
    "offentligJournal.xml": ("n5-v5.0", "offentligJournal.xsd"),
}
NAMESPACE = {"a": "http://www.arkivverket.no/standarder/noark5/arkivstruktur"}


class Extraction:
    """An unpacked package: `folder` holds arkivuttrekk.xml and the rest."""

    def __init__(self, package: Path, into: Path) -> None:
        with zipfile.ZipFile(package) as archive:
            must(archive.testzip() is None, "the ZIP is damaged")
            archive.extractall(into)
        self.folder = into / TOP
        must(self.folder.is_dir(), f"the ZIP has no folder {TOP}")
        self.structure = etree.parse(self.folder / "arkivstruktur.xml")

    def validate(self, schemas: Path) -> str:
        """Every XML file against the official schema."""
        for name, (edition, schema) in SCHEMAS.items():
            official = schemas / edition / schema
            must(official.exists(), f"{official} is missing")
            self.validate_one(name, official)
            packed = self.folder / schema
            must(packed.read_bytes() == official.read_bytes(), f"{schema} is not the official one")
        return f"{len(SCHEMAS)} XML files valid against the official schemas"

    def validate_one(self, name: str, schema: Path) -> None:
        """One XML file against one schema; raises Fault with the first error."""
        judge = etree.XMLSchema(etree.parse(schema))
        if not judge.validate(etree.parse(self.folder / name)):
            raise Fault(f"{name}: {str(judge.error_log).splitlines()[0]}")

    def check_files(self) -> str:
        """Each document file is there, unchanged, and there are no others."""
        named: set[Path] = set()
        for thing in self.structure.iterfind(".//a:dokumentobjekt", NAMESPACE):
            file = self.folder / thing.findtext("a:referanseDokumentfil", "", NAMESPACE)
            must(file.is_file(), f"{file.name} is missing")
            said = thing.findtext("a:sjekksum", "", NAMESPACE).lower()
            must(self.digest(file) == said, f"{file.name} is not what its checksum says")
            named.add(file)
        present = {file for file in (self.folder / "DOKUMENT").rglob("*") if file.is_file()}
        must(named == present, f"DOKUMENT holds others than those named: {present ^ named}")
        return f"{len(present)} document files with the right checksums"

    def pdfs(self) -> list[Path]:
        """Every PDF among the document files; raises Fault when there is none."""
        files = sorted((self.folder / "DOKUMENT").rglob("*.pdf"))
        must(bool(files), "no PDF in DOKUMENT")
        return files

    def check_pdfs(self) -> str:
        """Every PDF says that it is PDF/A-2, at some level; whether it is, veraPDF says."""
        files = self.pdfs()
        for file in files:
            with pikepdf.open(file) as pdf, pdf.open_metadata() as metadata:
                must(metadata.pdfa_status.startswith("2"), f"{file.name} is not PDF/A-2")
        return f"{len(files)} PDF/A-2"

    def digest(self, file: str | Path) -> str:
        """The SHA-256 of a file in the package."""
        return hashlib.sha256((self.folder / file).read_bytes()).hexdigest()

    def holds(self, sha256: str) -> bool:
        """Whether a document file is an answer with this checksum, or as WARC has it inside."""
        files = (file for file in (self.folder / "DOKUMENT").rglob("*") if file.is_file())
        return any(sha256 in answers(file) for file in files)

    def find(self, text: str) -> list[str]:
        """Names of the document files that hold the text, however they encode it."""
        return sorted(
            str(file.relative_to(self.folder))
            for file in (self.folder / "DOKUMENT").rglob("*")
            if file.is_file() and text in readable(file)
        )


def answers(file: Path) -> list[str]:
    """The SHA-256 of a file; of a WARC file, those of the answers in it."""
    if file.suffix != ".warc":
        return [hashlib.sha256(file.read_bytes()).hexdigest()]
    with file.open("rb") as stream:
        return [
            hashlib.sha256(one.content_stream().read()).hexdigest()
            for one in ArchiveIterator(stream)
            if one.rec_type in ("response", "resource")
        ]


def readable(file: Path) -> str:
    """The text of a JSON, XML, HTML or plain file, free of escapes and markup; none for others."""
    if file.suffix == ".pdf":
        return ""
    text = file.read_text(encoding="utf-8", errors="replace")
    if file.suffix == ".json":
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html.unescape(text)))
