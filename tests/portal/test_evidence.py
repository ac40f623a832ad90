"""Proofs of the net identity are kept as long as the rule says, and their deletion is proved."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.clock import now
from difi_sosial.identity.models import Evidence, ImpersonationStep
from difi_sosial.monitoring.enums import Retention
from difi_sosial.monitoring.models import Deletion, Hold, Mention, Tombstone
from difi_sosial.monitoring.queries.deletions import verify_deletions
from difi_sosial.monitoring.services import holds, retention
from difi_sosial.people.enums import Role
from difi_sosial.portal import services
from difi_sosial.portal.services import evidence as forgetting
from tests.factories.identity import EvidenceFactory, FindingFactory, ImpersonationFactory
from tests.factories.monitoring import MentionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
TAKEN = datetime(2026, 3, 2, 10, tzinfo=UTC)
FIVE_YEARS = timedelta(days=5 * 365)


@pytest.fixture
def leader():
    return UserFactory(roles=[Role.ARCHIVIST])


def old_proof(**facts):
    return EvidenceFactory(taken_at=TAKEN, **facts)


def step(case, at):
    ImpersonationStep.objects.create(
        case=case, action="close", source="removed", target=case.state, by=case.opened_by, at=at
    )


def test_a_proof_goes_after_five_years_and_its_going_is_in_the_log():
    proof = old_proof()
    assert services.forget_evidence(at=TAKEN + FIVE_YEARS - timedelta(hours=1)) == 0
    assert services.forget_evidence(at=TAKEN + FIVE_YEARS) == 1
    assert not Evidence.objects.exists()
    line = Deletion.objects.get()
    assert (line.retention, line.count, line.source_name) == ("proof", 1, "Nettidentiteten")
    assert "Bevis i nettidentiteten: 1825 dager" in line.rule
    assert Tombstone.objects.get().mention_uuid == UUID(int=proof.pk)
    assert EventRow.objects.filter(kind=Event.EVIDENCE_FORGOTTEN).count() == 1
    assert verify_deletions().holds


def test_the_days_are_counted_from_the_last_step_of_the_case():
    case = ImpersonationFactory(state="told")
    last = now()
    step(case, last)
    assert services.forget_evidence(at=last + FIVE_YEARS - timedelta(hours=1)) == 0
    assert services.forget_evidence(at=last + FIVE_YEARS) == 1


@pytest.mark.parametrize("state", ["suspected", "reported", "removed", "not_removed"])
def test_the_proofs_of_an_open_case_stay(state):
    ImpersonationFactory(state=state)
    assert services.forget_evidence(at=now() + 2 * FIVE_YEARS) == 0


def test_what_the_agency_decides_holds_from_its_day(leader):
    old_proof()
    retention.decide(
        retention=Retention.PROOF,
        days=100,
        legal_basis="Hjemmel",
        reason="Kort",
        valid_from=date(2026, 12, 1),
        by=leader,
        at=datetime(2026, 11, 20, 10, tzinfo=UTC),
    )
    assert services.forget_evidence(at=datetime(2026, 11, 30, 10, tzinfo=UTC)) == 0
    assert services.forget_evidence(at=datetime(2026, 12, 1, 10, tzinfo=UTC)) == 1


def test_what_is_held_back_stays_until_the_hold_is_lifted(leader):
    proof, other = old_proof(), old_proof()
    hold = services.hold_evidence(finding=proof.finding, reason="Anmeldt", by=leader, at=TAKEN)
    assert services.forget_evidence(at=TAKEN + FIVE_YEARS) == 1
    assert Evidence.objects.get() == proof
    with pytest.raises(IntegrityError, match="on hold"), transaction.atomic():
        Evidence.objects.all().delete()
    holds.lift(hold=hold, reason="Ferdig", by=leader, at=TAKEN)
    assert services.forget_evidence(at=TAKEN + FIVE_YEARS) == 1
    assert other.pk != proof.pk and verify_deletions().holds


def test_a_hold_whose_last_day_is_over_holds_nothing(leader):
    proof = old_proof()
    ends = date(2027, 1, 1)
    services.hold_evidence(finding=proof.finding, reason="Klage", by=leader, at=TAKEN, ends_on=ends)
    assert services.forget_evidence(at=TAKEN + FIVE_YEARS) == 1


def test_many_go_in_chunks_each_with_a_line_of_its_own(monkeypatch):
    monkeypatch.setattr(forgetting, "BATCH", 2)
    for _number in range(5):
        old_proof()
    assert services.forget_evidence(at=TAKEN + FIVE_YEARS) == 5
    assert sorted(Deletion.objects.values_list("count", flat=True)) == [1, 2, 2]
    assert services.forget_evidence(at=TAKEN + FIVE_YEARS) == 0


def test_a_proof_that_somebody_took_away_beside_the_log_is_told():
    old_proof().delete()
    (fault,) = verify_deletions().faults
    assert "uten linje i loggen" in fault and fault.startswith("Bevis")


def test_a_proof_that_came_back_is_told():
    proof = old_proof()
    services.forget_evidence(at=TAKEN + FIVE_YEARS)
    proof.save(force_insert=True)
    (fault,) = verify_deletions().faults
    assert fault == f"Bevis {proof.pk} står i loggen som slettet, men finnes."


def test_no_mention_is_of_the_class():
    mention = MentionFactory()
    with pytest.raises(IntegrityError, match="mention_has_class_of_mentions"), transaction.atomic():
        Mention.objects.filter(pk=mention.pk).update(retention=Retention.PROOF)


def test_the_page_of_periods_counts_the_proofs(client_for):
    old_proof()
    page = client_for(Role.DPO).get(reverse("monitoring:retention-list"))
    standing = next(
        one for one in page.context["standings"] if one.rule.retention == Retention.PROOF
    )
    assert (standing.count, standing.oldest) == (1, TAKEN)
    assert "straffeloven § 202" in page.content.decode()


def test_proofs_are_held_back_from_their_finding(client_for):
    finding = old_proof().finding
    client = client_for(Role.ARCHIVIST)
    address = reverse("portal:evidence-hold", args=[finding.pk])
    assert address in client.get(finding.get_absolute_url()).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    answer = client.post(address, {"reason": "Anmeldt"}, follow=True)
    assert Hold.objects.get().finding_key == finding.pk
    assert finding.get_absolute_url() in answer.content.decode()


def test_what_an_employee_registered_has_no_proofs_to_hold_back(client_for):
    employee = UserFactory()
    finding = FindingFactory(kind="j", employee=employee)
    answer = client_for(Role.ARCHIVIST).get(reverse("portal:evidence-hold", args=[finding.pk]))
    assert answer.status_code == 404
