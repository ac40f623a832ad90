"""Two texts side by side."""

import re
import time
from html import unescape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from difi_sosial.core.diff import DiffRow, Kind, side_by_side

LINES = st.lists(st.sampled_from(["", "a", "a b", "a c b", "<b>&amp;", "æøå čŋ"]), max_size=8)
TEXTS = LINES.map("\n".join) | st.text(max_size=60)


def without_markup(html: str) -> str:
    return unescape(re.sub(r"</?(?:ins|del)>", "", html))


def left(rows: list[DiffRow]) -> str:
    return "\n".join(without_markup(row.left_html) for row in rows if row.left_no is not None)


def right(rows: list[DiffRow]) -> str:
    return "\n".join(without_markup(row.right_html) for row in rows if row.right_no is not None)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS, st.booleans())
def test_each_side_gives_its_text_back(old: str, new: str, moves: bool) -> None:
    rows = side_by_side(old, new, moves=moves)
    assert left(rows) == old.replace("\r\n", "\n").replace("\r", "\n")
    assert right(rows) == new.replace("\r\n", "\n").replace("\r", "\n")
    for side in ("left_no", "right_no"):
        numbers = [getattr(row, side) for row in rows if getattr(row, side) is not None]
        assert numbers == list(range(1, len(numbers) + 1))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_no_other_markup_comes_out(old: str, new: str) -> None:
    for row in side_by_side(old, new):
        rest = re.sub(r"</?(?:ins|del)>", "", row.left_html + row.right_html)
        assert "<" not in rest


def test_a_changed_line_is_marked_word_by_word() -> None:
    [row] = side_by_side("Vi svarer innen to dager.", "Vi svarer innen én dag.")
    assert row.kind is Kind.CHANGED
    assert row.left_html == "Vi svarer innen <del>to dager</del>."
    assert row.right_html == "Vi svarer innen <ins>én dag</ins>."


def test_lines_that_have_nothing_in_common_are_not_forced_together() -> None:
    rows = side_by_side("Formål med strategien", "Hvem er dette for?")
    assert [row.kind for row in rows] == [Kind.REMOVED, Kind.ADDED]


def test_a_new_line_between_two_kept_ones_is_added_alone() -> None:
    rows = side_by_side("en\nto", "en\nhalvannen\nto")
    assert [row.kind for row in rows] == [Kind.EQUAL, Kind.ADDED, Kind.EQUAL]
    assert rows[1] == DiffRow(Kind.ADDED, None, "", 2, "<ins>halvannen</ins>")


def test_a_line_that_changed_place_can_be_told_as_moved() -> None:
    one, two, three = "Vi er på Mastodon hver dag.", "Målgruppen er unge.", "Språket er klart."
    old, new = "\n".join([one, two, three]), "\n".join([two, three, one])
    kinds = [row.kind for row in side_by_side(old, new, moves=True)]
    assert kinds == [Kind.MOVED_AWAY, Kind.EQUAL, Kind.EQUAL, Kind.MOVED_HERE]
    assert Kind.REMOVED in [row.kind for row in side_by_side(old, new)]


def test_line_endings_of_a_form_are_no_change() -> None:
    assert [row.kind for row in side_by_side("a\r\nb", "a\nb")] == [Kind.EQUAL, Kind.EQUAL]


def test_a_very_long_line_is_compared_at_its_ends_only_and_quickly() -> None:
    old, new = "ord " * 5000 + "slutt " * 100, "ord " * 4000 + "nytt " + "slutt " * 100
    started = time.thread_time()
    [row] = side_by_side(old, new)
    assert time.thread_time() - started < 1
    assert (left([row]), right([row])) == (old, new)
    assert row.right_html.endswith("</ins>" + " slutt" * 100 + " ")


def test_two_thousand_lines_with_nothing_in_common_are_quick() -> None:
    started = time.thread_time()
    rows = side_by_side(
        "\n".join(f"a{n}" for n in range(2000)), "\n".join(f"b{n}" for n in range(2000))
    )
    assert time.thread_time() - started < 3
    assert len(rows) == 4000
