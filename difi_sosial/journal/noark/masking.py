"""Screened words: how they are hidden in public titles, and how a leak is found."""

import re

MASK = "*****"
_WORD = re.compile(r"\w[\w'’-]*", re.UNICODE)
_SHORTEST_TELLING_WORD = 3


def mask_words(text: str, words: list[str]) -> str:
    """``text`` with each of ``words`` (whole words, any case) replaced by ``*****``.

    >>> mask_words("Spørsmål fra Kari Nordmann", ["kari", "nordmann"])
    'Spørsmål fra ***** *****'
    """
    hidden = {word.casefold() for word in words}
    return _WORD.sub(lambda hit: MASK if hit[0].casefold() in hidden else hit[0], text)


def is_masked(text: str) -> bool:
    """Whether any word of ``text`` is hidden."""
    return MASK in text


def leaks(name: str, text: str) -> list[str]:
    """The telling words (three letters or more) of ``name`` that also stand in ``text``."""
    seen = {word.casefold() for word in _WORD.findall(text)}
    return [
        word
        for word in _WORD.findall(name)
        if len(word) >= _SHORTEST_TELLING_WORD and word.casefold() in seen
    ]
