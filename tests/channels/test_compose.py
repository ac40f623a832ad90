"""Sentences and facts become a text: table-driven."""

from datetime import time

import pytest

from difi_sosial.channels.enums.accounts import Counting
from difi_sosial.channels.queries.words import (
    hours_in_words,
    kinds_in_words,
    response_in_words,
)
from difi_sosial.channels.records import pieces, shorten, whole
from difi_sosial.channels.records.profiles import Piece

WORKDAY = ((time(8), time(15, 30)),)


def piece(key, text, *, short="", priority=50, must=False, form="both", position=0, part="about"):
    return Piece(key, part, form, position, priority, must, text, short)


def chars(limit, *found):
    return shorten(found, limit=limit, counting=Counting.CHARACTERS)


A = piece("a", "Vi er etaten.", short="Etaten.", must=True, priority=1, position=1)
B = piece("b", "Vi svarer innen fire timer.", short="Svar: 4 t.", priority=2, position=2)
C = piece("c", "Vi følger kontoen.", priority=3, position=3)


@pytest.mark.parametrize(
    ("limit", "body", "left_out"),
    [
        (None, f"{A.text} {B.text} {C.text}", ()),
        (60, f"{A.text} {B.text} {C.text}", ()),
        (43, f"{A.text} {B.short} {C.text}", ()),
        (25, f"{A.text} {B.short}", (C.text,)),
        (18, f"{A.short} {B.short}", (C.text,)),
        (17, A.text, (B.text, C.text)),
        (7, A.short, (B.text, C.text)),
    ],
)
def test_whole_sentences_by_priority_in_the_order_of_reading(limit, body, left_out):
    found = chars(limit, A, B, C)
    assert (found.body, found.left_out, found.fits) == (body, left_out, True)
    assert limit is None or found.count == len(body) <= limit


def test_without_room_for_the_musts_only_the_link_is_left():
    link = piece("link", "Les mer: x.no", short="x.no", must=True, form="short", position=9)
    assert chars(11, A, link).body == "x.no"
    assert not chars(11, A, link).fits
    assert chars(3, A, link).body == ""


def test_a_sentence_for_the_long_text_is_never_in_the_short_one():
    only_long = piece("d", "Klag her.", form="long", position=4)
    heading = piece("heading-about", "Om", form="long")
    link = piece("link", "Les mer", form="short", position=5)
    found = (heading, A, only_long, link)
    assert chars(None, *found).body == f"{A.text} Les mer"
    assert whole(found) == f"## Om\n\n{A.text} Klag her."


class Row:
    def __init__(self, text, short="", condition=""):
        self.key, self.part, self.form, self.position = text, "about", "both", 1
        self.priority, self.is_must = 1, False
        self.text, self.short, self.condition = text, short, condition


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row("Vi er {agency}."), [("Vi er Etaten.", "")]),
        (Row("Skriv til {case}."), []),
        (Row("Skriv til {case}.", "Ingen saker."), [("Ingen saker.", "Ingen saker.")]),
        (Row("Åpent.", condition="direct_messages=open"), [("Åpent.", "")]),
        (Row("Stengt.", condition="direct_messages=closed"), []),
        (Row("{agency.__class__}"), []),
        (Row("{finnes_ikke}"), []),
    ],
)
def test_a_sentence_stands_only_when_its_facts_are_known(row, expected):
    facts = {"agency": "Etaten", "case": "", "direct_messages": "open"}
    assert [(found.text, found.short) for found in pieces([row], facts)] == expected


@pytest.mark.parametrize(
    ("week", "language", "words"),
    [
        ({}, "nb", ""),
        (dict.fromkeys(range(5), WORKDAY), "nb", "mandag–fredag kl. 8–15.30"),
        (dict.fromkeys(range(5), WORKDAY), "nn", "måndag–fredag kl. 8–15.30"),
        (dict.fromkeys(range(5), WORKDAY), "en", "Monday–Friday 8:00–15:30 (Norwegian time)"),
        ({0: WORKDAY, 2: WORKDAY}, "nb", "mandag kl. 8–15.30 og onsdag kl. 8–15.30"),
        (
            {0: ((time(8), time(11)), (time(12), time(16)))},
            "nb",
            "mandag kl. 8–11 og 12–16",
        ),
        (
            {3: WORKDAY, 4: ((time(8), time(12)),), 5: WORKDAY},
            "nb",
            "torsdag kl. 8–15.30, fredag kl. 8–12 og lørdag kl. 8–15.30",
        ),
    ],
)
def test_hours_in_words(week, language, words):
    assert hours_in_words(week, language) == words


def test_promises_in_words():
    assert [response_in_words(1, code) for code in ("nb", "nn", "en")] == [
        "én arbeidstime",
        "éin arbeidstime",
        "one working hour",
    ]
    assert response_in_words(None, "nb") == ""
    told = kinds_in_words([("criticism", 2), ("tip", 8)], "en")
    assert told == "criticism 2 working hours, tips 8 working hours"
