"""Every text a person can read exists in both written forms of Norwegian."""

from difi_sosial.core import catalogue


def test_nynorsk_is_complete() -> None:
    assert catalogue.faults() == []
