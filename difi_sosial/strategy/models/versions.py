"""A strategy and its versions."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import TimeStamped, both_or_neither
from difi_sosial.people.enums import Language
from difi_sosial.strategy.enums import (
    FROZEN,
    OPEN,
    Heard,
    Level,
    Principle,
    Purpose,
    Scope,
    State,
)


class Strategy(TimeStamped):
    """A strategy for social media: the agency's own, or one unit's or campaign's."""

    title = models.CharField(_("tittel"), max_length=200)
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, verbose_name=_("enhet"), related_name="+"
    )
    owner = models.ForeignKey(
        "people.User", models.PROTECT, verbose_name=_("ansvarlig"), related_name="+"
    )
    scope = models.CharField(_("gjelder"), max_length=20, choices=Scope, default=Scope.AGENCY)
    ends_on = models.DateField(_("varer til"), null=True, blank=True)
    # The version that this strategy was made from, when it was made from another one.
    parent = models.ForeignKey(
        "strategy.StrategyVersion",
        models.PROTECT,
        verbose_name=_("laget fra"),
        null=True,
        related_name="children",
    )

    class Meta:
        verbose_name = _("strategi")
        verbose_name_plural = _("strategier")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class StrategyVersion(TimeStamped):
    """One text of a strategy. Migration 0002 lets the database refuse changes after approval."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("versjon"))
    state = models.CharField(_("status"), max_length=20, choices=State, default=State.DRAFT)
    language = models.CharField(_("målform"), max_length=2, choices=Language, default=Language.NB)
    author = models.ForeignKey(
        "people.User", models.PROTECT, verbose_name=_("forfatter"), related_name="+"
    )
    # Everyone who has written in the text: none of them may approve it.
    editor_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    # Counts the savings; `editions` says at which count each section was last saved.
    edition = models.PositiveIntegerField(default=1)
    editions = models.JSONField(default=dict, editable=False)
    # Which open page saved each section last: a page never collides with its own savings.
    sittings = models.JSONField(default=dict, editable=False)

    valid_from = models.DateField(_("skal gjelde fra"), null=True, blank=True)
    valid_to = models.DateField(_("skal gjelde til"), null=True, blank=True)
    next_review = models.DateField(_("neste gjennomgang"), null=True, blank=True)

    mandate = models.TextField(_("oppdraget"), blank=True)
    overall_strategy = models.TextField(_("forholdet til andre strategier og planer"), blank=True)
    principles = ArrayField(
        models.CharField(max_length=20, choices=Principle),
        verbose_name=_("prinsipper i kommunikasjonspolitikken"),
        default=list,
        blank=True,
    )
    heard = ArrayField(
        models.CharField(max_length=20, choices=Heard),
        verbose_name=_("hvem som er hørt"),
        default=list,
        blank=True,
    )
    heard_text = models.TextField(_("innspillene, og hva de førte til"), blank=True)

    situation = models.TextField(_("kanalene i dag"), blank=True)
    resources_today = models.TextField(_("ressursene i dag"), blank=True)
    net_identity = models.TextField(_("nettidentitet"), blank=True)
    net_identity_on = models.DateField(_("nettidentiteten ble sjekket"), null=True, blank=True)

    purposes = ArrayField(
        models.CharField(max_length=20, choices=Purpose),
        verbose_name=_("formål"),
        default=list,
        blank=True,
    )
    purpose_text = models.TextField(_("formålet med egne ord"), blank=True)

    core_message = models.TextField(_("hovedbudskap"), blank=True)
    spokesperson = models.CharField(_("talsperson"), max_length=200, blank=True)

    inform_level = models.PositiveSmallIntegerField(_("formidle"), choices=Level, null=True)
    inform_evidence = models.TextField(_("begrunnelse for formidle"), blank=True)
    listen_level = models.PositiveSmallIntegerField(_("lytte"), choices=Level, null=True)
    listen_evidence = models.TextField(_("begrunnelse for lytte"), blank=True)
    share_level = models.PositiveSmallIntegerField(_("dele"), choices=Level, null=True)
    share_evidence = models.TextField(_("begrunnelse for dele"), blank=True)
    take_part_level = models.PositiveSmallIntegerField(_("delta"), choices=Level, null=True)
    take_part_evidence = models.TextField(_("begrunnelse for delta"), blank=True)

    channel_plan = models.TextField(_("kanaler vi vil vurdere"), blank=True)
    channels_not = models.TextField(_("kanaler vi ikke vil bruke"), blank=True)

    privacy_security = models.TextField(_("personvern og informasjonssikkerhet"), blank=True)
    case_handling = models.TextField(_("saksbehandling"), blank=True)
    private_professional = models.TextField(_("privat og profesjonell rolle"), blank=True)
    archive_journal = models.TextField(_("arkiv og journal"), blank=True)
    policy_signals = models.TextField(_("forvaltningspolitiske signaler"), blank=True)

    hours_per_week = models.DecimalField(
        _("timer i uken"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    staffing = models.TextField(_("hvem gjør arbeidet"), blank=True)
    substitutes = models.TextField(_("hvem er vikar"), blank=True)
    budget = models.TextField(_("budsjett"), blank=True)
    advertising = models.TextField(_("annonsering"), blank=True)

    crisis_plan = models.TextField(_("beredskapsplanen"), blank=True)
    crisis_override = models.TextField(_("hvem overtar i en krise"), blank=True)
    crisis_use = models.TextField(_("sosiale medier i en krise"), blank=True)

    bokmaal_percent = models.PositiveSmallIntegerField(
        _("andel bokmål i prosent"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    nynorsk_percent = models.PositiveSmallIntegerField(
        _("andel nynorsk i prosent"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    sami = models.TextField(_("samisk"), blank=True)
    other_languages = models.TextField(_("andre språk og tegnspråk"), blank=True)
    plain_language = models.TextField(_("klarspråk"), blank=True)

    pilot_plan = models.TextField(_("hva som skal prøves"), blank=True)
    pilot_until = models.DateField(_("piloten varer til"), null=True, blank=True)
    pilot_success = models.TextField(_("når piloten har lyktes"), blank=True)
    pilot_stop = models.TextField(_("når piloten blir stoppet"), blank=True)

    evaluation = models.TextField(_("hva som skal måles"), blank=True)
    evaluation_when = models.TextField(_("når og hvem"), blank=True)
    stop_criteria = models.TextField(_("hva som får oss til å slutte"), blank=True)

    publication = models.TextField(_("publisering"), blank=True)

    # Since when the version has been where it is: what waits too long is reminded of.
    state_since = models.DateTimeField(null=True)
    # Sent in for the head's check; `submitted` is sent on to the one who approves.
    sent_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    hearing_text = models.TextField(blank=True)
    heard_at = models.DateTimeField(null=True)
    skipped_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    skipped_at = models.DateTimeField(null=True)
    skip_reason = models.TextField(blank=True)
    submitted_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True)
    approved_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    # The one who was away, when a stand-in approved it.
    approved_for = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    canonical_text = models.TextField(blank=True)
    checksum = models.CharField(max_length=64, blank=True)
    in_force_on = models.DateField(_("gjelder fra"), null=True, blank=True)
    superseded_at = models.DateTimeField(null=True)
    review_on = models.DateField(_("gjennomgås"), null=True, blank=True)
    review_opened_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdraw_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("versjon av strategi")
        verbose_name_plural = _("versjoner av strategi")
        ordering = ("strategy", "-number")
        constraints = (
            UniqueConstraint(fields=["strategy", "number"], name="strategy_version_number"),
            UniqueConstraint(
                fields=["strategy"], condition=Q(state=State.IN_FORCE), name="strategy_one_in_force"
            ),
            UniqueConstraint(
                fields=["strategy"], condition=Q(state__in=OPEN), name="strategy_one_open"
            ),
            CheckConstraint(condition=Q(state__in=State.values), name="strategy_known_state"),
            both_or_neither("sent_by", "sent_at", name="strategy_sent_who_when"),
            both_or_neither("skipped_by", "skipped_at", name="strategy_skipped_who_when"),
            both_or_neither("submitted_by", "submitted_at", name="strategy_submitted_who_when"),
            both_or_neither("returned_by", "returned_at", name="strategy_returned_who_when"),
            both_or_neither("approved_by", "approved_at", name="strategy_approved_who_when"),
            both_or_neither("withdrawn_by", "withdrawn_at", name="strategy_withdrawn_who_when"),
            CheckConstraint(
                condition=~Q(approved_by=F("submitted_by")) | Q(approved_by=None),
                name="strategy_approver_not_submitter",
            ),
            CheckConstraint(
                condition=~Q(approved_by=F("sent_by")) | Q(approved_by=None),
                name="strategy_approver_not_sender",
            ),
            CheckConstraint(
                condition=~Q(approved_by=F("author")) | Q(approved_by=None),
                name="strategy_approver_not_author",
            ),
            CheckConstraint(
                condition=~Q(editor_ids__contains=[F("approved_by")]) | Q(approved_by=None),
                name="strategy_approver_not_editor",
            ),
            CheckConstraint(
                condition=Q(approved_for=None)
                | Q(approved_by__isnull=False)
                & ~Q(approved_for=F("approved_by"))
                & ~Q(approved_for=F("author"))
                & (Q(sent_by=None) | ~Q(approved_for=F("sent_by")))
                & ~Q(approved_for=F("submitted_by"))
                & ~Q(editor_ids__contains=[F("approved_for")]),
                name="strategy_approved_for_another",
            ),
            CheckConstraint(
                condition=~Q(state__in=FROZEN)
                | (Q(approved_at__isnull=False) & ~Q(canonical_text="") & ~Q(checksum="")),
                name="strategy_approved_is_frozen_text",
            ),
            CheckConstraint(
                condition=~Q(state=State.SUBMITTED)
                | Q(heard_at__isnull=False)
                | ~Q(skip_reason=""),
                name="strategy_heard_or_told_why_not",
            ),
            CheckConstraint(
                condition=~Q(state=State.IN_FORCE) | Q(in_force_on__isnull=False),
                name="strategy_in_force_has_day",
            ),
            CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="strategy_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.strategy} – versjon {self.number}"
