"""Which characters the fonts of this machine can write, and how the others are spelled out.

A document for the archive may not refer to a glyph that no font has (ISO 19005-2, 6.2.11.8), nor
hold characters of private use without saying what they mean (6.2.11.7.3).

https://fontconfig.pages.freedesktop.org/fontconfig/fontconfig-devel/
"""

import ctypes
import re
import unicodedata
from collections.abc import Callable, Sequence
from ctypes.util import find_library
from functools import cache, lru_cache

SPACES = {"\n", "\t", "\r"}
# Unicode's categories: control signs and surrogates; ends of line and paragraph; private use.
NOTHING, BREAKS, PRIVATE, SPACE = {"Cc", "Cs"}, {"Zl", "Zp"}, "Co", "Zs"
# What only says how its neighbours are written, and is not seen itself: where a font lacks it
# nothing is lost. Default_Ignorable_Code_Point in
# https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
# Byte order, notes between lines that no program writes, and what is never given to a character.
NEVER = re.compile("[\ufeff\ufff9-\ufffb\ufdd0-\ufdef]")


class FontSet(ctypes.Structure):
    """FcFontSet: how many fonts, room for how many, and a pattern of each."""

    _fields_ = (
        ("number", ctypes.c_int),
        ("room", ctypes.c_int),
        ("patterns", ctypes.POINTER(ctypes.c_void_p)),
    )


def spelled(text: str) -> str:
    """The text with every character that cannot be written in its place as code and name.

    A thumb that no font has becomes `[U+1F44D THUMBS UP SIGN]`. What is never seen, and may stand
    in no document, is left out. Raises OSError when the machine has no fontconfig.
    """
    written = {ord(sign): as_written(sign) for sign in set(text)}
    return text.translate({number: said for number, said in written.items() if said != chr(number)})


@lru_cache(maxsize=4096)
def as_written(sign: str) -> str:
    """One character as it can be written here."""
    kind = unicodedata.category(sign)
    if sign in SPACES:
        return sign
    if kind in BREAKS:
        return "\n"
    if kind in NOTHING or NEVER.match(sign) or ord(sign) & 0xFFFE == 0xFFFE:
        return ""
    if kind != PRIVATE and _is_in_a_font()(ord(sign)):
        return sign
    if kind == SPACE:
        return " "
    return "" if UNSEEN.match(sign) else f"[{code_of(sign)}]"


def code_of(sign: str) -> str:
    """The number as Unicode writes it, and the name where there is one."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip()


@cache
def _is_in_a_font() -> Callable[[int], bool]:
    """Whether any font has a character; the fonts are looked up once in the life of a process."""
    library = ctypes.CDLL(find_library("fontconfig") or "libfontconfig.so.1")
    has = library.FcCharSetHasChar
    has.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
    sets = _character_sets(library)
    return lambda number: any(has(one, number) for one in sets)


def _character_sets(library: ctypes.CDLL) -> Sequence[ctypes.c_void_p]:
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
    library.FcConfigGetFonts.restype = ctypes.POINTER(FontSet)
    read = library.FcPatternGetCharSet
    read.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p)
    # Never given back: the sets belong to it.
    found = library.FcConfigGetFonts(library.FcInitLoadConfigAndFonts(), 0).contents
    sets = []
    for number in range(found.number):
        one = ctypes.c_void_p()
        if read(found.patterns[number], b"charset", 0, ctypes.byref(one)) == 0:
            sets.append(one)
    return sets
