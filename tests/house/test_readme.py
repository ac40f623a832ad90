"""What the README says can be done, can be done; what it shows, exists."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

CHECKOUT = Path(__file__).resolve().parents[2]
README = CHECKOUT / "README.md"
TEXT = README.read_text(encoding="utf-8") if README.exists() else ""


def targets() -> set[str]:
    """The targets of the Makefile."""
    return set(re.findall(r"^(\w+):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE))


def test_readme_tells_the_two_commands_first() -> None:
    assert re.findall(r"^make (\w+)", TEXT, re.MULTILINE)[:2] == ["demo", "test"]


def test_every_make_target_in_the_readme_exists() -> None:
    assert set(re.findall(r"\bmake ([a-z]+)\b", TEXT)) - targets() == set()


def test_every_command_in_the_readme_exists() -> None:
    assert set(re.findall(r"manage\.py ([a-z_0-9]+)", TEXT)) - set(get_commands()) == set()


def test_everything_the_readme_links_to_exists() -> None:
    places = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", TEXT)
    assert [place for place in places if not (CHECKOUT / place).exists()] == []


@pytest.mark.parametrize("target", sorted(targets() - {"PHONY"}))
def test_makefile_is_thin(target: str) -> None:
    rule = re.search(rf"^{target}:.*\n((?:\t.*\n)*)", (CHECKOUT / "Makefile").read_text(), re.M)
    assert rule and rule[1].count("\n") <= 2
