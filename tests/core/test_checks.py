"""Settings that would be dangerous are refused before anyone can sign in."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from difi_sosial.core import checks
from difi_sosial.core.apps import refuse_loopback_in_production


@pytest.mark.parametrize("host", ["127.0.0.1:8101", "localhost:80", "[::1]:8080"])
def test_production_refuses_to_start_with_its_own_machine_in_the_allow_list(settings, host):
    settings.HTTP_ALLOWED_PRIVATE = ["journal.intern:443", host]
    with pytest.raises(ImproperlyConfigured, match="this machine"):
        refuse_loopback_in_production()


def test_the_agencys_own_network_may_be_opened(settings):
    settings.HTTP_ALLOWED_PRIVATE = ["10.1.2.3:443"]

    refuse_loopback_in_production()


def test_a_demo_may_ask_servers_on_the_same_machine(settings):
    settings.DEMO, settings.HTTP_ALLOWED_PRIVATE = True, ["127.0.0.1:8101"]

    refuse_loopback_in_production()


def test_demo_mode_is_refused_by_the_check_for_production(settings):
    settings.DEMO = True

    assert [error.id for error in checks.no_demo_in_production(None)] == ["sosial.E001"]


def test_a_portal_without_second_factor_is_refused(settings):
    settings.MFA_REQUIRED = False

    assert [error.id for error in checks.second_factor_is_demanded(None)] == ["sosial.E002"]


def test_an_agency_without_name_or_statement_is_told(settings):
    settings.AGENCY_ORGNR = settings.ACCESSIBILITY_STATEMENT_URL = ""

    assert [found.id for found in checks.agency_is_named(None)] == ["sosial.E003", "sosial.W001"]


@pytest.mark.django_db
def test_a_database_that_takes_signs_for_letters_is_told(monkeypatch):
    assert checks.words_are_told_apart(None, databases=["default"]) == []
    monkeypatch.setattr(checks, "KNOWS_LETTERS", "SELECT '''«ord»'':1'::tsvector @@ 'ord'::tsquery")
    (told,) = checks.words_are_told_apart(None, databases=["default"])
    assert told.id == "sosial.W002"
