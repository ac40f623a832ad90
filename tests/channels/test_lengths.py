"""How long a text is, counted as each platform counts."""

import pytest

from difi_sosial.channels.enums.accounts import Counting
from difi_sosial.channels.records import counting_of, graphemes, length

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAG, THUMB = "\U0001f1f3\U0001f1f4", "\U0001f44d\U0001f3fd"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Čáhčesuolu", 10),
        ("e\u0301", 1),
        (FAMILY, 1),
        (FLAG, 1),
        (FLAG + FLAG, 2),
        (THUMB, 1),
        ("a\r\nb", 3),
        ("\u0301", 1),
    ],
)
def test_graphemes_are_what_a_reader_sees(text, count):
    assert graphemes(text) == count


def test_each_platform_counts_in_its_own_way():
    text = f"Å {FLAG} https://testetaten.example/en/veldig/lang/adresse/her"
    assert counting_of("mastodon") == Counting.LINKS_23
    assert counting_of("bluesky") == Counting.GRAPHEMES
    assert counting_of("linkedin") == Counting.CHARACTERS
    assert length(text, Counting.LINKS_23) == 2 + 2 + 23
    assert length(text, Counting.CHARACTERS) == length(text, Counting.GRAPHEMES) + 1


def test_a_letter_typed_in_two_parts_is_one_character():
    assert length("A\u030a", Counting.CHARACTERS) == 1
