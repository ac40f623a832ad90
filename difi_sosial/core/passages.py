"""A passage that somebody pointed at in a text: found again when the text has moved, and marked.

Positions count characters of `flat(html)`: the words as they are read, with one space between
them, whatever marks and blocks stand around them. What is kept of a passage is its words, a little
of what stood before and after, and where it began; so it is found again after other words came and
went, and known to be gone when its own words are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from difi_sosial.core.markdown import BLOCK_TAG

TAG = re.compile(r'(<(?:[^>"]|"[^"]*")*>)')
ATTRIBUTES = re.compile(r"\s[^>]*")
CHARACTER = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);|[\s\S]")
CONTEXT = 40  # characters kept on either side


@dataclass(frozen=True, slots=True)
class Passage:
    """The words somebody pointed at, with what stood around them; `start` is where they began."""

    quote: str
    before: str = ""
    after: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch to mark: from and to in `flat(html)`, a key for its id, and what its link says."""

    start: int
    end: int
    key: str
    label: str


def flat(html: str) -> str:
    """The words of an HTML fragment with one space between them."""
    return "".join(character for character, _piece in _characters(html)).strip()


def tidy(text: str) -> str:
    """A quotation with one space between its words, as it will be found in a flat text."""
    return " ".join(text.split())


def passage_of(text: str, quote: str, *, before: str = "", after: str = "") -> Passage | None:
    """The passage as it is kept, from a flat text; None when the words are not in it."""
    wanted = Passage(tidy(quote), tidy(before)[-CONTEXT:], tidy(after)[:CONTEXT])
    start = locate(text, wanted)
    if start is None:
        return None
    end = start + len(wanted.quote)
    return Passage(
        quote=wanted.quote,
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
        start=start,
    )


def locate(text: str, passage: Passage) -> int | None:
    """Where the words of a passage stand in a flat text now; None when they are gone.

    Of several places the one whose surroundings are most alike, then the one nearest to the old.
    """
    if not passage.quote:
        return None
    places = [match.start() for match in re.finditer(re.escape(passage.quote), text)]
    return max(places, key=lambda place: _likeness(text, passage, place), default=None)


def _likeness(text: str, passage: Passage, place: int) -> tuple[int, int]:
    end = place + len(passage.quote)
    around = _same(text[:place].rstrip()[::-1], passage.before.rstrip()[::-1])
    around += _same(text[end:].lstrip(), passage.after.lstrip())
    return around, -abs(place - passage.start)


def _same(one: str, other: str) -> int:
    """How many characters two texts have alike from their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def marked(html: str, stretches: Sequence[Marked]) -> SafeString:
    """Sanitised HTML with `<mark>` round each stretch, and a link to `#<key>` where it ends.

    Each stretch can be linked to as `#sted-<key>`; stretches may overlap and may cross tags.
    """
    if not stretches:
        return mark_safe(html)  # noqa: S308 - sanitised by the caller
    covered, lasts = _covered(html, stretches)
    seen: set[str] = set()
    open_for: list[Marked] = []
    waiting: list[Marked] = []
    depth = 0  # a link never stands in a link
    out: list[str] = []
    for number, piece in enumerate(_pieces(html)):
        here = covered.get(number, [])
        if piece.isspace() and not here:
            here = open_for  # space that was folded away does not break a mark
        if piece.startswith("<"):
            depth += piece.startswith(("<a ", "<a>")) - (piece == "</a>")
            here = []
        if here != open_for:
            out += ["</mark>"] if open_for else []
            out += [_opening(here, seen)] if here else []
        open_for = here
        out.append(piece)
        waiting += lasts.get(number, [])
        if waiting and not depth:
            out += ["</mark>"] if open_for else []
            out += [_link(stretch) for stretch in waiting]
            open_for, waiting = [], []
    return mark_safe("".join(out))  # noqa: S308 - sanitised by the caller; keys and labels escaped


def _pieces(html: str) -> list[str]:
    """Tags, and between them single characters or their entities."""
    parts = (part for part in TAG.split(html) if part)
    return [
        piece
        for part in parts
        for piece in ([part] if part.startswith("<") else CHARACTER.findall(part))
    ]


def _characters(html: str) -> Iterator[tuple[str, int]]:
    """Every character of the flat text, with the number of the piece that it came from."""
    space = True
    for number, piece in enumerate(_pieces(html)):
        is_tag = piece.startswith("<")
        character = unescape(piece) if not is_tag else ""
        if character.isspace() or (is_tag and BLOCK_TAG.match(ATTRIBUTES.sub("", piece))):
            if not space:
                yield " ", number
            space = True
        elif character:
            space = False
            yield from ((part, number) for part in character)


Owners = dict[int, list[Marked]]


def _covered(html: str, stretches: Sequence[Marked]) -> tuple[Owners, Owners]:
    """By the number of a piece: the stretches it belongs to, and those that end with it."""
    numbers = [number for _character, number in _characters(html)]
    owners: Owners = {}
    lasts: Owners = {}
    for stretch in stretches:
        covered = list(dict.fromkeys(numbers[stretch.start : stretch.end]))
        for number in covered:
            owners.setdefault(number, []).append(stretch)
        if covered:
            lasts.setdefault(covered[-1], []).append(stretch)
    return owners, lasts


def _opening(owners: list[Marked], seen: set[str]) -> str:
    new = [owner.key for owner in owners if owner.key not in seen]
    seen.update(new)
    targets = format_html_join("", '<span id="sted-{}"></span>', ((key,) for key in new))
    return f'{targets}<mark class="passage">'


def _link(stretch: Marked) -> str:
    return format_html('<a class="passage__link" href="#{}">{}</a>', stretch.key, stretch.label)
