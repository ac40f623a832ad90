"""Authors have pseudonyms until somebody has a reason to know their names."""

import pytest

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring import queries
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.enums import MentionStatus, Retention
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.services import authors, store
from difi_sosial.people.enums import Role
from tests.factories.channels import AccountFactory
from tests.factories.monitoring import MOMENT, ChannelFactory, MentionFactory, SourceFactory

pytestmark = pytest.mark.django_db
NAMED = {
    MentionStatus.ASSIGNED,
    MentionStatus.ANSWERED,
    MentionStatus.REFERRED,
    MentionStatus.ASSESSED,
}


def test_no_column_holds_the_name_of_an_author():
    source = SourceFactory()
    post = Post("1", "https://x.example/1", "Testetaten", author_name="Kari Nordmann")
    store(source=source, posts=[post], at=MOMENT)
    columns = Mention.objects.values().get()
    assert not [name for name, value in columns.items() if "nordmann" in str(value).lower()]
    assert queries.opened(columns["author_sealed"]).name == "Kari Nordmann"


def test_one_author_has_one_pseudonym_in_a_channel_and_another_elsewhere():
    source = SourceFactory()
    other = SourceFactory(channel=ChannelFactory(slug="mastodon"))
    handles = ("@kari@x.example", "Kari@x.example", "ola@x.example")
    keys = [queries.authors.key_of(source.channel_id, handle) for handle in handles]
    assert keys[0] == keys[1] != keys[2]
    assert queries.authors.key_of(other.channel_id, handles[0]) != keys[0]


@pytest.mark.parametrize("status", list(MentionStatus))
def test_a_name_is_shown_only_to_whom_work_or_the_journal_gives_a_reason(status):
    mention = MentionFactory(status=status)
    shown = queries.shown_author(mention)
    assert shown.is_named == (status in NAMED)
    assert (shown.text == "Gro Blogger") == shown.is_named


def test_a_record_keeps_its_correspondent():
    mention = MentionFactory(status=MentionStatus.CLOSED, retention=Retention.RECORD)
    assert queries.shown_author(mention).text == "Gro Blogger"


def test_lists_and_searches_know_no_names(client_for):
    mention = MentionFactory(author_name="Olaug Sletten")
    page = client_for(Role.ADVISER).get("/omtaler/").text
    assert f"Forfatter {mention.author_key[:8]}" in page
    assert "Olaug" not in page
    assert not queries.mention_page(queries.MentionFilter(q="Olaug")).mentions


def test_our_own_accounts_are_shown_by_name():
    account = AccountFactory(handle="@testetaten", name="Testetaten")
    source = SourceFactory(channel=account.channel)
    MentionFactory(source=source, author_name="Vi", author_handle="testetaten")
    assert [row.author for row in queries.mention_page(queries.MentionFilter()).mentions] == [
        "Testetaten"
    ]


def test_to_see_a_name_takes_a_reason_which_is_logged(client_for):
    mention, client = MentionFactory(author_handle="@gro@x.example"), client_for(Role.DPO)
    address = f"/omtaler/forfatter/{mention.uuid}/"
    refused = client.post(address, {"reason": "  "})
    assert refused.status_code == 422
    assert "Gro Blogger" not in refused.text + client.get(address).text
    told = client.post(address, {"reason": "Innsynskrav fra forfatteren"})
    assert "Gro Blogger" in told.text
    assert "no-store" in told["Cache-Control"]
    row = EventRow.objects.get(kind=Event.AUTHOR_REVEALED)
    assert row.reason == "Innsynskrav fra forfatteren"
    assert "Gro" not in str(row.content())
    assert "Gro Blogger" not in client.get(address).text


def test_a_name_that_no_key_opens_is_told_of(person):
    mention = MentionFactory(author_sealed="tull")
    with pytest.raises(Invalid, match="nøkkel"):
        authors.reveal(mention=mention, by=person(), at=MOMENT, reason="x")
