"""What no font can write is spelled out, so that no word is lost and no archive refuses it."""

import pytest

from difi_sosial.core import fonts
from difi_sosial.core.fonts import spelled


@pytest.fixture
def only_ascii(monkeypatch):
    """A machine whose fonts have the letters of ASCII and no others."""
    fonts.as_written.cache_clear()
    monkeypatch.setattr(fonts, "_is_in_a_font", lambda: lambda number: number < 128)
    yield
    fonts.as_written.cache_clear()


def test_letters_that_people_here_use_stand_as_they_are():
    text = "Blåbærsyltetøy – «Čáhčesuolu» ÁŊŦĐŠŽ áŋŧđšž ä ö\n\t<b>100 €</b>"
    assert spelled(text) == text


def test_what_no_font_has_is_told_by_number_and_name(only_ascii):
    assert spelled("Takk 👍!") == "Takk [U+1F44D THUMBS UP SIGN]!"


def test_a_number_without_a_name_is_told_alone(only_ascii):
    assert spelled("\U0003fffd") == "[U+3FFFD]"


def test_joiners_and_variants_of_what_is_spelled_out_are_left_out(only_ascii):
    assert spelled("👩\u200d👧\ufe0f") == "[U+1F469 WOMAN][U+1F467 GIRL]"


def test_the_vowels_of_a_word_are_told_with_its_letters(only_ascii):
    assert spelled("ที่") == (
        "[U+0E17 THAI CHARACTER THO THAHAN][U+0E35 THAI CHARACTER SARA II]"
        "[U+0E48 THAI CHARACTER MAI EK]"
    )


def test_a_space_of_another_width_is_one(only_ascii):
    assert spelled("a\u3000b") == "a b"


def test_signs_of_private_use_are_told_by_number_whatever_the_fonts_have():
    assert spelled("a\uf8ffb") == "a[U+F8FF]b"


@pytest.mark.parametrize(
    "sign", ["\x00", "\x0b", "\x85", "\ufeff", "\ufffa", "\ufffe", "\ufdd0", "\U0002ffff"]
)
def test_what_is_no_letter_is_left_out(sign):
    assert spelled(f"a{sign}b") == "ab"


@pytest.mark.parametrize("sign", ["\u2028", "\u2029"])
def test_the_end_of_a_line_is_one(sign):
    assert spelled(f"a{sign}b") == "a\nb"
