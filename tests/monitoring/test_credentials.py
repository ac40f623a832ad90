"""A secret goes out in the way its channel wants it, and to its own site alone."""

from datetime import UTC, datetime

import pytest

from difi_sosial.monitoring.connectors.base import Auth, Request
from difi_sosial.monitoring.services.credentials import credential

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
# Made once with another program: HS512 over {"iat":1795341600} with the secret "hemmelig".
JWT = (
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzUxMiJ9.eyJpYXQiOjE3OTUzNDE2MDB9."
    "vJf-yjZLxcdq44qpWbIwXcklJVSzznJHC_lWq-VuHsmfZbh9YFJuCZbpPLd9et-3E9vE9tKEE8xUAspcuiJmmw"
)


@pytest.mark.parametrize(
    ("auth", "header", "value"),
    [
        (Auth.BEARER, "Authorization", "Bearer hemmelig"),
        (Auth.TOKEN, "Authorization", "Token hemmelig"),
        (Auth.API_KEY, "X-Goog-Api-Key", "hemmelig"),
        (Auth.JWT, "Authorization", f"Bearer {JWT}"),
    ],
)
def test_each_channel_gets_the_secret_in_its_own_way(auth, header, value):
    asked = Request("https://kilde.example/api", secret="token", auth=auth)
    made = credential(asked, "hemmelig", at=AT)
    assert (made.header, made.value) == (header, value)
    assert made.origin == ("https", "kilde.example", 443)
    assert "hemmelig" not in repr(made)
