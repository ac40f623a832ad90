"""States, actions and kinds of what we do about a mention."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where the follow-up of a mention stands (domain.md 6a no. 5)."""

    NEW = "new", _("Ny")
    TRIAGED = "triaged", _("Sortert")
    ASSIGNED = "assigned", _("Tildelt")
    ANSWERED = "answered", _("Besvart")
    REFERRED = "referred", _("Sendt til fagavdeling")
    NO_ANSWER = "no_answer", _("Krever ikke svar")
    ASSESSED = "assessed", _("Journalvurdert")
    CLOSED = "closed", _("Lukket")


class Action(TextChoices):
    """What can be done about a mention."""

    TRIAGE = "triage", _("Sorter")
    ASSIGN = "assign", _("Tildel")
    ANSWER = "answer", _("Skriv ned svaret")
    REFER = "refer", _("Send til fagavdeling")
    LEAVE = "leave", _("Krever ikke svar")
    ASSESS = "assess", _("Vurder for journal")
    CLOSE = "close", _("Lukk")
    REOPEN = "reopen", _("Åpne igjen")


class BulkAction(TextChoices):
    """What can be done about many mentions at once; each is made of ordinary steps."""

    SORT = "sort", _("Sorter")
    ASSIGN = "assign", _("Tildel")
    LEAVE = "leave", _("Ikke relevant: krever ikke svar")
    CLOSE = "close", _("Ferdig: lukk")


BULK_STEPS = {
    BulkAction.SORT: Action.TRIAGE,
    BulkAction.ASSIGN: Action.ASSIGN,
    BulkAction.LEAVE: Action.LEAVE,
    BulkAction.CLOSE: Action.CLOSE,
}


class Kind(TextChoices):
    """What the mention is. Criticism is never a ground for removal (Grunnloven § 100)."""

    QUESTION = "question", _("Spørsmål")
    CRITICISM = "criticism", _("Kritikk")
    PRAISE = "praise", _("Ros")
    FACTUAL_ERROR = "factual_error", _("Faktafeil")
    COMPLAINT = "complaint", _("Klage")
    TIP = "tip", _("Tips")
    CASE_LIKE = "case_like", _("Ligner en sak")
    NEWS = "news", _("Nyhet eller omtale")
    SPAM = "spam", _("Spam")
    HARASSMENT = "harassment", _("Sjikane")
    HATE = "hate", _("Hatefull ytring")
    THREAT = "threat", _("Trussel")


# Whoever wrote one of these is owed a response within the promised time.
OWED_A_RESPONSE = frozenset({Kind.QUESTION, Kind.FACTUAL_ERROR, Kind.COMPLAINT, Kind.CASE_LIKE})
# To say of a named person that they wrote one of these is to accuse them.
ACCUSING = frozenset({Kind.SPAM, Kind.HARASSMENT, Kind.HATE, Kind.THREAT})

# What may have to be proved to the police or a court is kept for that.
EVIDENCE = frozenset({Kind.HARASSMENT, Kind.HATE, Kind.THREAT})


class Urgency(IntegerChoices):
    """How soon somebody must look at it."""

    LOW = 1, _("Lav")
    NORMAL = 2, _("Vanlig")
    HIGH = 3, _("Haster")


class Result(TextChoices):
    """Where the journal assessment ends."""

    REGISTRY_ENTRY = "registry_entry", _("Journalføres")
    CASE_SYSTEM = "case_system", _("Går videre til en sak i fagsystemet")
    RECORD_NOTE = "record_note", _("Arkiveres uten journalføring")
    NOT_ARCHIVED = "not_archived", _("Arkiveres ikke")
