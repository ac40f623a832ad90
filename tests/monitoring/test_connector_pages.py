"""The pages that say what each way of reading sees."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.channels.enums import Category
from difi_sosial.core.clock import now
from difi_sosial.monitoring import queries
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.people.enums import Role
from tests.factories.monitoring import ChannelFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    ChannelFactory(slug="youtube", category=Category.SHARING, connector="youtube")
    ChannelFactory(slug="blogger", connector="feeds")
    ChannelFactory(slug="ghost", connector="feeds")
    ChannelFactory(slug="nettforum", category=Category.FORUM, connector="feeds")
    ChannelFactory(slug="facebook", category=Category.NETWORK, connector="facebook")


def test_connectors_stand_by_category_and_once(catalogue):
    groups = {group.key: group for group in queries.reader_groups()}
    assert list(groups) == [*Category.values, "anywhere"]
    slugs = [reader.connector.slug for group in groups.values() for reader in group.readers]
    assert sorted(slugs) == sorted(CONNECTORS)
    assert "feeds" in [reader.connector.slug for reader in groups["blog"].readers]
    assert [reader.connector.slug for reader in groups["forum"].also] == ["feeds"]
    assert "mail" in [reader.connector.slug for reader in groups["anywhere"].readers]


def test_how_a_connector_is_used_here_is_counted(catalogue):
    SourceFactory(watches=[], last_ok_at=now())
    SourceFactory(watches=[], failures=2)
    reader = queries.readers()["feeds"]
    assert (reader.sources, reader.reading) == (2, 1)
    assert reader.channels == ["Blogger", "Ghost", "Nettforum"]


def test_a_connector_has_a_page_in_plain_words(client_for, catalogue):
    client = client_for(Role.ADVISER)
    for slug in ("x", "files", "youtube", "facebook"):
        connector = CONNECTORS[slug]
        page = client.get(reverse("monitoring:connector-detail", args=[slug])).text
        assert connector.misses[0] in page
        assert ("Er av til dere har fått godkjenning" in page) == bool(connector.approval)
    unknown = client.get(reverse("monitoring:connector-detail", args=["finnes-ikke"]))
    assert unknown.status_code == 404


@pytest.mark.parametrize("name", ["connector-list", "source-choose"])
def test_the_pages_make_as_many_questions_however_many_sources_there_are(
    client_for, catalogue, name
):
    client, counted = client_for(Role.ADVISER), []
    for more in (1, 29):
        for _number in range(more):
            SourceFactory(watches=[])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(reverse(f"monitoring:{name}")).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
