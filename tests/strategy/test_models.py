"""What the database itself refuses."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from difi_sosial.strategy.enums import State
from difi_sosial.strategy.models import Goal, StrategyVersion, TargetGroup
from tests.factories.strategy import GoalFactory, StrategyFactory, VersionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [{"canonical_text": "Annet"}, {"checksum": "1" * 64}, {"mandate": "Annet"}, {"number": 99}],
)
def test_an_approved_text_cannot_be_changed(change):
    version = VersionFactory(state=State.IN_FORCE)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        StrategyVersion.objects.filter(pk=version.pk).update(**change)


def test_an_approved_version_cannot_lose_its_approval():
    version = VersionFactory(state=State.IN_FORCE)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        StrategyVersion.objects.filter(pk=version.pk).update(approved_by=None, approved_at=None)


def test_an_approved_version_cannot_be_deleted():
    version = VersionFactory(state=State.APPROVED, rows=False)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        version.delete()


def test_rows_of_an_approved_version_are_frozen_and_none_can_come():
    version = VersionFactory(state=State.IN_FORCE)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Goal.objects.filter(version=version).update(indicator="Annet")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        TargetGroup.objects.filter(version=version).delete()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        GoalFactory(version=version)


def test_a_draft_is_free():
    version = VersionFactory()
    version.goals.all().delete()
    StrategyVersion.objects.filter(pk=version.pk).update(mandate="Annet")


def test_one_version_is_in_force_and_one_is_worked_on():
    strategy = StrategyFactory()
    for state, name in ((State.IN_FORCE, "one_in_force"), (State.DRAFT, "one_open")):
        VersionFactory(strategy=strategy, state=state)
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            VersionFactory(strategy=strategy, state=state)
