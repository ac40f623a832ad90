"""The rows of a version."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.strategy.enums import Access, Children
from difi_sosial.strategy.models.versions import StrategyVersion


class Row(models.Model):
    """A numbered row of a version. `key` stays the same when a new version copies the row."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True


class Goal(Row):
    """What is to be reached, and how that is measured."""

    version = models.ForeignKey(StrategyVersion, models.CASCADE, related_name="goals")
    statement = models.TextField(_("mål"))
    indicator = models.CharField(_("indikator"), max_length=300, blank=True)
    baseline = models.CharField(_("i dag"), max_length=100, blank=True)
    target = models.CharField(_("måltall"), max_length=100, blank=True)
    due_on = models.DateField(_("frist"), null=True, blank=True)
    responsible = models.CharField(_("ansvarlig"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ("version", "position", "pk")
        constraints = (UniqueConstraint(fields=["version", "key"], name="goal_key_once"),)

    def __str__(self) -> str:
        return self.statement[:80]


class TargetGroup(Row):
    """Whom the agency wants to reach, and how it knows that."""

    version = models.ForeignKey(StrategyVersion, models.CASCADE, related_name="target_groups")
    name = models.CharField(_("målgruppe"), max_length=150)
    size = models.CharField(_("omtrent hvor mange"), max_length=100, blank=True)
    knowledge_source = models.CharField(_("kunnskapskilde"), max_length=300, blank=True)
    knowledge_year = models.PositiveSmallIntegerField(
        _("år"), null=True, blank=True, validators=[MaxValueValidator(2100)]
    )
    is_assumption = models.BooleanField(_("dette er en antakelse"), default=False)
    whereabouts = models.TextField(_("hvor er de"), blank=True)
    access_needs = ArrayField(
        models.CharField(max_length=20, choices=Access),
        verbose_name=_("behov for tilgang"),
        default=list,
        blank=True,
    )
    children = models.CharField(
        _("barn og unge"), max_length=10, choices=Children, default=Children.NONE
    )

    class Meta:
        verbose_name = _("målgruppe")
        verbose_name_plural = _("målgrupper")
        ordering = ("version", "position", "pk")
        constraints = (UniqueConstraint(fields=["version", "key"], name="target_group_key_once"),)

    def __str__(self) -> str:
        return self.name


class KeyMessage(Row):
    """What is to be said to one target group, or to all when none is chosen."""

    version = models.ForeignKey(StrategyVersion, models.CASCADE, related_name="messages")
    text = models.TextField(_("budskap"))
    # The group's key, not its row: rows are replaced together, keys live on in the next version.
    target_group_key = models.UUIDField(_("målgruppe"), null=True, blank=True)

    class Meta:
        verbose_name = _("budskap")
        verbose_name_plural = _("budskap")
        ordering = ("version", "position", "pk")
        constraints = (UniqueConstraint(fields=["version", "key"], name="key_message_key_once"),)

    def __str__(self) -> str:
        return self.text[:80]
