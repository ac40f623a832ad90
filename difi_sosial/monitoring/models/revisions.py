"""What a post said before it was changed where it stands."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.monitoring.models.mentions import Mention
from difi_sosial.monitoring.models.sources import Capture


class MentionRevision(models.Model):
    """A mention as it stood until `changed_at`, when we saw that it says something else.

    Never changed; it goes when its mention goes.
    """

    mention = models.ForeignKey(Mention, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    capture = models.ForeignKey(Capture, models.PROTECT, null=True, related_name="revisions")

    class Meta:
        verbose_name = _("tidligere utgave av omtale")
        verbose_name_plural = _("tidligere utgaver av omtaler")
        ordering = ("mention", "number")
        constraints = (
            UniqueConstraint(fields=("mention", "number"), name="mention_revision_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.mention} ({self.number})"
