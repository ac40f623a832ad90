"""What is written many rows at a time is written as it is, or not at all."""

import uuid

import pytest
from django.db.models import Value
from django.db.models.expressions import DatabaseDefault

from difi_sosial.core import db
from difi_sosial.monitoring.enums import Outcome
from difi_sosial.monitoring.models import Capture, Run, Source
from tests.factories.monitoring import MOMENT, SourceFactory


@pytest.mark.parametrize("value", [{"a": 1}, (1,), {1}, DatabaseDefault(Value(1))])
def test_what_has_no_text_is_not_copied_as_its_name_in_python(value):
    with pytest.raises(TypeError, match=type(value).__name__):
        db._as_copied(value)


@pytest.mark.parametrize("texts", [["a\tb", "c\\n", "d\ne\r"], ["a\0b", "c"], ["", "æ"]])
def test_texts_are_written_together_as_each_would_be_by_itself(texts):
    field = Source._meta.get_field("name")
    assert list(db._column(field, texts)) == [db._as_copied(one) for one in texts]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes_and_json_are_copied_as_django_stores_them(kind):
    every, said = bytes(range(256)), {"path": "c:\\n", "Ø": ['\t"', None, 1.5], "to": "a\nb"}
    facts = {"source": SourceFactory(), "request_url": "https://x.no/", "fetched_at": MOMENT}
    facts |= {"status": 200, "sha256": "0" * 64, "size": 256}
    rows = [(every, said), (b"", None), (b"\\x41", {})]
    copied = [Capture(**facts, packed=kind(body), exchange=json) for body, json in rows]
    db.insert_many(Capture, copied)
    for body, json in rows:
        Capture(**facts, packed=kind(body), exchange=json).save()
    stored = [one | {"id": None} for one in Capture.objects.order_by("pk").values()]
    assert stored[: len(rows)] == stored[len(rows) :]
    assert [(bytes(one["packed"]), one["exchange"]) for one in stored[: len(rows)]] == rows
    assert Capture.objects.filter(exchange__isnull=True).count() == 2


def saved(*rows):
    db.save_many(Source, rows)
    found = Source.objects.in_bulk([row["pk"] for row in rows])
    return [{name: getattr(found[row["pk"]], name) for name in row} for row in rows]


@pytest.mark.django_db
def test_a_thing_put_together_by_columns_is_as_django_makes_it():
    facts = {"source_id": SourceFactory().pk, "started_at": MOMENT, "version_ids": [3]}
    one, other = db.maker(Run)(facts), Run(**facts)
    assert vars(one).keys() == vars(other).keys()
    assert not one.get_deferred_fields()
    db.insert_many(Run, [one])
    other.save()
    first, second = Run.objects.order_by("pk").values()
    assert first | {"id": None} == second | {"id": None}
    one.outcome = Outcome.READ
    one.save()
    assert Run.objects.count() == 2
    assert Run.objects.get(pk=one.pk).outcome == Outcome.READ


@pytest.mark.parametrize("wrong", ["source", "version_id", "outcom"])
def test_a_thing_is_not_put_together_from_names_that_are_no_columns(wrong):
    facts = {"source_id": 1, "started_at": MOMENT, "version_ids": []}
    with pytest.raises(TypeError, match=f"^Run: {wrong}$"):
        db.maker(Run)(facts | {wrong: 1})


def test_what_says_something_new_in_each_row_must_be_told():
    with pytest.raises(TypeError, match="version_ids"):
        db.maker(Run)({"source_id": 1, "started_at": MOMENT})


@pytest.mark.django_db
def test_a_row_that_says_something_else_than_it_should_is_left_alone():
    lease = uuid.uuid4()
    held = SourceFactory(lease=lease, lease_until=MOMENT)
    free, taken = SourceFactory(), SourceFactory(lease=uuid.uuid4(), lease_until=MOMENT)
    rows = [{"pk": one.pk, "failures": 7} for one in (held, free, taken)]
    assert db.save_many(Source, rows, only={"lease": lease}) == {held.pk}
    assert db.save_many(Source, rows, only={"lease": None}) == set()
    assert list(Source.objects.filter(failures=7)) == [held]


@pytest.mark.django_db
def test_rows_are_saved_whether_they_differ_in_all_in_something_or_in_nothing():
    one, other = SourceFactory(), SourceFactory()
    cursor, notes = {"seen": "a"}, ["Sider mangler"]
    for second in (
        {"failures": 2, "notes": [], "cursor": {}, "last_ok_at": None, "trouble": ""},
        {"failures": 2, "notes": notes, "cursor": cursor, "last_ok_at": MOMENT, "trouble": "gone"},
        {"failures": 1, "notes": notes, "cursor": cursor, "last_ok_at": MOMENT, "trouble": "gone"},
    ):
        first = {"failures": 1, "notes": notes, "cursor": cursor}
        rows = [{"pk": one.pk, **first, "last_ok_at": MOMENT, "trouble": "gone"}]
        rows.append({"pk": other.pk, **second})
        assert saved(*rows) == rows
        assert saved(rows[1]) == rows[1:]
