"""What asking has cost, where a provider takes money or has a quota for the day."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _


class Spending(models.Model):
    """What all questions of one holder have cost in one period, in the provider's own units.

    `holder` is the agency where it pays, so all its sources share one budget; where the provider
    gives a quota it is a pseudonym of the secret, so sources with the same secret share that.
    """

    connector = models.SlugField(max_length=50)
    holder = models.CharField(max_length=32)
    period_from = models.DateField()
    units = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("forbruk")
        verbose_name_plural = _("forbruk")
        constraints = (
            UniqueConstraint(fields=("connector", "holder", "period_from"), name="spending_once"),
        )

    def __str__(self) -> str:
        return f"{self.connector} {self.period_from}: {self.units}"
