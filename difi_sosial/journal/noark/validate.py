"""Official schemas against a finished package: both editions, without network, streaming."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lxml import etree

from difi_sosial.journal.noark import addml, archive, journals
from difi_sosial.journal.noark.package import TOP, own_schema
from difi_sosial.journal.noark.schemas import SchemaFolder
from difi_sosial.journal.noark.xml import NOARK

_XSD = "http://www.w3.org/2001/XMLSchema"
_PAIRS = (
    (archive.FILE, archive.SCHEMA),
    (journals.CHANGES_FILE, journals.CHANGES_SCHEMA),
    (journals.RUNNING_FILE, journals.RUNNING_SCHEMA),
    (journals.PUBLIC_FILE, journals.PUBLIC_SCHEMA),
)


@dataclass(frozen=True, slots=True)
class SchemaError:
    """One file that one edition of the schemas refuses, with the parser's own words."""

    file: str
    edition: str
    line: int
    message: str


def validate(package: zipfile.ZipFile, folder: SchemaFolder, own_folder: Path) -> list[SchemaError]:
    """Every schema error of the package, against every complete edition in ``folder``.

    ``own_folder`` is a folder of the caller's where our own schema may be written: the validator
    needs it as a file beside the official ones.
    """
    return list(_errors(package, folder, own_folder))


def _errors(
    package: zipfile.ZipFile, folder: SchemaFolder, own_folder: Path
) -> Iterator[SchemaError]:
    own = own_folder / archive.SOCIAL_SCHEMA
    own.write_bytes(own_schema())
    for noark, addml_edition in folder.editions():
        for file, name in _PAIRS:
            extra = own if file == archive.FILE else None
            schema = _noark_schema(folder.path(noark, name), extra)
            yield from _check(package, file, noark, schema)
        description = etree.XMLSchema(etree.parse(folder.path(addml_edition, addml.SCHEMA)))
        yield from _check(package, addml.FILE, addml_edition, description)


def _noark_schema(path: Path, own: Path | None) -> etree.XMLSchema:
    """The official schema, together with ours where agency metadata may stand."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    if own is None:
        return etree.XMLSchema(etree.parse(path, parser))
    both = (
        f'<xs:schema xmlns:xs="{_XSD}">'
        f'<xs:import namespace="{NOARK}arkivstruktur" schemaLocation="{path.as_uri()}"/>'
        f'<xs:import namespace="{archive.SOCIAL_NAMESPACE}" schemaLocation="{own.as_uri()}"/>'
        "</xs:schema>"
    )
    return etree.XMLSchema(etree.fromstring(both, parser))


def _check(
    package: zipfile.ZipFile, file: str, edition: str, schema: etree.XMLSchema
) -> Iterator[SchemaError]:
    try:
        with package.open(f"{TOP}/{file}") as stream:
            _read_through(stream, schema)
    except KeyError:
        yield SchemaError(file, edition, 0, "missing")
    except etree.XMLSyntaxError as error:
        yield SchemaError(file, edition, error.lineno or 0, str(error.msg))


def _read_through(stream: IO[bytes], schema: etree.XMLSchema) -> None:
    events = etree.iterparse(
        stream, schema=schema, no_network=True, resolve_entities=False, huge_tree=True
    )
    for _event, element in events:
        if not element.tag.endswith(("dataObject", "dataset")):
            element.clear(keep_tail=True)
