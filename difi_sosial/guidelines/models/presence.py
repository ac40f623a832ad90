"""Who is writing where just now, so that two do not write in the same section unknowingly."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.guidelines.models.documents import Section

SILENCE = timedelta(minutes=10)


class WritingSign(models.Model):
    """A sign on a section: this person writes here since then, and was last seen at that time.

    It is a courtesy and no lock: whoever wants to may take it over, and ten minutes without a sign
    of life end it. What keeps texts from being lost is the edition of the section.
    """

    section = models.OneToOneField(
        Section, models.CASCADE, verbose_name=_("del"), related_name="sign"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("skriver nå")
        verbose_name_plural = _("skriver nå")
        constraints = (
            CheckConstraint(condition=Q(seen_at__gte=F("since")), name="guideline_sign_times"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.section}"

    def holds(self, at: datetime) -> bool:
        """Whether the person gave a sign of life in the last ten minutes."""
        return at - self.seen_at < SILENCE
