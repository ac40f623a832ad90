"""States, actions, and what an input came to."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a hearing is."""

    OPEN = "open", _("Åpen")
    CLOSED = "closed", _("Avsluttet")
    CANCELLED = "cancelled", _("Avbrutt")


class Action(TextChoices):
    """What can be done with a hearing."""

    CHANGE = "change", _("Endre høringen")
    CLOSE = "close", _("Avslutt høringen")
    CANCEL = "cancel", _("Avbryt høringen")


class Verdict(TextChoices):
    """What an input came to."""

    ACCEPTED = "accepted", _("Tatt til følge")
    PARTLY = "partly", _("Delvis tatt til følge")
    REJECTED = "rejected", _("Ikke tatt til følge")
