"""The data protection officer advises, and never approves."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from difi_sosial.audit.queries import history_of
from difi_sosial.channels import queries, services
from difi_sosial.channels.enums import DecisionState
from difi_sosial.channels.enums.assessment import Stance
from difi_sosial.channels.models import DpoOpinion
from difi_sosial.core.errors import Invalid, NotAllowed
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from difi_sosial.people.permissions import ROLE_PERMISSIONS, Permission
from tests.factories.channels import (
    AssessmentFactory,
    ChannelFactory,
    DecisionFactory,
    OpinionFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def officer():
    return UserFactory(roles=[Role.DPO])


def given(channel, by, **changes):
    facts = {"stance": Stance.ADVISES_AGAINST, "text": "Bruk nettstedet.", "by": by, "at": AT}
    return services.give_opinion(channel=channel, **facts | changes)


def test_the_officer_alone_gives_advice_and_may_decide_nothing():
    holders = [role for role, held in ROLE_PERMISSIONS.items() if Permission.CHANNEL_ADVISE in held]

    assert holders == [Role.DPO]
    assert Permission.CHANNEL_DECIDE not in ROLE_PERMISSIONS[Role.DPO]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.DPO])
def test_nobody_else_gives_an_opinion(role):
    with pytest.raises(NotAllowed):
        given(ChannelFactory(), UserFactory(roles=[role]))


def test_nobody_advises_on_their_own_proposal(client_for):
    both = UserFactory(roles=[Role.DPO, Role.ADVISER])
    decision = DecisionFactory(state=DecisionState.PRIVACY, proposed_by=both)
    with pytest.raises(NotAllowed, match="selv foreslått"):
        given(decision.channel, both)
    assert queries.Standing(AT).waiting_for(both) == []
    client, slug = client_for(both), decision.channel.slug
    address = reverse("channels:opinion-give", args=[slug])
    assert client.get(address).status_code == 403
    assert address not in client.get(reverse("channels:channel-detail", args=[slug])).text


def test_an_opinion_is_logged_with_its_reasons(officer):
    channel = ChannelFactory()
    opinion = given(channel, officer)
    event = history_of(channel).get()

    assert queries.newest_opinion(channel) == opinion
    assert (event.kind, event.after, event.reason) == (
        "opinion-given",
        "advises_against",
        "Bruk nettstedet.",
    )


def test_an_opinion_without_a_text_is_refused(officer):
    with pytest.raises(Invalid):
        given(ChannelFactory(), officer, text=" ")


def test_the_proposer_is_told(officer):
    decision = DecisionFactory()
    given(decision.channel, officer)
    letter = Letter.objects.get()

    assert letter.recipient == decision.proposed_by
    assert decision.channel.name in letter.subject


def test_nobody_is_told_when_nobody_proposed(officer):
    given(ChannelFactory(), officer)

    assert not Letter.objects.exists()


def test_the_newest_of_several_counts(officer):
    channel = ChannelFactory()
    given(channel, officer)
    newest = given(channel, officer, stance=Stance.ADVISES, at=AT.replace(day=20))

    assert queries.newest_opinion(channel) == newest
    assert queries.opinions_of(channel).count() == 2


def test_an_opinion_is_about_the_text_the_officer_had_before_them(officer):
    assessment = AssessmentFactory(edition=3)
    opinion = given(assessment.channel, officer)
    assert queries.ChangeLog(assessment.channel).after(opinion.assessment_edition) is None

    assessment.edition = 4
    assessment.save()
    assessment.channel.refresh_from_db()
    assert queries.ChangeLog(assessment.channel).after(opinion.assessment_edition)


def test_the_database_keeps_an_opinion_as_it_was():
    opinion = OpinionFactory()
    rows = DpoOpinion.objects.filter(pk=opinion.pk)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows.update(stance=Stance.ADVISES)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows.delete()
