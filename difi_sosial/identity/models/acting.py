"""What is done about a finding: measures, and the case about an impersonation."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import TimeStamped
from difi_sosial.identity.enums import (
    CASE_OVER,
    CaseAction,
    CaseState,
    Kind,
    MeasureKind,
    MeasureState,
    Way,
)
from difi_sosial.identity.models.findings import WRITTEN, Finding

REPORTED = (CaseState.REPORTED, CaseState.FOLLOWED_UP, CaseState.REMOVED, CaseState.NOT_REMOVED)


class Measure(TimeStamped):
    """One line of the action list: what somebody shall do about a finding, and by when."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="measures")
    kind = models.CharField(_("tiltak"), max_length=10, choices=MeasureKind)
    text = models.CharField(_("hva skal gjøres"), max_length=300, blank=True)
    # What was registered before measures were rows of their own may lack owner and day.
    owner = models.ForeignKey(
        "people.User", models.PROTECT, verbose_name=_("ansvarlig"), null=True, related_name="+"
    )
    due_on = models.DateField(_("frist"), null=True)
    state = models.CharField(max_length=12, choices=MeasureState, default=MeasureState.PLANNED)
    result = models.TextField(_("resultat"), blank=True)
    ended_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("tiltak")
        verbose_name_plural = _("tiltak")
        ordering = ("due_on", "pk")
        constraints = (
            CheckConstraint(
                condition=Q(ended_on=None)
                | Q(state__in=[MeasureState.DONE, MeasureState.IMPOSSIBLE, MeasureState.DROPPED]),
                name="measure_ended_only_when_over",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.finding}"

    @property
    def log_name(self) -> str:
        """What the log calls it."""
        return f"{self.get_kind_display()}: {self.finding.log_name}"


class Impersonation(TimeStamped):
    """The case about somebody who pretends to be the agency; one open case for each finding."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="cases")
    state = models.CharField(max_length=12, choices=CaseState, default=CaseState.SUSPECTED)
    harm = models.TextField(_("hva den gjør"))
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    way = models.CharField(_("hvordan er den meldt"), max_length=10, choices=Way, blank=True)
    reference = models.CharField(_("referanse"), max_length=200, blank=True)
    reported_at = models.DateTimeField(null=True, editable=False)
    # The day somebody acts next: documents, asks again, tells the public.
    due_on = models.DateField(_("neste frist"), null=True)
    warning_nb = models.TextField(_("varsel på bokmål"), blank=True)
    warning_nn = models.TextField(_("varsel på nynorsk"), blank=True)
    told_where = models.CharField(_("hvor dere varslet"), max_length=300, blank=True)
    told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("sak om etterligning")
        verbose_name_plural = _("saker om etterligning")
        ordering = ("-opened_at", "-pk")
        constraints = (
            UniqueConstraint(
                fields=["finding"],
                condition=~Q(state__in=CASE_OVER),
                name="impersonation_one_open",
            ),
            CheckConstraint(
                condition=~Q(state__in=REPORTED) | (Q(reported_at__isnull=False) & ~Q(way="")),
                name="impersonation_reported_how",
            ),
            CheckConstraint(
                condition=~Q(state=CaseState.TOLD)
                | Q(
                    told_at__isnull=False,
                    told_where__regex=WRITTEN,
                    warning_nb__regex=WRITTEN,
                    warning_nn__regex=WRITTEN,
                ),
                name="impersonation_told_what",
            ),
        )

    def __str__(self) -> str:
        return f"{Kind.IMPERSONATOR.label}: {self.finding}"

    @property
    def log_name(self) -> str:
        """What the log calls it: not by the name of whoever it is about."""
        return _("Sak %(number)s om etterligning") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        """Its page."""
        return f"/nettidentitet/etterligning/{self.pk}/"


class ImpersonationStep(models.Model):
    """One step of the case with its reasons; the database refuses to change or remove it."""

    case = models.ForeignKey(Impersonation, models.PROTECT, related_name="steps")
    action = models.CharField(max_length=12, choices=CaseAction)
    source = models.CharField(max_length=12, choices=CaseState)
    target = models.CharField(max_length=12, choices=CaseState)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("steg i en sak")
        verbose_name_plural = _("steg i en sak")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.case}: {self.get_action_display()}"
