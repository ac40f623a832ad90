"""Secrets at rest."""

import pytest

from difi_sosial.core import crypto


def test_what_is_encrypted_comes_back_and_does_not_show():
    token = crypto.encrypt("hemmelig nøkkel č")

    assert crypto.decrypt(token) == "hemmelig nøkkel č"
    assert "hemmelig" not in token


def test_an_old_key_still_decrypts(settings):
    settings.ENCRYPTION_KEYS = ["old"]
    token = crypto.encrypt("x")
    settings.ENCRYPTION_KEYS = ["new", "old"]

    assert crypto.decrypt(token) == "x"


def test_a_lost_key_is_said_plainly(settings):
    token = crypto.encrypt("x")
    settings.ENCRYPTION_KEYS = ["another"]
    with pytest.raises(crypto.Undecipherable):
        crypto.decrypt(token)


def test_a_pseudonym_is_stable_and_tells_nothing(settings):
    assert crypto.pseudonym("@Kari") == crypto.pseudonym("@kari")
    first = crypto.pseudonym("@kari")
    settings.ENCRYPTION_KEYS = ["another"]
    assert crypto.pseudonym("@kari") != first
