"""Visits to a real server: nothing lost, nothing twice, and every fault in plain words."""

import json
import threading
import time
import uuid
from datetime import timedelta
from queue import SimpleQueue

import pytest
from django.core.cache import cache
from django.db import InterfaceError

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core import http
from difi_sosial.core.clock import now
from difi_sosial.core.crypto import decrypt, encrypt
from difi_sosial.core.errors import RateLimited, Temporary
from difi_sosial.monitoring import tasks
from difi_sosial.monitoring.connectors.base import Limit
from difi_sosial.monitoring.enums import Outcome, SourceState
from difi_sosial.monitoring.models import Capture, Mention, Run, Source
from difi_sosial.monitoring.services import politeness, polling, rounds, sources
from difi_sosial.monitoring.services.polling import LeaseLost
from tests.factories.monitoring import MOMENT, SourceFactory, WatchFactory
from tests.monitoring.servers import Answer, rss, serving

pytestmark = [pytest.mark.django_db, pytest.mark.network_loopback]

TWO = rss(("1", "Testetaten svarer"), ("2", "Hagen i november"))
THREE = rss(("3", "Takk, Testetaten"), ("1", "Testetaten svarer"), ("2", "Hagen i november"))


def poll(source, server, **more):
    """One visit through a door that may see the test's own server."""
    door = http.Door(allowed=(server.place,))
    try:
        done = rounds.poll(pk=source.pk, door=door, hurry=True, **more)
    finally:
        door.close()
    source.refresh_from_db()
    return done


def feed(server, **more):
    return SourceFactory(settings={"url": f"{server.url}/feed"}, **more)


def titles():
    return sorted(Mention.objects.values_list("title", flat=True))


def test_a_visit_stores_what_a_watch_wants_and_the_very_answer():
    with serving(Answer(TWO, headers={"Content-Type": "application/rss+xml"})) as server:
        source = feed(server)
        poll(source, server)
    mention = Mention.objects.get()
    assert mention.title == "Testetaten svarer"
    assert mention.watch_version == source.watches.get().version
    assert mention.capture.body == TWO.encode()
    assert mention.capture.content_type == "application/rss+xml"
    run = Run.objects.get()
    assert (run.outcome, run.pages, run.seen, run.new) == (Outcome.READ, 1, 2, 1)
    assert run.version_ids == [mention.watch_version_id]
    assert source.lease is None
    assert source.last_ok_at and source.due_at > now() + timedelta(minutes=8)


def test_a_second_visit_stores_only_what_is_new():
    with serving(Answer(TWO), Answer(THREE)) as server:
        source = feed(server)
        poll(source, server)
        poll(source, server)
    assert titles() == ["Takk, Testetaten", "Testetaten svarer"]


def test_an_unchanged_feed_is_asked_for_conditionally():
    with serving(Answer(TWO, headers={"ETag": '"a"'})) as server:
        source = feed(server)
        poll(source, server)
        poll(source, server)
        assert server.asked[1][1]["if-none-match"] == '"a"'
    assert Run.objects.latest("pk").outcome == Outcome.UNCHANGED
    assert Mention.objects.count() == 1


def test_the_same_bytes_are_not_read_again_without_validators():
    with serving(Answer(TWO)) as server:
        source = feed(server)
        poll(source, server)
        poll(source, server)
    assert Run.objects.latest("pk").outcome == Outcome.UNCHANGED


def test_new_terms_read_an_unchanged_feed_anew():
    with serving(Answer(TWO, headers={"ETag": '"a"'})) as server:
        source = feed(server)
        poll(source, server)
        source.watches.add(WatchFactory(any_of=["hage*"]))
        poll(source, server)
        assert "if-none-match" not in server.asked[1][1]
    assert titles() == ["Hagen i november", "Testetaten svarer"]


def test_a_source_that_is_claimed_is_left_alone():
    with serving(Answer(TWO)) as server:
        source = feed(server)
        assert polling.begin(pk=source.pk, at=now(), hurry=True)
        assert poll(source, server) is False
        assert server.asked == []


def test_a_source_that_is_not_due_is_left_alone():
    source = SourceFactory(due_at=now() + timedelta(hours=1))
    assert polling.begin(pk=source.pk, at=now()) is None


def test_a_worker_that_died_loses_nothing():
    """It died between answer and store; when the lease ends the next one gets it all."""
    with serving(Answer(TWO)) as server:
        source = feed(server)
        polling.begin(pk=source.pk, at=now() - polling.LEASE * 2, hurry=True)
        assert rounds.free_leases(at=now()) == 1
        poll(source, server)
    assert titles() == ["Testetaten svarer"]


def test_a_worker_that_comes_late_stores_nothing():
    """Its lease ended and another worker took over: what it has in its hands is thrown away."""
    with serving(Answer(TWO)) as server:
        source = feed(server)
        door = http.Door(allowed=(server.place,))
        late = polling.begin(pk=source.pk, at=now() - polling.LEASE * 2, hurry=True)
        answer = polling.ask(door, polling.prepare(late))
        poll(source, server)
        with pytest.raises(LeaseLost):
            polling.take(late, answer, at=now())
        door.close()
    assert Mention.objects.count() == 1
    assert Run.objects.count() == 1


def test_a_worker_that_comes_late_with_nothing_new_writes_nothing():
    with serving(Answer(TWO)) as server:
        source = feed(server)
        poll(source, server)
        door = http.Door(allowed=(server.place,))
        late = polling.begin(pk=source.pk, at=now() - polling.LEASE * 2, hurry=True)
        answer = polling.ask(door, polling.prepare(late))
        swift = polling.begin(pk=source.pk, at=now(), hurry=True)
        polling.prepare(swift)
        with pytest.raises(LeaseLost):
            polling.take(late, answer, at=now())
        source.refresh_from_db()
        assert source.lease == swift.source.lease
        assert not polling.take(swift, answer, at=now())
        door.close()
    source.refresh_from_db()
    assert source.lease is None
    outcomes = Run.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == [Outcome.READ, Outcome.UNCHANGED]


def test_a_store_that_breaks_leaves_the_cursor_where_it_was(monkeypatch):
    first = {"domain": "x", "configuration": {}}
    post = {
        "id": "7",
        "uri": "https://tut.example/7",
        "url": "https://tut.example/7",
        "visibility": "public",
        "content": "Testetaten",
        "created_at": "2026-11-20T10:00:00Z",
    }
    with serving(Answer(json.dumps(first)), Answer(json.dumps([post]))) as server:
        source = SourceFactory(
            connector="mastodon", settings={"url": server.url, "hashtags": "testetaten"}
        )
        monkeypatch.setattr(polling, "store_all", broken)
        poll(source, server)
        assert (source.trouble, source.failures, source.lease) == ("our_fault", 1, None)
        assert "min" not in source.cursor
        monkeypatch.undo()
        poll(source, server)
    assert Mention.objects.get().external_id == "https://tut.example/7"
    assert source.cursor["min"] == {"tag:testetaten": "7"}


def test_a_fault_on_a_later_page_keeps_what_the_first_gave():
    post = {
        "id": "7",
        "uri": "https://tut.example/7",
        "url": "https://tut.example/7",
        "visibility": "public",
        "content": "Testetaten",
    }
    with serving(Answer("{}"), Answer(json.dumps([post])), Answer("au", 503)) as server:
        source = SourceFactory(
            connector="mastodon", settings={"url": server.url, "hashtags": "en, to"}
        )
        poll(source, server)
    assert source.trouble == "temporary"
    assert source.last_new_at
    assert (source.cursor["min"], source.cursor["at"]) == ({"tag:en": "7"}, "tag:to")
    assert Run.objects.get().new == 1


def broken(arrivals, **facts):
    if any(arrival.posts for arrival in arrivals):
        raise RuntimeError("the disk is full")
    return [[] for _arrival in arrivals]


def test_pages_are_read_until_there_are_no_more():
    wiki = {"query": {"general": {"lang": "nb"}, "search": [], "exturlusage": []}}
    with serving(Answer(json.dumps(wiki))) as server:
        source = SourceFactory(
            connector="mediawiki",
            settings={"url": f"{server.url}/api.php", "domain": "testetaten.example"},
        )
        poll(source, server)
        assert ["exturlusage" in path for path, _headers in server.asked] == [False, True, True]
    assert Run.objects.get().pages == 3


def test_a_pause_in_the_middle_of_a_visit_holds(person):
    with serving(Answer(TWO)) as server:
        source = feed(server)
        server.answers[0].before = lambda: None
        visit = polling.begin(pk=source.pk, at=now(), hurry=True)
        sources.pause(source=source, reason="Ferie", by=person(), at=now())
        door = http.Door(allowed=(server.place,))
        with pytest.raises(LeaseLost):
            polling.take(visit, polling.ask(door, polling.prepare(visit)), at=now())
        door.close()
    source.refresh_from_db()
    assert source.state == SourceState.PAUSED
    assert Mention.objects.count() == 0


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Answer("borte", 410), "gone"),
        (Answer("nei", 403), "refused"),
        (Answer("", 401), "needs_secret"),
    ],
)
def test_a_lasting_fault_pauses_the_source_and_says_why(answer, trouble):
    with serving(answer) as server:
        source = feed(server)
        poll(source, server)
    assert (source.state, source.trouble) == (SourceState.PAUSED, trouble)
    assert source.pause_reason
    assert EventRow.objects.filter(kind=Event.SOURCE_PAUSED).count() == 1
    assert Run.objects.get().outcome == Outcome.STOPPED


def test_a_passing_fault_waits_longer_each_time():
    with serving(Answer("au", 503)) as server:
        source = feed(server, interval_minutes=10)
        waits = []
        for _time in range(3):
            poll(source, server)
            waits.append(source.due_at - now())
    assert source.state == SourceState.ACTIVE
    assert source.failures == 3
    assert timedelta(minutes=17) < waits[0] < waits[1] < waits[2] < timedelta(minutes=90)


def test_a_good_answer_forgets_the_faults():
    with serving(Answer("au", 503), Answer(TWO)) as server:
        source = feed(server)
        poll(source, server)
        assert source.trouble == "temporary"
        poll(source, server)
    assert (source.failures, source.trouble, source.last_error) == (0, "", "")


def test_a_source_that_asks_us_to_wait_is_left_alone_until_then():
    with serving(Answer("", 429, {"Retry-After": "7200"})) as server:
        source = feed(server)
        poll(source, server)
    assert source.due_at > now() + timedelta(minutes=110)
    assert (source.state, source.failures) == (SourceState.ACTIVE, 0)
    assert Run.objects.get().outcome == Outcome.LIMITED


def test_a_page_in_place_of_a_feed_is_borne_five_times():
    with serving(Answer("<!doctype html><p>Vedlikehold")) as server:
        source = feed(server)
        for _time in range(4):
            poll(source, server)
        assert source.state == SourceState.ACTIVE
        poll(source, server)
    assert (source.state, source.trouble) == (SourceState.PAUSED, "not_understood")


def test_an_address_inside_the_house_is_refused():
    with serving(Answer(TWO)) as server:
        source = feed(server)
        door = http.Door()
        rounds.poll(pk=source.pk, door=door, hurry=True)
        door.close()
        assert server.asked == []
    source.refresh_from_db()
    assert (source.state, source.trouble) == (SourceState.PAUSED, "address_refused")


def test_a_token_goes_in_a_header_and_is_nowhere_else():
    search = {"statuses": [], "accounts": [], "hashtags": []}
    with serving(Answer("{}"), Answer(json.dumps(search))) as server:
        source = SourceFactory(
            connector="mastodon",
            settings={"url": server.url},
            encrypted_token=encrypt("hemmelig-token"),
        )
        poll(source, server)
        (_first, without), *others = server.asked
        assert "authorization" not in without
        assert {headers["authorization"] for _path, headers in others} == {"Bearer hemmelig-token"}
        assert "hemmelig" not in str([path for path, _headers in others])
    assert "hemmelig" not in json.dumps(list(Capture.objects.values("request_url")))
    assert "hemmelig" not in source.encrypted_token


def test_a_token_that_no_key_opens_pauses_the_source():
    source = SourceFactory(connector="mastodon", encrypted_token="ikke et token")
    assert polling.begin(pk=source.pk, at=now(), hurry=True) is None
    source.refresh_from_db()
    assert (source.state, source.trouble) == (SourceState.PAUSED, "needs_secret")


def test_a_source_without_an_active_watch_is_not_asked():
    with serving(Answer(TWO)) as server:
        source = feed(server, watches=[WatchFactory(is_active=False)])
        poll(source, server)
        assert server.asked == []
    assert source.trouble == "no_watch"


def test_nobody_waits_for_more_answers_when_none_can_come(monkeypatch):
    class Watched(SimpleQueue):
        def get(self, timeout=None):
            return super().get() if timeout is None else pytest.fail("waited")

    monkeypatch.setattr(rounds, "SimpleQueue", Watched)
    with serving(Answer(TWO)) as server:
        assert poll(feed(server), server)
    assert Run.objects.get().outcome == "read"


def test_many_sources_are_visited_at_once_and_one_fault_stops_no_other():
    with serving(Answer(TWO)) as good, serving(Answer("au", 500)) as bad:
        made = [feed(good), feed(bad), feed(good)]
        door = http.Door(allowed=(good.place, bad.place))
        assert rounds.poll_many(pks=[source.pk for source in made], door=door) == 3
        assert rounds.poll_many(pks=[source.pk for source in made], door=door) == 0
        door.close()
    assert Mention.objects.count() == 2
    assert sorted(Run.objects.values_list("outcome", flat=True)) == ["later", "read", "read"]


def test_what_is_due_is_handed_out_once_by_host():
    at = now()
    due = [
        SourceFactory(settings={"url": f"https://{host}.example/{number}"})
        for number, host in enumerate(["b", "a", "b"])
    ]
    SourceFactory(state=SourceState.PAUSED, pause_reason="Ferie")
    SourceFactory(due_at=at + timedelta(minutes=1))
    assert rounds.hand_out(at=at) == [[due[1].pk, due[0].pk, due[2].pk]]
    assert rounds.hand_out(at=at) == []
    assert rounds.hand_out(at=at + rounds.HANDED * 2)


def test_a_slow_host_is_left_to_a_round_of_its_own(monkeypatch):
    """The quick one is stored, nothing is held against the slow one, and its turn comes apart."""
    monkeypatch.setattr(rounds, "SECONDS", 0.2)
    monkeypatch.setattr(rounds.random, "uniform", lambda low, high: high)
    with serving(Answer(TWO, before=lambda: time.sleep(0.5))) as slow, serving(Answer(TWO)) as good:
        late, also_late, quick = feed(slow), feed(slow), feed(good)
        door = http.Door(allowed=(slow.place, good.place))
        pks = [late.pk, also_late.pk, quick.pk]
        rounds.poll_many(pks=pks, door=door)
        assert Run.objects.get().source == quick
        assert len(slow.asked) == 1
        at = now() + timedelta(minutes=1)
        assert [sorted(chunk) for chunk in rounds.hand_out(at=at)] == [[late.pk, also_late.pk]]
        rounds.poll_many(pks=pks, door=door)  # nobody is due before the minute of grace is over
        Source.objects.update(due_at=MOMENT)
        rounds.poll_many(pks=[late.pk, also_late.pk], door=door)
        door.close()
    assert Mention.objects.count() == 3
    assert list(Run.objects.values_list("outcome", flat=True)) == [Outcome.READ] * 3


def test_there_is_one_round_of_slow_hosts_at_a_time():
    at = now()
    first = SourceFactory(slow_until=at + timedelta(hours=1))
    assert rounds.hand_out(at=at) == [[first.pk]]
    SourceFactory(slow_until=at + timedelta(hours=1))
    quick = SourceFactory()
    assert rounds.hand_out(at=at) == [[quick.pk]]


def test_a_host_that_asks_us_to_wait_is_left_alone_by_every_worker():
    cache.clear()
    with serving(Answer("", 429, {"Retry-After": "7200"})) as server:
        made = [feed(server) for _number in range(3)]
        door = http.Door(allowed=(server.place,))
        rounds.poll_many(pks=[made[0].pk], door=door)
        rounds.poll_many(pks=[source.pk for source in made[1:]], door=door)
        door.close()
        assert len(server.asked) == 1
    for source in made:
        source.refresh_from_db()
        assert source.due_at > now() + timedelta(minutes=110)
        assert (source.lease, source.failures) == (None, 0)
    cache.clear()


@pytest.mark.parametrize("connector", ["feeds", "mediawiki"])
def test_a_good_answer_that_says_it_is_enough_is_heeded_from_the_next_question_on(connector):
    """Also by the sources on the same host that were to be asked in one go, and by all workers."""
    cache.clear()
    told = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "3600"}
    body = TWO if connector == "feeds" else json.dumps({"query": {"search": []}})
    with serving(Answer(body, headers=told)) as server:
        made = [
            SourceFactory(connector=connector, settings={"url": f"{server.url}/{number}/api.php"})
            for number in range(3)
        ]
        door = http.Door(allowed=(server.place,))
        rounds.poll_many(pks=[source.pk for source in made[:2]], door=door)
        rounds.poll_many(pks=[made[2].pk], door=door)
        door.close()
        assert len(server.asked) == 1
    for source in made:
        source.refresh_from_db()
        assert source.due_at > now() + timedelta(minutes=55)
        assert (source.lease, source.failures) == (None, 0)
    cache.clear()


def test_a_round_holds_no_more_answers_than_it_may_and_stores_them_all(monkeypatch):
    monkeypatch.setattr(rounds, "WAITING", 1)
    monkeypatch.setattr(rounds, "LARGE", 1)
    most, take = [], rounds.Round._settle

    def settle(one, batch):
        most.append(len(batch) + one.heard.qsize())
        time.sleep(0.02)
        return take(one, batch)

    monkeypatch.setattr(rounds.Round, "_settle", settle)
    with serving(Answer(TWO)) as one, serving(Answer(TWO)) as other:
        made = [feed(host) for host in (one, other) for _number in range(6)]
        door = http.Door(allowed=(one.place, other.place))
        rounds.poll_many(pks=[source.pk for source in made], door=door)
        door.close()
    assert Run.objects.filter(outcome=Outcome.READ).count() == 12
    assert max(most) <= 3


def test_a_round_that_dies_asks_no_more(monkeypatch):
    """Neither the sites that wait for their turn nor the mailboxes that wait for a thread."""
    monkeypatch.setattr(rounds, "MAILBOXES", 1)
    died, asked = threading.Event(), []

    def ask(_door, question):
        asked.append(question)
        died.wait(5)
        time.sleep(0.05)
        raise Temporary("no answer")

    def die(*args, **more):
        died.set()
        raise InterfaceError

    monkeypatch.setattr(polling, "ask", ask)
    monkeypatch.setattr(polling, "keep", die)
    with serving(Answer(TWO)) as server:
        made = [feed(server)]
        for number in range(3):
            url = f"imaps://post{number}.example/INBOX"
            settings = {"url": url, "name": "post", "senders": "varsel@avis.example"}
            token = encrypt("hemmelig")
            made.append(SourceFactory(connector="mail", settings=settings, encrypted_token=token))
        door = http.Door(allowed=(server.place,))
        with pytest.raises(InterfaceError):
            rounds.poll_many(pks=[source.pk for source in made], door=door)
        door.close()
    assert len(asked) == 1
    assert not Source.objects.exclude(lease=None).exists()


def test_the_quota_of_a_host_is_shared_and_comes_back():
    cache.clear()
    limit, at = Limit(requests=2, seconds=60), MOMENT
    answers = [politeness.spend("tut.example", limit, at=at) for _time in range(3)]
    assert answers == [None, None, MOMENT + timedelta(minutes=1)]
    assert politeness.spend("tut.example", limit, at=at + timedelta(minutes=1)) is None
    cache.clear()


def test_without_redis_we_are_polite_by_ourselves(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nowhere/redis.sock",
        }
    }
    at = now()
    politeness.wait("tut.example", until=at + timedelta(hours=1), at=at)
    assert politeness.waiting(["tut.example"], at=at) == {}
    assert politeness.spend("tut.example", Limit(2, 60), at=at) is None


def test_a_task_that_runs_again_takes_up_what_it_left():
    source, lease = SourceFactory(), uuid.uuid4()
    assert polling.claim(pks=[source.pk], at=now(), lease=lease)
    assert polling.claim(pks=[source.pk], at=now()) == []
    assert polling.claim(pks=[source.pk], at=now(), lease=lease)


def test_one_answer_that_cannot_be_stored_fails_alone(monkeypatch):
    stored = polling.store_all

    def picky(arrivals, *, at):
        if any(arrival.source.name == "Umulig" for arrival in arrivals):
            raise RuntimeError("this one")
        return stored(arrivals, at=at)

    monkeypatch.setattr(polling, "store_all", picky)
    with serving(Answer(TWO)) as one, serving(Answer(TWO)) as other:
        made = [feed(one, name="Umulig"), feed(other)]
        door = http.Door(allowed=(one.place, other.place))
        rounds.poll_many(pks=[source.pk for source in made], door=door)
        door.close()
    outcomes = dict(Run.objects.values_list("source__name", "outcome"))
    assert outcomes == {"Umulig": Outcome.LATER, made[1].name: Outcome.READ}


def test_of_a_batch_only_what_is_still_ours_is_kept():
    with serving(Answer(TWO)) as server:
        door = http.Door(allowed=(server.place,))
        same, new = [[feed(server) for _number in range(2)] for _kind in range(2)]
        for source in same:
            poll(source, server)
        pks, readings = [one.pk for one in (*same, *new)], []
        Source.objects.update(due_at=now())
        for visit in polling.claim(pks=pks, at=now()):
            answer = polling.ask(door, polling.prepare(visit))
            readings.append(polling.understand(visit, answer))
        door.close()
    assert [one.page is None for one in readings] == [True, True, False, False]
    other = uuid.uuid4()
    lost = [same[0].pk, new[0].pk]
    Source.objects.filter(pk__in=lost).update(lease=other)
    assert [one.source.pk for one in polling.keep(readings, at=now())] == lost
    leases = dict(Source.objects.values_list("pk", "lease"))
    assert leases == dict.fromkeys(lost, other) | {same[1].pk: None, new[1].pk: None}
    assert sorted(Run.objects.values_list("source", flat=True)) == [
        same[0].pk,
        same[1].pk,
        same[1].pk,
        new[1].pk,
    ]
    assert not Mention.objects.filter(source=new[0]).exists()


def test_the_queries_of_a_round_do_not_grow_with_its_sources(django_assert_num_queries):
    with serving(Answer(TWO, headers={"ETag": '"a"'})) as server:
        door, watch = http.Door(allowed=(server.place,)), WatchFactory()
        for count in (1, 3):
            source = [feed(server, watches=[watch]) for _number in range(count)]
            visits = polling.claim(pks=[one.pk for one in source], at=now())
            readings = []
            for visit in visits:
                answer = polling.ask(door, polling.prepare(visit))
                readings.append(polling.understand(visit, answer))
            with django_assert_num_queries(14):
                polling.keep(readings, at=now())
        door.close()


def test_tasks_do_no_more_than_is_due():
    tasks.poll_due()
    tasks.poll_sources(pks=[SourceFactory(due_at=now() + timedelta(hours=1)).pk, 999_999])
    tasks.free_leases()
    tasks.forget_expired()
    assert Run.objects.count() == 0


def test_words_of_theirs_that_cannot_be_stored_do_not_break_the_round():
    body = json.dumps({"errors": [{"code": "nei\x00\ud83d"}]})
    with serving(Answer(body, headers={"Content-Type": "application/json"})) as server:
        source = SourceFactory(connector="mediawiki", settings={"url": f"{server.url}/api.php"})
        poll(source, server)
    assert (source.state, source.last_error) == (SourceState.PAUSED, "MediaWiki: nei")


def test_keys_in_addresses_are_struck():
    shown = polling.without_secrets("https://x.example/feed?api_key=hemmelig&side=2&access_token=a")
    assert shown == "https://x.example/feed?api_key=…&side=2&access_token=…"


def test_errors_have_names():
    assert polling.named(RateLimited("vent", until=now()))[0] == "rate_limited"
    assert polling.named(ValueError("au"))[0] == "our_fault"


def found(*texts):
    """What Bluesky finds."""
    author = {"did": "did:plc:a", "handle": "kari.example"}
    posts = [
        {
            "uri": f"at://did:plc:a/app.bsky.feed.post/{number}",
            "author": author,
            "record": {"$type": "app.bsky.feed.post", "text": text},
        }
        for number, text in enumerate(texts)
    ]
    return Answer(json.dumps({"posts": posts, "notifications": []}))


def test_a_session_is_opened_kept_and_renewed_when_it_has_run_out():
    opened = Answer(json.dumps({"accessJwt": "inn-1", "refreshJwt": "ny-1"}))
    renewed = Answer(json.dumps({"accessJwt": "inn-2", "refreshJwt": "ny-2"}))
    over = Answer(json.dumps({"error": "ExpiredToken"}), status=400)
    rounds_of = (opened, found("Testetaten"), found(), over, renewed, found("Takk, Testetaten"))
    with serving(*rounds_of, found()) as server:
        settings = {"url": server.url, "account": "etaten.example"}
        token = encrypt("app-passord")
        source = SourceFactory(connector="bluesky", settings=settings, encrypted_token=token)
        poll(source, server)
        assert json.loads(server.posted[0])["password"] == "app-passord"
        assert "inn-1" not in source.encrypted_session
        poll(source, server)
        tokens = [headers.get("authorization", "") for _path, headers in server.asked]
    assert tokens == [""] + 3 * ["Bearer inn-1"] + ["Bearer ny-1"] + 2 * ["Bearer inn-2"]
    assert json.loads(decrypt(source.encrypted_session))["renewal"] == "ny-2"
    assert Run.objects.latest("pk").outcome == Outcome.READ
    kept = b"".join(capture.body for capture in Capture.objects.all())
    assert b"inn-" not in kept and b"ny-" not in kept


def test_a_wrong_password_pauses_the_source_and_opens_nothing_more():
    with serving(Answer('{"error":"AuthenticationRequired"}', status=401)) as server:
        settings = {"url": server.url, "account": "etaten.example"}
        token = encrypt("feil")
        source = SourceFactory(connector="bluesky", settings=settings, encrypted_token=token)
        poll(source, server)
        assert len(server.asked) == 1
    assert (source.state, source.trouble) == (SourceState.PAUSED, "needs_secret")
    assert "feil" not in source.last_error


def test_a_source_that_tells_us_to_wait_is_not_asked_before():
    told = {"items": [], "has_more": True, "quota_remaining": 7, "backoff": 3600}
    with serving(Answer(json.dumps(told))) as server:
        settings = {"url": server.url, "site": "stackoverflow.com"}
        source = SourceFactory(connector="stackexchange", settings=settings)
        poll(source, server)
        assert len(server.asked) == 1
    assert source.due_at > now() + timedelta(minutes=55)
    assert source.quota_left == 7
