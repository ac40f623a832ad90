"""Tokens are warned about before they run out, and struck out of what is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest

from difi_sosial.core import http
from difi_sosial.core.crypto import decrypt, encrypt, renewed
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.services import tokens
from difi_sosial.monitoring.services.visits import without_token
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.monitoring import SourceFactory
from tests.factories.people import UserFactory

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("connector", "typed", "expires"),
    [
        ("facebook", None, TODAY + timedelta(days=60)),
        ("facebook", date(2027, 5, 1), date(2027, 5, 1)),
        ("mastodon", None, None),
    ],
)
def test_a_token_runs_out_as_told_or_as_the_provider_has_it(connector, typed, expires):
    assert tokens.expiry_of(CONNECTORS[connector], typed, AT) == expires


def test_our_own_token_is_struck_out_of_what_is_kept_of_an_answer():
    body = b'{"next": "https://graph.example/?access_token=hemmelig"}'
    answer = http.Response("https://graph.example/", 200, {}, body, AT, 0.1, False, "sum", None)
    kept, sha256 = without_token(answer, "hemmelig")
    assert b"hemmelig" not in kept and len(kept) == len(body) and sha256 != "sum"
    assert without_token(answer, "annet") == (body, "sum")
    assert without_token(answer, "") == (body, "sum")


def test_a_secret_is_renewed_only_when_an_old_key_made_it(settings):
    settings.ENCRYPTION_KEYS = ["gammel"]
    old = encrypt("hemmelig")
    settings.ENCRYPTION_KEYS = ["ny", "gammel"]
    new = renewed(old)
    assert decrypt(new) == "hemmelig" and renewed(new) == ""
    settings.ENCRYPTION_KEYS = ["ny"]
    assert decrypt(new) == "hemmelig"


@pytest.mark.django_db
def test_those_who_can_mend_it_are_told_two_weeks_and_three_days_before():
    UserFactory(roles=[Role.ADVISER])
    source = SourceFactory(
        name="Siden vår", token_expires_on=TODAY + timedelta(days=14), watches=[]
    )
    SourceFactory(token_expires_on=TODAY + timedelta(days=15), watches=[])
    told = [tokens.warn(at=AT + timedelta(days=day)) for day in (-1, 0, 0, 5, 11, 12, 14)]
    assert told == [0, 1, 0, 1, 1, 1, 0]
    letter = Letter.objects.earliest("pk")
    assert "Siden vår" in letter.subject and letter.path == f"/overvaking/kilder/{source.pk}/endre/"
