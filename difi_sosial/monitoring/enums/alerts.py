"""How often a person is told, what is unusual, and whose name is searched for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AlertPace(TextChoices):
    """How often new mentions are told of."""

    AT_ONCE = "at-once", _("Med en gang")
    DAILY = "daily", _("Hver dag")
    WEEKLY = "weekly", _("Hver uke")
    NEVER = "never", _("Ikke om nye omtaler")


class FindingKind(TextChoices):
    """What is unusual about how much is written."""

    SURGE = "surge", _("Uvanlig mange")
    LITTLE = "little", _("Uvanlig få")


class NamesRole(TextChoices):
    """Whose name it is that a watch searches for."""

    PUBLIC = "public", _("En person i offentlig rolle")
    PRIVATE = "private", _("En privatperson")
