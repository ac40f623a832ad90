"""A passage is found again when the text around it changes, and known to be gone when it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difi_sosial.core.markdown import plain, render
from difi_sosial.core.passages import Marked, Passage, flat, locate, marked, passage_of

TEXT = "Vi svarer innen to timer. Om natten svarer vi ikke. Vi svarer innen to timer igjen."


def test_a_flat_text_has_one_space_between_its_words_whatever_stands_around_them():
    html = render("# Svar\n\nVi *svarer*\ninnen **to** timer.\n\n- a\n- b &amp; c")
    assert flat(html) == "Svar Vi svarer innen to timer. a b & c"


def test_what_was_pasted_with_other_spaces_is_found():
    assert passage_of(TEXT, " Om \n natten  svarer ").start == TEXT.index("Om natten")


def test_words_that_are_not_there_are_no_passage():
    assert passage_of(TEXT, "i morgen") is None
    assert passage_of(TEXT, "  ") is None


def test_of_two_equal_places_the_one_with_the_same_surroundings_is_meant():
    second = passage_of(TEXT, "Vi svarer innen to timer", before="svarer vi ikke. ")
    assert second.start == TEXT.rindex("Vi svarer")
    first = passage_of(TEXT, "Vi svarer innen to timer", before="", after=". Om natten")
    assert first.start == 0


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (TEXT, "Vi svarer innen to timer igjen."),
        ("Nytt avsnitt foran. " + TEXT, "Vi svarer innen to timer igjen."),
        (TEXT.replace("Vi svarer innen to timer. ", ""), "Vi svarer innen to timer igjen."),
        (TEXT.replace("to timer", "tre timer"), None),
        ("", None),
    ],
    ids=["as it was", "moved down", "the other one gone", "the words changed", "all gone"],
)
def test_a_passage_follows_its_words(new, found):
    kept = passage_of(TEXT, "Vi svarer innen to timer", before="svarer vi ikke. ")
    place = locate(new, kept)
    assert (new[place:] if place is not None else None) == found


def stretch(html, quote, key="kommentar-1"):
    start = flat(html).index(quote)
    return Marked(start, start + len(quote), key, "1")


def test_a_passage_is_marked_across_tags_and_linked_where_it_ends():
    html = render("Vi **svarer raskt** alltid.")
    assert marked(html, [stretch(html, "raskt alltid")]) == (
        '<p>Vi <strong>svarer <span id="sted-kommentar-1"></span>'
        '<mark class="passage">raskt</mark></strong><mark class="passage"> alltid</mark>'
        '<a class="passage__link" href="#kommentar-1">1</a>.</p>'
    )


def test_a_link_never_stands_in_a_link():
    html = render("Les [hele planen](https://example.no/) her.")
    shown = marked(html, [stretch(html, "hele")])
    assert shown.index("</a>") < shown.index("passage__link")


def test_nothing_is_changed_without_passages():
    assert marked("<p>a &lt; b</p>", []) == "<p>a &lt; b</p>"


def test_overlapping_passages_can_both_be_linked_to():
    html = render("en to tre fire")
    shown = marked(html, [stretch(html, "en to tre", "a"), stretch(html, "to tre fire", "b")])
    assert shown.count('id="sted-a"') == shown.count('id="sted-b"') == 1
    assert shown.count("<mark") == shown.count("</mark>") == 3


@given(st.text(max_size=200), st.integers(0, 50), st.integers(1, 50))
def test_marks_never_change_what_is_read(text, start, length):
    html = render(text)
    words = flat(html)
    shown = marked(html, [Marked(start, start + length, "k", "")])
    shown = shown.replace('<a class="passage__link" href="#k"></a>', "")
    assert flat(shown) == words
    assert shown.count("<mark") == shown.count("</mark>")


@given(st.text(alphabet="abc &<>*_[]()\n", max_size=120))
def test_a_flat_text_is_the_plain_text_on_one_line(text):
    html = render(text)
    assert flat(html) == " ".join(plain(html).split())


@given(st.text(alphabet="ab ", max_size=60), st.text(alphabet="ab ", max_size=60))
def test_what_was_kept_is_found_where_it_was(text, quote):
    kept = passage_of(" ".join(text.split()), quote)
    if kept is not None:
        found = locate(" ".join(text.split()), kept)
        assert " ".join(text.split())[found:].startswith(kept.quote)
    assert locate(text, Passage("")) is None
