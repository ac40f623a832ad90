"""A strategy approved on behalf of one who is away: both names, and four eyes for both."""

import pytest
from django.db import IntegrityError, transaction

from difi_sosial.core.clock import now
from difi_sosial.core.errors import NotAllowed
from difi_sosial.people.enums import Role
from difi_sosial.people.permissions import Permission
from difi_sosial.strategy import queries, services
from difi_sosial.strategy.enums import State
from difi_sosial.strategy.models import StrategyVersion
from tests.factories.delegations import away
from tests.factories.people import UserFactory
from tests.factories.strategy import VersionFactory

pytestmark = pytest.mark.django_db
APPROVE = [Permission.STRATEGY_APPROVE]


def test_a_stand_in_approves_and_both_are_in_the_text_that_is_kept():
    manager = UserFactory(roles=[Role.MANAGER], name="Ingrid Solbakken")
    deputy = away(manager, UserFactory(name="Lars Vik"), given=APPROVE)
    version = VersionFactory(state=State.SUBMITTED)
    assert set(queries.approvers(version)) == {manager, deputy}
    assert [one.version for one in queries.Standing().waiting_for(deputy)] == [version]

    version = services.approve(version=version, by=deputy, at=now())

    assert (version.approved_by, version.approved_for) == (deputy, manager)
    assert "Lars Vik på vegne av Ingrid Solbakken" in version.canonical_text


def test_nobody_approves_for_an_author_nor_for_the_data_protection_officer():
    version = VersionFactory(state=State.SUBMITTED, author__roles=[Role.ADVISER, Role.MANAGER])
    officer = UserFactory(roles=[Role.MANAGER, Role.DPO])
    for principal in (version.author, officer):
        deputy = away(principal, UserFactory(), given=APPROVE)
        assert list(queries.Standing().waiting_for(deputy)) == []
        with pytest.raises(NotAllowed):
            services.approve(version=version, by=deputy, at=now())
    facts = {"approved_by": deputy, "approved_at": now(), "approved_for": version.author}
    with pytest.raises(IntegrityError, match="approved_for_another"), transaction.atomic():
        StrategyVersion.objects.filter(pk=version.pk).update(**facts)
