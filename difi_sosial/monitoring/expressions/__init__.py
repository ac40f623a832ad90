"""The language that watches are written in: read it, judge texts with it, write it back.

    testetat* AND (svar OR "lang ventetid") NOT kilde:"Bladet Prøve" NEAR/5 ...

Pure: no database, no network, no Django. Mistakes are told as codes with a place in the text;
the form above puts them into words.
"""

from difi_sosial.monitoring.expressions.building import Parts, parts_of, written, written_parts
from difi_sosial.monitoring.expressions.letters import BOTH_CASES, LATIN, unmarked
from difi_sosial.monitoring.expressions.marking import marked, wanted_terms
from difi_sosial.monitoring.expressions.matching import Document, Matcher, folded, refuses
from difi_sosial.monitoring.expressions.nodes import (
    All,
    AnyOf,
    Field,
    In,
    Near,
    Node,
    Not,
    Term,
    places_in,
    terms_of,
)
from difi_sosial.monitoring.expressions.syntax import means_same, outline, parse, sets_of
from difi_sosial.monitoring.expressions.tokens import Mistake, Unreadable
from difi_sosial.monitoring.expressions.wanted import to_ask_for

__all__ = [
    "BOTH_CASES",
    "LATIN",
    "All",
    "AnyOf",
    "Document",
    "Field",
    "In",
    "Matcher",
    "Mistake",
    "Near",
    "Node",
    "Not",
    "Parts",
    "Term",
    "Unreadable",
    "folded",
    "marked",
    "means_same",
    "outline",
    "parse",
    "parts_of",
    "places_in",
    "refuses",
    "sets_of",
    "terms_of",
    "to_ask_for",
    "unmarked",
    "wanted_terms",
    "written",
    "written_parts",
]
