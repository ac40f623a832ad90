"""Findings and cases that are over are kept as long as the rule says; that there was one stays."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Invalid
from difi_sosial.identity import services as identity
from difi_sosial.identity.models import Finding, Impersonation, ImpersonationStep, Sighting
from difi_sosial.monitoring.models import Deletion
from difi_sosial.monitoring.queries.deletions import verify_deletions
from difi_sosial.monitoring.services import holds
from difi_sosial.people.enums import Role
from difi_sosial.portal import services
from tests.factories.identity import (
    CheckFactory,
    EvidenceFactory,
    FindingFactory,
    ImpersonationFactory,
    MeasureFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
FIVE_YEARS = timedelta(days=5 * 365 + 1)
WORDS = {"name": "Kari Falsk", "url": "https://x.example/kari", "note": "Ber om kortnummer"}


def over(**facts):
    """A finding that is gone from the net."""
    return FindingFactory(**{"state": "gone", "kind": "d", **WORDS} | facts)


def case_of(finding, state="told"):
    """A case about it that is over, with a step, and no evidence any more."""
    proof = EvidenceFactory(finding=finding)
    case = ImpersonationFactory(finding=finding, state=state)
    if state in ("told", "closed", "dismissed"):
        proof.delete()
        finding.evidence.all().delete()
    by = case.opened_by
    ImpersonationStep.objects.create(
        case=case, action="close", source="removed", target=state, by=by, at=now(), reason="Kari"
    )
    return case


def forget(after=FIVE_YEARS):
    return services.forget_findings(at=now() + after)


def test_its_name_address_and_case_go_after_five_years_and_that_it_was_there_stays():
    finding = over()
    case_of(finding)
    assert forget(FIVE_YEARS - timedelta(days=3)) == 0
    assert forget() == 1
    finding.refresh_from_db()
    assert (finding.name, finding.url, finding.note) == (f"Slettet funn {finding.pk}", "", "")
    assert (finding.kind, finding.state) == ("d", "gone")
    assert not Impersonation.objects.exists() and not ImpersonationStep.objects.exists()
    assert forget() == 0


def test_that_it_went_is_in_the_log_and_can_be_proved():
    finding = over()
    forget()
    line = Deletion.objects.get()
    assert (line.retention, line.count, line.source_name) == ("finding", 1, "Nettidentiteten")
    assert EventRow.objects.get(kind=Event.FINDINGS_FORGOTTEN).after["digest"] == line.digest
    assert verify_deletions().holds
    Finding.objects.filter(pk=finding.pk).update(deletion_key=None)
    assert len(verify_deletions().faults) == 2


def test_an_impersonation_that_still_stands_goes_when_its_case_was_over_long_ago():
    finding = over(state="verified")
    case_of(finding)
    assert forget() == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "verified", "kind": "e"},
        {"state": "found"},
        {"next_check_on": local_date(now() + 2 * FIVE_YEARS)},
        {"party": "us"},
        {"kind": "a", "official": "yes"},
        {"kind": "d", "case": "suspected"},
        {"measure": "planned"},
        {"evidence": True},
    ],
    ids=str,
)
def test_what_is_on_the_map_is_ours_or_is_worked_with_stays(facts):
    case, measure, evidence = (facts.pop(name, None) for name in ("case", "measure", "evidence"))
    finding = over(**facts)
    if case:
        case_of(finding, case)
    if measure:
        MeasureFactory(finding=finding, state=measure)
    if evidence:
        EvidenceFactory(finding=finding)
    assert forget() == 0


def test_a_check_that_saw_it_still_counts_it_and_says_nothing_of_it():
    finding, check = over(), CheckFactory()
    seen = Sighting.objects.create(
        check_round=check, finding=finding, sight="new", facts=WORDS, seen_at=now()
    )
    check.parts.update(done_at=now(), done_by=check.leader)
    check.submitted_at, check.submitted_by, check.state = now(), check.leader, "submitted"
    check.save()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Sighting.objects.update(facts={}, changes={})
    assert forget() == 1
    seen.refresh_from_db()
    assert (seen.facts, seen.sight) == ({}, "new")


def test_what_is_held_stays_until_it_is_lifted_and_the_database_says_so_too():
    finding, leader = over(), UserFactory(roles=[Role.ARCHIVIST])
    case = case_of(finding)
    hold = services.hold_evidence(finding=finding, reason="Anmeldt", by=leader, at=now())
    assert "Kari" not in hold.name
    assert forget() == 0
    with pytest.raises(DatabaseError, match="on hold"), transaction.atomic():
        Finding.objects.update(forgotten_at=now())
    with pytest.raises(DatabaseError, match="on hold"), transaction.atomic():
        case.steps.all().delete()
        case.delete()
    holds.lift(hold=hold, reason="Dom", by=leader, at=now())
    assert forget() == 1


def test_a_step_of_an_open_case_is_never_deleted():
    case = case_of(over(), "suspected")
    with pytest.raises(DatabaseError, match="open case"), transaction.atomic():
        case.steps.all().delete()


def test_the_words_do_not_come_back():
    finding, adviser = over(), UserFactory(roles=[Role.ADVISER])
    forget()
    with pytest.raises(DatabaseError, match="forgotten_whole"), transaction.atomic():
        Finding.objects.update(url="https://x.example/kari")
    with pytest.raises(Invalid, match="lagringstiden"):
        identity.save(finding=finding, facts=WORDS, by=adviser, at=now())
    with pytest.raises(Invalid, match="lagringstiden"):
        identity.open_case(finding=finding, harm="x", by=adviser, at=now())
    task = {"kind": "contact", "owner": adviser, "due_on": local_date(now())}
    with pytest.raises(Invalid, match="lagringstiden"):
        identity.plan(finding=finding, text="Ring Kari", by=adviser, at=now(), **task)
    with pytest.raises(Invalid, match="lagringstiden"):
        identity.link(finding=finding, note="Kari", by=adviser, at=now())


def test_the_log_never_had_its_name_or_what_was_written_in_the_case():
    adviser = UserFactory(roles=[Role.ADVISER])
    facts = WORDS | {"kind": "e", "party": "unknown"}
    finding = identity.save(finding=None, facts=facts, by=adviser, at=now(), name_is_fine=True)
    case = identity.open_case(finding=finding, harm="Lurer folk", by=adviser, at=now())
    identity.act_on_case(case=case, action="dismiss", by=adviser, at=now(), reason="Kari er ekte")
    told = str(list(EventRow.objects.values_list("thing_name", "before", "after", "reason")))
    assert "Falsk" not in told.replace("Falsk konto", "") and "Lurer" not in told
    assert "ekte" not in told


def test_the_page_says_that_it_is_gone_and_offers_nothing(client_for):
    finding = over()
    forget()
    page = client_for(Role.ADVISER).get(finding.get_absolute_url())
    assert "fordi lagringstiden var ute" in page.text
    assert "Legg ved skjermbilde" not in page.text and "Ta opp igjen" not in page.text
