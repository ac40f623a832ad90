"""What is understood of the search box, and what is told of the rest."""

import pytest

from difi_sosial.monitoring.queries import understood


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
