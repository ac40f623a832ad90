"""What is written once and used by many watches: sets of terms, and sets of sources."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import TimeStamped
from difi_sosial.monitoring.models.sources import Source
from difi_sosial.monitoring.models.watches import Watch


class TermSet(TimeStamped):
    """Words that belong together, used in an expression as `sett:"Navnet vårt"`."""

    name = models.CharField(_("navn"), max_length=60, unique=True)
    expression = models.TextField(_("søkeuttrykk"))
    note = models.TextField(_("merknad"), blank=True)

    class Meta:
        verbose_name = _("ordsett")
        verbose_name_plural = _("ordsett")
        ordering = ("name",)
        constraints = (CheckConstraint(condition=~Q(expression=""), name="term_set_has_terms"),)

    def __str__(self) -> str:
        return self.name


class SourceSet(TimeStamped):
    """Sources that belong together: a watch of the set listens to all of them."""

    name = models.CharField(_("navn"), max_length=60, unique=True)
    note = models.TextField(_("merknad"), blank=True)
    sources = models.ManyToManyField(Source, related_name="sets", verbose_name=_("kilder"))
    watches = models.ManyToManyField(
        Watch, related_name="source_sets", verbose_name=_("overvåkinger"), blank=True
    )

    class Meta:
        verbose_name = _("kildesett")
        verbose_name_plural = _("kildesett")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
