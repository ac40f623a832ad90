"""What is measured after the text is frozen."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.strategy.models.versions import Strategy


class Measurement(models.Model):
    """One measured value of a goal on one day.

    `goal_key` is the goal's own: it is the same in every version that has the goal, so that the
    values live on when the text is renewed. `value` is in the goal's unit.
    """

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="measurements")
    goal_key = models.UUIDField()
    value = models.DecimalField(_("verdi"), max_digits=14, decimal_places=2)
    measured_on = models.DateField(_("målt"))
    source = models.CharField(_("kilde"), max_length=300, blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("måling")
        verbose_name_plural = _("målinger")
        ordering = ("strategy", "measured_on", "pk")
        constraints = (
            UniqueConstraint(
                fields=["strategy", "goal_key", "measured_on"], name="measurement_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.value} ({self.measured_on})"
