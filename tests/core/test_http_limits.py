"""The dialects of "you asked too often", each as the source really writes it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from difi_sosial.core.http.limits import (
    RateLimit,
    is_throttled,
    moment,
    rate_limit,
    retry_after,
    wait_until,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EPOCH = str(int(NOW.timestamp()) + 300)


def after(**span: float) -> datetime:
    return NOW + timedelta(**span)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-11-22T12:05:00.237802Z", after(seconds=300.237802)),  # Mastodon
        ("2026-11-22T13:05:00+01:00", after(minutes=5)),
        ("2026-11-22T12:05:00", after(minutes=5)),
        (EPOCH, after(minutes=5)),  # GoToSocial, Bluesky, X
        (EPOCH + "000", after(minutes=5)),
        ("300", after(minutes=5)),  # Reddit
        ("300.5", after(seconds=300.5)),
        ("0", after(seconds=1)),
        ("-5", after(seconds=1)),
        ("2020-01-01T00:00:00Z", after(seconds=1)),
        ("9999-12-31T23:59:59-12:00", after(hours=24)),
        ("99999999", after(hours=24)),
        ("9" * 20, after(hours=24)),
        ("9" * 400, None),
        ("soon", None),
        ("", None),
        ("NaN", None),
        ("1e9", None),
        ("٣٠", None),
        (None, None),
    ],
)
def test_reset_in_all_its_meanings(value: str | None, expected: datetime | None) -> None:
    assert moment(value, now=NOW) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", after(minutes=2)),
        (" 4 ", after(seconds=4)),
        ("0", after(seconds=1)),
        ("-1", after(seconds=1)),
        ("99999999", after(hours=24)),
        ("Sun, 22 Nov 2026 12:10:00 GMT", after(minutes=10)),
        ("Sun, 22 Nov 2026 13:10:00 +0100", after(minutes=10)),
        ("Sunday, 22-Nov-26 12:10:00 GMT", after(minutes=10)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", after(hours=24)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", after(seconds=1)),
        ("tomorrow", None),
        ("", None),
        ("Sun, 99 Nov 2026 12:10:00 GMT", None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(value: str, expected: datetime | None) -> None:
    assert retry_after({"retry-after": value}, now=NOW) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            {
                "x-ratelimit-limit": "300",
                "x-ratelimit-remaining": "299",
                "x-ratelimit-reset": "2026-11-22T12:05:00Z",
            },
            RateLimit(299, after(minutes=5)),
        ),
        (
            {"ratelimit-remaining": "2999", "ratelimit-reset": EPOCH},
            RateLimit(2999, after(minutes=5)),
        ),
        (
            {"x-ratelimit-remaining": "598.0", "x-ratelimit-reset": "300"},
            RateLimit(598, after(minutes=5)),
        ),
        (
            {"x-rate-limit-remaining": "0", "x-rate-limit-reset": EPOCH},
            RateLimit(0, after(minutes=5)),
        ),
        ({"ratelimit": '"default";r=50;t=300'}, RateLimit(50, after(minutes=5))),
        ({"ratelimit": "limit=100, remaining=7, reset=300"}, RateLimit(7, after(minutes=5))),
        (
            {
                "ratelimit": '"burst";r=9;t=10, "day";r=2;t=300',
                "ratelimit-policy": '"burst";q=10;w=10, "day";q=500;w=86400',
            },
            RateLimit(2, after(minutes=5)),
        ),
        ({"ratelimit-policy": "100;w=300"}, None),
        (
            {  # Bluesky: the policy stands apart from the three numbers
                "ratelimit-limit": "3000",
                "ratelimit-remaining": "0",
                "ratelimit-reset": EPOCH,
                "ratelimit-policy": "3000;w=300",
            },
            RateLimit(0, after(minutes=5)),
        ),
        ({"x-app-usage": '{"call_count":100,"total_time":25}'}, RateLimit(0, None)),
        (
            {
                "x-business-use-case-usage": '{"1":[{"type":"pages","call_count":28,'
                '"estimated_time_to_regain_access":5}]}'
            },
            RateLimit(0, after(minutes=5)),
        ),
        ({"x-app-usage": '{"call_count":28}'}, None),
        ({"x-app-usage": "not json"}, None),
        ({"x-app-usage": "[1]"}, None),
        ({"x-ratelimit-remaining": "many"}, None),
        ({}, None),
    ],
)
def test_the_quota_is_read_from_every_dialect(
    headers: dict[str, str], expected: RateLimit | None
) -> None:
    assert rate_limit(headers, now=NOW) == expected


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        (429, {}, True),
        (503, {}, False),
        (503, {"retry-after": "5"}, True),
        (403, {}, False),
        (403, {"x-ratelimit-remaining": "0"}, True),
        (403, {"x-ratelimit-remaining": "9"}, False),
        (200, {"mediawiki-api-error": "maxlag"}, True),
        (200, {"mediawiki-api-error": "badtoken"}, False),
        (200, {"x-ratelimit-remaining": "0"}, False),
    ],
)
def test_what_counts_as_asked_too_often(
    status: int, headers: dict[str, str], expected: bool
) -> None:
    assert is_throttled(status, headers, now=NOW) is expected


DISCOURSE = b"""{"errors":["Vent litt"],"error_type":"rate_limit","extras":{"wait_seconds":12}}"""
STACK = b"""{"error_id":502,"error_name":"throttle_violation",
"error_message":"too many requests from this IP, more requests available in 61 seconds"}"""
STACK_GOOD = b'{"items":[{"body":"\\"backoff\\":9"}],"has_more":true,"quota_remaining":296'
LAG = b'{"errors":[{"code":"maxlag","text":"Waiting for a server"}]}'
OLD_LAG = b'{"error":{"code":"maxlag","info":"Waiting","lag":7}}'
BLUESKY = b'{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}'
LEMMY = b'{"error":"rate_limit_error"}'
GOOGLE = b'{"error":{"code":403,"errors":[{"reason":"quotaExceeded","domain":"youtube.quota"}]}}'
META = b'{"error":{"message":"too many calls","code":32,"fbtrace_id":"A"}}'


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (429, DISCOURSE, after(seconds=12)),
        (422, DISCOURSE, after(seconds=12)),
        (400, STACK, after(seconds=61)),
        (200, LAG, after(minutes=5)),
        (200, OLD_LAG, after(minutes=5)),
        (429, BLUESKY, after(minutes=5)),
        (400, LEMMY, after(minutes=5)),
        (403, GOOGLE, after(hours=20)),  # midnight in California
        (400, META, after(minutes=5)),
        (400, b'{"error":{"message":"no","code":32}}', None),
        (400, b'{"error":"couldnt_find_community"}', None),
        (400, b'{"error":{"code":"badvalue"}}', None),
        (403, b"<html>rate_limit</html>", None),
        (403, b'{"error":', None),
        (400, b'{"error":' * 5000, None),
        (400, b'{"errors":[1,null],"extras":[],"error":[]}', None),
        (400, b'{"errors":[{"code":[],"reason":{}}],"error_name":[],"error_type":{}}', None),
        (400, b'{"error":{"code":[],"fbtrace_id":1,"errors":{}}}', None),
        (200, STACK_GOOD + b"}", None),
    ],
)
def test_a_body_can_ask_us_to_wait_too(status: int, body: bytes, expected: datetime | None) -> None:
    assert is_throttled(status, {}, now=NOW, body=body) is (expected is not None)
    if expected is not None:
        assert wait_until({}, now=NOW, status=status, body=body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (STACK_GOOD + b"}", RateLimit(296, None)),
        (STACK_GOOD + b',"backoff":10}', RateLimit(296, None, after(seconds=10))),
        (STACK_GOOD + b',"backoff":9999999}', RateLimit(296, None)),
        (b'{"items":[],"backoff":10}', None),
        (b'[{"quota_remaining":1}]', None),
        (b"", None),
    ],
)
def test_a_good_answer_can_hold_the_quota_and_an_order_to_wait(
    body: bytes, expected: RateLimit | None
) -> None:
    assert rate_limit({}, now=NOW, body=body) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (RateLimit(5, after(minutes=5)), None),
        (RateLimit(0, after(minutes=5)), after(minutes=5)),
        (RateLimit(0, None), None),
        (RateLimit(296, None, after(seconds=10)), after(seconds=10)),
    ],
)
def test_when_the_next_question_may_be_asked(limit: RateLimit, expected: datetime | None) -> None:
    assert limit.wait_until == expected


def test_the_word_to_us_goes_before_the_quota_and_silence_means_five_minutes() -> None:
    quota = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "60"}
    assert wait_until({**quota, "retry-after": "10"}, now=NOW) == after(seconds=10)
    assert wait_until(quota, now=NOW) == after(seconds=60)
    assert wait_until({}, now=NOW) == after(minutes=5)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(["retry-after", "x-ratelimit-reset", "ratelimit", "x-app-usage"]),
        st.text() | st.integers().map(str) | st.floats().map(str) | st.datetimes().map(str),
    )
)
def test_whatever_is_said_the_wait_is_between_a_second_and_a_day(headers: dict[str, str]) -> None:
    assert after(seconds=1) <= wait_until(headers, now=NOW) <= after(hours=24)
