"""What people have said of which posts are one."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import both_or_neither
from difi_sosial.monitoring.enums import FoldAct
from difi_sosial.monitoring.models.mentions import Mention


class FoldChange(models.Model):
    """That somebody joined a mention to another, or parted it from one; `moved` came with it.

    Goes when one of the mentions goes; the log keeps what was done.
    """

    act = models.CharField(_("handling"), max_length=5, choices=FoldAct)
    head = models.ForeignKey(Mention, models.CASCADE, related_name="+")
    mention = models.ForeignKey(Mention, models.CASCADE, related_name="+")
    moved = ArrayField(models.BigIntegerField(), default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sammenslåing av omtaler")
        verbose_name_plural = _("sammenslåinger av omtaler")
        ordering = ("-at", "-pk")
        constraints = (both_or_neither("undone_by", "undone_at", name="fold_undone_whole"),)

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.at:%Y-%m-%d %H:%M}"
