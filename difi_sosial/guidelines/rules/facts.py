"""Putting the portal's facts into the words of a clause."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from difi_sosial.guidelines.enums import Fact

PLACEHOLDER = re.compile(r"\{\{ ?([a-z_]+) ?\}\}")


def asked_for(body: str) -> list[Fact]:
    """The facts that a clause asks for, each once, in the order of the text."""
    known = set(Fact.values)
    return [Fact(name) for name in dict.fromkeys(PLACEHOLDER.findall(body)) if name in known]


def filled(body: str, values: Mapping[str, str]) -> str:
    """The clause with each fact in its place; one that the portal lacks is left to be filled in."""

    def word(match: re.Match[str]) -> str:
        name = match[1]
        if name not in Fact.values:
            return match[0]
        return values.get(name) or blank(Fact(name))

    return PLACEHOLDER.sub(word, body)


def blank(fact: Fact) -> str:
    """What stands in the text until somebody writes what the portal does not know."""
    return _("[fyll inn: %(fact)s]") % {"fact": str(fact.label).lower()}


def listed(words: Iterable[str]) -> str:
    """«a, b og c», each once, in the order given."""
    found = [word for word in dict.fromkeys(words) if word]
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {_('og')} {found[-1]}"
