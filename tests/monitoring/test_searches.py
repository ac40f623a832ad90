"""Saved searches, single keys, and mentions as a file."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.monitoring.models import SavedSearch
from difi_sosial.monitoring.services import exports, mentions, searches
from difi_sosial.people.enums import Role
from tests.factories.monitoring import MOMENT, MentionFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari(client_for):
    return client_for(Role.ADVISER)


def saved(by, name="Frister", is_shared=False):
    return searches.save_search(name=name, query="q=frist", is_shared=is_shared, by=by, at=MOMENT)


def test_a_search_is_kept_and_opened_by_its_own_address(kari):
    assert "Dette lagres" in kari.get("/omtaler/sok/nytt/?q=frist&status=new").text
    answer = kari.post("/omtaler/sok/nytt/?q=frist&status=new&before=tull", {"name": "Frister"})
    search = SavedSearch.objects.get()
    assert search.query == "q=frist&status=new"
    assert answer.url == f"/omtaler/sok/{search.pk}/"
    assert kari.get(answer.url).url == "/omtaler/?q=frist&status=new"
    assert "Frister" in kari.get("/omtaler/").text
    assert "Frister" in kari.get("/").text


@pytest.mark.parametrize(
    ("address", "name", "told"),
    [
        ("/omtaler/sok/nytt/", "Alt", "Velg minst ett filter"),
        ("/omtaler/sok/nytt/?status=tull", "Alt", "Velg minst ett filter"),
        ("/omtaler/sok/nytt/?q=frist", "Frister", "Du har et søk med det navnet"),
        ("/omtaler/sok/nytt/?q=frist", "", "Fyll ut"),
    ],
)
def test_a_search_that_cannot_be_kept_says_why(kari, address, name, told):
    saved(kari.person)
    answer = kari.post(address, {"name": name})
    assert (answer.status_code, told in answer.text) == (422, True)


def test_what_is_not_shared_is_its_owners_own(kari, client_for):
    own, shared = saved(kari.person), saved(kari.person, "Delt", is_shared=True)
    reader, other = client_for(Role.DPO), client_for(Role.ADVISER)
    assert reader.get(own.get_absolute_url()).status_code == 404
    assert reader.get(shared.get_absolute_url()).status_code == 302
    assert reader.post(f"/omtaler/sok/{shared.pk}/slett/").status_code == 403
    assert other.post(f"/omtaler/sok/{own.pk}/slett/").status_code == 404
    assert other.post(f"/omtaler/sok/{shared.pk}/slett/").status_code == 302


def test_deleting_can_be_undone(kari):
    search = saved(kari.person)
    page = kari.post(f"/omtaler/sok/{search.pk}/slett/", follow=True)
    assert "Du slettet «Frister»." in page.text
    assert kari.get(search.get_absolute_url()).status_code == 404
    kari.post(f"/omtaler/sok/{search.pk}/angre/")
    assert kari.get(search.get_absolute_url()).status_code == 302
    kinds = list(EventRow.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == [Event.SEARCH_SAVED, Event.SEARCH_DELETED, Event.SEARCH_RESTORED]


def test_what_was_deleted_a_month_ago_is_gone(kari):
    searches.delete_search(search=saved(kari.person), by=kari.person, at=MOMENT)
    assert searches.forget_searches(at=MOMENT + timedelta(days=30)) == 0
    assert searches.forget_searches(at=MOMENT + timedelta(days=31)) == 1


def test_the_page_of_searches_asks_equally_often_whatever_there_is(kari):
    asked = []
    for length in (1, 30, 300):
        SavedSearch.objects.bulk_create(
            SavedSearch(name=f"Søk {length}-{number}", query="q=svar", owner=kari.person)
            for number in range(length - SavedSearch.objects.count())
        )
        with CaptureQueriesContext(connection) as queries:
            kari.get("/omtaler/sok/")
        asked.append(len(queries))
    assert len(set(asked)) == 1


def test_keys_are_off_until_they_are_asked_for(kari):
    MentionFactory()
    assert "keys.js" not in kari.get("/omtaler/").text
    kari.post("/personer/meg/taster/", {"keys": "on"})
    page = kari.get("/omtaler/").text
    assert "keys.js" in page
    assert 'id="keys-help"' in page
    kari.post("/personer/meg/taster/", {"keys": "off"})
    assert "keys.js" not in kari.get("/omtaler/").text


@pytest.fixture
def two():
    source = SourceFactory()
    first = MentionFactory(source=source, author_key="abcdef0123456789", text="Min fødselsdato")
    second = MentionFactory(source=source, text="Trukket", posted_at=MOMENT - timedelta(days=60))
    mentions.withhold(mention=second, at=MOMENT, reason="Slettet av forfatteren")
    return first, second


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_file_names_nobody_and_is_in_the_log(kari, two, kind):
    answer = kari.post("/omtaler/fil/?posted_to=2027-01-01", {"kind": kind})
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"Gro Blogger" not in answer.content
    assert b"dselsdato" not in answer.content
    row = EventRow.objects.get(kind=Event.MENTIONS_EXPORTED)
    expected = {"rows": 2, "kind": kind, "filter": "posted_to=2027-01-01", "with_text": False}
    assert row.after == expected


def test_texts_go_with_it_only_when_asked_for_and_never_the_withheld(kari, two):
    answer = kari.post("/omtaler/fil/", {"kind": "json", "with_text": "on"})
    rows = json.loads(answer.content)["rows"]
    assert [row["text"] for row in rows] == ["Min fødselsdato", ""]
    assert rows[0]["author"] == "Forfatter abcdef01"
    assert "blogg" not in rows[0]["address"]


def test_too_much_for_one_file_is_told(kari, two, monkeypatch):
    monkeypatch.setattr(exports, "MOST", 1)
    answer = kari.post("/omtaler/fil/", {"kind": "csv"})
    assert (answer.status_code, "Velg en kortere periode" in answer.text) == (422, True)
