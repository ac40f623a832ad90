"""The rows of a version."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.strategy.enums import Access, Children, Consequence, Likelihood
from difi_sosial.strategy.models.versions import StrategyVersion

# A measured number: null until somebody knows it.
NUMBER: dict[str, Any] = {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}


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
    unit = models.CharField(_("enhet"), max_length=50, blank=True)
    baseline = models.DecimalField(_("i dag"), **NUMBER)
    baseline_on = models.DateField(_("målt"), null=True, blank=True)
    target = models.DecimalField(_("måltall"), **NUMBER)
    due_on = models.DateField(_("frist"), null=True, blank=True)
    source = models.CharField(_("kilde for målingen"), max_length=300, blank=True)
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
    # Empty until somebody has answered: a strategy states nothing about children by itself.
    children = models.CharField(_("barn og unge"), max_length=10, choices=Children, blank=True)

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


class Misconception(Row):
    """What people believe that is not so, and what is so."""

    version = models.ForeignKey(StrategyVersion, models.CASCADE, related_name="misconceptions")
    claim = models.TextField(_("det folk tror"))
    truth = models.TextField(_("det som er riktig"), blank=True)
    reference = models.CharField(_("der det står"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("feil som går igjen")
        verbose_name_plural = _("feil som går igjen")
        ordering = ("version", "position", "pk")
        constraints = (UniqueConstraint(fields=["version", "key"], name="misconception_key_once"),)

    def __str__(self) -> str:
        return self.claim[:80]


class Duty(Row):
    """A task and who has which part in it: does, answers for, is asked, is told (RACI)."""

    version = models.ForeignKey(StrategyVersion, models.CASCADE, related_name="duties")
    task = models.CharField(_("oppgave"), max_length=200)
    does = models.CharField(_("gjør den"), max_length=200, blank=True)
    answers = models.CharField(_("svarer for den"), max_length=200, blank=True)
    consulted = models.CharField(_("blir spurt først"), max_length=200, blank=True)
    informed = models.CharField(_("får vite om det"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("oppgave")
        verbose_name_plural = _("oppgaver")
        ordering = ("version", "position", "pk")
        constraints = (UniqueConstraint(fields=["version", "key"], name="duty_key_once"),)

    def __str__(self) -> str:
        return self.task


class Risk(Row):
    """What may go wrong, how likely and how bad (1 to 5), and what is done about it."""

    version = models.ForeignKey(StrategyVersion, models.CASCADE, related_name="risks")
    description = models.TextField(_("hva kan gå galt"))
    likelihood = models.PositiveSmallIntegerField(
        _("sannsynlighet"), choices=Likelihood, null=True, blank=True
    )
    consequence = models.PositiveSmallIntegerField(
        _("konsekvens"), choices=Consequence, null=True, blank=True
    )
    measure = models.TextField(_("tiltak"), blank=True)
    responsible = models.CharField(_("ansvarlig"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("risiko")
        verbose_name_plural = _("risikoer")
        ordering = ("version", "position", "pk")
        constraints = (
            UniqueConstraint(fields=["version", "key"], name="risk_key_once"),
            CheckConstraint(
                condition=Q(likelihood=None) | Q(likelihood__range=(1, 5)),
                name="risk_likelihood_one_to_five",
            ),
            CheckConstraint(
                condition=Q(consequence=None) | Q(consequence__range=(1, 5)),
                name="risk_consequence_one_to_five",
            ),
        )

    def __str__(self) -> str:
        return self.description[:80]
