"""Klar–Ferdig–Gå: seven lights, and silence is red."""

from datetime import UTC, datetime

import pytest

from difi_sosial.channels.enums import LightKey
from difi_sosial.channels.queries import readiness
from difi_sosial.channels.queries.readiness import GROUPS
from tests.channels.conftest import green
from tests.factories.channels import ChannelFactory

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def registry(monkeypatch):
    """A registry of this test's own."""
    monkeypatch.setattr(readiness, "_registered", {})


def test_every_light_stands_in_a_group():
    assert set(GROUPS) == set(LightKey)


@pytest.mark.django_db
def test_a_light_that_nobody_answers_for_is_red(registry):
    channel = ChannelFactory()
    for number, key in enumerate(LightKey):
        board = readiness.board(channel, AT)
        assert not board.is_ready
        assert board.next == board.lights[number]
        readiness.register(key, number, green(key))
    board = readiness.board(channel, AT)
    assert board.is_ready
    assert board.next is None
    assert [light.key for light in board.lights] == list(LightKey)


@pytest.mark.django_db
def test_the_lights_stand_in_the_order_they_were_registered_for(registry):
    readiness.register(LightKey.ARCHIVE, 10, green(LightKey.ARCHIVE))
    readiness.register(LightKey.STRATEGY, 20, green(LightKey.STRATEGY))
    board = readiness.board(ChannelFactory(), AT)
    assert [light.key for light in board.lights[:2]] == ["archive", "strategy"]
    assert len(board.red) == 5
