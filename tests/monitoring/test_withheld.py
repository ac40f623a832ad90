"""What was deleted where it stood loses its words here too, unless somebody needs them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.clock import local_date
from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.enums import Retention
from difi_sosial.monitoring.models import Capture, Deletion, Mention, MentionRevision
from difi_sosial.monitoring.queries import retention as queries
from difi_sosial.monitoring.queries.deletions import verify_deletions
from difi_sosial.monitoring.services import holds, mentions, retention, warc
from difi_sosial.people.enums import Role
from tests.factories.monitoring import MOMENT, MentionFactory, SourceFactory

pytestmark = pytest.mark.django_db
TWO_DAYS = timedelta(days=2)
THEN = MOMENT + TWO_DAYS


def an_original(source):
    capture = mentions.pack(
        source=source, url="https://x.example", status=200, content_type="", body=b"ordene",
        at=MOMENT, sha256="a" * 64,
    )  # fmt: skip
    capture.save()
    return capture


def taken_away(**facts):
    """A mention whose writer deleted it, with an earlier revision and its original."""
    source = facts.pop("source", None) or SourceFactory()
    capture = facts.pop("capture", None) or an_original(source)
    mention = MentionFactory(source=source, capture=capture, text="Jeg er syk", **facts)
    MentionRevision.objects.create(
        mention=mention, number=1, text="Jeg er sjuk", changed_at=MOMENT, capture=capture
    )
    mentions.withhold(mention=mention, at=MOMENT, reason="Slettet av den som skrev")
    return mention


def test_its_words_go_after_two_days_and_the_event_stays():
    mention = taken_away(title="Syk")
    retention.forget_expired(at=THEN - timedelta(seconds=1))
    mention.refresh_from_db()
    assert mention.text == "Jeg er syk"
    retention.forget_expired(at=THEN)
    mention.refresh_from_db()
    assert (mention.title, mention.text, mention.html) == ("", "", "")
    assert (mention.author_sealed, mention.author_key) == ("", "")
    assert not mention.revisions.exists()
    assert mention.capture.emptied_at == THEN
    assert mention.capture.sha256 == "a" * 64
    assert mention.url and mention.withheld_at == MOMENT


def test_that_they_went_is_in_the_log_and_can_be_proved():
    mention = taken_away()
    retention.forget_expired(at=THEN)
    line = Deletion.objects.get()
    assert (line.retention, line.count, line.shared) == ("withheld", 1, 0)
    assert str(line) == f"1 fra {mention.source}: Ordene i det som er slettet der det sto"
    assert "2 dager fra vi så at innlegget var slettet" in line.rule
    assert EventRow.objects.get(kind=Event.WORDS_FORGOTTEN).after["digest"] == line.digest
    assert verify_deletions().holds
    Mention.objects.filter(pk=mention.pk).update(emptied=None)
    another = taken_away(title="")
    Mention.objects.filter(pk=another.pk).update(
        text="", author_sealed="", author_key="", fingerprint=None, same_text=None, emptied=line
    )
    assert len(verify_deletions().faults) == 1


def test_the_log_counts_the_originals_that_others_rest_on():
    mention = taken_away()
    source, capture = mention.source, mention.capture
    taken_away(source=source, capture=capture)
    MentionFactory(source=source, capture=capture)
    other, revised = an_original(source), an_original(source)
    taken_away(source=source, capture=other)
    taken_away(source=source, capture=revised)
    MentionRevision.objects.create(
        mention=MentionFactory(source=source), number=1, changed_at=MOMENT, capture=revised
    )
    retention.forget_expired(at=THEN)
    assert Deletion.objects.get().shared == 2
    assert Capture.objects.get(pk=other.pk).emptied_at == THEN


def test_the_log_still_holds_when_the_mention_itself_has_gone():
    taken_away()
    retention.forget_expired(at=THEN)
    retention.forget_expired(at=MOMENT + timedelta(days=91))
    assert not Mention.objects.exists()
    assert verify_deletions().holds


def test_it_may_run_twice():
    taken_away()
    retention.forget_expired(at=THEN)
    retention.forget_expired(at=THEN)
    assert Deletion.objects.count() == 1


@pytest.mark.parametrize("name", [Retention.OPEN, Retention.EVIDENCE, Retention.RECORD])
def test_what_is_worked_with_may_be_proof_or_is_a_record_keeps_its_words(name):
    mention = taken_away(retention=name, status="closed")
    retention.forget_expired(at=THEN)
    mention.refresh_from_db()
    assert mention.text and mention.capture.emptied_at is None


def test_what_is_held_keeps_its_words_until_it_is_lifted(person):
    mention = taken_away()
    hold = holds.place(thing=mention.source, reason="Klage", by=person(), at=MOMENT)
    assert queries.fate_of(mention, local_date(MOMENT)).words_go_on is None
    retention.forget_expired(at=THEN)
    mention.refresh_from_db()
    assert mention.text
    holds.lift(hold=hold, reason="Ferdig", by=person(), at=THEN)
    retention.forget_expired(at=THEN)
    mention.refresh_from_db()
    assert not mention.text


def test_a_neighbour_nobody_has_judged_keeps_the_original_and_nobody_fetches_it_here(person):
    source = SourceFactory()
    capture = an_original(source)
    mention = taken_away(source=source, capture=capture)
    MentionFactory(source=source, capture=capture)
    retention.forget_expired(at=THEN)
    mention.refresh_from_db()
    assert Capture.objects.get().owes_since == THEN
    assert mention.original is None
    for fetch in (mentions.fetch_capture, warc.fetch_warc):
        with pytest.raises(Invalid, match="har slettet innlegget"):
            fetch(mention=mention, by=person(), at=THEN)


def test_the_words_do_not_come_back_with_a_late_answer():
    mention = taken_away()
    retention.forget_expired(at=THEN)
    late = Post(mention.external_id, mention.url, "Jeg er syk. Testetaten!")
    mentions.store(source=mention.source, posts=[late], at=THEN)
    mention.refresh_from_db()
    assert mention.text == ""
    with pytest.raises(IntegrityError, match="emptied_whole"), transaction.atomic():
        Mention.objects.update(text="Jeg er syk")


def test_the_pages_say_what_becomes_of_it(client_for, client):
    mention, archivist = taken_away(), client_for(Role.ARCHIVIST)
    page = archivist.get(mention.get_absolute_url()).text
    assert "Ordene slettes" in page and "Last ned originalen" in page
    retention.forget_expired(at=THEN)
    page = archivist.get(mention.get_absolute_url()).text
    assert "Ordene og navnet ble slettet her også" in page
    assert "Last ned originalen" not in page
    assert "Ordene i det som er slettet der det sto" in archivist.get("/overvaking/lagring/").text
    assert "2 dager etter sletter vi ordene" in client.get("/personvern/").text
