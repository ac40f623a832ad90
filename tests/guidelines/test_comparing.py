"""Comparing two versions: what came, left, moved and changed, and how much of it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import SectionKind, State
from difi_sosial.guidelines.queries.comparing import _longest_rise
from difi_sosial.guidelines.services import SectionText
from tests.factories.guidelines import version_in

NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


@pytest.fixture
def pair(db):
    old = version_in(State.IN_FORCE)
    owner = old.guideline.owner
    return old, guidelines.start_version(guideline=old.guideline, by=owner, at=NOON)


def by(pair):
    return {"by": pair[0].guideline.owner, "at": NOON}


def changes(pair):
    return {part.anchor: part for part in queries.compare(*pair) if part.change != "same"}


def test_a_section_that_is_moved_far_is_the_only_one_that_moved(pair):
    last = pair[1].sections.get(kind="expression")
    for _step in range(7):
        guidelines.move_section(section=last, direction="up", **by(pair))
    (part,) = changes(pair).values()
    assert (part.anchor, part.moved, part.was, part.now) == ("ytringsfrihet", True, 8, 1)


def test_a_new_section_first_moves_none_of_the_others(pair):
    guidelines.include_section(version=pair[1], kind=SectionKind.SCOPE, **by(pair))
    found = changes(pair)
    assert [part.change for part in found.values()] == ["added"]
    assert queries.summary(found.values()).moved == 0


def test_words_that_came_and_left_are_counted(pair):
    section = pair[1].sections.get(kind="tone")
    body = section.body.replace("Vi svarer", "Alle svarer raskt")
    text = SectionText(section.pk, section.edition, section.heading, body)
    guidelines.save_sections(version=pair[1], texts=[text], **by(pair))
    (part,) = changes(pair).values()
    assert (part.change, part.came, part.left_out) == ("changed", 2, 1)


def test_the_summary_has_a_number_for_everything(pair):
    new = pair[1]
    guidelines.include_section(version=new, kind=SectionKind.SECURITY, **by(pair))
    guidelines.move_section(section=new.sections.get(kind="goal"), direction="down", **by(pair))
    found = queries.summary(queries.compare(*pair))
    assert (found.added, found.removed, found.changed, found.moved) == (1, 0, 0, 1)
    assert (found.came, found.left_out) == (0, 0)
    back = queries.summary(queries.compare(new, pair[0]))
    assert (back.added, back.removed, back.moved) == (0, 1, 1)


def test_a_section_can_be_moved_and_changed(pair):
    section = pair[1].sections.get(kind="goal")
    text = SectionText(section.pk, section.edition, "Hvorfor vi er der", section.body)
    guidelines.save_sections(version=pair[1], texts=[text], **by(pair))
    for _step in range(2):
        guidelines.move_section(section=section, direction="down", **by(pair))
    (part,) = changes(pair).values()
    assert (part.change, part.moved, part.is_renamed) == ("changed", True, True)


@given(st.permutations(range(1, 9)))
def test_what_did_not_move_stands_in_the_order_it_had(numbers):
    rise = _longest_rise(list(numbers))
    assert rise == sorted(rise)
    assert [number for number in numbers if number in set(rise)] == rise
    assert len(rise) >= 1


def test_a_comparison_page_says_what_changed(pair, client_for):
    guidelines.include_section(version=pair[1], kind=SectionKind.SECURITY, **by(pair))
    client = client_for(pair[0].guideline.owner)
    page = client.get(f"/retningslinjer/{pair[0].guideline.slug}/sammenlign/")
    assert "1 del er endret." in page.text and 'href="#sikkerhet"' in page.text
    same = client.get(f"/retningslinjer/{pair[0].guideline.slug}/sammenlign/?fra=1&til=1")
    assert "samme versjon to ganger" in same.text
