"""Letters that are written with and without their marks: Kárášjohka, Karasjohka.

The letters of the Sámi languages, and accents («idé»), are compared without their marks, in the
text and in what is looked for, so that either way of writing finds the other. Æ, ø and å are
letters of their own in Norwegian (`for` is not `før`), and so are ä and ö, which stand for them in
Swedish, Kven and South Sámi: they are left as they are, and so are ae, oe and aa.
"""

import re

MARKED = "áàâčçđéèêëǥǧíìîïǩńñŋóòôšśŧúùûüýžǯʒ"
BARE = "aaaccdeeeeggiiiiknnnooosstuuuuyzzz"
PLAIN = dict(zip(MARKED, BARE, strict=True))
# The same for a table that knows no case.
BOTH_CASES = (MARKED + MARKED.upper(), BARE + BARE.upper())
LETTERS = dict(zip(*BOTH_CASES, strict=True))
MARKS, ASCII = frozenset(LETTERS), bytes(range(128))
# What each letter of one byte (Latin-1) is compared as: without mark and in lower case. A table of
# bytes is a hundred times as quick as one of letters, and most Norwegian texts fit in bytes.
LATIN = bytes(ord(PLAIN.get(small, small)) for small in map(str.lower, map(chr, range(256))))


def unmarked(text: str) -> str:
    """The text without the marks of Sámi letters and accents; case and length are as they were.

    Only the letters that are there are replaced; `str.translate` would ask a table about every
    letter of every text, which takes longer than all the rest of a match.
    """
    strange = text.encode("utf-8", "surrogatepass").translate(None, ASCII)
    for letter in MARKS.intersection(strange.decode("utf-8", "surrogatepass")):
        text = text.replace(letter, LETTERS[letter])
    return text


def spelled(text: str) -> str:
    """A pattern, for a search that ignores case, of a text with marks and without."""
    return "".join(map(_spelling, text))


def _spelling(letter: str) -> str:
    small = letter.lower()
    bare = PLAIN.get(small, small)
    marked = "".join(one for one, its in PLAIN.items() if its == bare)
    return f"[{bare}{marked}]" if marked else re.escape(letter)
