"""Where the pages of a strategy lead on to."""

import pytest
from django.urls import reverse

from difi_sosial.channels.enums import DecisionState
from difi_sosial.people.enums import Role
from difi_sosial.strategy.enums import Section
from tests.factories.channels import DecisionFactory
from tests.factories.strategy import VersionFactory

pytestmark = pytest.mark.django_db


def page(client, section):
    version = VersionFactory()
    return client.get(reverse("strategy:section-edit", args=(version.pk, section))).text


def test_the_page_about_channels_says_what_is_decided(client_for):
    decision = DecisionFactory(state=DecisionState.PROPOSED)
    shown = page(client_for(Role.ADVISER), Section.CHANNELS)
    assert reverse("channels:channel-detail", args=(decision.channel.slug,)) in shown
    assert str(DecisionState.PROPOSED.label) in shown


def test_the_page_about_the_situation_leads_to_the_net_identity(client_for):
    shown = page(client_for(Role.ADVISER), Section.SITUATION)
    assert reverse("identity:overview") in shown
