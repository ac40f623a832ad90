"""Which sections a draft has: the eight stay, the others come and go in their place."""

from datetime import UTC, datetime

import pytest

from difi_sosial.core.errors import Conflict, Invalid, WrongState
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import MANDATORY, OPTIONAL, SectionKind, State
from tests.factories.guidelines import GuidelineFactory, version_in

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


def kinds(version):
    return list(version.sections.order_by("order").values_list("kind", flat=True))


@pytest.fixture
def draft():
    return GuidelineFactory().versions.get()


def include(draft, kind):
    return guidelines.include_section(version=draft, kind=kind, by=draft.guideline.owner, at=NOON)


def test_a_guideline_has_twenty_parts_to_choose_from_and_eight_that_it_must_have():
    assert (len(MANDATORY), len(OPTIONAL)) == (8, 12)
    assert not set(MANDATORY) & set(OPTIONAL)


def test_a_part_that_is_taken_in_stands_where_a_whole_document_has_it(draft):
    include(draft, SectionKind.HOUSE_RULES)
    section = include(draft, SectionKind.SCOPE)
    assert kinds(draft)[:3] == ["goal", "scope", "decision"]
    assert kinds(draft)[-1] == "house_rules"
    assert section.anchor == "hvem-og-hva-retningslinjene-gjelder-for"
    assert list(draft.sections.values_list("order", flat=True)) == list(range(1, 11))


def test_all_twenty_taken_in_backwards_stand_in_the_order_of_a_whole_document(draft):
    for kind in reversed(OPTIONAL):
        include(draft, kind)
    assert kinds(draft) == [kind for kind in SectionKind if kind is not SectionKind.OWN]


def test_a_part_is_taken_in_once(draft):
    include(draft, SectionKind.SCOPE)
    with pytest.raises(Conflict):
        include(draft, SectionKind.SCOPE)


@pytest.mark.parametrize("kind", ["own", "goal", "", "finnes-ikke"])
def test_only_the_parts_in_the_list_are_taken_in(draft, kind):
    with pytest.raises(Invalid):
        include(draft, kind)


def test_a_part_that_was_taken_in_can_be_left_out_again(draft):
    section = include(draft, SectionKind.SECURITY)
    guidelines.remove_section(section=section, by=draft.guideline.owner, at=NOON)
    assert kinds(draft) == list(MANDATORY)


@pytest.mark.parametrize("kind", MANDATORY)
def test_none_of_the_eight_is_left_out(draft, kind):
    with pytest.raises(Invalid):
        guidelines.remove_section(
            section=draft.sections.get(kind=kind), by=draft.guideline.owner, at=NOON
        )


def test_nothing_is_taken_in_once_it_is_sent():
    sent = version_in(State.SUBMITTED)
    with pytest.raises(WrongState):
        include(sent, SectionKind.SCOPE)
