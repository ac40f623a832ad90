"""The light of the watch: somebody notices what is written in the channel."""

from datetime import UTC, datetime, time, timedelta

import pytest

from difi_sosial.channels.enums import LightKey
from difi_sosial.channels.queries import readiness
from difi_sosial.monitoring.connectors.base import Trouble
from difi_sosial.monitoring.enums import TROUBLES, SourceState
from difi_sosial.monitoring.queries import watch_lights
from tests.factories.channels import AccountFactory
from tests.factories.channels import ChannelFactory as AnyChannelFactory
from tests.factories.monitoring import ChannelFactory, SourceFactory, WatchFactory

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def light(channel):
    lights = readiness.board(channel, AT).lights
    return next(one for one in lights if one.key == LightKey.WATCH)


def test_green_when_an_active_source_is_read_for_an_active_watch():
    source = SourceFactory(last_ok_at=AT)
    assert light(source.channel).ok
    assert source.name in light(source.channel).reason


def test_red_while_the_source_has_never_answered():
    assert not light(SourceFactory().channel).ok


@pytest.mark.parametrize(("minutes", "days"), [(15, 2), (24 * 60, 3)])
def test_red_when_the_last_good_visit_is_too_long_ago(minutes, days):
    lately = AT - timedelta(days=days)
    source = SourceFactory(last_ok_at=lately, interval_minutes=minutes)
    assert light(source.channel).ok
    source.last_ok_at, source.trouble = lately - timedelta(minutes=1), Trouble.TEMPORARY
    source.save()
    found = light(source.channel)
    assert not found.ok
    assert str(TROUBLES[Trouble.TEMPORARY][0]) in found.reason
    assert found.url == f"/overvaking/kilder/{source.pk}/"


def test_red_when_the_source_is_paused():
    source = SourceFactory(last_ok_at=AT, state=SourceState.PAUSED, pause_reason="Ferie")
    assert not light(source.channel).ok


def test_red_when_no_watch_listens():
    source = SourceFactory(last_ok_at=AT, watches=[WatchFactory(is_active=False)])
    found = light(source.channel)
    assert not found.ok
    assert found.url == "/overvaking/"


def test_red_where_the_portal_could_read_and_nobody_has_asked_it_to():
    channel = ChannelFactory(connector="feeds")
    followed(channel)
    found = light(channel)
    assert not found.ok
    assert found.url == "/overvaking/kilder/ny/feeds/"


def test_a_channel_that_the_portal_cannot_read_is_followed_by_hand():
    channel = ChannelFactory(connector="")
    assert not light(channel).ok
    followed(channel)
    assert "mandag kl. 8–16" in light(channel).reason
    assert light(channel).ok
    AccountFactory(channel=channel)
    assert not light(channel).ok


def followed(channel):
    hours = {"weekday": 0, "opens": time(8), "closes": time(16)}
    return AccountFactory(channel=channel).hours.create(**hours)


def test_many_channels_take_three_questions(django_assert_num_queries):
    channels = [AnyChannelFactory() for _number in range(30)]
    for channel in channels:
        SourceFactory(channel=channel, last_ok_at=AT)
        followed(channel)
    with django_assert_num_queries(3):
        assert all(light.ok for light in watch_lights(channels, AT).values())
