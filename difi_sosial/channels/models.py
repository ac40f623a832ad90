"""The catalogue, what we think of its channels, what was decided, and our accounts."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import (
    Advice,
    Category,
    DecisionState,
    DeviceRule,
    Dialogue,
    ReachLevel,
)
from difi_sosial.core.db import TimeStamped, both_or_neither


class Channel(TimeStamped):
    """A row of the catalogue: a social medium, whether we use it or not."""

    slug = models.SlugField(_("kortnavn"), max_length=50, unique=True)
    name = models.CharField(_("kanal"), max_length=100, unique=True)
    category = models.CharField(_("kategori"), max_length=20, choices=Category)
    platform = models.CharField(_("plattform"), max_length=100, blank=True)
    provider = models.CharField(_("leverandør"), max_length=150)
    owner_country = models.CharField(_("leverandørens land (landkode)"), max_length=2, blank=True)
    url = models.URLField(_("adresse"), blank=True)
    description = models.TextField(_("hva kanalen er"), blank=True)
    # The slug of the monitoring connector that reads the channel; empty when none does.
    connector = models.SlugField(_("kobling"), max_length=50, blank=True)
    profile_limit = models.PositiveIntegerField(
        _("lengste profiltekst (tegn)"), null=True, blank=True
    )
    device_rule = models.CharField(
        _("regel for enheter"), max_length=20, choices=DeviceRule, default=DeviceRule.OPEN
    )
    device_note = models.TextField(_("om regelen for enheter"), blank=True)
    dpia_note = models.TextField(_("om personvernkonsekvenser"), blank=True)
    dpia_url = models.URLField(_("lenke om personvernkonsekvenser"), blank=True)
    is_active = models.BooleanField(_("vises i katalogen"), default=True)
    # Set when a person changed the row here; the catalogue file then leaves it alone.
    edited_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("kanal")
        verbose_name_plural = _("kanaler")
        ordering = ("name",)
        constraints = (
            CheckConstraint(condition=Q(category__in=Category.values), name="channel_category"),
        )

    def __str__(self) -> str:
        return self.name


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


class Decision(TimeStamped):
    """A channel proposed by one person and chosen or declined by another, with written reasons."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="decisions")
    state = models.CharField(
        _("status"), max_length=10, choices=DecisionState, default=DecisionState.PROPOSED
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
                condition=Q(state__in=[DecisionState.PROPOSED, DecisionState.CHOSEN]),
                name="decision_one_live",
            ),
            CheckConstraint(
                condition=Q(state__in=DecisionState.values), name="decision_known_state"
            ),
            both_or_neither("decided_by", "decided_at", name="decision_decided_who_when"),
            both_or_neither("closed_by", "closed_at", name="decision_closed_who_when"),
            CheckConstraint(
                condition=Q(state=DecisionState.PROPOSED)
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


class Account(TimeStamped):
    """One of the agency's own profiles in a channel."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="accounts")
    handle = models.CharField(_("kontonavn"), max_length=150)
    name = models.CharField(_("visningsnavn"), max_length=150, blank=True)
    url = models.URLField(_("adresse"))
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, verbose_name=_("ansvarlig enhet"), related_name="+"
    )
    purpose = models.TextField(_("hva kontoen brukes til"), blank=True)
    # The promise that the profile makes: within so many working hours somebody has answered.
    response_hours = models.PositiveSmallIntegerField(
        _("svartid (arbeidstimer)"), null=True, blank=True
    )
    opening_hours = models.CharField(_("når kontoen følges"), max_length=150, blank=True)
    opened_on = models.DateField(_("åpnet"), null=True, blank=True)
    closed_on = models.DateField(_("lagt ned"), null=True, blank=True)

    class Meta:
        verbose_name = _("konto")
        verbose_name_plural = _("kontoer")
        ordering = ("channel__name", "handle")
        constraints = (UniqueConstraint(fields=["channel", "handle"], name="account_handle_once"),)

    def __str__(self) -> str:
        return f"{self.handle} ({self.channel})"


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
