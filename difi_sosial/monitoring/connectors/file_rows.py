"""The rows of a sheet as posts: what a column is taken for, and what is wrong with a row."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.connectors.sheet_bounds import Fault
from difi_sosial.monitoring.connectors.sheets import Sheet

OSLO = ZoneInfo("Europe/Oslo")
# What a column can be taken for, and the headings that suppliers give it.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("tittel", "overskrift", "title", "headline", "emne", "subject"),
    "text": ("tekst", "ingress", "innhold", "utdrag", "text", "content", "summary", "body"),
    "url": ("lenke", "adresse", "url", "link", "permalink", "webadresse"),
    "date": ("dato", "publisert", "tidspunkt", "date", "published", "created", "tid"),
    "author": ("forfatter", "avsender", "kilde", "author", "source", "medium", "publikasjon"),
    "id": ("id", "artikkel-id", "nummer", "guid", "identifikator"),
}
NORWEGIAN = tuple(
    f"%d.%m.{year}{time}" for year in ("%Y", "%y") for time in (" %H:%M:%S", " %H:%M", " %H.%M", "")
)


@dataclass
class Taken:
    """What came of a sheet: posts, and which rows have a fault."""

    posts: list[Post] = field(default_factory=list)
    faults: list[tuple[int, Fault]] = field(default_factory=list)


def guess(sheet: Sheet) -> dict[str, str]:
    """Which column is what, by its heading."""
    told = {re.sub(r"\W", "", name.lower()): name for name in reversed(sheet.columns)}
    found = {
        key: next((told[word] for word in map(_bare, words) if word in told), "")
        for key, words in FIELDS.items()
    }
    return {key: column for key, column in found.items() if column}


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word.lower())


def posts_of(sheet: Sheet, columns: Mapping[str, str], settings: Mapping[str, str]) -> Taken:
    """The rows as posts; a row with a fault is not taken in, and is named as the file counts it."""
    places = {key: sheet.columns.index(name) for key, name in columns.items() if name}
    taken = Taken()
    for number, row in enumerate(sheet.rows, start=sheet.first):
        if not any(row):
            continue
        cells = {key: row[place] for key, place in places.items()}
        read = post_of(cells, settings)
        if isinstance(read, Fault):
            taken.faults.append((number, read))
        else:
            taken.posts.append(read)
    return taken


def post_of(cells: Mapping[str, str], settings: Mapping[str, str]) -> Post | Fault:
    """One row. Its id is the file's own, else its address, else what it says."""
    title, text, raw = (cells.get(key, "") for key in ("title", "text", "date"))
    if not title and not text:
        return Fault.NO_TEXT
    posted_at = moment(raw)
    if raw and posted_at is None:
        return Fault.BAD_DATE
    url = base.web_address(cells.get("url"))
    if cells.get("url") and not url:
        return Fault.BAD_ADDRESS
    said = hashlib.sha256("\n".join([title, text, raw]).encode()).hexdigest()[:40]
    return Post(
        external_id=cells.get("id") or url or f"row:{said}",
        url=url or base.web_address(settings.get("url")),
        title=title,
        text=text,
        author_name=cells.get("author", ""),
        posted_at=posted_at,
        posted_raw=raw,
        found_by=base.OURS if settings.get("all") else "",
    )


def moment(raw: str) -> datetime | None:
    """A date or time as aware UTC: ISO 8601, or as Norwegians write it. Norwegian time if bare."""
    for read in (datetime.fromisoformat, *(_reader(form) for form in NORWEGIAN)):
        try:
            at = read(raw.strip().replace(" kl. ", " ").replace(" kl ", " "))
            local = at if at.tzinfo else at.replace(tzinfo=OSLO)
            return local.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def _reader(form: str) -> Callable[[str], datetime]:
    return lambda raw: datetime.strptime(raw, form)
