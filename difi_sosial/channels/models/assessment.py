"""What we think of a channel, and how it reaches a target group."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import (
    Dialogue,
    ReachLevel,
)
from difi_sosial.channels.models.catalogue import Channel
from difi_sosial.core.db import TimeStamped


class Assessment(TimeStamped):
    """What we think of a channel, beside its reach."""

    channel = models.OneToOneField(Channel, models.PROTECT, related_name="assessment")
    edition = models.PositiveIntegerField(default=1)
    resources = models.TextField(_("ressurser"), blank=True)
    dialogue = models.CharField(_("dialog"), max_length=10, choices=Dialogue, blank=True)
    dialogue_reason = models.TextField(_("begrunnelse for dialog"), blank=True)
    privacy = models.TextField(_("personvern"), blank=True)
    security = models.TextField(_("sikkerhet"), blank=True)
    universal_design = models.TextField(_("universell utforming"), blank=True)
    archiving = models.TextField(_("arkivering"), blank=True)
    alternatives = models.TextField(_("alternativer vi alt har"), blank=True)
    do_nothing = models.TextField(_("hva skjer om vi ikke gjør noe"), blank=True)
    changed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("vurdering")
        verbose_name_plural = _("vurderinger")

    def __str__(self) -> str:
        return str(self.channel)


class Reach(models.Model):
    """One cell of the matrix: how well a channel reaches a target group, and how we know."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="reaches")
    # The row of the strategy that the cell was written for. A later version of the strategy copies
    # the group's key, and the cell follows the key.
    target_group = models.ForeignKey("strategy.TargetGroup", models.PROTECT, related_name="+")
    target_group_key = models.UUIDField(editable=False)
    level = models.PositiveSmallIntegerField(_("rekkevidde"), choices=ReachLevel)
    source = models.CharField(_("kilde"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        _("år"), null=True, blank=True, validators=[MaxValueValidator(2100)]
    )
    reason = models.TextField(_("begrunnelse"), blank=True)

    class Meta:
        verbose_name = _("rekkevidde")
        verbose_name_plural = _("rekkevidder")
        constraints = (
            UniqueConstraint(fields=["channel", "target_group_key"], name="reach_once"),
            CheckConstraint(condition=Q(level__lte=ReachLevel.MUCH), name="reach_level"),
        )

    def __str__(self) -> str:
        return f"{self.channel} – {self.target_group}: {self.level}"


# What is written about a channel, beside its reach.
ASSESSMENT_FIELDS = (
    "resources",
    "dialogue",
    "dialogue_reason",
    "privacy",
    "security",
    "universal_design",
    "archiving",
    "alternatives",
    "do_nothing",
)

REACH_FIELDS = ("level", "source", "year", "reason")
