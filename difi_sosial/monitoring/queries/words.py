"""What a person writes in the search box, as one question to the full-text index.

The language is the one of web search: words, "phrases", -not, OR between two, and prefix*. Whatever
is written gives an answer; what could not be understood is told, with what to write instead.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.search import (
    SearchQuery,
    SearchQueryCombinable,
    SearchQueryField,
)
from django.db.models import Func, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import Slot
from difi_sosial.monitoring.expressions import unmarked

PIECE = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)(?P<end>"?)|(?P<word>\S+))')
LETTERS = re.compile(r"\w")
SHORTEST_PREFIX = 2
EITHER = ("OR", "or", "ELLER")

NOTES = {
    "open-quote": _("Anførselstegnet mangler makker. Vi leste alt etter det som ett uttrykk."),
    "or-alone": _("«OR» må stå mellom to ord, for eksempel søknad OR klage. Vi så bort fra det."),
    "and": _("Du trenger ikke «AND»: alle ordene må være med uansett."),
    "not": _("Sett minus rett foran et ord for å velge det bort, for eksempel -frist."),
    "bracket": _("Parenteser virker ikke i søket. Skriv dem i en overvåking i stedet."),
    "star": _("Stjernen virker bare bakerst i et ord på minst to bokstaver, for eksempel søk*."),
    "no-words": _("Søket har ingen ord. Skriv minst én bokstav eller ett tall."),
}


class Unwanted(SearchQueryCombinable, Func):  # type: ignore[misc]
    """What must not be there; Django can turn round a single word only, not its two ways."""

    template = "!!(%(expressions)s)"
    output_field = SearchQueryField()
    config = None


@dataclass(frozen=True, slots=True)
class Term:
    """One word, phrase or beginning of a word; `unwanted` when it must not be there."""

    text: str
    kind: str = "plain"  # or phrase, prefix
    unwanted: bool = False
    number: int | None = None  # of its slots, in a prepared question

    @property
    def value(self) -> str:
        """What the database is asked for."""
        return f"'{self.text}':*" if self.kind == "prefix" else self.text

    @property
    def query(self) -> Any:
        """By its bokmål stem, or just as it stands, so that nynorsk and names are found too.

        As it stands, but for the marks of Sámi letters, which are not in the index either.
        """
        asked, bare = self._asked
        if self.kind == "prefix":
            return SearchQuery(bare, config="simple", search_type="raw")
        stemmed = SearchQuery(asked, config="norwegian", search_type=self.kind)
        return stemmed | SearchQuery(bare, config="simple", search_type=self.kind)

    @property
    def _asked(self) -> tuple[Any, Any]:
        """What is asked for, and the same without marks: as values, or as their slots."""
        if self.number is None:
            return Value(self.value), Value(unmarked(self.value))
        return Slot(f"word-{self.number}"), Slot(f"bare-{self.number}")


@dataclass(frozen=True, slots=True)
class Words:
    """What was understood: of every group one term must be there. `notes` are keys of NOTES."""

    groups: tuple[tuple[Term, ...], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def messages(self) -> list[Promise]:
        """What the page says of the rest."""
        return [NOTES[key] for key in dict.fromkeys(self.notes)]

    @property
    def wanted(self) -> list[Term]:
        """What shall be marked where it stands."""
        return [term for group in self.groups for term in group if not term.unwanted]

    @property
    def query(self) -> Any:
        """The whole question; None when there is nothing to ask for."""
        whole = None
        for group in self.groups:
            one = _any_of(group)
            whole = one if whole is None else whole & one
        # The lookup takes a search query as it is, and would make a plain text of all else.
        return whole & whole if isinstance(whole, Unwanted) else whole

    @property
    def hits(self) -> Any:
        """What an excerpt is made round; None when everything is unwanted."""
        return _any_of(self.wanted) if self.wanted else None

    @property
    def values(self) -> dict[str, str]:
        """What goes into the slots of `shape`."""
        given = {f"word-{at}": term.value for at, term in enumerate(self._terms)}
        bare = {f"bare-{at}": unmarked(term.value) for at, term in enumerate(self._terms)}
        return {**given, **bare}

    @property
    def shape(self) -> "Words":
        """The same question with slots for its words: one for all questions of this shape."""
        numbers = itertools.count()
        groups = (
            tuple(replace(term, text="", number=next(numbers)) for term in group)
            for group in self.groups
        )
        return Words(tuple(groups))

    @property
    def _terms(self) -> list[Term]:
        return [term for group in self.groups for term in group]


def understood(text: str) -> Words:
    """The words of a search; pure."""
    notes: list[str] = []
    groups: list[list[Term]] = []
    joins = False
    for found in PIECE.finditer(text):
        if found["word"] in EITHER and not found["no"]:
            joins = bool(groups)
            if not joins:
                notes.append("or-alone")
            continue
        term = _term(found, notes)
        if term is None:
            continue
        if joins:
            groups[-1].append(term)
        else:
            groups.append([term])
        joins = False
    if joins:
        notes.append("or-alone")
    if text.strip() and not groups:
        notes.append("no-words")
    return Words(tuple(tuple(group) for group in groups), tuple(notes))


def _term(found: re.Match[str], notes: list[str]) -> Term | None:
    unwanted = bool(found["no"])
    if found["phrase"] is not None:
        if not found["end"]:
            notes.append("open-quote")
        phrase = found["phrase"].strip()
        return Term(phrase, "phrase", unwanted) if LETTERS.search(phrase) else None
    word = found["word"]
    if word in ("AND", "NOT"):
        notes.append(word.lower())
        return None
    if word.strip("()") != word and LETTERS.search(word):
        notes.append("bracket")
        word = word.strip("()")
    if "*" in word:
        return _prefix(word, unwanted, notes)
    return Term(word, unwanted=unwanted) if LETTERS.search(word) else None


def _prefix(word: str, unwanted: bool, notes: list[str]) -> Term | None:
    start, _star, rest = word.partition("*")
    clean = re.sub(r"\W", "", start).lower()
    if rest or len(clean) < SHORTEST_PREFIX:
        notes.append("star")
        plain = re.sub(r"\W", "", word)
        return Term(plain, unwanted=unwanted) if plain else None
    return Term(clean, "prefix", unwanted)


def _any_of(terms: Sequence[Term]) -> Any:
    whole = None
    for term in terms:
        one = Unwanted(term.query) if term.unwanted else term.query
        whole = one if whole is None else whole | one
    return whole


def literal(words: Words) -> re.Pattern[str] | None:
    """What to mark where the index cannot say: words that begin as a wanted term is written.

    It looks in a text without marks: to know the letters with them makes a pattern that takes
    twenty times as long to build, and every new search builds one.
    """
    starts = sorted({unmarked(term.text) for term in words.wanted}, key=len, reverse=True)
    either = "|".join(map(re.escape, starts))
    return re.compile(rf"\b(?:{either})\w*", re.IGNORECASE) if starts else None
