"""What tests of channels share."""

import pytest

from difi_sosial.channels.enums import LightKey
from difi_sosial.channels.queries import readiness
from difi_sosial.channels.queries.readiness import Light


def green(key):
    """A builder that says yes for every channel."""

    def build(channels, at):
        return {channel.pk: Light(key, key.label, ok=True, reason="Ja") for channel in channels}

    return build


@pytest.fixture
def all_green(monkeypatch):
    """Every light is green: the tests of the lights themselves stand elsewhere."""
    lights = {key: (number, green(key)) for number, key in enumerate(LightKey)}
    monkeypatch.setattr(readiness, "_registered", lights)
