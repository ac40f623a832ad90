"""Where the search for deleted words in later answers has come."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.monitoring.models.retention import Deletion
from difi_sosial.monitoring.models.sources import Source


class Sweep(models.Model):
    """A search for a mention that was deleted by hand, through the later answers of its source.

    What it looks for says who wrote: it stands here until all is looked through, and no longer.
    """

    deletion = models.OneToOneField(Deletion, models.PROTECT, related_name="sweep")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    url = models.CharField(max_length=2000, blank=True)
    key = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField()
    last = models.BigIntegerField(default=0)  # the original that was looked through last
    looked = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("gjennomgang av senere svar")
        verbose_name_plural = _("gjennomganger av senere svar")
        ordering = ("pk",)
        constraints = (
            CheckConstraint(
                condition=(Q(done_at=None) & ~Q(url="", key=""))
                | Q(done_at__isnull=False, url="", key=""),
                name="sweep_forgets_when_done",
            ),
        )

    def __str__(self) -> str:
        return f"{self.deletion}"
