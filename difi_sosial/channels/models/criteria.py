"""When we have agreed to stop, and what was measured."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import CriterionKind, CriterionState, Gap
from difi_sosial.channels.models.decisions import Decision
from difi_sosial.core.db import both_or_neither


class ClosingCriterion(models.Model):
    """A rule agreed beforehand: when it is met, somebody must decide whether to close."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="criteria")
    kind = models.CharField(_("kriterium"), max_length=20, choices=CriterionKind)
    # Posts, or per cent answered in time; weeks or months.
    limit = models.PositiveSmallIntegerField(_("grense"), null=True, blank=True)
    period = models.PositiveSmallIntegerField(_("periode"), null=True, blank=True)
    day = models.DateField(_("dag"), null=True, blank=True)
    note = models.TextField(_("hva vi mener med det"), blank=True)
    added_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=CriterionState, default=CriterionState.WATCHED)
    # `met_by` is empty when the portal measured it.
    met_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    met_at = models.DateTimeField(null=True)
    evidence = models.TextField(_("hva som viser det"), blank=True)
    dismissed_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    dismissed_at = models.DateTimeField(null=True)
    dismissed_until = models.DateField(_("sett til side til"), null=True)
    dismiss_reason = models.TextField(_("hvorfor vi fortsetter"), blank=True)

    class Meta:
        verbose_name = _("kriterium for nedlegging")
        verbose_name_plural = _("kriterier for nedlegging")
        ordering = ("pk",)
        constraints = (
            CheckConstraint(
                condition=~Q(state=CriterionState.MET)
                | Q(met_at__isnull=False) & (Q(met_by__isnull=True) | ~Q(evidence="")),
                name="criterion_met_has_evidence",
            ),
            both_or_neither("dismissed_by", "dismissed_at", name="criterion_dismissed_who_when"),
            CheckConstraint(
                condition=~Q(state=CriterionState.DISMISSED)
                | Q(dismissed_at__isnull=False, dismissed_until__isnull=False)
                & ~Q(dismiss_reason=""),
                name="criterion_dismissed_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision.channel}: {self.get_kind_display()}"


class Measurement(models.Model):
    """What the portal found on a day; no value when it has no numbers, and then for whom."""

    criterion = models.ForeignKey(ClosingCriterion, models.CASCADE, related_name="measurements")
    day = models.DateField()
    value = models.FloatField(null=True)
    gap = models.CharField(max_length=12, choices=Gap, blank=True)
    # The accounts that there are no numbers for.
    missing = models.TextField(blank=True)
    is_met = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("måling")
        verbose_name_plural = _("målinger")
        ordering = ("-day",)
        constraints = (
            UniqueConstraint(fields=["criterion", "day"], name="criterion_measured_once_a_day"),
            CheckConstraint(
                condition=Q(value__isnull=False) | Q(is_met=False),
                name="criterion_measured_met_has_value",
            ),
            CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(gap=""),
                name="criterion_measured_says_why_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.criterion} {self.day}"
