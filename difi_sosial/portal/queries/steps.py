"""The three steps of the guidance: understand, take a position, take into use."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from difi_sosial.portal.queries import position, understand, use
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.tasks import Part, part


def steps(person: Any) -> list[Part]:
    """The three steps as this person sees them, in a fixed number of queries."""
    facts = Facts(person)
    return [
        part(
            "understand",
            _("Forstå sosiale medier"),
            _("Les dette sammen før dere bestemmer noe. Det tar en halv time."),
            understand.ROWS,
            facts,
        ),
        part(
            "position",
            _("Ta stilling"),
            _("Bestem hvorfor, for hvem og hvor. En annen enn forfatteren godkjenner."),
            position.ROWS,
            facts,
        ),
        part(
            "use",
            _("Ta i bruk"),
            _("Gi de ansatte regler, følg med, svar, og ta vare på det som er dokumentasjon."),
            use.ROWS,
            facts,
        ),
    ]


# Which task, when it is done, closes which link of the chain.
LINKS = {
    "purpose": "purpose",
    "target-groups": "target-group",
    "channels": "channel",
    "guidelines": "guideline",
    "accounts": "promise",
    "answering": "follow-up",
    "journal": "journal",
    "extraction": "extraction",
}


def reached(parts: Iterable[Part]) -> set[str]:
    """The links of the chain that the agency has come past."""
    tasks = [task for step in parts for task in step.tasks]
    return {LINKS[task.key] for task in tasks if task.done and task.key in LINKS}
