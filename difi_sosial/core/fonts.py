"""Which characters the fonts of this machine can write, and how the others are spelled out.

A document for the archive may not refer to a glyph that no font has (ISO 19005-2, 6.2.11.8), nor
hold characters of private use without saying what they mean (6.2.11.7.3).

https://fontconfig.pages.freedesktop.org/fontconfig/fontconfig-devel/
"""

import ctypes
import unicodedata
from collections.abc import Callable, Sequence
from ctypes.util import find_library
from functools import cache, lru_cache

SPACES = {"\n", "\t", "\r"}
# Unicode's categories: control signs, surrogates and what is no character; ends of line and
# paragraph; private use; signs that only say how others are written.
NOTHING, BREAKS, PRIVATE, QUIET = {"Cc", "Cs"}, {"Zl", "Zp"}, "Co", {"Cf", "Mn"}
BYTE_ORDER = {0xFEFF, 0xFFFE}


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
    if kind in NOTHING or ord(sign) in BYTE_ORDER or is_no_character(sign):
        return ""
    if kind != PRIVATE and _is_in_a_font()(ord(sign)):
        return sign
    return "" if kind in QUIET else f"[{code_of(sign)}]"


def is_no_character(sign: str) -> bool:
    """Whether Unicode will never give this number to a character."""
    number = ord(sign)
    return 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE


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
