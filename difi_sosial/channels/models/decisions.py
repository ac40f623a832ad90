"""What was decided about a channel, and every step on the way."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import ENDED, UNDECIDED, Action, Advice, DecisionState
from difi_sosial.channels.models.catalogue import Channel
from difi_sosial.core.db import TimeStamped, both_or_neither

CHOICES_FOR = (DecisionState.CHOSEN, DecisionState.PILOT)


class Decision(TimeStamped):
    """A channel from the proposal of one person, by the decision of another, to its closing."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="decisions")
    state = models.CharField(
        _("status"), max_length=20, choices=DecisionState, default=DecisionState.PROPOSED
    )
    purpose = models.TextField(_("hva vi vil bruke kanalen til"))
    # A channel supplements the agency's own site, where the same information stands for everybody.
    own_source_url = models.URLField(_("samme informasjon på nettstedet"), blank=True)
    proposed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # The one who was away, when a stand-in decided.
    decided_for = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("begrunnelse"), blank=True)
    conditions = models.TextField(_("vilkår"), blank=True)
    valid_to = models.DateField(_("gjelder til"), null=True, blank=True)
    # What the matrix said when it was decided, and why the decision went another way.
    score = models.PositiveSmallIntegerField(_("poeng av 100"), null=True)
    advice = models.CharField(_("poengene"), max_length=10, choices=Advice, blank=True)
    against_score_reason = models.TextField(_("hvorfor mot poengene"), blank=True)
    # Whether it was decided against the data protection officer's advice, and then why.
    against_dpo = models.BooleanField(default=False)
    against_dpo_reason = models.TextField(_("hvorfor mot personvernombudets råd"), blank=True)
    # A stop that the head of communications made alone: the state it came from, until it ends.
    suspended_from = models.CharField(max_length=20, choices=DecisionState, blank=True)
    suspended_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    suspended_at = models.DateTimeField(null=True)
    stop_confirmed_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, related_name="+"
    )
    stop_confirmed_at = models.DateTimeField(null=True)
    # The archivist says that the content is kept, before the channel can be closed.
    captured_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    captured_at = models.DateTimeField(null=True)
    capture_reference = models.TextField(_("hvor innholdet er tatt vare på"), blank=True)
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
            both_or_neither("suspended_by", "suspended_at", name="decision_suspended_who_when"),
            both_or_neither(
                "stop_confirmed_by", "stop_confirmed_at", name="decision_stop_confirmed_who_when"
            ),
            both_or_neither("captured_by", "captured_at", name="decision_captured_who_when"),
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
                condition=Q(decided_for=None)
                | Q(decided_by__isnull=False)
                & ~Q(decided_for=F("decided_by"))
                & ~Q(decided_for=F("proposed_by")),
                name="decision_decided_for_another",
            ),
            CheckConstraint(
                condition=~Q(
                    Q(state__in=CHOICES_FOR, advice=Advice.AGAINST)
                    | Q(state=DecisionState.DECLINED, advice=Advice.FOR),
                    against_score_reason="",
                ),
                name="decision_against_score_has_reason",
            ),
            CheckConstraint(
                condition=~Q(against_dpo=True, against_dpo_reason=""),
                name="decision_against_dpo_has_reason",
            ),
            CheckConstraint(
                condition=~Q(state__in=[DecisionState.OPEN, DecisionState.LIMITED])
                | ~Q(own_source_url=""),
                name="decision_open_is_a_supplement",
            ),
            CheckConstraint(
                condition=Q(state=DecisionState.SUSPENDED, suspended_at__isnull=False)
                & ~Q(suspended_from="")
                | ~Q(state=DecisionState.SUSPENDED)
                & Q(suspended_at__isnull=True, suspended_from=""),
                name="decision_suspended_from",
            ),
            CheckConstraint(
                condition=~Q(state=DecisionState.CLOSED)
                | (Q(closed_at__isnull=False) & ~Q(close_reason="")),
                name="decision_closed_has_reason",
            ),
            CheckConstraint(
                condition=~Q(state=DecisionState.CLOSED)
                | (Q(captured_at__isnull=False) & ~Q(capture_reference="")),
                name="decision_closed_is_captured",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel}: {self.get_state_display()}"


class DecisionAct(models.Model):
    """One step with a decision: who took it, when, why, and what was known then."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="acts")
    action = models.CharField(max_length=20, choices=Action)
    from_state = models.CharField(max_length=20, choices=DecisionState)
    to_state = models.CharField(max_length=20, choices=DecisionState)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    # What it was built on, such as the lights when the channel was opened.
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("steg i en beslutning")
        verbose_name_plural = _("steg i beslutninger")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.decision.channel}: {self.get_action_display()}"
