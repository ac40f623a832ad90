"""What was decided about a channel."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import ENDED, UNDECIDED, Advice, DecisionState
from difi_sosial.channels.models.catalogue import Channel
from difi_sosial.core.db import TimeStamped, both_or_neither


class Decision(TimeStamped):
    """A channel proposed by one person and chosen or declined by another, with written reasons."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="decisions")
    state = models.CharField(
        _("status"), max_length=20, choices=DecisionState, default=DecisionState.PROPOSED
    )
    purpose = models.TextField(_("hva vi vil bruke kanalen til"))
    proposed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("begrunnelse"), blank=True)
    conditions = models.TextField(_("vilkår"), blank=True)
    valid_to = models.DateField(_("gjelder til"), null=True, blank=True)
    # What the matrix said when it was decided, and why the decision went another way.
    score = models.PositiveSmallIntegerField(_("poeng av 100"), null=True)
    advice = models.CharField(_("poengene"), max_length=10, choices=Advice, blank=True)
    against_score_reason = models.TextField(_("hvorfor mot poengene"), blank=True)
    closed_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    close_reason = models.TextField(_("begrunnelse for å legge ned"), blank=True)

    class Meta:
        verbose_name = _("beslutning")
        verbose_name_plural = _("beslutninger")
        ordering = ("-proposed_at", "-pk")
        constraints = (
            UniqueConstraint(
                fields=["channel"],
                condition=~Q(state__in=sorted(ENDED)),
                name="decision_one_live",
            ),
            CheckConstraint(
                condition=Q(state__in=DecisionState.values), name="decision_known_state"
            ),
            both_or_neither("decided_by", "decided_at", name="decision_decided_who_when"),
            both_or_neither("closed_by", "closed_at", name="decision_closed_who_when"),
            CheckConstraint(
                condition=Q(state__in=sorted(UNDECIDED))
                | (Q(decided_at__isnull=False) & ~Q(reason="")),
                name="decision_has_reason",
            ),
            CheckConstraint(
                condition=~Q(decided_by=F("proposed_by")) | Q(decided_by=None),
                name="decision_decider_not_proposer",
            ),
            CheckConstraint(
                condition=~Q(
                    Q(state=DecisionState.CHOSEN, advice=Advice.AGAINST)
                    | Q(state=DecisionState.DECLINED, advice=Advice.FOR),
                    against_score_reason="",
                ),
                name="decision_against_score_has_reason",
            ),
            CheckConstraint(
                condition=~Q(state=DecisionState.CLOSED)
                | (Q(closed_at__isnull=False) & ~Q(close_reason="")),
                name="decision_closed_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel}: {self.get_state_display()}"
