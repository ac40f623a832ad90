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


class Stage(TextChoices):
    """The states in three: what a reader of the list asks for first."""

    WAITING = "waiting", _("Ikke begynt")
    BEGUN = "begun", _("Under arbeid")
    DONE = "done", _("Fulgt opp")


STAGES = {
    Stage.WAITING: (MentionStatus.NEW,),
    Stage.BEGUN: (MentionStatus.TRIAGED, MentionStatus.ASSIGNED),
    Stage.DONE: (
        MentionStatus.ANSWERED,
        MentionStatus.REFERRED,
        MentionStatus.NO_ANSWER,
        MentionStatus.ASSESSED,
        MentionStatus.CLOSED,
    ),
}


class Period(TextChoices):
    """The last so many days, today with them: in a saved search it moves with the calendar."""

    TODAY = "1", _("I dag")
    WEEK = "7", _("Siste 7 dager")
    MONTH = "30", _("Siste 30 dager")
    QUARTER = "90", _("Siste 90 dager")
    YEAR = "365", _("Siste år")


# Work that somebody has begun is never deleted under their hands.
FORGETTABLE = (MentionStatus.NEW, MentionStatus.CLOSED)

# Whoever answers, refers or judges a mention must know who wrote it; so must the journal.
NAMED = (
    MentionStatus.ASSIGNED,
    MentionStatus.ANSWERED,
    MentionStatus.REFERRED,
    MentionStatus.ASSESSED,
)


class Language(TextChoices):
    """The written language of a mention or a watch."""

    BOKMAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")
    SAMI = "se", _("Samisk")
    ENGLISH = "en", _("Engelsk")
    OTHER = "", _("Annet eller ukjent")
