"""The log is appended to, never changed, and tells when somebody changed it all the same."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from difi_sosial.audit import queries, services
from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_events(person):
    kari, unit = person("adviser", name="Kari Nordli"), person().unit
    for number in range(3):
        services.record(
            Event.USER_CHANGED, by=kari, thing=unit, before={"n": number}, after={"n": number + 1}
        )
    return unit


def tamper(sql, *values):
    """Change the table behind the trigger's back, as the owner of the database could."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")


def test_an_event_tells_who_what_and_when(person):
    kari = person("adviser", name="Kari Nordli")

    event = services.record(Event.SIGNED_IN, by=kari, thing=kari, after={"máret": "čáhči"})

    assert (event.number, event.actor_name, event.thing_key) == (1, "Kari Nordli", str(kari.pk))
    assert EventRow.objects.get().hash == event.expected_hash()


def test_the_portal_itself_can_act(person):
    assert services.record(Event.SIGNED_IN, by=None, thing=person()).actor_name == "Portalen"


def test_an_event_outside_the_closed_list_is_refused(person):
    with pytest.raises(ValueError, match="nonsense"):
        services.record("nonsense", by=None, thing=person())


def test_an_untouched_chain_holds(three_events):
    assert queries.verify() == queries.Verdict(3)
    call_command("verify_audit")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_event SET reason = 'no reason' WHERE number = 2",
        "DELETE FROM audit_event WHERE number = 2",
        "TRUNCATE audit_event",
    ],
)
def test_the_database_refuses_to_change_an_event(three_events, sql):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql)

    assert EventRow.objects.count() == 3


@pytest.mark.parametrize(
    ("sql", "broken"),
    [
        ("UPDATE audit_event SET reason = 'a better one' WHERE number = 2", 2),
        ("UPDATE audit_event SET actor_name = 'Somebody else' WHERE number = 1", 1),
        ("UPDATE audit_event SET at = at - interval '1 day' WHERE number = 3", 3),
        ("DELETE FROM audit_event WHERE number = 2", 2),
        ("DELETE FROM audit_event WHERE number = 1", 1),
        ("DELETE FROM audit_event WHERE number = 3", 3),
        ("DELETE FROM audit_event", 1),
    ],
)
def test_tampering_is_found_at_the_first_broken_event(three_events, sql, broken):
    tamper(sql)

    assert queries.verify().broken == broken
    with pytest.raises(CommandError, match=f"hendelse {broken}:"):
        call_command("verify_audit")


def test_a_rewritten_hash_breaks_the_next_link(three_events):
    forged = EventRow.objects.get(number=2)
    forged.reason = "a better one"
    tamper(
        "UPDATE audit_event SET reason = %s, hash = %s WHERE number = 2",
        forged.reason,
        forged.expected_hash(),
    )

    assert queries.verify().broken == 3


def test_the_end_of_the_chain_cannot_be_moved_without_our_key(three_events):
    tamper("DELETE FROM audit_event WHERE number = 3")
    last = EventRow.objects.get(number=2)
    tamper("UPDATE audit_head SET number = 2, hash = %s", last.hash)

    assert queries.verify().reason == "the mark at the end of the chain is not ours"


def test_an_event_added_behind_our_back_is_found(three_events):
    forged = EventRow.objects.get(number=3)
    forged.pk, forged.number, forged.previous_hash = None, 4, forged.hash
    forged.hash = forged.expected_hash()
    forged.save(force_insert=True)

    assert queries.verify().broken == 4


def test_history_is_of_one_thing_newest_first(three_events, person):
    services.record(Event.SIGNED_IN, by=None, thing=person())

    assert [event.number for event in queries.history_of(three_events)] == [3, 2, 1]


def test_a_rolled_back_act_leaves_no_event(person):
    thing = person()
    with pytest.raises(RuntimeError), transaction.atomic():
        services.record(Event.SIGNED_IN, by=None, thing=thing)
        raise RuntimeError

    assert not EventRow.objects.exists()
