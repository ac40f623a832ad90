"""The finished package: a ZIP with the folder avleveringspakke, the same bytes every time."""

import hashlib
import zipfile
from collections.abc import Callable
from importlib import resources
from typing import IO, BinaryIO, cast

from difi_sosial.journal.noark import addml, archive, journals, schemas
from difi_sosial.journal.noark.addml import DataObject, Description, FileFact
from difi_sosial.journal.noark.schemas import SchemaFolder
from difi_sosial.journal.noark.structure import Source

TOP = "avleveringspakke"
DOCUMENTS = "DOKUMENT"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # a ZIP's earliest time: bytes must not depend on the clock
_CATALOGUE = addml.CATALOGUE

Progress = Callable[[int, int], None]


class ChangedFile(Exception):
    """A stored file is no longer what it was when it was registered."""


class _Hashing:
    """Passes bytes on while counting and hashing them."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, chunk: bytes) -> int:
        self._hash.update(chunk)
        self.size += len(chunk)
        return self._stream.write(chunk)

    def flush(self) -> None:
        """Nothing of its own to flush; lxml calls it."""

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


class PackageWriter:
    """Writes the package file by file, and remembers each file's checksum."""

    def __init__(self, out: BinaryIO, folder: SchemaFolder) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._folder = folder

    def close(self) -> None:
        """Ends the ZIP."""
        self._zip.close()

    def xml(self, name: str, write: Callable[[BinaryIO], None]) -> FileFact:
        """Streams one XML file into the package."""
        with self._zip.open(_entry(name), "w", force_zip64=True) as stream:
            hashing = _Hashing(stream)
            write(cast(BinaryIO, hashing))
        return FileFact(name, hashing.hexdigest(), hashing.size)

    def content(self, name: str, content: bytes) -> FileFact:
        """Puts one whole file into the package."""
        self._zip.writestr(_entry(name), content)
        return FileFact(name, hashlib.sha256(content).hexdigest(), len(content))

    def schema(self, name: str) -> FileFact:
        """Puts one official schema into the package, byte for byte."""
        edition = schemas.ADDML_CURRENT if name == addml.SCHEMA else schemas.CURRENT
        return self.content(name, self._folder.read(edition, name))


def build(
    source: Source,
    out: BinaryIO,
    *,
    folder: SchemaFolder,
    system_name: str,
    progress: Progress = lambda done, total: None,
) -> None:
    """Writes the whole package of a closed period to ``out``.

    Raises SchemasMissing before anything is written, and ChangedFile when a stored file differs
    from its checksum. ``progress`` is called with files done and files in all.
    """
    folder.verify()
    package = PackageWriter(out, folder)
    objects = _write_xml(source, package)
    _write_files(source, package, progress)
    package.schema(addml.SCHEMA)
    package.content(addml.FILE, addml.write(_description(source, objects, system_name)))
    package.close()


def own_schema() -> bytes:
    """The portal's own schema for social-media facts."""
    place = resources.files("difi_sosial.journal.noark").joinpath(archive.SOCIAL_SCHEMA)
    return place.read_bytes()


def _write_xml(source: Source, package: PackageWriter) -> tuple[DataObject, ...]:
    totals = source.totals
    catalogue = package.schema(_CATALOGUE)
    structure_schemas = [package.schema(archive.SCHEMA), catalogue]
    if totals.has_source_posts:
        structure_schemas.append(package.content(archive.SOCIAL_SCHEMA, own_schema()))
    structure = DataObject(
        "arkivstruktur",
        package.xml(archive.FILE, lambda stream: archive.write(source, stream)),
        tuple(structure_schemas),
        (("mappe", totals.cases), ("registrering", totals.entries)),
    )
    rest = (
        (journals.CHANGES_FILE, journals.CHANGES_SCHEMA, journals.write_changes, "endring"),
        (journals.RUNNING_FILE, journals.RUNNING_SCHEMA, journals.write_running, _ROW),
        (journals.PUBLIC_FILE, journals.PUBLIC_SCHEMA, journals.write_public, _ROW),
    )
    counts = {"endring": totals.changes, _ROW: totals.entries}
    return (
        structure,
        *(
            DataObject(
                name.removesuffix(".xml"),
                package.xml(name, lambda stream, write=write: write(source, stream)),  # type: ignore[misc]
                (package.schema(schema), catalogue),
                ((element, counts[element]),),
            )
            for name, schema, write, element in rest
        ),
    )


_ROW = "journalregistrering"


def _write_files(source: Source, package: PackageWriter, progress: Progress) -> None:
    total = source.totals.files
    for done, (path, expected, content) in enumerate(source.files(), start=1):
        if package.content(path, content).sha256 != expected:
            raise ChangedFile(path)
        progress(done, total)


def _description(source: Source, objects: tuple[DataObject, ...], system_name: str) -> Description:
    return Description(
        creators=tuple(creator.creator_name for creator in source.fonds.creators),
        system_name=system_name,
        archive=source.fonds.title,
        period_start=source.series.period_start,
        period_end=source.series.period_end,
        has_screening=source.totals.has_screening,
        has_agency_metadata=source.totals.has_source_posts,
        file_count=source.totals.files,
        objects=objects,
    )


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(f"{TOP}/{name}", _FIXED_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info
