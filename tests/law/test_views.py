"""The pages about rules."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.law.models import LawRule
from difi_sosial.people.enums import Role
from tests.factories.law import RuleFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"law:{name}", args=args)


def test_the_list_shows_what_applies_on_the_day(client_for):
    RuleFactory(reference="lov A", valid_to=date(2025, 12, 31))
    RuleFactory(reference="lov B", valid_from=date(2026, 1, 1))
    RuleFactory(reference="lov C", valid_from=None)
    reader = client_for(Role.READER)
    today = reader.get(url("law-list"))
    before = reader.get(url("law-list"), {"on": "2025-06-01"})

    assert [row.reference for row in today.context["topics"][0].in_force] == ["lov B"]
    assert [row.reference for row in before.context["topics"][0].in_force] == ["lov A"]
    assert "Ikke satt i kraft" in today.content.decode()
    assert "Ny regel" not in today.content.decode()


def test_the_list_is_narrowed_by_topic_and_words(client_for):
    RuleFactory(reference="lov A", topic="dpia")
    RuleFactory(reference="lov B")
    reader = client_for(Role.READER)

    assert len(reader.get(url("law-list"), {"topic": "dpia"}).context["topics"]) == 1
    assert reader.get(url("law-list"), {"text": "finnes ikke"}).context["topics"] == []


@pytest.mark.parametrize("number", [1, 30, 300])
def test_the_list_asks_the_same_number_of_questions(client_for, number):
    RuleFactory.create_batch(number)
    reader = client_for(Role.READER)
    reader.get(url("law-list"))
    with CaptureQueriesContext(connection) as caught:
        assert reader.get(url("law-list")).status_code == 200

    assert len(caught) <= 5
    assert sum("law_lawrule" in query["sql"] for query in caught) == 1


def test_a_rule_is_added_ended_and_taken_over(client_for):
    head = client_for(Role.HEAD)
    old = RuleFactory(key="secrecy")
    page = head.get(url("law-create"), {"etter": old.pk})
    assert page.context["form"].initial["key"] == "secrecy"
    given = {
        "key": "secrecy",
        "topic": "secrecy",
        "title_nb": "A",
        "title_nn": "B",
        "reference": "ny lov § 1",
        "valid_from": "2027-01-01",
    }
    response = head.post(url("law-create"), given)
    new = LawRule.objects.get(reference="ny lov § 1")

    assert response.url == url("law-detail", new.pk)
    assert len(head.get(url("law-detail", new.pk)).context["versions"]) == 2
    assert head.post(url("law-create"), given).status_code == 422
    assert head.post(url("law-end", new.pk), {"on": "2026-01-01"}).status_code == 422
    head.post(url("law-end", new.pk), {"on": "2028-01-01"})
    new.refresh_from_db()
    assert new.valid_to == date(2028, 1, 1)


def test_a_coming_rule_is_put_in_force(client_for):
    rule = RuleFactory(valid_from=None)
    administrator = client_for(Role.ADMINISTRATOR)
    administrator.post(url("law-end", rule.pk), {"on": "2027-01-01"})
    rule.refresh_from_db()

    assert rule.valid_from == date(2027, 1, 1)


def test_a_rule_says_whether_somebody_has_held_it_against_its_source(client_for):
    rule, client = RuleFactory(), client_for(Role.HEAD)
    page, edit = (reverse(f"law:law-{name}", args=[rule.pk]) for name in ("detail", "edit"))
    assert "Ikke kontrollert" in client.get("/regelverk/").text
    form = {name: getattr(rule, name) for name in ("topic", "title_nb", "title_nn", "url")}
    form |= {"seen": rule.updated_at.isoformat(), "checked_on": "2026-11-22"}
    assert client.post(edit, form).status_code == 422
    assert client.post(edit, form | {"checked_against": "Lovdata"}).status_code == 302
    shown = client.get(page).text
    assert "22. november 2026, mot Lovdata" in shown
    assert "Ikke kontrollert" not in shown


def test_two_who_write_at_once_see_both_texts(client_for):
    rule = RuleFactory()
    head = client_for(Role.HEAD)
    first = head.get(url("law-edit", rule.pk)).context["form"]
    given = {name: first[name].value() or "" for name in first.fields} | {"note": "Min merknad"}
    assert head.post(url("law-edit", rule.pk), given).status_code == 302
    answer = head.post(url("law-edit", rule.pk), given | {"note": "Andre ord"})

    assert answer.status_code == 409
    assert "Andre ord" in answer.content.decode()
    assert "Min merknad" in answer.content.decode()
    again = answer.context["form"]["seen"].value()
    saved = head.post(url("law-edit", rule.pk), given | {"note": "Andre ord", "seen": again})
    assert saved.status_code == 302


def test_readers_cannot_change_rules(client_for):
    rule = RuleFactory()
    reader = client_for(Role.READER)
    for address in (url("law-create"), url("law-edit", rule.pk), url("law-end", rule.pk)):
        assert reader.get(address).status_code == 403
