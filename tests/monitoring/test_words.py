"""What is understood of the search box, and what is told of the rest."""

import pytest
from django.db import connection

from difi_sosial.monitoring.expressions import BOTH_CASES, unmarked
from difi_sosial.monitoring.queries import (
    HIT_BEGINS,
    HIT_ENDS,
    MentionFilter,
    filtered,
    mention_page,
    understood,
)
from tests.factories.monitoring import MentionFactory, SourceFactory


def shown(words):
    """The groups as text: `|` between alternatives, `-` before what is unwanted."""
    marks = {"plain": "{}", "phrase": '"{}"', "prefix": "{}*"}
    return [
        "|".join("-" * one.unwanted + marks[one.kind].format(one.text) for one in group)
        for group in words.groups
    ]


@pytest.mark.parametrize(
    ("text", "groups", "notes"),
    [
        ("søknad frist", ["søknad", "frist"], ()),
        ('"lang kø" -frist', ['"lang kø"', "-frist"], ()),
        ('-"lang kø"', ['-"lang kø"'], ()),
        ("søknad svar OR klage", ["søknad", "svar|klage"], ()),
        ("a1 OR b1 or c1 ELLER d1", ["a1|b1|c1|d1"], ()),
        ("Søk*", ["søk*"], ()),
        ("nav.no", ["nav.no"], ()),
        ("Čáhčesuolu", ["Čáhčesuolu"], ()),
        ('svar "lang kø', ["svar", '"lang kø"'], ("open-quote",)),
        ("OR svar", ["svar"], ("or-alone",)),
        ("svar OR", ["svar"], ("or-alone",)),
        ("svar AND klage", ["svar", "klage"], ("and",)),
        ("svar NOT klage", ["svar", "klage"], ("not",)),
        ("(svar", ["svar"], ("bracket",)),
        ("s* svar", ["s", "svar"], ("star",)),
        ("sv*r", ["svr"], ("star",)),
        ("*", [], ("star", "no-words")),
        ("-- !", [], ("no-words",)),
        ("", [], ()),
    ],
)
def test_a_search_is_read(text, groups, notes):
    words = understood(text)
    assert (shown(words), words.notes) == (groups, notes)
    assert all(str(message) for message in words.messages)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("karasjohka", 2),
        ("Kárášjohka", 2),
        ("karasj*", 2),
        ('"bor i karasjohka"', 2),
        ("karasjohka -for", 2),  # før is not for
        ("før", 1),
        ("for", 0),
    ],
)
def test_sami_words_are_found_with_and_without_their_marks(asked, number):
    source = SourceFactory()
    for text in ("Máret bodde før i Kárášjohka. Hun bor i KÁRÁŠJOHKA.", "Hun bor i Karasjohka."):
        MentionFactory(source=source, text=text)
    assert filtered(MentionFilter(q=asked)).count() == number


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "title", "marked"),
    [
        ("karasj*", "I Kárášjohka og KÁRÁŠJOHKA", "I <Kárášjohka> og <KÁRÁŠJOHKA>"),
        ("Kárášjohka", "Čakča, karasjohkas sommer", "Čakča, <karasjohkas> sommer"),
        ("for", "før for FORM, ikke føre", "før <for> <FORM>, ikke føre"),
        ('svar OR "svar på alt"', "Svar på alt: ansvar, svaret", "<Svar på alt>: ansvar, <svaret>"),
        ("idé c++", "Ideen om c++11 (idé)", "<Ideen> om <c++11> (<idé>)"),
        ("Čáhci -frist", "ingen treff", "ingen treff"),
    ],
)
def test_hits_are_marked_as_they_are_written(asked, title, marked):
    MentionFactory(title=title, text=asked.replace("-frist", ""))
    [row] = mention_page(MentionFilter(q=asked)).mentions
    assert row.heading.replace(HIT_BEGINS, "<").replace(HIT_ENDS, ">") == marked


@pytest.mark.django_db
def test_a_question_loses_the_marks_that_the_index_loses():
    letters = "".join(map(chr, range(32, 0x250))) + "ʒƷ"
    with connection.cursor() as cursor:
        cursor.execute("SELECT translate(%s, %s, %s)", [letters, *BOTH_CASES])
        assert cursor.fetchone() == (unmarked(letters),)
