"""Goals: where we began, where we are, and where we want to be, each goal on its own scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from difi_sosial.core.pictures.svg import LINE, element, frame, lines, paragraph, text

WIDTH, EDGE, BAR, BLOCK = 640, 12, 16, 96
TEXT_WIDTH, TEXT_LINES = 84, 2

Number = float | int


@dataclass(frozen=True, slots=True)
class Bar:
    """One goal in numbers of the same unit; None for what is not known. A target below the
    baseline is a goal of getting down.
    """

    label: str
    baseline: Number | None
    now: Number | None
    target: Number | None
    unit: str = ""

    @property
    def is_reached(self) -> bool | None:
        """Whether the target is reached; None when it cannot be said."""
        if self.now is None or self.target is None:
            return None
        if self.baseline is not None and self.target < self.baseline:
            return self.now <= self.target
        return self.now >= self.target


def bars(rows: Sequence[Bar], *, key: str, title: str) -> SafeString:
    """The picture: a bar to where we are, a ring where we began, a flag at the target."""
    parts = [part for number, bar in enumerate(rows) for part in _goal(bar, number * BLOCK)]
    return frame(
        *parts,
        key=key,
        kind="goals",
        title=title,
        description=_describe(rows),
        width=WIDTH,
        height=max(len(rows), 1) * BLOCK,
    )


def _goal(bar: Bar, top: float) -> list[SafeString]:
    label = lines(bar.label, TEXT_WIDTH, TEXT_LINES)
    y = top + LINE * (TEXT_LINES + 1)
    first = top + LINE * (1 + TEXT_LINES - len(label))
    return [
        paragraph(label, EDGE, first, class_="picture__name"),
        element(
            "rect",
            x=EDGE,
            y=y,
            width=WIDTH - 2 * EDGE,
            height=BAR,
            rx=3,
            class_="goal__track",
        ),
        *_shapes(bar, y),
        text(_words(bar), EDGE, y + BAR + LINE + 3, class_="picture__legend"),
    ]


def _shapes(bar: Bar, y: float) -> list[SafeString]:
    known = [value for value in (bar.baseline, bar.now, bar.target) if value is not None]
    low, high = min([0, *known]), max([0, *known])
    width = WIDTH - 2 * EDGE - 8

    def x(value: Number) -> float:
        return EDGE + 4 + width * (value - low) / ((high - low) or 1)

    parts = []
    if bar.now is not None:
        end = max(x(bar.now) - EDGE, 2.0)
        class_ = f"goal__now{' goal__now--reached' if bar.is_reached else ''}"
        parts.append(element("rect", x=EDGE, y=y, width=end, height=BAR, rx=3, class_=class_))
    if bar.baseline is not None:
        middle = y + BAR / 2
        parts.append(element("circle", cx=x(bar.baseline), cy=middle, r=5, class_="goal__start"))
    if bar.target is not None:
        at = x(bar.target)
        flag = f"M{at:.1f} {y + BAR + 4} V{y - 9} L{at - 11:.1f} {y - 5} L{at:.1f} {y - 1}"
        parts.append(element("path", d=flag, class_="goal__target"))
    return parts


def _words(bar: Bar) -> str:
    """The three numbers as text, so that nobody has to measure the picture."""
    named = (
        (_("Utgangspunkt"), bar.baseline),
        (_("Nå"), bar.now),
        (_("Mål"), bar.target),
    )
    parts = [f"{name}: {_amount(value, bar.unit)}" for name, value in named]
    if bar.is_reached:
        parts.append(_("Målet er nådd"))
    return " · ".join(parts)


def _amount(value: Number | None, unit: str) -> str:
    if value is None:
        return _("ikke målt")
    whole = float(value).is_integer()
    return f"{number_format(value, 0 if whole else 1)} {unit}".strip()


def _describe(rows: Sequence[Bar]) -> str:
    return " ".join(f"{bar.label}: {_words(bar)}." for bar in rows) or _("Ingen mål.")
