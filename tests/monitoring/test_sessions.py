"""Sessions that are opened, renewed and kept: what is asked, and what the answers come to."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest

from difi_sosial.core import http
from difi_sosial.core.crypto import decrypt
from difi_sosial.monitoring.connectors.base import Login, Trouble, Unusable
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.services.sessions import packed, session_of

LOGIN = Login(
    open="/xrpc/open",
    renew="/xrpc/renew",
    name="account",
    name_field="identifier",
    password_field="password",
    access="accessJwt",
    renewal="refreshJwt",
    over=frozenset({"ExpiredToken"}),
)
SETTINGS = {"url": "https://pds.example/", "account": "testetaten.example"}
GIVEN = {"accessJwt": "inn-1", "refreshJwt": "ny-1", "did": "did:plc:a"}


class WithLogin:
    login = LOGIN


def session(kept=""):
    return session_of(WithLogin(), SETTINGS, "app-passord", kept)


def answer(status=200, body=b"{}", **told):
    body = json.dumps(told).encode() if told else body
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return http.Response("https://pds.example/", status, {}, body, at, 0.1, False, "", None)


def opened():
    one = session()
    one.exchange(deadline=5)
    assert one.hears(answer(**GIVEN))
    return one


def test_most_connectors_have_no_session():
    assert session_of(CONNECTORS["mastodon"], SETTINGS, "token") is None


def test_a_session_is_opened_with_the_password_in_the_body_and_nowhere_else():
    request = session().exchange(deadline=5)
    assert (request.url, request.method) == ("https://pds.example/xrpc/open", "POST")
    body = json.loads(request.body)
    assert body == {"identifier": "testetaten.example", "password": "app-passord"}
    assert request.is_secret
    assert "app-passord" not in repr(request)
    assert "app-passord" not in repr(session())


def test_an_open_session_asks_nothing_and_hears_only_its_own_answers():
    one = opened()
    assert one.exchange(deadline=5) is None
    assert one.access == "inn-1"
    assert not one.hears(answer(posts=[]))


def test_a_kept_session_is_used_again_and_lies_encrypted():
    kept = packed(opened())
    assert "inn-1" not in kept
    assert json.loads(decrypt(kept)) == {"access": "inn-1", "renewal": "ny-1"}
    assert session(kept).exchange(deadline=5) is None


def test_a_session_that_no_key_opens_is_opened_anew():
    assert session("ikke kryptert").exchange(deadline=5).url.endswith("/xrpc/open")


def test_a_session_that_has_run_out_is_renewed_with_a_token_good_once():
    one = session(packed(opened()))
    assert one.hears(answer(400, error="ExpiredToken"))
    request = one.exchange(deadline=5)
    assert request.url == "https://pds.example/xrpc/renew"
    assert (request.credential.value, request.body) == ("Bearer ny-1", None)
    assert one.hears(answer(accessJwt="inn-2", refreshJwt="ny-2"))
    assert json.loads(decrypt(packed(one))) == {"access": "inn-2", "renewal": "ny-2"}


def test_a_renewal_that_is_refused_ends_in_a_new_session():
    one = session(packed(opened()))
    one.hears(answer(401, error="ExpiredToken"))
    one.exchange(deadline=5)
    assert one.hears(answer(400, error="ExpiredToken"))
    assert one.exchange(deadline=5).url.endswith("/xrpc/open")


def test_a_fresh_session_that_is_refused_goes_to_the_connector():
    assert not opened().hears(answer(400, error="ExpiredToken"))


@pytest.mark.parametrize(
    ("heard", "trouble"),
    [
        (answer(401, error="AuthenticationRequired"), Trouble.NEEDS_SECRET),
        (answer(401, error="AuthFactorTokenRequired"), Trouble.NEEDS_SECRET),
        (answer(404, body=b"<html>"), Trouble.GONE),
        (answer(200, body=b"<html>"), Trouble.NOT_UNDERSTOOD),
        (answer(200, did="did:plc:a"), Trouble.NOT_UNDERSTOOD),
    ],
)
def test_a_sign_in_that_fails_says_why(heard, trouble):
    one = session()
    one.exchange(deadline=5)
    with pytest.raises(Unusable) as refused:
        one.hears(heard)
    assert refused.value.trouble == trouble


@pytest.mark.parametrize("lacking", ["who", "password"])
def test_without_a_name_or_a_password_nothing_is_asked(lacking):
    with pytest.raises(Unusable) as refused:
        replace(session(), **{lacking: ""}).exchange(deadline=5)
    assert refused.value.trouble == Trouble.NEEDS_SECRET


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"error":3}', b"<html>ExpiredToken"])
def test_a_refusal_that_is_not_about_the_session_is_left_alone(body):
    assert not session(packed(opened())).hears(answer(400, body=body))


def test_a_token_of_another_site_is_asked_for_with_a_form_and_two_words():
    settings = {"url": "https://mybusiness.googleapis.com", "client": "app"}
    one = session_of(CONNECTORS["google-business"], settings, "hemmelig ny-1")
    request = one.exchange(deadline=5)
    assert request.url == "https://oauth2.googleapis.com/token"
    assert dict(parse_qsl(request.body.decode())) == {
        **{"grant_type": "refresh_token", "client_id": "app"},
        **{"client_secret": "hemmelig", "refresh_token": "ny-1"},
    }
    assert request.headers == {"Content-Type": "application/x-www-form-urlencoded"}
    assert one.hears(answer(access_token="inn-1", expires_in=3599))
    assert (one.access, one.renewal) == ("inn-1", "")
    kept = session_of(CONNECTORS["google-business"], settings, "hemmelig ny-1", packed(one))
    assert kept.exchange(deadline=5) is None
    assert kept.hears(answer(401, error={"code": 401, "status": "UNAUTHENTICATED"}))
    assert kept.exchange(deadline=5).url == "https://oauth2.googleapis.com/token"
