"""The three steps of the guidance: understand, take a position, take into use."""

from django.utils.translation import gettext_lazy as _

from difi_sosial.journal.enums import JobState
from difi_sosial.portal.queries import position, understand, use
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.tasks import Part, part


def steps(facts: Facts) -> list[Part]:
    """The three steps as a person sees them, in a fixed number of queries."""
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


def reached(facts: Facts) -> set[str]:
    """The links of the chain that the agency has something in force for."""
    in_force = facts.strategy_in_force is not None
    job = facts.newest_extraction
    found = {
        "purpose": in_force,
        "target-group": in_force,
        "channel": facts.channels_in_use > 0,
        "guideline": facts.guidelines.in_force > 0,
        "promise": any(account.response_hours for account in facts.accounts),
        "follow-up": facts.load.open + facts.load.to_assess > 0 or facts.answered,
        "journal": facts.entries["journaled"] + facts.entries["archived"] > 0,
        "extraction": job is not None and job.state == JobState.DONE,
    }
    return {key for key, there in found.items() if there}
