"""The pages on how long mentions are kept, what is held, and what was deleted."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.clock import local_date, now
from difi_sosial.dialogue.models import Triage
from difi_sosial.monitoring.enums import Retention
from difi_sosial.monitoring.models import Deletion, Hold, Mention, RetentionRule, SavedSearch
from difi_sosial.monitoring.services import holds, retention
from difi_sosial.people.enums import Role
from tests.factories.dialogue import TriageFactory
from tests.factories.monitoring import MOMENT, MentionFactory, SourceFactory

pytestmark = pytest.mark.django_db
LATER = MOMENT + timedelta(days=91)
PAGES = (
    "/overvaking/sperrer/",
    "/overvaking/slettelogg/",
    "/overvaking/lagring/",
    "/omtaler/glemt/",
)


def test_the_archivist_decides_and_the_public_reads_the_same(client_for, client):
    archivist = client_for(Role.ARCHIVIST)
    address = "/overvaking/lagring/ordinary/"
    given = {"days": "45", "legal_basis": "Artikkel 5", "reason": "Nok for oss"}
    late = given | {"valid_from": local_date(now() - timedelta(days=2))}
    refused = archivist.post(address, late)
    assert refused.status_code == 422
    assert "Nok for oss" in refused.text
    archivist.post(address, given | {"valid_from": local_date(now())})
    assert RetentionRule.objects.get().days == 45
    assert "45 dager fra omtalen ble funnet" in archivist.get("/overvaking/lagring/").text
    assert "45 dager etter at vi fant det" in client.get("/personvern/").text
    assert archivist.get("/overvaking/lagring/record/").status_code == 404
    assert client_for(Role.DPO).get(address).status_code == 403


@pytest.mark.parametrize("scope", ["mention", "source", "watch", "search"])
def test_a_hold_is_put_and_lifted_by_forms_alone(client_for, scope):
    dpo = client_for(Role.DPO)
    mention = MentionFactory()
    search = SavedSearch.objects.create(name="Alt", query="q=svarte", owner=dpo.person)
    named = {
        "mention": mention.uuid,
        "source": mention.source_id,
        "watch": mention.watch_version.watch_id,
        "search": search.pk,
    }[scope]
    address = f"/overvaking/sperrer/ny/?{scope}={named}"
    assert dpo.post(address, {"reason": " "}).status_code == 422
    page = dpo.post(address, {"reason": "Innsynskrav"}, follow=True)
    assert "Innsynskrav" in page.text
    assert "Nei, sperret:" in dpo.get(mention.get_absolute_url()).text
    hold = Hold.objects.get(scope=scope)
    dpo.post(hold.get_absolute_url(), {"reason": "Ferdig"})
    hold.refresh_from_db()
    assert hold.is_lifted
    assert "Opphevet" in dpo.get("/overvaking/sperrer/").text


@pytest.mark.parametrize("query", ["", "mention=tull", "source=9999999", "watch=x", "search=0"])
def test_a_hold_on_nothing_is_not_found(client_for, query):
    assert client_for(Role.DPO).get(f"/overvaking/sperrer/ny/?{query}").status_code == 404


def test_the_log_is_shown_taken_away_and_controlled(client_for):
    mention, dpo = MentionFactory(text="Hemmelig sykdom"), client_for(Role.DPO)
    retention.forget_expired(at=LATER)
    page = dpo.get("/overvaking/slettelogg/").text
    assert mention.source.name in page
    assert "Vanlig omtale: 90 dager fra omtalen ble funnet" in page
    taken = dpo.get("/overvaking/slettelogg/json/")
    (row,) = json.loads(taken.content)["rows"]
    assert (row["count"], row["digest"]) == (1, Deletion.objects.get().digest)
    assert "Hemmelig" not in page + taken.content.decode()
    assert "Slettingen er bevist" in dpo.post("/overvaking/slettelogg/kontroll/").text
    kinds = (Event.DELETIONS_EXPORTED, Event.DELETIONS_VERIFIED)
    assert EventRow.objects.filter(kind__in=kinds).count() == 2
    Mention.objects.filter(pk=MentionFactory().pk).delete()
    assert "Slettingen kan ikke bevises" in dpo.post("/overvaking/slettelogg/kontroll/").text


def test_one_mention_is_deleted_by_hand_by_the_archivist_alone(client_for):
    mention, archivist = MentionFactory(), client_for(Role.ARCHIVIST)
    address = f"/omtaler/slett/{mention.uuid}/"
    assert client_for(Role.ADVISER).get(address).status_code == 403
    assert archivist.post(address, {"reason": ""}).status_code == 422
    archivist.post(address, {"reason": "Krav fra forfatteren"})
    assert not Mention.objects.exists()
    assert Deletion.objects.get().by == archivist.person
    record = MentionFactory(retention=Retention.RECORD)
    assert "Arkivplikten går foran" in archivist.get(f"/omtaler/slett/{record.uuid}/").text


def test_what_is_begun_and_not_closed_is_forgotten_work(client_for):
    at = now()
    for days, title in ((61, "Glemt sak"), (59, "Fersk sak")):
        TriageFactory(
            state="triaged",
            mention__title=title,
            mention__retention=Retention.OPEN,
            mention__retain_from=at - timedelta(days=days),
        )
    page = client_for(Role.HEAD).get("/omtaler/glemt/").text
    assert "Glemt sak" in page
    assert "Fersk sak" not in page


def begun_and_left(number, *, by, source):
    """Mentions that somebody began on long ago."""
    begun = now() - timedelta(days=100)
    facts = {"source": source, "status": "assigned", "retention": Retention.OPEN}
    rows = Mention.objects.bulk_create(
        MentionFactory.build_batch(number, **facts, retain_from=begun, author_name="")
    )
    Triage.objects.bulk_create(
        Triage(
            mention=one, mention_uuid=one.uuid, channel=source.channel, state="assigned",
            kind="question", assigned_to=by, assigned_at=begun,
        )
        for one in rows
    )  # fmt: skip


def test_the_lists_make_as_many_queries_whatever_their_length(client_for):
    dpo, source = client_for(Role.DPO), SourceFactory()
    numbers = {page: set() for page in PAGES}
    for length in (1, 30, 300):
        more = length - Deletion.objects.count()
        Deletion.objects.bulk_create(
            Deletion(
                at=MOMENT, retention="ordinary", rule="x", source_key=1, source_name="x",
                count=1, digest="x" * 64, by=dpo.person,
            )
            for _ in range(more)
        )  # fmt: skip
        Hold.objects.bulk_create(
            Hold(
                scope="source", source=source, name="x", reason="x", placed_at=MOMENT,
                placed_by=dpo.person,
            )
            for _ in range(more)
        )  # fmt: skip
        RetentionRule.objects.bulk_create(
            RetentionRule(
                retention="ordinary", days=60, legal_basis="x", reason="x", valid_from=MOMENT,
                made_by=dpo.person, made_at=MOMENT,
            )
            for _ in range(more)
        )  # fmt: skip
        begun_and_left(more, by=dpo.person, source=source)
        for page in PAGES:
            with CaptureQueriesContext(connection) as asked:
                assert dpo.get(page).status_code == 200
            numbers[page].add(len(asked))
    assert all(len(counts) == 1 for counts in numbers.values()), numbers


def test_who_may_not_hold_is_not_offered_to(client_for):
    mention = MentionFactory()
    holds.place(thing=mention, reason="Klage", by=client_for(Role.DPO).person, at=MOMENT)
    page = client_for(Role.ADVISER).get(mention.get_absolute_url()).text
    assert "Klage" in page
    assert "Slett nå" not in page
