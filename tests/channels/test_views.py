"""The pages of channels."""

import re
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.channels import services
from difi_sosial.channels.enums import DecisionState
from difi_sosial.channels.models import Account, Channel
from difi_sosial.core.clock import now
from difi_sosial.people.enums import Role
from difi_sosial.strategy.enums import State
from tests.factories.channels import (
    AccountFactory,
    ChannelFactory,
    DecisionFactory,
    ReachFactory,
)
from tests.factories.people import UnitFactory, UserFactory
from tests.factories.strategy import VersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    """The one target group of the strategy in force."""
    return VersionFactory(state=State.IN_FORCE).target_groups.get()


def url(name, *args):
    return reverse(f"channels:{name}", args=args)


def formset(prefix, *rows):
    """The POST of a formset with these rows."""
    posted = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        posted |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return posted


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_every_page_of_a_reader(client, client_for, group):
    channel = ReachFactory(target_group=group).channel
    reader = client_for(Role.READER)
    for address in (
        url("channel-list"),
        url("matrix-show"),
        url("account-list"),
        url("channel-detail", channel.slug),
    ):
        assert client.get(address).status_code == 302
        assert reader.get(address).status_code == 200


def test_what_a_reader_may_not(client_for):
    reader = client_for(Role.READER)
    decision = DecisionFactory()
    slug = decision.channel.slug
    for address in (
        url("channel-create"),
        url("channel-edit", slug),
        url("assessment-part", slug, "personvern"),
        url("decision-propose", slug),
        url("decision-decide", decision.pk),
        url("decision-act", decision.pk, "assess"),
        url("decision-revise", decision.pk),
        url("criterion-add", decision.pk),
        url("closing-plan", decision.pk),
        url("closing-capture", decision.pk),
        url("pilot-edit", decision.pk),
        url("account-create"),
    ):
        assert reader.get(address).status_code == 403


def test_the_catalogue_is_narrowed_by_category_and_state(client_for):
    chosen = DecisionFactory(state=DecisionState.CHOSEN).channel
    forum = ChannelFactory(name="Et forum", category="forum")
    client = client_for(Role.READER)
    shown = client.get(url("channel-list"), {"category": "forum"}).content.decode()
    assert forum.name in shown
    assert f">{chosen.name}<" not in shown
    shown = client.get(url("channel-list"), {"state": "chosen"}).content.decode()
    assert f">{chosen.name}<" in shown
    assert forum.name not in shown


def test_a_decision_against_the_score_asks_why_in_the_form(client_for, group):
    channel = ReachFactory(target_group=group, level=0).channel
    decision = DecisionFactory(channel=channel, state=DecisionState.TO_DECIDE)
    manager = client_for(Role.MANAGER)
    address = url("decision-decide", decision.pk)
    answer = manager.post(address, {"action": "choose", "reason": "Likevel"})
    assert answer.status_code == 422
    assert "id_against_score_reason" in answer.content.decode()
    posted = {
        "action": "choose",
        "edition": "0",
        "reason": "Likevel",
        "against_score_reason": "Ny kilde",
        "own_source_url": decision.own_source_url,
    }
    assert manager.post(address, posted).status_code == 302


def test_the_proposer_gets_no_form_to_decide(client_for):
    person = UserFactory(roles=[Role.ADVISER, Role.MANAGER])
    decision = DecisionFactory(proposed_by=person, state=DecisionState.TO_DECIDE)
    assert client_for(person).get(url("decision-decide", decision.pk)).status_code == 403


def test_the_catalogue_is_edited_in_the_browser(client_for):
    head = client_for(Role.HEAD)
    posted = {
        "name": "Ny kanal",
        "slug": "ny-kanal",
        "category": "wiki",
        "provider": "Noen",
        "owner_country": "no",
        "device_rule": "open",
        "is_active": "on",
    }
    assert head.post(url("channel-create"), posted).status_code == 302
    channel = Channel.objects.get()
    assert channel.owner_country == "NO"
    posted["profile_limit"] = "300"
    assert head.post(url("channel-edit", channel.slug), posted).status_code == 302
    channel.refresh_from_db()
    assert channel.profile_limit == 300


def test_an_account_is_added_and_changed(client_for):
    adviser = client_for(Role.ADVISER)
    posted = {
        "channel": ChannelFactory().pk,
        "handle": "@oss",
        "url": "https://social.example/@oss",
        "unit": UnitFactory().pk,
        "owner": adviser.person.pk,
        "profile_language": "nb",
        "response_hours": "4",
        **formset("hours", {"weekday": "0", "until": "4", "opens": "08:00", "closes": "15:30"}),
        **formset("promises", {"kind": "criticism", "hours": "2"}),
    }
    assert adviser.post(url("account-create"), posted).status_code == 302
    account = Account.objects.get()
    posted |= {"response_hours": "8", "edition": "1"}
    assert adviser.post(url("account-edit", account.pk), posted).status_code == 302
    account.refresh_from_db()
    assert (account.response_hours, account.owner, account.edition) == (8, adviser.person, 2)
    assert account.hours.count() == 5
    assert account.promises.get().hours == 2
    shown = adviser.get(url("account-edit", account.pk)).content.decode()
    assert shown.count('name="hours-0-until"') == 1
    assert 'name="hours-1-until"' not in shown


def test_two_who_change_an_account_at_once_see_each_other_and_lose_nothing(client_for):
    adviser, other = client_for(Role.ADVISER), UserFactory(roles=[Role.ADVISER])
    account = AccountFactory(purpose="svar", owner=adviser.person)
    facts, nine = {"purpose": "råd"}, (0, time(9), time(15))
    services.save_account(account=account, facts=facts, hours=[nine], by=other, at=now(), edition=1)
    posted = {
        "edition": "1",
        "channel": account.channel_id,
        "handle": account.handle,
        "url": account.url,
        "unit": account.unit_id,
        "owner": adviser.person.pk,
        "profile_language": "nb",
        "purpose": "hjelp",
        **formset("hours"),
        **formset("promises", {"kind": "criticism", "hours": "2"}),
    }
    address = url("account-edit", account.pk)
    answer = adviser.post(address, posted)
    assert answer.status_code == 409
    words = re.sub(r"<[^>]+>", "", answer.text)
    for told in ("En annen har lagret", "råd", "hjelp", "mandag kl. 9–15", "kritikk"):
        assert told in words
    assert 'name="edition" value="2"' in answer.text
    assert 'name="promises-0-hours" value="2"' in answer.text
    account.refresh_from_db()
    assert (account.purpose, account.edition) == ("råd", 2)
    assert adviser.post(address, posted | {"edition": "2"}).status_code == 302
    account.refresh_from_db()
    assert account.purpose == "hjelp"


def test_the_matrix_shows_numbers_and_words(client_for, group):
    ReachFactory(target_group=group, level=3)
    shown = client_for(Role.READER).get(url("matrix-show")).content.decode()
    assert "Når de fleste" in shown
    assert "100 av 100" in shown


@pytest.mark.parametrize("name", ["channel-list", "matrix-show", "account-list"])
def test_lists_ask_the_same_for_one_and_thirty(client_for, group, name):
    client = client_for(Role.ADVISER)
    counts = []
    for number in (1, 29):
        for _row in range(number):
            channel = ReachFactory(target_group=group).channel
            DecisionFactory(channel=channel)
            AccountFactory(channel=channel)
        counts.append(queries_of(client, url(name)))
    assert counts[0] == counts[1]


def test_accounts_that_are_open_stand_first(client_for):
    closed = AccountFactory(closed_on=date(2025, 1, 1))
    opened = AccountFactory()

    page = client_for(Role.READER).get(reverse("channels:account-list"))

    assert [row.account for row in page.context["rows"]] == [opened, closed]
