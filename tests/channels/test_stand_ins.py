"""What is decided about channels and profiles on behalf of one who is away."""

import pytest
from django.db import IntegrityError, transaction

from difi_sosial.audit.queries import history_of
from difi_sosial.channels import queries, services
from difi_sosial.channels.enums import Action, DecisionState
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.channels.models import ProfileText
from difi_sosial.core.clock import now
from difi_sosial.core.errors import NotAllowed
from difi_sosial.people.enums import Role
from difi_sosial.people.permissions import Permission
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.waiting import waiting
from tests.factories.channels import AccountFactory, DecisionFactory, ProfileTextFactory
from tests.factories.delegations import away
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def declined(decision, by):
    edition = queries.edition_of(decision.channel)
    return services.decide(
        decision=decision,
        action=Action.DECLINE,
        edition=edition,
        by=by,
        at=now(),
        reason="For lite å hente.",
        against_score_reason="Slik.",
    )


def test_a_stand_in_decides_on_a_channel_and_both_are_kept():
    manager = UserFactory(roles=[Role.MANAGER], name="Ingrid Solbakken")
    deputy = away(manager, UserFactory(), given=[Permission.CHANNEL_DECIDE])
    decision = DecisionFactory(state=DecisionState.TO_DECIDE)
    assert [
        task.hint for task in waiting(Facts(deputy)) if task.key == f"decision-{decision.pk}"
    ] == ["Til beslutning, på vegne av Ingrid Solbakken"]
    decision = declined(decision, deputy)
    act = decision.acts.latest("pk")
    assert (decision.decided_by, decision.decided_for) == (deputy, manager)
    assert (act.by, act.on_behalf_of) == (deputy, manager)
    assert history_of(decision.channel).first().after["on_behalf_of"] == "Ingrid Solbakken"


def test_nobody_decides_for_the_one_who_proposed():
    proposer = UserFactory(roles=[Role.ADVISER, Role.MANAGER])
    deputy = away(proposer, UserFactory(), given=[Permission.CHANNEL_DECIDE])
    decision = DecisionFactory(state=DecisionState.TO_DECIDE, proposed_by=proposer)
    assert queries.Standing(now()).waiting_for(deputy) == []
    with pytest.raises(NotAllowed):
        declined(decision, deputy)


def test_a_stand_in_approves_a_profile_text_but_not_for_one_who_wrote_in_it():
    head, writer = UserFactory(roles=[Role.HEAD]), UserFactory(roles=[Role.HEAD])
    deputy = away(head, UserFactory(), given=[Permission.ACCOUNT_LEAD])
    barred = away(writer, UserFactory(), given=[Permission.ACCOUNT_LEAD])
    text = ProfileTextFactory(state=ProfileState.ADAPTED, editor_ids=[writer.pk])
    with pytest.raises(NotAllowed):
        services.approve(text=text, by=barred, at=now())
    facts = {"approved_by": barred, "approved_at": now(), "approved_for": writer}
    with pytest.raises(IntegrityError, match="approved_for_another"), transaction.atomic():
        ProfileText.objects.filter(pk=text.pk).update(**facts)
    approved = services.approve(text=text, by=deputy, at=now())
    assert (approved.approved_by, approved.approved_for) == (deputy, head)


def test_the_owners_stand_in_is_asked_who_has_access():
    owner = UserFactory(roles=[Role.ADVISER])
    account = AccountFactory(owner=owner, confirm_due_on=now().date())
    deputy = away(owner, UserFactory())
    assert queries.waiting_accounts(deputy, queries.Standing(now())) == [account]
