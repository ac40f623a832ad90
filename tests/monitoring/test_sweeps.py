"""Who has the right to be deleted is looked for in later answers too, and nobody waits for it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core import http
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.enums import Retention
from difi_sosial.monitoring.models import Capture, Sweep, Tombstone
from difi_sosial.monitoring.queries.deletions import swept, verify_deletions
from difi_sosial.monitoring.services import holds, mentions, polling, retention, sweeps
from difi_sosial.people.enums import Role
from tests.factories.monitoring import MOMENT, MentionFactory, SourceFactory

pytestmark = pytest.mark.django_db
URL = "https://blogg.example/a/1?x=1&y=2"
LATER = MOMENT + timedelta(days=365)


def an_answer(source, body, **facts):
    """A later answer with these bytes, that another post came in."""
    capture = mentions.pack(
        source=source, url="https://x.example", status=200, content_type="", body=body,
        at=LATER, sha256="a" * 64,
    )  # fmt: skip
    capture.save()
    facts = {"url": "https://blogg.example/annet", "retention": Retention.FOLLOWED_UP} | facts
    MentionFactory(source=source, capture=capture, **facts)
    return capture


def erased(mention, by):
    return retention.erase(mention=mention, by=by, at=MOMENT, reason="Krav om sletting")


def emptied():
    return set(Capture.objects.exclude(emptied_at=None).values_list("pk", flat=True))


def test_later_answers_are_looked_through_after_the_request(person):
    source = SourceFactory()
    going = MentionFactory(source=source, url=URL)
    bodies = {
        rb'{"url": "https:\/\/blogg.example\/a\/1?x=1&y=2"}': True,
        b"<link>https://blogg.example/a/1?x=1&amp;y=2</link>": True,
        b"https://blogg.example/a/1?x=1&#038;y=2": True,
        b"https://blogg.example/a/1?x=1&y=23": False,
        b"https://blogg.example/a/2": False,
    }
    answers = {an_answer(source, body).pk: is_there for body, is_there in bodies.items()}
    with CaptureQueriesContext(connection) as asked:
        line = erased(going, person())
    assert not any("SELECT" in one["sql"] and '"packed"' in one["sql"] for one in asked)
    assert emptied() == set()
    assert "0 er lett gjennom" in swept(line)
    assert sweeps.go_on(at=LATER) == 5
    assert emptied() == {pk for pk, is_there in answers.items() if is_there}
    line.sweep.refresh_from_db()
    assert swept(line) == "Har lett gjennom 5 senere svar. Innlegget sto i 3 av dem."
    told = EventRow.objects.get(kind=Event.ORIGINALS_SWEPT)
    assert told.after == {"looked": 5, "found": 3}
    assert verify_deletions().holds


def test_what_it_looked_for_is_forgotten_when_it_is_done(person):
    source = SourceFactory()
    going = MentionFactory(source=source, url=URL, external_id="nummer-123456")
    an_answer(source, b"x")
    erased(going, person())
    sweep = Sweep.objects.get()
    assert (sweep.url, sweep.key) == (URL, "nummer-123456")
    with pytest.raises(IntegrityError, match="sweep_forgets"), transaction.atomic():
        Sweep.objects.update(done_at=LATER)
    sweeps.go_on(at=LATER)
    sweep.refresh_from_db()
    assert (sweep.url, sweep.key, sweep.done_at) == ("", "", LATER)


def test_a_worker_that_dies_is_followed_by_one_that_goes_on(person, monkeypatch):
    monkeypatch.setattr(sweeps, "BATCH", 2)
    source = SourceFactory()
    going = MentionFactory(source=source, url=URL)
    answers = {an_answer(source, URL.encode()).pk for _ in range(5)}
    erased(going, person())
    empty, calls = sweeps.originals.empty, []

    def die_the_second_time(**given):
        empty(**given)
        calls.append(given["captures"])
        if len(calls) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt), transaction.atomic():
        patched.setattr(sweeps.originals, "empty", die_the_second_time)
        sweep = Sweep.objects.get()
        sweeps._look(sweep, LATER)
        with transaction.atomic():
            sweeps._look(Sweep.objects.get(), LATER)
    sweeps.go_on(at=LATER)
    assert emptied() == answers
    assert sweeps.go_on(at=LATER) == 0
    assert EventRow.objects.filter(kind=Event.CAPTURE_EMPTIED).count() == 5


def test_of_two_workers_at_once_one_writes(person, monkeypatch):
    monkeypatch.setattr(sweeps, "BATCH", 1)
    source = SourceFactory()
    going = MentionFactory(source=source, url=URL)
    for _ in range(2):
        an_answer(source, URL.encode())
    erased(going, person())
    both_read = Sweep.objects.get()
    assert sweeps._look(both_read, LATER) == 1
    assert sweeps._look(both_read, LATER) == 0
    assert Sweep.objects.get().looked == 1


def test_an_answer_that_is_needed_waits_until_it_is_not(person):
    source = SourceFactory()
    going = MentionFactory(source=source, url=URL)
    needed = an_answer(source, URL.encode())
    archivist = person()
    hold = holds.place(thing=needed.mentions.get(), reason="Klage", by=archivist, at=MOMENT)
    erased(going, archivist)
    sweeps.go_on(at=LATER)
    assert emptied() == set()
    holds.lift(hold=hold, reason="Ferdig", by=archivist, at=LATER)
    retention.forget_expired(at=LATER)
    assert emptied() == {needed.pk}


@pytest.mark.parametrize("url", ["https://blogg.example/", "https://blogg.example/felles"])
def test_an_address_that_says_nothing_of_the_post_is_not_looked_for(person, url):
    source = SourceFactory()
    going = MentionFactory(source=source, url=url, external_id="kort")
    an_answer(source, url.encode(), url="https://blogg.example/felles")
    assert swept(erased(going, person())) == ""
    assert not Sweep.objects.exists()


def test_the_log_says_that_it_is_under_way_and_then_done(client_for):
    archivist, source = client_for(Role.ARCHIVIST), SourceFactory()
    going = MentionFactory(source=source, url=URL)
    an_answer(source, URL.encode())
    page = archivist.post(f"/omtaler/slett/{going.uuid}/", {"reason": "Krav"}, follow=True)
    assert "Leter etter innlegget i senere svar" in page.text
    sweeps.go_on(at=LATER)
    assert "Innlegget sto i 1 av dem." in archivist.get("/overvaking/slettelogg/").text
    assert URL not in archivist.get("/overvaking/slettelogg/json/").text


@pytest.mark.django_db(transaction=True)
def test_a_sweep_can_point_at_a_source_whose_answer_is_being_stored(monkeypatch):
    source, other, pointed = SourceFactory(), connection.copy(), []
    visit = polling.begin(pk=source.pk, at=MOMENT, hurry=True)

    def storing(_readings, _at):
        with other.cursor() as cursor:  # as a foreign key does
            cursor.execute(
                "SELECT id FROM monitoring_source WHERE id = %s FOR KEY SHARE NOWAIT", [source.pk]
            )
            pointed.extend(cursor.fetchall())
        return {}

    monkeypatch.setattr(polling, "_store", storing)
    answer = http.Response("https://x", 304, {}, b"", MOMENT, 0, True, "", None)
    polling.keep([polling.Reading(visit, answer)], at=MOMENT)
    other.close()
    assert pointed == [(source.pk,)]


def test_who_erases_locks_the_source_before_the_mention_and_the_log(person):
    going = MentionFactory()
    with CaptureQueriesContext(connection) as asked:
        erased(going, person())
    told = [one["sql"] for one in asked]
    source, mention = (
        next(n for n, sql in enumerate(told) if f'FROM "monitoring_{name}"' in sql and "FOR" in sql)
        for name in ("source", "mention")
    )
    assert source < mention and "FOR NO KEY UPDATE" in told[source]


def given_again(source, *keys):
    posts = [
        Post(external_id=key, url=f"https://b.example/{key}", text="Testetaten", shares=len(keys))
        for key in keys
    ]
    capture = mentions.pack(
        source=source, url="https://x.example", status=200, content_type="", body=b"x",
        at=LATER, sha256="a" * 64,
    )  # fmt: skip
    return mentions.store(source=source, posts=posts, at=MOMENT, capture=capture)


def test_what_somebody_had_the_right_to_delete_is_not_stored_again(person):
    source, other = SourceFactory(), SourceFactory()
    (going,) = given_again(source, "en")
    erased(going, person())
    assert given_again(source, "en") == [] and not Capture.objects.exists()
    assert [one.external_id for one in given_again(source, "en", "to")] == ["to"]
    assert Capture.objects.get().owes_since == MOMENT
    assert len(given_again(other, "en")) == 1
    assert Capture.objects.filter(owes_since=None).count() == 1
    stone = Tombstone.objects.get()
    assert bytes(stone.barred) != b"en" and len(stone.barred) == 32
    assert verify_deletions().holds


def test_what_the_clock_deletes_may_be_stored_again():
    source = SourceFactory()
    given_again(source, "en")
    assert retention.forget_expired(at=LATER) == 1
    assert len(given_again(source, "en")) == 1


def test_who_is_barred_is_asked_in_the_question_of_what_is_known(person):
    source, asked = SourceFactory(), []
    (going,) = given_again(source, "en")
    for keys in (("to",), ("tre",)):
        with CaptureQueriesContext(connection) as found:
            given_again(source, *keys)
        asked.append(len(found))
        if len(asked) == 1:
            erased(going, person())
    assert asked[0] == asked[1]
