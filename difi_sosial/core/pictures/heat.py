"""A heat map: rows × columns of small whole numbers, each number written in its cell."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from difi_sosial.core.pictures.svg import LINE, element, frame, lines, paragraph, text

LEVELS = 4  # as many tints as pictures.css has
NAME, CELL, ROW, GAP, EDGE = 204, 112, 38, 3, 6
HEAD_LINES, HEAD_WIDTH, NAME_WIDTH = 3, 15, 26

Cells = Sequence[Sequence[int | None]]


def heat_map(
    *,
    key: str,
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Cells,
    legend: Sequence[str] = (),
    totals: tuple[str, Sequence[str]] | None = None,
) -> SafeString:
    """The picture of `cells[row][column]`: 0-3, or None for what nobody has judged.

    `legend` are the words for 0, 1, 2, 3. `totals` is the head of one more column and its texts.
    Raises ValueError when a row has not one cell per column.
    """
    if len(cells) != len(rows) or any(len(row) != len(columns) for row in cells):
        raise ValueError("one cell per row and column")
    heads = [lines(name, HEAD_WIDTH, HEAD_LINES) for name in columns]
    top = max((len(head) for head in heads), default=1) * LINE + 2 * EDGE
    width = NAME + (len(columns) + (1 if totals else 0)) * CELL + EDGE
    bottom = top + len(rows) * ROW
    return frame(
        *_heads(heads, totals[0] if totals else "", top),
        *(
            part
            for number, name in enumerate(rows)
            for part in _row(name, cells[number], top + number * ROW)
        ),
        *(_totals(totals[1], len(columns), top) if totals else ()),
        *_legend(legend, bottom + 2 * LINE),
        key=key,
        kind="heat",
        title=title,
        description=_describe(rows, columns, cells),
        width=max(width, 560 if legend else 0),
        height=bottom + (3 * LINE if legend else EDGE),
    )


def _heads(heads: Sequence[Sequence[str]], total: str, top: int) -> list[SafeString]:
    shown = [*heads, *([[total]] if total else [])]
    return [
        paragraph(
            head,
            NAME + (number + 0.5) * CELL,
            top - 2 * EDGE - (len(head) - 1) * LINE,
            class_="picture__head",
            anchor="middle",
        )
        for number, head in enumerate(shown)
    ]


def _row(name: str, cells: Sequence[int | None], y: int) -> list[SafeString]:
    label = lines(name, NAME_WIDTH, 1)[0]
    parts = [text(label, EDGE, y + ROW / 2 + 5, class_="picture__name")]
    return parts + [_cell(level, NAME + number * CELL, y) for number, level in enumerate(cells)]


def _cell(level: int | None, x: float, y: float) -> SafeString:
    """A tinted box with the number in it; a dashed one where nobody has judged."""
    known = "none" if level is None else str(min(max(level, 0), LEVELS - 1))
    box = element(
        "rect",
        x=x + GAP / 2,
        y=y + GAP / 2,
        width=CELL - GAP,
        height=ROW - GAP,
        rx=4,
        class_=f"heat__box heat__box--{known}",
    )
    number = text(
        "–" if level is None else level,
        x + CELL / 2,
        y + ROW / 2 + 6,
        class_=f"heat__number heat__number--{known}",
        anchor="middle",
    )
    return element("g", box, number)


def _totals(totals: Sequence[str], columns: int, top: int) -> list[SafeString]:
    x = NAME + (columns + 0.5) * CELL
    return [
        text(words, x, top + (number + 0.5) * ROW + 6, class_="picture__total", anchor="middle")
        for number, words in enumerate(totals)
    ]


def _legend(legend: Sequence[str], y: int) -> list[SafeString]:
    parts = []
    for number, words in enumerate(legend[:LEVELS]):
        x = EDGE + number * 138
        parts += [
            element(
                "rect",
                x=x,
                y=y - 14,
                width=18,
                height=18,
                rx=3,
                class_=f"heat__box heat__box--{number}",
            ),
            text(f"{number} {words}", x + 25, y, class_="picture__legend"),
        ]
    return parts


def _describe(rows: Sequence[str], columns: Sequence[str], cells: Cells) -> str:
    known = sum(level is not None for row in cells for level in row)
    return _(
        "%(rows)d rader og %(columns)d kolonner. %(known)d av %(all)d ruter er vurdert. "
        "Tabellen på siden har de samme tallene."
    ) % {
        "rows": len(rows),
        "columns": len(columns),
        "known": known,
        "all": len(rows) * len(columns),
    }
