"""The classification scheme (klassifikasjonssystem) that a new series starts with.

Flat on purpose: case files may only lie on classes without subclasses.
"""

from typing import NamedTuple


class SchemeClass(NamedTuple):
    """One class (klasse): its code and bokmål title."""

    code: str
    title: str


SCHEME_TITLE = "Funksjoner i arbeidet med sosiale medier"
SCHEME_TYPE = "Funksjonsbasert, hierarkisk"

STRATEGY = "010"
CHANNELS = "020"
GUIDELINES = "030"
DIALOGUE = "040"
MONITORING = "050"
OTHER = "900"

CLASSES = (
    SchemeClass(STRATEGY, "Strategi for sosiale medier"),
    SchemeClass(CHANNELS, "Kanaler og kontoer"),
    SchemeClass(GUIDELINES, "Retningslinjer"),
    SchemeClass(DIALOGUE, "Henvendelser og svar i sosiale medier"),
    SchemeClass(MONITORING, "Overvåking og nettidentitet"),
    SchemeClass(OTHER, "Andre saker om sosiale medier"),
)
