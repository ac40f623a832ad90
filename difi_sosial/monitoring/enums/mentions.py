"""How far the work with a mention has come, and its language."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MentionStatus(TextChoices):
    """How far the work with a mention has come; moved by the dialogue app alone."""

    NEW = "new", _("Ny")
    TRIAGED = "triaged", _("Sortert")
    ASSIGNED = "assigned", _("Tildelt")
    ANSWERED = "answered", _("Besvart")
    REFERRED = "referred", _("Sendt til fagavdeling")
    NO_ANSWER = "no_answer", _("Krever ikke svar")
    ASSESSED = "assessed", _("Journalvurdert")
    CLOSED = "closed", _("Lukket")


# Work that somebody has begun is never deleted under their hands.
FORGETTABLE = (MentionStatus.NEW, MentionStatus.CLOSED)


class Language(TextChoices):
    """The written language of a mention or a watch."""

    BOKMAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")
    SAMI = "se", _("Samisk")
    ENGLISH = "en", _("Engelsk")
    OTHER = "", _("Annet eller ukjent")
