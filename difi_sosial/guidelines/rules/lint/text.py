"""A Markdown text as the sentences a reader meets: without markup, code and tables' rulers.

Written for speed: a document of two hundred pages is read in a blink, which the Markdown parser
cannot do. What it gives is only judged, never shown as HTML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
UNDERLINE = re.compile(r"^\s{0,3}(=+|-+)\s*$")
ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+(.*)$")
RULER = re.compile(r"^[\s|:+-]+$")
FOOTNOTE = re.compile(r"^\[\^[^\]]+\]:\s*")
INLINE_CODE = re.compile(r"`[^`]*`")
IMAGE = re.compile(r"!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
LINK = re.compile(r"\[([^\]^][^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
MARK = re.compile(r"\[\^[^\]]+\]|[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}|~~")
END = re.compile(r"(?<=[.!?])[»\"”)]?\s+")
# A full stop after these ends no sentence.
SHORT = re.compile(
    r"(?:^|\s|\()(?:kl|nr|ca|pkt|art|jf|jfr|tlf|f\.eks|t\.d|t\.eks|bl\.a|m\.a|dvs|osv|mv|o\.l|m\.m|"
    r"st|prop|evt|inkl|eks)\.$",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,:]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table cell; `lead` is the text that opens its list."""

    text: str
    level: int = 0  # of a heading, as authored
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `whole` also holds the words before the list it is an item of."""

    text: str
    whole: str

    @property
    def words(self) -> int:
        """How many words the reader must hold in mind."""
        return len(WORD.findall(self.text))


def blocks(body: str) -> list[Block]:
    """The blocks of a Markdown text, in order."""
    return list(_with_leads(_blocks(body)))


def sentences(found: list[Block]) -> list[Sentence]:
    """The sentences of all blocks but the headings."""
    return [
        Sentence(text, f"{block.lead} {text}".strip())
        for block in found
        if not block.level
        for text in split(block.text)
    ]


def split(text: str) -> list[str]:
    """A paragraph as sentences; «kl. 9» and «§ 3. ledd» do not end one."""
    pieces: list[str] = []
    for piece in END.split(text):
        if pieces and (SHORT.search(pieces[-1]) or piece[:1].islower()):
            pieces[-1] = f"{pieces[-1]} {piece}"
        elif piece:
            pieces.append(piece)
    return pieces


def bare(text: str) -> str:
    """A line without Markdown's marks: links and pictures as their words, code left out."""
    text = INLINE_CODE.sub(" ", text)
    text = LINK.sub(r"\1", IMAGE.sub(r"\1", text))
    return " ".join(MARK.sub("", text).split())


def without_code(body: str) -> str:
    """The text without fenced and inline code, line by line."""
    return "\n".join(INLINE_CODE.sub("", line) for line in _authored_lines(body))


def _authored_lines(body: str) -> Iterator[str]:
    fenced = False
    for line in body.split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield line


def _blocks(body: str) -> Iterator[tuple[str, Block]]:
    """What kind of block it is (heading, item, cell, text), and the block."""
    kind = "text"
    held: list[str] = []
    for line in [*_authored_lines(body), ""]:
        heading, item = HEADING.match(line), ITEM.match(line)
        underlined = UNDERLINE.match(line) if held and kind == "text" else None
        starts = bool(heading or item or not line.strip() or line.lstrip().startswith("|"))
        if (starts or underlined) and held:
            level = (1 if line.lstrip()[:1] == "=" else 2) if underlined else 0
            yield "heading" if level else kind, Block(bare(" ".join(held)), level)
            held = []
        if heading:
            yield "heading", Block(bare(heading[2]), len(heading[1]))
        elif item:
            kind, held = "item", [item[1]]
        elif line.lstrip().startswith("|"):
            yield from (("cell", Block(bare(cell))) for cell in _cells(line))
        elif line.strip() and not underlined:
            kind = kind if held else "text"
            held.append(FOOTNOTE.sub("", line.strip().lstrip("> ")))


def _cells(line: str) -> list[str]:
    if RULER.match(line):
        return []
    return [cell.strip() for cell in line.strip().strip("|").split("|") if cell.strip()]


def _with_leads(found: Iterator[tuple[str, Block]]) -> Iterator[Block]:
    """Give every list item the unfinished sentence that stands before its list."""
    lead = ""
    for kind, block in found:
        if not block.text:
            continue
        if kind == "item":
            yield Block(block.text, lead=lead)
            continue
        opens = kind == "text" and block.text[-1:] not in ".!?"
        lead = split(block.text)[-1].rstrip(":") if opens else ""
        yield block
