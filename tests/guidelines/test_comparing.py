"""Comparing two versions: what came, left, moved and changed, and how much of it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import SectionKind, State
from difi_sosial.guidelines.models import GuidelineVersion, HouseRule
from difi_sosial.guidelines.queries.comparing import RuleDiff, _longest_rise, _rule_rows
from difi_sosial.guidelines.services import RuleText, SectionText
from difi_sosial.people.enums import Role
from tests.factories.guidelines import to_approval, version_in

NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(standing):
    """The keys of a version in force and of the next, a draft."""
    with standing():
        old = version_in(State.IN_FORCE)
        owner = old.guideline.owner
        new = guidelines.start_version(guideline=old.guideline, by=owner, at=NOON)
        return old.pk, new.pk


@pytest.fixture
def pair(db, made):
    return tuple(GuidelineVersion.objects.get(pk=key) for key in made)


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


def with_rules(version, *wanted):
    seen = queries.fingerprint(version.house_rules.all())
    owner = version.guideline.owner
    guidelines.save_house_rules(version=version, seen=seen, wanted=wanted, by=owner, at=NOON)
    return version


def test_house_rules_are_compared_by_their_numbers(pair):
    base = with_rules(pair[1], RuleText(None, "Skriv *høflig*."), RuleText(None, "Ingen reklame."))
    one, two = base.house_rules.all()
    rewritten = HouseRule(number=1, text_nb="Skriv alltid *høflig*.", order=2)
    found = [
        RuleDiff("husregel-1", one, rewritten, _rule_rows(one, rewritten), False),
        RuleDiff("husregel-2", two, None, _rule_rows(two, None), False),
        RuleDiff("husregel-2", two, two, _rule_rows(two, two), True, 2, 1),
    ]
    assert [part.change for part in found] == ["changed", "removed", "moved"]
    assert [(part.came, part.left_out) for part in found] == [(1, 0), (0, 2), (0, 0)]
    assert "*høflig*" in found[0].rows[0].left
    added = queries.compare(pair[0], base)[-2:]
    assert [part.heading for part in added] == ["Husregel R1", "Husregel R2"]
    numbers = queries.summary(added)
    assert (numbers.rules, numbers.sections, numbers.added, numbers.came) == (2, 0, 2, 4)


def test_who_approves_sees_a_rule_that_alone_is_new_in_both_written_forms(pair, client_for):
    new = with_rules(pair[1], RuleText(None, "Ingen trusler.", "Ingen trugsmål.", "strl. § 263"))
    to_approval(new, **by(pair))
    manager = client_for(Role.MANAGER)
    for name in ("version-approve", "version-return"):
        shown = manager.get(reverse(f"guidelines:{name}", args=[new.guideline.slug, 2])).text
        assert "Ingen trusler." in shown and "Ingen trugsmål." in shown and "§ 263" in shown
        assert "Teksten er lik" not in shown
    page = manager.get(f"/retningslinjer/{new.guideline.slug}/sammenlign/").text
    assert "1 husregel er endret." in page and 'href="#husregel-1"' in page
