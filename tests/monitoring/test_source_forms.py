"""The form of a source asks for what its connector needs, and refuses what it cannot be."""

from datetime import timedelta

import pytest

from difi_sosial.core.clock import local_date, now
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.forms import SourceForm
from difi_sosial.monitoring.models import Source
from tests.factories.monitoring import ChannelFactory, WatchFactory

pytestmark = pytest.mark.django_db
MAIL = {
    "url": "imaps://imap.etaten.example/Varsler",
    "name": "Varsler",
    "senders": "varsel@leverandor.example",
    "token": "hemmelig",
}


def form_of(slug, **typed):
    facts = {"channel": ChannelFactory().pk, "watches": [WatchFactory().pk]}
    facts |= {"interval_minutes": "60", "name": slug}
    return SourceForm(facts | typed, connector=CONNECTORS[slug])


def test_a_mailbox_is_an_address_over_tls_without_a_name_in_it():
    assert form_of("mail", **MAIL).is_valid()
    for url in ("imap://imap.etaten.example/", "imaps://post@imap.example/", "https://x.example/"):
        assert list(form_of("mail", **MAIL | {"url": url}).errors) == ["url"]


@pytest.mark.parametrize(("ticked", "stored"), [({"all": "on"}, "True"), ({}, "")])
def test_a_tick_is_stored_as_a_word_or_nothing(ticked, stored):
    form = form_of("mail", **MAIL, **ticked)
    assert form.is_valid() and form.settings["all"] == stored
    assert "token" not in form.settings


@pytest.mark.parametrize(("typed", "ok"), [("0", True), ("25", True), ("-1", False), ("x", False)])
def test_a_budget_is_a_whole_number_and_zero_spends_nothing(typed, ok):
    form = form_of("x", url="https://api.x.com", version="2", budget=typed)
    assert form.is_valid() is ok
    assert not ok or form.settings["budget"] == typed


def test_a_source_read_by_hand_is_not_asked_how_often():
    form = form_of("files", url="https://leverandor.example/", interval_minutes="")
    assert form.is_valid() and form.cleaned_data["interval_minutes"] == 1440


def test_versions_and_addresses_are_suggested():
    form = SourceForm(connector=CONNECTORS["facebook"])
    assert form["version"].initial == "v26.0" and form["url"].initial.startswith("https://graph.")


@pytest.mark.parametrize(("days", "soon"), [(14, True), (15, False), (-1, True), (None, False)])
def test_a_source_says_that_its_token_ends_soon(days, soon):
    ends = None if days is None else local_date(now()) + timedelta(days=days)
    assert Source(token_expires_on=ends).token_ends_soon is soon
