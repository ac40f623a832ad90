"""What rules are about."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    """The topics of the list, in its order."""

    PRIVACY_BASIS = "privacy-basis", _("Behandlingsgrunnlag")
    PRIVACY = "privacy", _("Personvern")
    DPIA = "dpia", _("Personvernkonsekvenser og personvernombud")
    CHILDREN = "children", _("Barn og unge")
    EXPRESSION = "expression", _("Ytringsfrihet")
    SECRECY = "secrecy", _("Taushetsplikt")
    CASE = "case", _("Saksbehandling og veiledning")
    ACCESS = "access", _("Innsyn")
    ARCHIVE = "archive", _("Arkiv")
    JOURNAL = "journal", _("Journal")
    LANGUAGE = "language", _("Språk")
    DESIGN = "design", _("Universell utforming")
    SECURITY = "security", _("Sikkerhet")
    CRIME = "crime", _("Straff og trygghet for ansatte")
    ADVERTISING = "advertising", _("Reklame, valg og opphavsrett")
    CRISIS = "crisis", _("Beredskap")
