"""The closed lists of the portal."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Lesson(TextChoices):
    """What there is to understand before taking a position. The value is the page's address."""

    WHAT = "hva", _("Hva sosiale medier er")
    SHARE = "formidle", _("En kanal ut, ved siden av de andre")
    LISTEN = "lytte", _("En lyttepost")
    EXCHANGE = "dele", _("Et sted å dele")
    TOGETHER = "samarbeide", _("Arbeide sammen med andre")
    SPECIAL = "saerpreg", _("Det som er særskilt for forvaltningen")


class TaskColor(TextChoices):
    """What the tag of a task looks like."""

    NONE = "neutral", _("Ikke startet")
    BEGUN = "info", _("Påbegynt")
    WAITS = "warning", _("Venter")
    DONE = "success", _("Ferdig")
    WRONG = "danger", _("Må rettes")
