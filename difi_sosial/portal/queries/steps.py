"""The three steps of the guidance: understand, take a position, take into use."""

from django.utils.translation import gettext_lazy as _

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
