"""A small streaming XML writer: dictionary names in, Noark elements out, nothing empty ever."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from lxml import etree

from difi_sosial.journal.noark import names

XSI = "http://www.w3.org/2001/XMLSchema-instance"
NOARK = "http://www.arkivverket.no/standarder/noark5/"
OSLO = ZoneInfo("Europe/Oslo")
# Characters that XML 1.0 cannot carry at all.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text_of(value: object) -> str:
    """A value as XML text: times in Norwegian local time with offset, whole seconds."""
    if isinstance(value, dt.datetime):
        return value.astimezone(OSLO).isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return _FORBIDDEN.sub("", str(value)).strip()


class Writer:
    """Writes one document in one namespace, indented, element by element."""

    def __init__(self, xml: Any, namespace: str) -> None:
        self._xml = xml
        self._namespace = namespace
        self._depth = 0

    @contextmanager
    def root(self, name: str, schema: str) -> Iterator[None]:
        """The root element, with default namespace and schema location."""
        location = f"{self._namespace} {schema}"
        attributes = {f"{{{XSI}}}schemaLocation": location}
        nsmap = {None: self._namespace, "xsi": XSI}
        with self._xml.element(self._tag(name), attributes, nsmap=nsmap):
            self._depth = 1
            yield
            self._xml.write("\n")

    @contextmanager
    def noun(self, name: str, kind: str = "") -> Iterator[None]:
        """A unit, by its English noun; ``kind`` is the noun of its xsi:type."""
        attributes = {f"{{{XSI}}}type": names.noun(kind)} if kind else {}
        with self.element(names.noun(name), attributes):
            yield

    @contextmanager
    def element(
        self, name: str, attributes: dict[str, str] | None = None, namespace: str = ""
    ) -> Iterator[None]:
        """A container element by its wire name; ``namespace`` opens a block of another schema."""
        self._line()
        outer = self._namespace
        self._namespace = namespace or outer
        nsmap = {None: namespace} if namespace else None
        with self._xml.element(self._tag(name), attributes or {}, nsmap=nsmap):
            self._depth += 1
            yield
            self._depth -= 1
            self._line()
        self._namespace = outer

    def leaf(self, name: str, value: object) -> None:
        """An element with text, by its wire name; left out when there is nothing to write."""
        text = "" if value is None else text_of(value)
        if not text:
            return
        self._line()
        with self._xml.element(self._tag(name)):
            self._xml.write(text)

    def fields(self, thing: object, *fields: str) -> None:
        """The named fields of ``thing``, in this order; a tuple is written as repeated elements."""
        for field in fields:
            value = getattr(thing, field)
            for one in value if isinstance(value, tuple) else (value,):
                self.leaf(names.field(field), one)

    def _tag(self, name: str) -> str:
        return f"{{{self._namespace}}}{name}"

    def _line(self) -> None:
        self._xml.write("\n" + "  " * self._depth)


@contextmanager
def document(stream: BinaryIO, namespace: str) -> Iterator[Writer]:
    """Opens an XML 1.0 UTF-8 document on ``stream``."""
    with etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        yield Writer(xml, namespace)
