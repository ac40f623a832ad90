"""The chain leads to what belongs to the thing, and to nothing that is not there."""

import pytest
from django.urls import reverse

from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.portal.queries.neighbours import neighbours
from tests.factories.channels import ProfileTextFactory
from tests.factories.guidelines import version_in
from tests.factories.monitoring import MentionFactory

pytestmark = pytest.mark.django_db


def test_guideline_leads_to_its_own_version():
    version = version_in("draft")
    assert neighbours(version) == {
        "guideline": reverse(
            "guidelines:version-show", args=[version.guideline.slug, version.number]
        )
    }


def test_mention_leads_to_its_channel_and_not_to_a_journal_it_is_not_in():
    mention = MentionFactory()
    found = neighbours(mention)
    assert found["channel"] == reverse(
        "channels:channel-detail", args=[mention.source.channel.slug]
    )
    assert "journal" not in found


def test_thing_without_a_place_in_the_chain_leads_nowhere():
    assert neighbours("noe annet") == {}


def test_the_promise_is_what_the_public_reads():
    text = ProfileTextFactory(state=ProfileState.PUBLISHED)
    account = text.account
    public = reverse("register:account", args=[account.slug])
    for thing in (text, account, account.channel):
        assert neighbours(thing)["promise"] == public


def test_without_an_approved_text_the_promise_is_the_account():
    text = ProfileTextFactory(state=ProfileState.ADAPTED)
    page = reverse("channels:account-detail", args=[text.account.pk])
    assert neighbours(text.account)["promise"] == page
    assert "promise" not in neighbours(text.account.channel)
