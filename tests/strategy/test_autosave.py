"""A page that saves itself while somebody writes."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import lxml.html
import pytest
from django.urls import reverse

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import Conflict
from difi_sosial.people.enums import Role
from difi_sosial.strategy import queries, records, services
from difi_sosial.strategy.enums import Access, Principle, Section, State
from tests.factories.people import UserFactory
from tests.factories.strategy import TargetGroupFactory, VersionFactory
from tests.strategy.test_views import rows, section_url

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser():
    return UserFactory(roles=[Role.ADVISER])


def autosave_url(version, section):
    return reverse("strategy:section-autosave", args=(version.pk, section))


def typed(version, by, text, *, sitting="a", at=AT, **more):
    """One saving by itself of the page about crisis."""
    values = {"crisis_use": text} | more
    return services.save_section(
        version=version,
        section=Section.CRISIS,
        edition=1,
        values=values,
        by=by,
        at=at,
        sitting=sitting,
        by_itself=True,
    )


def test_a_page_never_collides_with_its_own_savings(adviser):
    version = VersionFactory()
    typed(version, adviser, "Vi")
    typed(version, adviser, "Vi svarer")
    version.refresh_from_db()
    assert (version.crisis_use, version.edition) == ("Vi svarer", 3)


def test_another_page_of_the_same_person_collides(adviser):
    version = VersionFactory()
    typed(version, adviser, "I det ene vinduet")
    with pytest.raises(Conflict):
        typed(version, adviser, "I det andre vinduet", sitting="b")


def test_what_was_on_its_way_when_the_button_was_pressed_does_not_overwrite(adviser):
    version = VersionFactory()
    typed(version, adviser, "Nesten ferdig")
    pressed = {"section": Section.CRISIS, "edition": 1, "sitting": "a", "by": adviser, "at": AT}
    services.save_section(version=version, values={"crisis_use": "Ferdig"}, **pressed)
    with pytest.raises(Conflict):
        typed(version, adviser, "Nesten ferdig")


def test_the_log_holds_one_event_of_a_sitting_and_one_more_for_another_column(adviser):
    version = VersionFactory()
    for number in range(20):
        typed(version, adviser, "x" * number, at=AT + timedelta(seconds=number))
    assert history_of(version).count() == 1
    typed(version, adviser, "y", crisis_plan="Ny plan")
    assert [event.after["fields"] for event in history_of(version)] == [
        ["crisis_plan", "crisis_use"],
        ["crisis_use"],
    ]


def test_the_log_says_it_again_after_half_an_hour_and_after_somebody_else(adviser):
    version, other = VersionFactory(), UserFactory(roles=[Role.HEAD])
    typed(version, adviser, "Først")
    typed(version, adviser, "Etter en stund", at=AT + timedelta(minutes=31))
    assert history_of(version).count() == 2
    mine = {"section": Section.CRISIS, "edition": 9, "by": other, "at": AT + timedelta(minutes=32)}
    services.save_section(version=version, values={"crisis_use": "En annens"}, **mine)
    fresh = {"section": Section.CRISIS, "edition": 9, "sitting": "c", "by_itself": True}
    later = AT + timedelta(minutes=33)
    services.save_section(
        version=version, values={"crisis_use": "Mine"}, by=adviser, at=later, **fresh
    )
    assert history_of(version).count() == 4


def test_the_page_says_when_it_was_saved(client_for):
    version = VersionFactory()
    client = client_for(Role.ADVISER)
    page = client.get(section_url(version, Section.CRISIS)).text
    assert f'hx-post="{autosave_url(version, Section.CRISIS)}"' in page
    posted = {"edition": "1", "sitting": str(uuid4()), "crisis_plan": "Ny"}
    answer = client.post(autosave_url(version, Section.CRISIS), posted)
    assert "Lagret kl." in answer.text
    version.refresh_from_db()
    assert version.crisis_plan == "Ny"


def test_half_a_row_is_kept_and_what_cannot_be_read_is_named(client_for):
    version = VersionFactory(rows=False)
    client = client_for(Role.ADVISER)
    key, sitting = str(uuid4()), str(uuid4())
    row = {"key": key, "indicator": "Andel", "baseline": "48", "due_on": "2026-12-31"}
    first = rows("goals", row) | {"edition": "1", "sitting": sitting}
    answer = client.post(autosave_url(version, Section.GOALS), first)
    assert "Lagret kl." in answer.text
    assert "ikke lagret" not in answer.text
    changed = row | {"indicator": "Hvor stor andel", "baseline": "mange", "due_on": "31/31"}
    again = rows("goals", changed) | {"edition": "1", "sitting": sitting}
    answer = client.post(autosave_url(version, Section.GOALS), again)
    assert "Mål 1: I dag, Mål 1: Frist" in answer.text
    goal = version.goals.get()
    assert (str(goal.key), goal.statement, goal.indicator) == (key, "", "Hvor stor andel")
    assert (goal.baseline, str(goal.due_on)) == (48, "2026-12-31")
    assert "goals-0-statement" in str(queries.missing(version))


def test_two_rows_with_one_key_are_two_rows(adviser):
    version, key = VersionFactory(rows=False), uuid4()
    given = [{"key": key, "task": "Svare"}, {"key": key, "task": "Lese"}]
    services.save_section(
        version=version,
        section=Section.DUTIES,
        edition=1,
        values={},
        rows={"duties": given},
        by=adviser,
        at=AT,
    )
    assert [row["task"] for row in queries.rows_of(version, "duties")] == ["Svare", "Lese"]


def test_somebody_elses_text_is_never_overwritten_and_the_line_leads_to_both(client_for):
    version = VersionFactory(crisis_plan="Fra før")
    mine, other = client_for(Role.ADVISER), client_for(Role.HEAD)
    other.post(
        section_url(version, Section.CRISIS), {"edition": "1", "crisis_plan": "Den andres plan"}
    )
    posted = {"edition": "1", "sitting": str(uuid4()), "crisis_plan": "Min plan"}
    answer = mine.post(autosave_url(version, Section.CRISIS), posted)
    assert "Ikke lagret." in answer.text
    assert "Se begge tekstene" in answer.text
    version.refresh_from_db()
    assert version.crisis_plan == "Den andres plan"
    both = mine.post(section_url(version, Section.CRISIS), posted)
    assert both.status_code == 409
    assert "Min plan" in both.text
    assert "andres" in both.text


def test_nothing_saves_itself_outside_a_draft_or_for_a_reader(client_for):
    version = VersionFactory(state=State.SUBMITTED)
    posted = {"edition": "1", "crisis_plan": "For sent"}
    url = autosave_url(version, Section.CRISIS)
    assert "Ikke lagret." in client_for(Role.ADVISER).post(url, posted).text
    assert client_for(Role.READER).post(url, posted).status_code == 403
    assert client_for(Role.ADVISER).get(url).status_code == 405


def as_it_came(page):
    """What a browser posts of a page that nobody has touched: new lines are two signs."""
    (form,) = lxml.html.fromstring(page.text).xpath("//form[.//*[@id='autosave']]")
    posted = {}
    for name, value in form.form_values():
        posted.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\n", "\r\n"))
    return posted


@pytest.mark.parametrize("section", Section)
def test_a_page_that_is_saved_as_it_came_changes_nothing(client_for, section):
    version = VersionFactory(
        crisis_plan="Først dette.\nSå dette.", principles=[Principle.ACTIVE, Principle.OPENNESS]
    )
    TargetGroupFactory(version=version, position=1, access_needs=[Access.SAMI, Access.PLAIN])
    client = client_for(Role.ADVISER)
    posted = as_it_came(client.get(section_url(version, section)))
    assert "Lagret kl." in client.post(autosave_url(version, section), posted).text
    assert client.post(section_url(version, section), posted).status_code == 302
    version.refresh_from_db()
    assert version.edition == 1
    assert not history_of(version)


def test_choices_are_stored_and_read_in_the_order_of_their_list(adviser):
    version = VersionFactory(rows=False)
    group = {"name": "Unge", "access_needs": ["sami", "plain"]}
    services.save_section(
        version=version,
        section=Section.TARGET_GROUPS,
        edition=1,
        values={},
        rows={"target_groups": [group]},
        by=adviser,
        at=AT,
    )
    assert version.target_groups.get().access_needs == [Access.PLAIN, Access.SAMI]
    before = records.document_text(version)
    version.target_groups.update(access_needs=[Access.SAMI, Access.PLAIN])
    again = type(version).objects.get(pk=version.pk)
    assert records.document_text(again) == before
