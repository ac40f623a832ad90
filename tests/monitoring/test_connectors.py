"""One contract for every connector, and every recorded answer read as it should be."""

import ast
import json
import re
import time
import tomllib
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from difi_sosial.monitoring import connectors
from difi_sosial.monitoring.connectors.base import Query, Response, Trouble, Unusable
from difi_sosial.monitoring.connectors.page_parts import lines_of
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.connectors.text import text_of
from tests.monitoring.recordings import FOLDER, Recording, recordings

RECORDINGS = recordings()
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
each_recording = pytest.mark.parametrize("recording", RECORDINGS, ids=str)
each_connector = pytest.mark.parametrize("connector", CONNECTORS.values(), ids=list(CONNECTORS))


@each_recording
def test_a_recorded_answer_is_understood(recording: Recording):
    assert recording.outcome() == recording.expected


@each_recording
def test_reading_twice_gives_the_same(recording: Recording):
    assert recording.outcome() == recording.outcome()


@each_recording
def test_times_are_aware_and_utc(recording: Recording):
    for post in posts(recording):
        assert post.posted_at is None or post.posted_at.tzinfo is UTC


@each_recording
def test_ids_are_texts_and_stand_once(recording: Recording):
    ids = [post.external_id for post in posts(recording)]
    assert all(isinstance(number, str) and number for number in ids)
    assert len(ids) == len(set(ids))


@each_recording
def test_permalinks_lead_to_the_web(recording: Recording):
    for post in posts(recording):
        assert post.url.startswith(("http://", "https://"))


@each_recording
def test_no_secret_stands_in_an_address(recording: Recording):
    request = recording.connector.request(recording.query)
    assert not re.search(r"[?&](access_)?(token|key|secret|password)=", request.address)
    assert "authorization" not in {name.lower() for name in request.headers}


@each_connector
def test_a_connector_reads_some_channel_of_the_catalogue(connector):
    catalogue = json.loads((FOLDER.parent / "seed" / "channels.json").read_text())
    rows = catalogue if isinstance(catalogue, list) else catalogue["channels"]
    assert connector.anywhere or connector.slug in {row.get("connector") for row in rows}


def test_every_category_of_the_guidance_is_read_in_two_ways_without_approval():
    rows = json.loads((FOLDER.parent / "seed" / "channels.json").read_text())
    ways: dict[str, set[str]] = {row["category"]: set() for row in rows}
    for row in rows:
        connector = CONNECTORS.get(row["connector"])
        if connector and not connector.approval:
            ways[row["category"]].add(connector.slug)
    assert len(ways) == 6
    assert {category: found for category, found in ways.items() if len(found) < 2} == {}


@each_recording
def test_what_needs_approval_is_off_without_the_agencys_own_token(recording: Recording):
    if recording.connector.approval:
        with pytest.raises(Unusable) as off:
            recording.connector.request(replace(recording.query, secrets=frozenset()))
        assert off.value.trouble in (Trouble.NEEDS_SECRET, Trouble.WRONG_SETTINGS)


@each_connector
def test_a_connector_says_what_it_is(connector):
    assert connector.docs.startswith("https://")
    assert connector.name and connector.sees and connector.needs and connector.misses
    assert connector.reads and connector.limit.requests and connector.limit.seconds
    assert {"url"} <= {setting.name for setting in connector.settings}
    assert set(connector.secrets) == {s.name for s in connector.settings if s.kind == "secret"}


@each_connector
def test_a_connector_has_recordings_of_good_and_bad_answers(connector):
    mine = [recording for recording in RECORDINGS if recording.connector is connector]
    assert any(recording.expected.get("posts") for recording in mine)
    assert any(recording.expected.get("trouble") for recording in mine)


@each_connector
def test_a_connector_without_settings_asks_nothing(connector):
    with pytest.raises(Unusable) as refused:
        connector.request(Query({}, (), NOW))
    assert refused.value.trouble == Trouble.WRONG_SETTINGS


@each_connector
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"a":' * 5000])
def test_nonsense_is_refused_and_never_crashes(connector, body):
    query = a_good_answer_of(connector).query
    try:
        page = connector.parse(Response(200, "https://kilde.example/", {}, body), query)
    except Unusable as refused:
        assert refused.trouble in (Trouble.NOT_UNDERSTOOD, Trouble.REFUSED, Trouble.GONE)
    else:
        assert page.posts == ()


@each_connector
def test_a_round_of_questions_comes_to_an_end(connector):
    """Whatever a server answers again and again, the questions of one round are finite."""
    answer = a_good_answer_of(connector)
    settings = {**answer.query.settings, "hashtags": "a, b", "domain": "x.example"}
    query = Query(settings, ("en", "to"), NOW, secrets=frozenset({"token"}))
    for _question in range(40):
        try:
            page = connector.parse(answer.response, query)
        except Unusable:
            return
        if not page.more:
            return
        query = Query(settings, query.terms, NOW, page.cursor, query.secrets)
    pytest.fail("it went on for ever")


def places(thing, path=()):
    """Every place in a JSON value, as a path of keys."""
    inside = thing.items() if isinstance(thing, dict) else []
    inside = enumerate(thing) if isinstance(thing, list) else inside
    for key, value in inside:
        yield (*path, key)
        yield from places(value, (*path, key))


def spoilt(thing, path, value):
    """A copy of a JSON value with something else at one place."""
    key, *rest = path
    copy = thing.copy()
    copy[key] = spoilt(thing[key], rest, value) if rest else value
    return copy


JSON_ANSWERS = [
    one
    for one in RECORDINGS
    if one.response.status == 200 and one.response.body.lstrip()[:1] in (b"{", b"[")
]


@each_connector
def test_an_answer_with_nonsense_at_any_place_never_crashes(connector):
    """A hundred places in the answers of each, with a value of the wrong kind in turn."""
    mine = [one for one in JSON_ANSWERS if one.connector is connector]
    answers = [(one, json.loads(one.response.body)) for one in mine]
    spots = [(one, answer, path) for one, answer in answers for path in places(answer)]
    wrong = (None, [], {}, "tull", 7, -1.5, [[1]], {"a": {}}, True)
    for number, (one, answer, path) in enumerate(spots[:: len(spots) // 100 + 1]):
        body = json.dumps(spoilt(answer, path, wrong[number % len(wrong)])).encode()
        try:
            page = connector.parse(replace(one.response, body=body), one.query)
        except Unusable:
            continue
        assert all(isinstance(post.external_id, str) for post in page.posts)


def test_every_connector_stands_in_the_contract_that_they_do_not_know_one_another():
    root = FOLDER.parents[1]
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]
    apart = next(one for one in contracts["contracts"] if one["type"] == "independence")
    modules = {type(connector).__module__ for connector in CONNECTORS.values()}
    assert modules <= set(apart["modules"])


def test_connectors_are_pure():
    folder = Path(connectors.__file__).parent
    forbidden = {"django", "requests", "celery", "redis", "urllib.request", "socket", "http"}
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name not in forbidden and name.split(".")[0] not in forbidden, path.name


def test_a_feed_built_to_take_our_time_is_refused_in_a_moment():
    attributes = " ".join(f'a{number}="x"' for number in range(20_000))
    feed = f'<rss version="2.0"><channel><item {attributes}/></channel></rss>'
    for body in (feed.encode(), b'<?xml version="1.0" encoding="iso-8859-15"?>' + feed.encode()):
        started = time.perf_counter()
        with pytest.raises(Unusable):
            CONNECTORS["feeds"].parse(
                Response(200, "https://x.example/", {}, body),
                Query({"url": "https://x.example/"}, (), NOW),
            )
        assert time.perf_counter() - started < 1


@pytest.mark.parametrize("piece", ["<a ", "<!--x>", "<![CDATA[x>", "</", "<a></b>"])
def test_markup_that_never_closes_is_read_in_a_moment(piece):
    markup = piece * (100_000 // len(piece))
    started = time.perf_counter()
    text_of(markup)
    with suppress(Unusable):
        lines_of(markup, "#innhold", ("time",))
    assert time.perf_counter() - started < 5  # it took minutes


def a_good_answer_of(connector) -> Recording:
    mine = (one for one in RECORDINGS if one.connector is connector)
    return next(one for one in mine if one.expected.get("posts"))


def posts(recording: Recording):
    try:
        return recording.connector.parse(recording.response, recording.query).posts
    except Unusable:
        return ()


@pytest.mark.parametrize(
    ("slug", "default", "other"), [("youtube", "/v3/", "v4"), ("stackexchange", "/2.3/", "2.4")]
)
def test_the_version_of_the_api_is_a_setting_with_a_default(slug, default, other):
    connector = CONNECTORS[slug]
    given = {"url": "https://api.stackexchange.com", "site": "stackoverflow.com"}
    settings = given if slug == "stackexchange" else {}
    query = Query(settings=settings, terms=("x",), now=NOW, secrets=frozenset({"token"}))
    assert default in connector.request(query).url
    changed = replace(query, settings={**settings, "version": other})
    assert f"/{other}/" in connector.request(changed).url
    with pytest.raises(Unusable, match="version"):
        connector.request(replace(query, settings={**settings, "version": "../v3"}))
