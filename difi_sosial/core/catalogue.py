"""The nynorsk catalogue, kept without the gettext programs: collect, update, judge, compile.

Bokmål is the source text. An entry with the comment `# keep` stays although our own code
has no such text: it overrides what another package says. The small bokmål catalogue has only
such entries, written by hand.
"""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import template

CHECKOUT = Path(__file__).resolve().parents[2]
LANGUAGE = "nn"
LOCALE = CHECKOUT / "difi_sosial" / "locale"
PO_FILE = LOCALE / LANGUAGE / "LC_MESSAGES" / "django.po"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
KEEP = "keep"


def sources() -> Iterator[Path]:
    """Every file of ours that may hold text a person reads."""
    yield from sorted((CHECKOUT / "difi_sosial").rglob("*.py"))
    for kind in ("*.html", "*.txt", "*.xml"):
        yield from sorted((CHECKOUT / "templates").rglob(kind))


def python_text(path: Path) -> str:
    """A source file as Python; a template becomes the calls that its tags stand for."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    calls = template.templatize(text, origin=str(path))
    # Indentation means nothing in a template, but would stop Python's tokenizer.
    return "\n".join(line.strip() for line in calls.splitlines())


def collect(paths: Iterable[Path]) -> Catalog:
    """The texts of these files, with the files they stand in."""
    found = Catalog(locale=LANGUAGE)
    for path in paths:
        stream = io.BytesIO(python_text(path).encode())
        place = str(path.relative_to(CHECKOUT)) if path.is_relative_to(CHECKOUT) else path.name
        for _line, texts, comments, context in extract(
            "python", stream, keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            found.add(texts, locations=[(place, 1)], auto_comments=comments, context=context)
    return found


def read(path: Path = PO_FILE) -> Catalog:
    """The stored catalogue; an empty one where there is none yet."""
    if not path.exists():
        return Catalog(locale=LANGUAGE, project="difi_sosial", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=LANGUAGE)


def entries(catalogue: Catalog) -> list[Message]:
    """All entries but the header."""
    return [message for message in catalogue if message.id]


def kept(message: Message) -> bool:
    return any(comment.split(":")[0].strip() == KEEP for comment in message.user_comments)


def updated(stored: Catalog, found: Catalog) -> Catalog:
    """`stored` with the texts of `found` and the kept ones; new ones are empty, never guessed."""
    for message in entries(stored):
        if kept(message) and found.get(message.id, message.context) is None:
            found.add(message.id, context=message.context, user_comments=message.user_comments)
    stored.update(found, no_fuzzy_matching=True, update_header_comment=False)
    stored.obsolete.clear()
    return stored


def as_bytes(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, sort_output=True, include_lineno=False)
    return stream.getvalue()


def update(path: Path = PO_FILE) -> Catalog:
    """Brings the stored catalogue up to date with the code; an unchanged file is left alone."""
    found = collect(sources())
    before = read(path)
    found.creation_date = before.creation_date
    after = updated(read(path), found)
    if as_bytes(after) != as_bytes(before) or not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_bytes(after))
    return after


def faults(path: Path = PO_FILE) -> list[str]:
    """What keeps the catalogue from being complete and true, one line each; empty when it is."""
    stored, found = read(path), collect(sources())
    lines = []
    for message in entries(found):
        own = stored.get(message.id, message.context)
        if own is None or not all(
            own.string if isinstance(own.string, (tuple, list)) else [own.string]
        ):
            lines.append(f"missing: {message.id!r}")
    for message in entries(stored):
        if found.get(message.id, message.context) is None and not kept(message):
            lines.append(f"not in use: {message.id!r}")
        if message.fuzzy:
            lines.append(f"fuzzy: {message.id!r}")
        lines += [f"{error}: {message.id!r}" for error in message.check(stored) if message.string]
    lines += [f"obsolete: {text!r}" for text in stored.obsolete]
    return lines


def compile_if_older(*paths: Path) -> None:
    """Writes the .mo file that Django reads where the .po file is newer; ours, if none is named."""
    for path in paths or sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        with compiled.open("wb") as stream:
            write_mo(stream, read(path))
