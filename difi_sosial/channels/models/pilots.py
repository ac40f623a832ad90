"""A channel tried in the small before it is chosen."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import PilotState
from difi_sosial.channels.models.decisions import Decision
from difi_sosial.core.db import TimeStamped, both_or_neither

DECIDED = (PilotState.ORDINARY, PilotState.STOPPED)
RECOMMENDED = (PilotState.RECOMMENDED_CONTINUE, PilotState.RECOMMENDED_STOP)


class Pilot(TimeStamped):
    """What we want to find out, where and how long, and what makes us go on or stop."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="pilots")
    state = models.CharField(
        _("status"), max_length=24, choices=PilotState, default=PilotState.PLANNED
    )
    hypothesis = models.TextField(_("hva vi tror og vil finne ut"))
    scope = models.TextField(_("omfang"))
    arena = models.TextField(_("hvor vi prøver"))
    starts_on = models.DateField(_("første dag"))
    ends_on = models.DateField(_("siste dag"))
    success_criteria = models.TextField(_("når prøven er vellykket"))
    stop_criteria = models.TextField(_("når vi stopper før tiden"))
    planned_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    recommended_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    recommended_at = models.DateTimeField(null=True)
    recommendation = models.TextField(_("evaluering og anbefaling"), blank=True)
    decided_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_for = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    decision_reason = models.TextField(_("begrunnelse"), blank=True)

    class Meta:
        verbose_name = _("prøve")
        verbose_name_plural = _("prøver")
        ordering = ("-planned_at", "-pk")
        constraints = (
            UniqueConstraint(
                fields=["decision"],
                condition=~Q(state__in=sorted(DECIDED)),
                name="pilot_one_live",
            ),
            CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="pilot_has_an_end"),
            both_or_neither("recommended_by", "recommended_at", name="pilot_recommended_who_when"),
            both_or_neither("decided_by", "decided_at", name="pilot_decided_who_when"),
            CheckConstraint(
                condition=Q(decided_for=None)
                | Q(decided_by__isnull=False)
                & ~Q(decided_for=F("decided_by"))
                & ~Q(decided_for=F("recommended_by")),
                name="pilot_decided_for_another",
            ),
            CheckConstraint(
                condition=~Q(state__in=sorted(RECOMMENDED + DECIDED))
                | Q(recommended_at__isnull=False) & ~Q(recommendation=""),
                name="pilot_recommended_with_reason",
            ),
            CheckConstraint(
                condition=~Q(state__in=sorted(DECIDED))
                | Q(decided_at__isnull=False) & ~Q(decision_reason=""),
                name="pilot_decided_with_reason",
            ),
            CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("recommended_by")),
                name="pilot_decider_not_recommender",
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision.channel}: {self.get_state_display()}"


class PilotNote(models.Model):
    """What was seen in a week of the pilot."""

    pilot = models.ForeignKey(Pilot, models.PROTECT, related_name="notes")
    text = models.TextField(_("notat"))
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("notat fra prøven")
        verbose_name_plural = _("notater fra prøven")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.pilot} {self.at:%Y-%m-%d}"


PILOT_FIELDS = (
    "hypothesis",
    "scope",
    "arena",
    "starts_on",
    "ends_on",
    "success_criteria",
    "stop_criteria",
)
