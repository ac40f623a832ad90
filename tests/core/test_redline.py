"""Two texts as a reader sees them: no Markdown marks, and every word that came or left marked."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from difi_sosial.core.blocks import blocks_of, chunks_of
from difi_sosial.core.diff import Kind
from difi_sosial.core.redline import redline, redline_html

OLD = """## Svartid

Vi svarer innen **fire** timer. Les [reglene](https://a.example/).

1. Les spørsmålet
2. Svar vennlig

Dette avsnittet flytter seg lenger ned i teksten.

> Takk for at du spør.
"""
NEW = """## Svartid

Vi svarer innen **to** timer. Les [reglene](https://b.example/).

1. Pust
2. Les spørsmålet
3. Svar vennlig

> Takk for at du spør.

Dette avsnittet flytter seg lenger ned i teksten.
"""


def bare(html):
    """What is read of a piece of HTML, without the words for those who do not see the marks."""
    return re.sub(r"<[^>]+>", "", re.sub(r'<span class="ds-sr-only">[^<]*</span>', "", html))


def of_kind(rows, kind):
    return [row for row in rows if row.kind is kind]


def test_a_text_is_read_in_blocks_without_marks():
    blocks = blocks_of(OLD + "\n| Kanal | Svar |\n| --- | --- |\n| X | ja |\n\n    kode\n")
    assert [(one.kind, one.mark, one.text) for one in blocks] == [
        ("heading", "", "Svartid"),
        ("paragraph", "", "Vi svarer innen fire timer. Les reglene."),
        ("point", "1.", "Les spørsmålet"),
        ("point", "2.", "Svar vennlig"),
        ("paragraph", "", "Dette avsnittet flytter seg lenger ned i teksten."),
        ("quote", "", "Takk for at du spør."),
        ("row", "", "Kanal | Svar"),
        ("row", "", "X | ja"),
        ("pre", "", "kode"),
    ]


def test_what_came_and_left_is_marked_word_by_word_in_its_own_form():
    [row] = of_kind(redline(OLD, NEW), Kind.CHANGED)
    assert "<strong>fire</strong>" in row.left and "<strong>to</strong>" in row.right
    assert '<del><span class="ds-sr-only">[fjernet: </span><strong>fire</strong>' in row.left
    assert '<ins><span class="ds-sr-only">[nytt: </span><strong>to</strong>' in row.right
    assert "**" not in row.left + row.right and "](" not in row.left + row.right
    # A link that leads elsewhere is another link, though the words are the same.
    assert 'href="https://b.example/"' in row.right and row.came == row.left_out == 2


def test_what_moved_is_said_to_have_moved_and_counts_for_nothing():
    rows = redline(OLD, NEW)
    moved = [*of_kind(rows, Kind.MOVED_AWAY), *of_kind(rows, Kind.MOVED_HERE)]
    assert len(moved) == 2 and not sum(row.came + row.left_out for row in moved)
    assert "<ins>" not in moved[1].right
    html = redline_html(rows, "Versjon 1", "Versjon 2", "Endringer")
    assert "Flyttet herfra" in html and "Flyttet hit" in html


def test_a_new_point_is_new_and_those_after_it_are_as_they_were():
    rows = redline(OLD, NEW)
    [added] = of_kind(rows, Kind.ADDED)
    assert bare(added.right) == "1. Pust"
    assert "Svar vennlig" in "".join(row.right for row in of_kind(rows, Kind.EQUAL))


def test_words_that_only_became_bold_are_marked():
    [row] = redline("Vi svarer nå.", "Vi svarer **nå**.")
    assert row.kind is Kind.CHANGED and "<strong>nå</strong>" in row.right


def test_footnotes_keep_their_number_and_lose_the_way_back():
    blocks = blocks_of("Kort.[^1]\n\n[^1]: Se loven.")
    assert [one.text for one in blocks] == ["Kort.1", "Se loven."]


def test_long_stretches_that_are_the_same_are_folded():
    same = "\n\n".join(f"Avsnitt nummer {n}." for n in range(9))
    rows = redline(f"{same}\n\nFør.\n\n{same}", f"{same}\n\nEtter dette.\n\n{same}")
    assert [(row.kind.value, row.folded) for row in rows] == [
        ("equal", 8),
        ("equal", 0),
        ("changed", 0),
        ("equal", 0),
        ("equal", 8),
    ]
    html = redline_html(rows, "A", "B", "x")
    assert html.count("8 avsnitt er som før") == 2 and "nummer 3" not in html


def test_texts_with_footnotes_are_folded_too():
    same = "\n\n".join(f"Avsnitt nummer {n}." for n in range(9))
    rows = redline(f"{same}\n\nSe[^1]\n\n[^1]: Før.", f"{same}\n\nSe[^1]\n\n[^1]: Nå.")
    assert [row.folded for row in rows if row.folded] == [9]
    assert "[^1]" not in redline_html(rows, "A", "B", "x")


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", "[x](javascript:alert(1))", '![" onerror=x](a.png)']
)
def test_no_script_passes(attack):
    html = redline_html(redline(attack, f"Nytt {attack}"), "<b>", "<i>", '"><script>')
    assert "<script" not in html and "javascript:" not in html.replace("](javascript:", "")
    assert not re.search(r"<[^>]*\sonerror", html) and "<b>" not in html


MARKS = st.text(st.sampled_from("ab *_`#->|\n[]1.<&æ"), max_size=60)
PARAGRAPHS = st.lists(
    st.sampled_from(
        ["Vi svarer.", "Vi *svarer* nå.", "## Svar", "- en\n- to", "1. en", "2. to", "> sitat", "A"]
    ),
    max_size=8,
).map("\n\n".join)


@settings(max_examples=60)
@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_can_be_read_from_the_rows(old, new):
    rows = redline(old, new)
    for side, text in (("left", old), ("right", new)):
        shown = [bare(html) for row in rows if (html := getattr(row, side))]
        folded = sum(row.folded for row in rows)
        blocks = [block.text for chunk in chunks_of(text) for block in blocks_of(chunk)]
        assert len(shown) + folded <= len(blocks)
        rest = iter(blocks)
        assert all(any(one.endswith(block) for block in rest) for one in shown)
        if not folded:
            assert len(shown) == len(blocks)


@settings(max_examples=60)
@given(MARKS, MARKS)
def test_scraps_of_markdown_hurt_nobody(old, new):
    html = redline_html(redline(old, new), "A", "B", "x")
    for tag in ("p", "div", "ins", "del", "strong", "em", "code"):
        assert len(re.findall(f"<{tag}[ >]", html)) == html.count(f"</{tag}>")


def test_what_is_the_same_has_nothing_changed():
    assert {row.kind for row in redline(OLD, OLD.replace("\n", "\r\n"))} == {Kind.EQUAL}
    assert redline("", "") == []
