"""What a person can say of two posts that may be one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FoldAct(TextChoices):
    """They are one, or they are not."""

    JOIN = "join", _("Slått sammen")
    SPLIT = "split", _("Skilt ut")
