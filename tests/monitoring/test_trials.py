"""Every way of reading tries its own settings, and says what came or what is wrong."""

import json
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from difi_sosial.core import http
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.services import visits
from difi_sosial.monitoring.services.sources import Trial, try_settings
from tests.monitoring.recordings import recordings

pytestmark = pytest.mark.django_db

RECORDINGS = [one for one in recordings() if one.response.status < 400]
# A mailbox is no web address, and has tests of its own.
POLLED = [one for one in CONNECTORS.values() if not one.by_hand and one.slug != "mail"]
each_polled = pytest.mark.parametrize("connector", POLLED, ids=lambda one: one.slug)
SESSION = {"accessJwt": "inn", "refreshJwt": "ny", "access_token": "inn"}


class Door:
    """Answers from the recordings: the best one made at the address that is asked."""

    def __init__(self, connector, status=200):
        self.status, self.asked = status, []
        mine = [one for one in RECORDINGS if one.connector is connector]
        self.answers = sorted(mine, key=lambda one: bool(one.expected.get("posts")), reverse=True)

    def fetch(self, request: http.Request) -> http.Response:
        self.asked.append(request)
        body, headers = json.dumps(SESSION).encode(), {}
        if request.method == "GET":
            same = (one for one in self.answers if path_of(one) == urlsplit(request.url).path)
            found = next(same, None)
            assert found, f"nobody has recorded {request.url}"
            body, headers = found.response.body, dict(found.response.headers)
        at, status = datetime.now(UTC), self.status
        response = http.Response(request.url, status, headers, body, at, 0, False, "", None)
        if status >= 400:
            raise http.Refused("no", response)
        return response


def path_of(recording):
    return urlsplit(recording.connector.request(recording.query).url).path


def settings_of(connector):
    """Settings that were good for an answer with posts."""
    mine = (one for one in RECORDINGS if one.connector is connector)
    return next(one for one in mine if one.expected.get("posts")).query


def tried(connector, door) -> Trial:
    query = settings_of(connector)
    return try_settings(
        connector=connector.slug,
        settings=query.settings,
        token="hemmelig" if connector.secrets else "",
        terms=query.terms or ("Testetaten",),
        door=door,
    )


@each_polled
def test_settings_that_are_good_show_what_comes(connector):
    trial = tried(connector, Door(connector))
    assert (trial.trouble, trial.detail) == ("", "")
    assert trial.posts or connector.slug == "webpage"  # has nothing to hold the page against yet


@each_polled
def test_settings_that_are_refused_say_why(connector):
    trial = tried(connector, Door(connector, status=401))
    assert trial.trouble in ("needs_secret", "refused")
    assert "hemmelig" not in trial.detail


@each_polled
def test_a_trial_sends_the_secret_to_the_site_and_shows_it_nowhere(connector):
    door = Door(connector)
    trial = tried(connector, door)
    assert "hemmelig" not in repr(trial)
    for request in door.asked:
        assert "hemmelig" not in visits.without_secrets(request.url)
        assert "hemmelig" not in repr(request)
