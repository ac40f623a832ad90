"""arkivuttrekk.xml: the description of the package (ADDML), written last.

Validators read several values by position, so the order here is that of the standard's template.
"""

import datetime as dt
from dataclasses import dataclass

from lxml import etree

from difi_sosial.journal.noark.xml import XSI, text_of

FILE = "arkivuttrekk.xml"
SCHEMA = "addml.xsd"
NAMESPACE = "http://www.arkivverket.no/standarder/addml"
CATALOGUE = "metadatakatalog.xsd"


@dataclass(frozen=True, slots=True)
class FileFact:
    """A file in the package: name, hexadecimal sha256, size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class DataObject:
    """One XML file with its schemas (the main one first) and the counts to declare."""

    name: str
    file: FileFact
    schemas: tuple[FileFact, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the description says of the whole package."""

    creators: tuple[str, ...]
    system_name: str
    archive: str
    period_start: dt.date
    period_end: dt.date
    has_screening: bool
    has_agency_metadata: bool
    file_count: int
    objects: tuple[DataObject, ...]


def write(description: Description) -> bytes:
    """The bytes of arkivuttrekk.xml."""
    root = etree.Element(_tag("addml"), nsmap={None: NAMESPACE, "xsi": XSI})  # type: ignore[dict-item]
    root.set(f"{{{XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    root.set("name", "Noark 5-arkivuttrekk")
    dataset = _child(root, "dataset")
    _child(dataset, "description").text = "Noark 5-arkivuttrekk"
    _write_reference(_child(dataset, "reference"), description)
    outer = _child(_child(dataset, "dataObjects"), "dataObject", name="Noark 5-arkivuttrekk")
    _write_info(_child(outer, "properties"), description)
    inner = _child(outer, "dataObjects")
    described: set[str] = set()
    for item in description.objects:
        _write_object(inner, item, described)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _write_reference(reference: etree._Element, description: Description) -> None:
    context = _child(_child(reference, "context"), "additionalElements")
    creators = _child(context, "additionalElement", name="recordCreators")
    names = _child(creators, "additionalElements")
    for creator in description.creators:
        _element(names, "recordCreator", creator)
    _element(context, "systemType", "Fagsystem med Noark 5-kjerne")
    _element(context, "systemName", description.system_name)
    _element(context, "archive", description.archive)
    content = _child(_child(reference, "content"), "additionalElements")
    period = _child(_child(content, "additionalElement", name="archivalPeriod"), "properties")
    _property(period, "startDate", description.period_start)
    _property(period, "endDate", description.period_end)


def _write_info(properties: etree._Element, description: Description) -> None:
    info = _group(properties, "info")
    kind = _property(info, "type", "Noark 5")
    _property(_child(kind, "properties"), "version", "5.0")
    extra = _group(info, "additionalInfo")
    period = _group(extra, "periode")
    # Every year stands alone: sharp separation at both ends.
    _property(period, "inngaaendeSkille", "skarpt")
    _property(period, "utgaaendeSkille", "skarpt")
    _flag(extra, "inneholderSkjermetInformasjon", description.has_screening)
    _flag(extra, "omfatterDokumenterSomErKassert", False)
    _flag(extra, "inneholderDokumenterSomSkalKasseres", False)
    _flag(extra, "inneholderVirksomhetsspesifikkeMetadata", description.has_agency_metadata)
    _number(extra, "antallDokumentfiler", description.file_count)


def _write_object(parent: etree._Element, item: DataObject, described: set[str]) -> None:
    properties = _child(_child(parent, "dataObject", name=item.name), "properties")
    _write_file(properties, item.file)
    for position, schema in enumerate(item.schemas):
        _write_schema(properties, schema, is_main=position == 0, described=described)
    info = _group(properties, "info")
    for element, count in item.counts:
        occurrences = _child(_property(info, "numberOfOccurrences", element), "properties")
        _property(occurrences, "elementPath", f"//{element}")
        _number(occurrences, "value", count)


def _write_schema(
    parent: etree._Element, schema: FileFact, *, is_main: bool, described: set[str]
) -> None:
    node = _property(parent, "schema", "main" if is_main else None)
    properties = _child(node, "properties")
    if schema.name in described:  # later mentions of the catalogue give only the name
        _property(_group(properties, "file"), "name", schema.name)
        return
    described.add(schema.name)
    _write_file(properties, schema)
    kind = _property(properties, "type", "XML Schema")
    _property(_child(kind, "properties"), "version", "1.0")


def _write_file(parent: etree._Element, file: FileFact) -> None:
    properties = _group(parent, "file")
    _property(properties, "name", file.name)
    form = _property(properties, "format", "XML")
    _property(_child(form, "properties"), "version", "1.0")
    checksum = _group(properties, "checksum")
    _property(checksum, "algorithm", "SHA-256")
    _property(checksum, "value", file.sha256)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _child(parent: etree._Element, element: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _tag(element), attributes)


def _element(parent: etree._Element, name: str, value: str) -> None:
    _child(_child(parent, "additionalElement", name=name), "value").text = text_of(value)


def _property(parent: etree._Element, name: str, value: object = None) -> etree._Element:
    node = _child(parent, "property", name=name)
    if value is not None:
        _child(node, "value").text = text_of(value)
    return node


def _group(parent: etree._Element, name: str) -> etree._Element:
    """A property that only holds others; gives the place for them."""
    return _child(_property(parent, name), "properties")


def _flag(parent: etree._Element, name: str, value: bool) -> None:
    _property(parent, name, value).set("dataType", "boolean")


def _number(parent: etree._Element, name: str, value: int) -> None:
    _property(parent, name, value).set("dataType", "integer")
