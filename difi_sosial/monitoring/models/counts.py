"""How many mentions there are, kept by the database itself as they come and go."""

from django.db import models
from django.db.models import Index
from django.utils.translation import gettext_lazy as _

from difi_sosial.monitoring.enums import MentionStatus
from difi_sosial.monitoring.models.sources import Source
from difi_sosial.monitoring.models.watches import Watch


class MentionCount(models.Model):
    """That so many mentions came to (or, below zero, left) a day, source, watch and status.

    A trigger on the mentions writes these rows in the same transaction, whoever stores, changes or
    deletes. Rows are added and never changed, so two writers never wait for each other; at night
    they are gathered to one a kind. Read sums of them. `day` is the Norwegian day of posting.
    """

    day = models.DateField(_("dag"))
    # No constraint in the database: it would lock the source for every mention that comes.
    source = models.ForeignKey(
        Source, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    watch = models.ForeignKey(
        Watch, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    status = models.CharField(_("status"), max_length=10, choices=MentionStatus)
    count = models.IntegerField(_("antall"))

    class Meta:
        verbose_name = _("antall omtaler")
        verbose_name_plural = _("antall omtaler")
        indexes = (Index(fields=["day"], name="mention_count_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.status}: {self.count}"
