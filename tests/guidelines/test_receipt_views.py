"""The pages of read and understood: what they show, to whom, and in how many queries."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import Asked, Campaign, GuidelineVersion, Receipt
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Unit, User
from tests.factories.guidelines import version_in
from tests.factories.people import UserFactory
from tests.factories.receipts import QUESTION, campaign_for, next_version

pytestmark = pytest.mark.django_db


def url(name, campaign, *more):
    return reverse(f"guidelines:{name}", args=[campaign.pk, *more])


def start_url(version):
    return reverse("guidelines:campaign-start", args=[version.guideline.slug, version.number])


@pytest.fixture(scope="module")
def in_force(standing):
    """The key of a version in force."""
    with standing():
        return version_in(State.IN_FORCE).pk


@pytest.fixture
def version(in_force):
    return GuidelineVersion.objects.get(pk=in_force)


@pytest.fixture
def reader(client_for):
    return client_for(Role.READER)


@pytest.fixture
def campaign(version, reader):
    return campaign_for(reader.person, version=version, at=now())


def test_a_version_in_force_that_nobody_is_asked_about_offers_the_button(client_for, version):
    adviser = client_for(Role.ADVISER)
    page = reverse("guidelines:version-show", args=[version.guideline.slug, version.number])
    assert start_url(version) in adviser.get(page).content.decode()
    started = campaign_for(version=version, at=now())
    shown = adviser.get(page).content.decode()
    assert start_url(version) not in shown and url("campaign-show", started) in shown


def test_an_adviser_asks_everybody(client_for, version, reader):
    adviser = client_for(Role.ADVISER)
    form = adviser.get(start_url(version)).context["form"]
    given = {"everyone": "on", "question": QUESTION, "deadline": form.initial["deadline"]}
    answer = adviser.post(start_url(version), given)
    campaign = Campaign.objects.get()
    assert answer["Location"] == url("campaign-show", campaign)
    assert campaign.asked.filter(person=reader.person).exists()


def test_a_holiday_and_nobody_are_asked_for_again_with_what_was_typed(client_for, version):
    given = {"question": "Har du lest?", "deadline": "2027-05-17"}
    answer = client_for(Role.ADVISER).post(start_url(version), given)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"everyone", "deadline"}
    assert "Har du lest?" in answer.content.decode()


def test_a_reader_reads_confirms_with_one_button_and_gets_a_receipt(reader, campaign):
    page = url("receipt-confirm", campaign)
    assert page in reader.get(reverse("guidelines:receipt-list")).content.decode()
    shown = reader.get(page).content.decode()
    assert QUESTION in shown and campaign.version.sections.first().heading in shown
    assert reader.post(page, follow=True).status_code == 200
    assert Receipt.objects.get().asked.person == reader.person
    after = reader.get(page).content.decode()
    assert campaign.version.checksum[:8] in after and f">{QUESTION}</button>" not in after


def test_after_a_new_version_the_reader_sees_only_what_changed(reader, campaign):
    guidelines.confirm(campaign=campaign, by=reader.person, at=now())
    following = next_version(
        campaign.version,
        change={"spraak-tone-og-nettikette": "Vi er alltid høflige."},
        at=now(),
        manager=UserFactory(roles=[Role.MANAGER]),
    )
    again = campaign_for(reader.person, version=following, at=now())
    shown = reader.get(url("receipt-confirm", again)).content.decode()
    assert "høflige" in shown and 'id="spraak-tone-og-nettikette"' in shown
    assert 'id="prosedyrer"' not in shown
    assert "7 deler er som før" in shown


def test_what_others_are_asked_does_not_exist(client_for, campaign):
    other = client_for(Role.HEAD)
    assert other.get(url("receipt-confirm", campaign)).status_code == 404
    assert other.post(url("receipt-confirm", campaign)).status_code == 404


def test_a_question_and_its_answer(client_for, reader, campaign):
    assert reader.post(url("receipt-ask", campaign), {"text": " "}).status_code == 422
    reader.post(url("receipt-ask", campaign), {"text": "Gjelder det LinkedIn?"})
    adviser = client_for(Role.ADVISER)
    question = queries.questions_about(campaign).get()
    assert "Gjelder det LinkedIn?" in adviser.get(url("campaign-show", campaign)).content.decode()
    answer = url("reader-answer", campaign, question.pk)
    assert adviser.post(answer, {"text": ""}).status_code == 422
    adviser.post(answer, {"text": "Ja, det gjør det."})
    assert "Ja, det gjør det." in reader.get(url("receipt-confirm", campaign)).content.decode()


NUMBERS = {Role.ADVISER, Role.HEAD, Role.MANAGER}


@pytest.mark.parametrize("role", Role)
def test_who_sees_the_numbers_and_the_names(client_for, campaign, role):
    client = client_for(role)
    for page in (url("campaign-show", campaign), reverse("guidelines:campaign-list")):
        assert client.get(page).status_code == (200 if role in NUMBERS else 403)
    export = client.get(url("campaign-export", campaign, "csv"))
    assert export.status_code == (200 if role in {Role.HEAD, Role.MANAGER} else 403)
    if role in NUMBERS:
        sees = campaign.asked.get().person.email in export.content.decode()
        assert sees == (role == Role.HEAD)


def test_the_csv_holds_no_formulas_and_the_log_knows_who_took_it(client_for, version):
    names = ['=HYPERLINK("http://x")', "+47", "-1", "@sum", "\t=1", " =1+1", "Kari; Nordli"]
    people = [UserFactory(name=name) for name in names]
    campaign = campaign_for(*people, version=version, at=now())
    head = client_for(Role.HEAD)
    answer = head.get(url("campaign-export", campaign, "csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert {row[0] for row in rows[1:]} == {f"'{name}" for name in names[:-1]} | {names[-1]}
    event = history_of(campaign)[0]
    assert (event.kind, event.actor_name) == ("reading-exported", head.person.name)


def test_the_deadline_is_moved_and_more_are_asked_on_one_page(client_for, campaign):
    adviser, more = client_for(Role.ADVISER), UserFactory(name="Åse Bjørnstad")
    page = url("campaign-change", campaign)
    assert page in adviser.get(url("campaign-show", campaign)).text
    assert "Åse Bjørnstad" in adviser.get(page).text
    assert adviser.post(page, {"deadline": "2001-01-01"}).status_code == 422
    day = rules.suggested_deadline(local_date(now()), 30)
    answer = adviser.post(page, {"deadline": day.isoformat(), "persons": [more.pk]}, follow=True)
    assert "Endringene er lagret" in answer.text
    campaign.refresh_from_db()
    assert campaign.deadline == day and campaign.asked.filter(person=more).exists()


def test_the_head_lets_somebody_off_and_the_person_sees_it(client_for, reader, campaign):
    head, row = client_for(Role.HEAD), campaign.asked.get()
    page = url("campaign-excuse", campaign, row.pk)
    assert page in head.get(url("campaign-show", campaign)).text
    assert client_for(Role.ADVISER).get(page).status_code == 403
    assert client_for(Role.MANAGER).get(page).status_code == 302
    assert head.post(page, {"reason": ""}).status_code == 422
    shown = head.post(page, {"reason": "Er i permisjon"}, follow=True).text
    assert "Er i permisjon" in shown and page not in shown
    assert head.get(page).status_code == 404
    mine = reader.get(url("receipt-confirm", campaign)).text
    assert "Du har fått fritak" in mine and "permisjon" not in mine


def test_closing_asks_for_a_note(client_for, campaign):
    adviser = client_for(Role.ADVISER)
    page = url("campaign-close", campaign)
    assert adviser.get(page).status_code == 200
    assert adviser.post(page, {"note": ""}).status_code == 422
    adviser.post(page, {"note": "Alle har lest."})
    shown = adviser.get(url("campaign-show", campaign)).content.decode()
    assert "Alle har lest." in shown and page not in shown


def test_the_front_page_and_the_deadlines_say_that_it_waits(reader, campaign):
    assert url("receipt-confirm", campaign) in reader.get("/").content.decode()
    today = local_date(now())
    [mine] = queries.deadlines(reader.person, today)
    assert (mine.day, mine.kind) == (campaign.deadline, "guideline-reading")
    guidelines.confirm(campaign=campaign, by=reader.person, at=now())
    assert queries.deadlines(reader.person, today) == []


@pytest.mark.parametrize("page", [("campaign-show",), ("campaign-export", "xlsx")])
def test_an_overview_takes_the_same_queries_whatever_the_number(client_for, campaign, page):
    head = client_for(Role.HEAD)
    counts = []
    for number in (1, 30, 300):
        _ask_until(campaign, number)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert head.get(url(page[0], campaign, *page[1:])).status_code == 200
        counts.append(len(caught))
    assert len(set(counts[1:])) == 1 and counts[1] - counts[0] in (0, 1)


def test_the_list_takes_the_same_queries_whatever_the_number(client_for, version):
    adviser = client_for(Role.ADVISER)
    counts = []
    for number in (1, 30, 300):
        _campaigns_until(version, adviser.person, number)
        with CaptureQueriesContext(connection) as caught:
            assert adviser.get(reverse("guidelines:campaign-list")).status_code == 200
        counts.append(len(caught))
    assert len(set(counts)) == 1


def test_my_own_list_takes_the_same_queries_whatever_the_number(client_for, version):
    adviser, reader = client_for(Role.ADVISER), client_for(Role.READER)
    counts = []
    for number in (1, 30, 300):
        _campaigns_until(version, adviser.person, number)
        fresh = Campaign.objects.exclude(asked__person=reader.person)
        rows = Asked.objects.bulk_create(
            Asked(campaign=one, person=reader.person, asked_at=now(), deadline=one.deadline)
            for one in fresh
        )
        with connection.cursor() as cursor:  # past the guard, which knows that they are closed
            cursor.execute("SET LOCAL session_replication_role = replica")
            Receipt.objects.bulk_create(
                Receipt(asked=row, checksum="0" * 64, statement=QUESTION, at=now()) for row in rows
            )
            cursor.execute("SET LOCAL session_replication_role = origin")
        with CaptureQueriesContext(connection) as caught:
            assert reader.get(reverse("guidelines:receipt-list")).status_code == 200
        counts.append(len(caught))
    assert len(set(counts)) == 1, counts


def _ask_until(campaign, number):
    more = range(campaign.asked.count(), number)
    units = Unit.objects.bulk_create(Unit(name=f"Enhet {n}", code=f"E{n}") for n in more)
    people = User.objects.bulk_create(
        User(email=f"leser{n}@testetaten.example", name=f"Leser {n}", unit=unit)
        for n, unit in zip(more, units, strict=True)
    )
    Asked.objects.bulk_create(
        Asked(campaign=campaign, person=one, asked_at=now(), deadline=campaign.deadline)
        for one in people
    )


def _campaigns_until(version, by, number):
    Campaign.objects.bulk_create(
        Campaign(
            version=version,
            question=QUESTION,
            deadline=date(2026, 3, 1) + timedelta(days=n),
            started_by=by,
            started_at=now(),
            closed_by=by,
            closed_at=now(),
            closed_note="Ferdig.",
            asked_total=1,
            confirmed_total=1,
        )
        for n in range(Campaign.objects.count(), number)
    )
