"""Counts over time as stacked columns, and side by side as bars; each may lead to its things."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from difi_sosial.core.pictures.svg import LINE, element, frame, lines, paragraph, text

WIDTH, EDGE = 720, 12
FLOOR, CEILING = 190, 30  # where the columns stand, and how high they may reach
MOST_LABELS = 10
ROW, NAME, BAR, NUMBERS = 34, 200, 18, 120


@dataclass(frozen=True, slots=True)
class Column:
    """One stretch of time: its name, a short one for the axis, and how many of each series."""

    label: str
    short: str
    parts: tuple[int, ...]
    url: str = ""

    @property
    def total(self) -> int:
        """All the series together."""
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class Length:
    """One thing that is counted, now and in the period before (None when there is none)."""

    label: str
    now: int
    before: int | None = None
    url: str = ""


def columns(rows: Sequence[Column], *, series: Sequence[str], key: str, title: str) -> SafeString:
    """Stacked columns over time, at most three series, the first at the bottom."""
    top = max((row.total for row in rows), default=0) or 1
    step = (WIDTH - 2 * EDGE) / max(len(rows), 1)
    every = -(-len(rows) // MOST_LABELS) or 1
    parts = [
        _column(row, EDGE + number * step, step, top, has_label=number % every == 0)
        for number, row in enumerate(rows)
    ]
    line = element("line", x1=EDGE, x2=WIDTH - EDGE, y1=FLOOR, y2=FLOOR, class_="columns__floor")
    return frame(
        *(*parts, line, *_legend(series)),
        key=key,
        kind="columns",
        title=title,
        description=_described((row.label, row.total) for row in rows if row.total),
        width=WIDTH,
        height=FLOOR + 2 * LINE + 24,
        has_links=any(row.url for row in rows),
    )


def _column(row: Column, x: float, step: float, top: int, *, has_label: bool) -> SafeString:
    """The stack of one stretch, its total above and its name below."""
    scale, y, gap = (FLOOR - CEILING) / top, float(FLOOR), min(6.0, step / 5)
    boxes: list[SafeString] = []
    for number, count in enumerate(row.parts, start=1):
        if count:
            y -= count * scale
            boxes.append(_box(x + gap / 2, y, step - gap, count * scale, number))
    hit = _hit(x, CEILING - 16, step, FLOOR - CEILING + 16)
    linked = _linked([hit, *boxes], row.url if row.total else "", f"{row.label}: {row.total}")
    middle, words = x + step / 2, []
    if row.total and step > 16:
        words.append(text(row.total, middle, y - 5, class_="columns__number", anchor="middle"))
    if has_label:
        name = text(row.short, middle, FLOOR + LINE, class_="picture__legend", anchor="middle")
        words.append(name)
    return element("g", linked, *words)


def _box(x: float, y: float, width: float, height: float, number: int) -> SafeString:
    kind = f"columns__part columns__part--{number}"
    return element("rect", x=x, y=y, width=width, height=height, class_=kind)


def _legend(series: Sequence[str]) -> list[SafeString]:
    y, width = FLOOR + 2 * LINE + 4, (WIDTH - 2 * EDGE) / max(len(series), 1)
    found: list[SafeString] = []
    for number, name in enumerate(series, start=1):
        x = EDGE + (number - 1) * min(width, 190)
        found.append(_box(x, y, 14, 14, number))
        found.append(text(name, x + 20, y + 12, class_="picture__legend"))
    return found


def lengths(rows: Sequence[Length], *, key: str, title: str) -> SafeString:
    """A bar each, with a line where the period before ended, and both numbers in words."""
    top = max((max(row.now, row.before or 0) for row in rows), default=0) or 1
    parts = [_length(row, number * ROW, top) for number, row in enumerate(rows)]
    return frame(
        *parts,
        key=key,
        kind="lengths",
        title=title,
        description=_described((row.label, row.now) for row in rows),
        width=WIDTH,
        height=max(len(rows), 1) * ROW + 4,
        has_links=any(row.url for row in rows),
    )


def _length(row: Length, y: float, top: int) -> SafeString:
    scale, x = (WIDTH - NAME - NUMBERS - 2 * EDGE) / top, EDGE + NAME
    boxes = [
        _hit(EDGE, y + 1, WIDTH - 2 * EDGE, ROW - 2),
        element("rect", x=x, y=y + 7, width=row.now * scale, height=BAR, class_="lengths__now"),
    ]
    words = str(row.now)
    if row.before is not None:
        at = x + row.before * scale
        boxes.append(
            element("line", x1=at, x2=at, y1=y + 3, y2=y + 11 + BAR, class_="lengths__before")
        )
        words = _("%(now)s (før %(before)s)") % {"now": row.now, "before": row.before}
    end = x + max(row.now, row.before or 0) * scale + 8
    return element(
        "g",
        _linked(boxes, row.url if row.now else "", f"{row.label}: {words}"),
        paragraph(lines(row.label, 26, 1), EDGE, y + 20, class_="picture__name"),
        text(words, end, y + 20, class_="picture__legend"),
    )


def _hit(x: float, y: float, width: float, height: float) -> SafeString:
    """Somewhere to point at that is larger than the bar."""
    return element("rect", x=x, y=y, width=width, height=height, class_="picture__hit")


def _linked(boxes: Sequence[SafeString], url: str, label: str) -> SafeString:
    """The shapes together, as a link where there is somewhere to go.

    Words stand outside it: a link is called by its label, and not by words run together.
    """
    if not url:
        return element("g", *boxes)
    return element("a", *boxes, href=url, aria_label=label, class_="picture__link")


def _described(rows: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{label}: {count}" for label, count in rows)
