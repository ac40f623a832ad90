"""What the database itself refuses, whoever writes: also by plain SQL."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from difi_sosial.identity.enums import CheckState, Kind
from difi_sosial.identity.models import Evidence, Finding, Impersonation, Part, Sighting
from tests.factories.identity import (
    AT,
    CheckFactory,
    EvidenceFactory,
    FindingFactory,
    ImpersonationFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
ACTOR = {"kind": "i", "party": "organisation", "stance": "opponent"}


def by_sql(finding, **columns):
    """What a script outside the portal would write."""
    parts = ", ".join(f"{name} = %s" for name in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        sql = f"UPDATE identity_finding SET {parts} WHERE id = %s"
        cursor.execute(sql, [*columns.values(), finding.pk])


@pytest.mark.parametrize(
    "columns",
    [
        {"party": "person"},
        {"party": "unknown"},
        {"party": "us"},
        {"party": "public_role"},
        {"party": "public_role", "stance_reason": ""},
        {"party": "public_role", "stance_reason": " \n\t"},
        {"party": "person", "stance": ""},  # not even without a stance, among the actors
        {"party": "privatperson"},
        {"party": ""},
        {"stance": "motstander", "party": "person"},
        {"stance": " opponent"},
        {"kind": "e"},
        {"kind": "e", "party": "person"},
        {"stance": None},
        {"party": None},
    ],
)
def test_no_private_person_is_supporter_or_opponent_by_any_way_of_writing(columns):
    finding = FindingFactory(**ACTOR)
    with pytest.raises(IntegrityError):
        by_sql(finding, **columns)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(**columns)


@pytest.mark.parametrize("party", ["person", "public_role"])
def test_how_a_person_speaks_is_never_stored(party):
    finding = FindingFactory(kind="e", party="organisation", tone="critical")
    with pytest.raises(IntegrityError):
        by_sql(finding, party=party)
    with pytest.raises(IntegrityError):
        by_sql(finding, tone="sint")


def test_a_public_role_with_a_reason_is_allowed():
    finding = FindingFactory(**ACTOR)
    by_sql(finding, party="public_role", stance_reason="Stortingsrepresentant")


def test_nobody_is_registered_as_employee_by_another():
    finding = FindingFactory()
    with pytest.raises(IntegrityError):
        by_sql(finding, kind="j")
    with pytest.raises(IntegrityError):
        by_sql(finding, employee_id=UserFactory().pk)


@pytest.mark.parametrize("change", [{"note": "annet"}, {"content": b"annet"}])
def test_evidence_is_never_changed(change):
    evidence = EvidenceFactory()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(**change)


@pytest.mark.parametrize("state", ["suspected", "reported", "not_removed"])
def test_evidence_of_an_open_case_is_never_deleted(state):
    case = ImpersonationFactory(state=state)
    with pytest.raises(IntegrityError, match="open case"), transaction.atomic():
        case.finding.evidence.all().delete()


@pytest.mark.parametrize("wrong", [{"sha256": "0" * 64}, {"size": 3}])
def test_the_checksum_of_evidence_is_that_of_its_bytes(wrong):
    with pytest.raises(IntegrityError, match="checksum"), transaction.atomic():
        EvidenceFactory(**wrong)


def test_an_impersonation_is_not_reported_without_evidence():
    case = ImpersonationFactory(state="documented", evidence=False)
    with pytest.raises(IntegrityError, match="evidence"), transaction.atomic():
        Impersonation.objects.filter(pk=case.pk).update(state="reported")


def test_what_a_check_saw_is_frozen_with_the_check():
    check = CheckFactory(state=CheckState.NOTED)
    finding = FindingFactory(kind=Kind.IMPERSONATOR)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Sighting.objects.create(check_round=check, finding=finding, sight="new", seen_at=AT)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Part.objects.filter(check_round=check).update(note="Alt vel")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        type(check).objects.filter(pk=check.pk).update(summary="Noe annet")


def test_only_one_check_is_open():
    CheckFactory()
    with pytest.raises(IntegrityError, match="check_one_open"), transaction.atomic():
        CheckFactory()
