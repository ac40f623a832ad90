"""What is kept, how long, what holds it, and how its deletion is proved."""

import gzip
from datetime import timedelta

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.clock import local_date
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.monitoring.enums import MentionStatus, Retention
from difi_sosial.monitoring.models import (
    Capture,
    Deletion,
    HeldMention,
    Mention,
    MentionRevision,
    Run,
    Tombstone,
)
from difi_sosial.monitoring.queries import retention as queries
from difi_sosial.monitoring.queries.deletions import digest_of, verify_deletions
from difi_sosial.monitoring.services import deletions, holds, mentions, originals, retention, warc
from tests.factories.monitoring import MOMENT, MentionFactory, SourceFactory

pytestmark = pytest.mark.django_db
TODAY = local_date(MOMENT)
LATER = MOMENT + timedelta(days=91)
NEVER = MOMENT + timedelta(days=36_500)


def a_capture(source):
    return mentions.pack(
        source=source, url="https://x.example", status=200, content_type="", body=b"x",
        at=MOMENT, sha256="a" * 64,
    )  # fmt: skip


@pytest.mark.parametrize("status", list(MentionStatus))
def test_only_what_nobody_works_with_is_forgotten(status):
    MentionFactory(status=status)
    forgotten = retention.forget_expired(at=LATER)
    assert forgotten == (1 if status in (MentionStatus.NEW, MentionStatus.CLOSED) else 0)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        (Retention.ORDINARY, 90),
        (Retention.IRRELEVANT, 30),
        (Retention.FOLLOWED_UP, 365),
        (Retention.EVIDENCE, 1825),
        (Retention.OPEN, None),
        (Retention.RECORD, None),
    ],
)
def test_each_class_has_its_own_time(name, days):
    mention = MentionFactory(status="closed", retention=name)
    fate = queries.fate_of(mention, TODAY)
    if days is None:
        assert fate.deleted_on is None
        assert retention.forget_expired(at=NEVER) == 0
        return
    last = mention.retain_from + timedelta(days=days)
    assert fate.deleted_on == local_date(last)
    assert retention.forget_expired(at=last - timedelta(seconds=1)) == 0
    assert retention.forget_expired(at=last) == 1


def test_a_decision_holds_from_its_day_and_is_logged(person):
    mention, monday = MentionFactory(), TODAY + timedelta(days=3)
    decision = {"retention": "ordinary", "days": 10, "legal_basis": "x", "reason": "Kortere"}
    row = retention.decide(**decision, valid_from=monday, by=person(), at=MOMENT)
    assert queries.rules_on(TODAY)["ordinary"].days == 90
    assert queries.rules_on(monday)["ordinary"].decided == row
    assert retention.forget_expired(at=mention.found_at + timedelta(days=11)) == 1
    assert EventRow.objects.get(kind=Event.RETENTION_DECIDED).before == {"days": 90}
    for wrong in ({"retention": "record"}, {"valid_from": TODAY - timedelta(days=1)}):
        with pytest.raises(Invalid):
            retention.decide(**{**decision, "valid_from": TODAY, **wrong}, by=person(), at=MOMENT)
    with pytest.raises(DatabaseError, match="never rewritten"), transaction.atomic():
        row.delete()


def held_by(scope, mention):
    return {"mention": mention, "source": mention.source, "watch": mention.watch_version.watch}[
        scope
    ]


@pytest.mark.parametrize("scope", ["mention", "source", "watch"])
def test_what_is_held_is_deleted_by_nobody_until_it_is_lifted(person, scope):
    mention, other = MentionFactory(), MentionFactory()
    archivist = person()
    hold = holds.place(thing=held_by(scope, mention), reason="Innsyn", by=archivist, at=MOMENT)
    assert list(queries.holds_on(mention)) == [hold]
    assert queries.fate_of(mention, TODAY).deleted_on is None
    assert retention.forget_expired(at=LATER) == 1
    assert not Mention.objects.filter(pk=other.pk).exists()
    with pytest.raises(WrongState, match="Innsyn"):
        retention.erase(mention=mention, by=archivist, at=MOMENT, reason="x")
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        mention.delete()
    with (
        pytest.raises(DatabaseError, match="hold"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM monitoring_mention WHERE id = %s", [mention.pk])
    with pytest.raises(DatabaseError, match=r"lift|rewritten"), transaction.atomic():
        HeldMention.objects.all().delete()
        hold.delete()
    holds.lift(hold=hold, reason="Saken er ferdig", by=archivist, at=LATER)
    assert retention.forget_expired(at=LATER) == 1
    told = EventRow.objects.filter(kind__in=(Event.HOLD_PLACED, Event.HOLD_LIFTED))
    assert sorted(told.values_list("reason", flat=True)) == ["Innsyn", "Saken er ferdig"]
    with pytest.raises(WrongState):
        holds.lift(hold=hold, reason="igjen", by=archivist, at=LATER)


def test_a_hold_ends_with_its_last_day(person):
    mention, last = MentionFactory(), local_date(LATER)
    holds.place(thing=mention, reason="Klage", by=person(), at=MOMENT, ends_on=last)
    assert retention.forget_expired(at=LATER) == 0
    assert retention.forget_expired(at=LATER + timedelta(days=1)) == 1
    assert EventRow.objects.get(kind=Event.HOLD_LIFTED).actor_name == "Portalen"


def test_the_clock_may_run_twice_and_leaves_one_line_a_chunk(monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    source = SourceFactory()
    uuids = {MentionFactory(source=source).uuid for _ in range(3)}
    assert retention.forget_expired(at=LATER) == 3
    assert retention.forget_expired(at=LATER) == 0
    lines = list(Deletion.objects.order_by("pk"))
    assert [line.count for line in lines] == [2, 1]
    stones = [set(line.tombstones.values_list("mention_uuid", flat=True)) for line in lines]
    assert stones[0] | stones[1] == uuids
    assert [digest_of(some) for some in stones] == [line.digest for line in lines]
    assert verify_deletions().holds


def test_a_clock_that_dies_halfway_has_deleted_whole_chunks_only(monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    source = SourceFactory()
    MentionFactory.create_batch(3, source=source)
    record, calls = deletions.record, []

    def die_the_second_time(*args, **kwargs):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return record(*args, **kwargs)

    monkeypatch.setattr(deletions, "record", die_the_second_time)
    with pytest.raises(KeyboardInterrupt):
        retention.forget_expired(at=LATER)
    assert (Mention.objects.count(), Tombstone.objects.count()) == (1, 2)
    assert verify_deletions().holds
    assert retention.forget_expired(at=LATER) == 1
    assert verify_deletions().mentions == 3


def test_an_original_goes_with_its_last_mention():
    source = SourceFactory()
    capture = a_capture(source)
    capture.save()
    first = MentionFactory(source=source, capture=capture)
    kept = MentionFactory(source=source, capture=capture, retention=Retention.RECORD)
    MentionRevision.objects.create(mention=first, number=1, changed_at=MOMENT, capture=capture)
    Run.objects.create(source=source, started_at=MOMENT)
    assert retention.forget_expired(at=LATER) == 1
    line = Deletion.objects.get()
    assert (line.captures, line.shared, Capture.objects.count()) == ([], 1, 1)
    assert not Run.objects.exists()
    Mention.objects.filter(pk=kept.pk).update(retention=Retention.ORDINARY)
    retention.forget_expired(at=LATER)
    assert Deletion.objects.first().captures == [capture.pk]
    assert not Capture.objects.exists()


def shared_by(*classes):
    """An original, its ordinary mention that is soon to go, and one of each of these classes."""
    source = SourceFactory()
    capture = a_capture(source)
    capture.save()
    going = MentionFactory(source=source, capture=capture)
    rest = [
        MentionFactory(source=source, capture=capture, retention=name, retain_from=NEVER)
        for name in classes
    ]
    return capture, going, rest


def is_emptied(capture):
    capture.refresh_from_db()
    return capture.emptied_at is not None and capture.body == b""


@pytest.mark.parametrize("name", [Retention.FOLLOWED_UP, Retention.IRRELEVANT])
def test_an_original_with_deleted_words_is_emptied_when_nobody_needs_it(name):
    capture, _going, rest = shared_by(name)
    assert retention.forget_expired(at=LATER) == 1
    assert is_emptied(capture)
    assert capture.sha256 == "a" * 64 and capture.size == 1
    assert EventRow.objects.get(kind=Event.CAPTURE_EMPTIED).after["sha256"] == capture.sha256
    assert verify_deletions().holds and list(warc.broken_captures()) == []
    assert b"emptied: " in gzip.decompress(warc.written([capture], about="x", at=LATER))
    with pytest.raises(Invalid, match="slettet"):
        mentions.fetch_capture(mention=rest[0], by=None, at=LATER)


@pytest.mark.parametrize("name", [Retention.OPEN, Retention.EVIDENCE, Retention.RECORD])
def test_an_original_stays_whole_while_somebody_needs_it_as_proof(name):
    capture, _going, (rest,) = shared_by(name)
    retention.forget_expired(at=LATER)
    assert not is_emptied(capture) and Deletion.objects.get().shared == 1
    Mention.objects.filter(pk=rest.pk).update(retention=Retention.FOLLOWED_UP)
    assert retention.forget_expired(at=LATER) == 0
    assert is_emptied(capture)


def test_an_original_stays_whole_while_a_mention_of_it_is_held_back(person):
    capture, _going, (rest,) = shared_by(Retention.FOLLOWED_UP)
    hold = holds.place(thing=rest, reason="Klage", by=person(), at=MOMENT)
    retention.forget_expired(at=LATER)
    assert not is_emptied(capture)
    holds.lift(hold=hold, reason="Ferdig", by=person(), at=MOMENT)
    retention.forget_expired(at=LATER)
    assert is_emptied(capture)


def test_who_erases_locks_all_that_rest_on_the_original_at_once_and_by_key(monkeypatch, person):
    capture, going, _rest = shared_by(Retention.FOLLOWED_UP)
    newer, lock = a_capture(capture.source), originals.lock

    def revised_meanwhile(captures):
        if capture.pk in captures:
            newer.save()
            Mention.objects.filter(pk=going.pk).update(capture=newer)
            MentionFactory(source=capture.source, capture=newer, retention=Retention.FOLLOWED_UP)
        return lock(captures)

    monkeypatch.setattr(originals, "lock", revised_meanwhile)
    with CaptureQueriesContext(connection) as asked:
        retention.erase(mention=going, by=person(), at=MOMENT, reason="Krav om sletting")
    locking = [one["sql"] for one in asked if 'FROM "monitoring_mention"' in one["sql"]]
    first = next(sql for sql in locking if "FOR UPDATE" in sql)
    assert f'"capture_id" IN ({capture.pk})' in first and "ORDER BY" in first
    assert is_emptied(newer)


@pytest.mark.parametrize("look", ["due", "owing"])
def test_nobody_places_a_hold_while_it_is_seen_what_may_go(monkeypatch, look):
    capture, _going, _rest = shared_by(Retention.FOLLOWED_UP)
    other, looked, look_for = connection.copy(), [], getattr(queries, look)

    def looking(*given):
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            with pytest.raises(OperationalError):
                cursor.execute("LOCK TABLE monitoring_hold IN ROW EXCLUSIVE MODE NOWAIT")
            cursor.execute("ROLLBACK")
        looked.append(look)
        return look_for(*given)

    monkeypatch.setattr(queries, look, looking)
    rule = queries.rules_on(TODAY)[Retention.ORDINARY]
    retention._forget_chunk(capture.source, rule, LATER, 0)
    originals._empty_chunk(LATER)
    other.close()
    assert is_emptied(capture) and looked


def test_an_original_stays_whole_when_work_on_it_begins_at_that_moment(monkeypatch):
    capture, _going, (rest,) = shared_by(Retention.FOLLOWED_UP)
    lock = originals._lock_mentions

    def begun_meanwhile(captures):
        mentions.set_status(mention=rest, status="assigned", retention=Retention.OPEN, at=LATER)
        lock(captures)

    monkeypatch.setattr(originals, "_lock_mentions", begun_meanwhile)
    retention.forget_expired(at=LATER)
    assert not is_emptied(capture)


def test_what_was_deleted_meanwhile_cannot_be_held(person):
    mention = MentionFactory()
    Mention.objects.filter(pk=mention.pk).delete()
    with pytest.raises(WrongState, match="slettet"):
        holds.place(thing=mention, reason="Klage", by=person(), at=MOMENT)


def test_who_has_the_right_to_be_deleted_waits_for_no_unjudged_neighbour(person):
    capture, going, _rest = shared_by(Retention.ORDINARY)
    retention.erase(mention=going, by=person(), at=MOMENT, reason="Krav om sletting")
    assert is_emptied(capture)


def test_what_nobody_has_judged_keeps_its_original_through_the_night():
    capture, _going, _rest = shared_by(Retention.ORDINARY)
    assert retention.forget_expired(at=LATER) == 1
    assert not is_emptied(capture)


def test_nothing_of_what_was_written_stands_in_the_log(person):
    mention = MentionFactory(title="Ola er syk", text="Ola er syk")
    retention.erase(mention=mention, by=person(), at=MOMENT, reason="Krav om sletting")
    line = Deletion.objects.get()
    assert EventRow.objects.get(kind=Event.MENTION_ERASED).after["digest"] == line.digest
    told = f"{Deletion.objects.values()}{Tombstone.objects.values()}{EventRow.objects.values()}"
    assert "Ola er syk" not in told
    assert "Gro" not in told


def test_a_record_and_what_nobody_has_a_reason_for_are_not_deleted_by_hand(person):
    record = MentionFactory(retention=Retention.RECORD)
    with pytest.raises(WrongState):
        retention.erase(mention=record, by=person(), at=MOMENT, reason="x")
    with pytest.raises(Invalid):
        retention.erase(mention=MentionFactory(), by=person(), at=MOMENT, reason=" ")


def test_a_deletion_behind_the_back_of_the_portal_is_found():
    mention = MentionFactory()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM monitoring_mention WHERE id = %s", [mention.pk])
    (fault,) = verify_deletions().faults
    assert str(mention.uuid) in fault


def test_what_comes_back_and_what_is_left_is_found():
    source = SourceFactory()
    gone = MentionFactory(source=source)
    retention.forget_expired(at=LATER)
    MentionFactory(source=source, uuid=gone.uuid)
    a_capture(source).save()
    assert len(verify_deletions().faults) == 2


def test_a_line_that_the_audit_does_not_know_is_found():
    Deletion.objects.create(
        at=MOMENT, retention="ordinary", rule="x", source_key=1, source_name="x",
        count=1, digest=digest_of([]),
    )  # fmt: skip
    assert len(verify_deletions().faults) == 2
    with pytest.raises(DatabaseError, match="never rewritten"), transaction.atomic():
        Deletion.objects.update(count=2)
