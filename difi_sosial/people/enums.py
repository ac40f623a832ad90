"""The roles of the guidance's work (domain.md 6a)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """A person may hold several; nobody ever approves their own text."""

    READER = "reader", _("Leser")
    ADVISER = "adviser", _("Kommunikasjonsrådgiver")
    HEAD = "head", _("Kommunikasjonssjef")
    MANAGER = "manager", _("Godkjennende leder")
    ARCHIVIST = "archivist", _("Arkivar")
    DPO = "dpo", _("Personvernombud")
    ADMINISTRATOR = "administrator", _("Administrator")


class Language(TextChoices):
    """The written language forms of the screens."""

    NB = "nb", _("Bokmål")
    NN = "nn", _("Nynorsk")


class Pace(TextChoices):
    """How often letters come to a person."""

    AT_ONCE = "at-once", _("Med en gang")
    DAILY = "daily", _("Samlet én gang om dagen, kl. 07.00")
    NONE = "none", _("Ikke send")
