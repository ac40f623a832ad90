"""Guidelines, their versions and the sections of a version."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Deferrable, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import TimeStamped, both_or_neither
from difi_sosial.guidelines.enums import MANDATORY, OPEN_STATES, Language, SectionKind, State

FROZEN_STATES = (State.APPROVED, State.IN_FORCE, State.SUPERSEDED, State.EXPIRED)


class Guideline(TimeStamped):
    """One document that lives through versions. Its title is that of the version in force."""

    title = models.CharField(_("tittel"), max_length=200)
    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    unit = models.ForeignKey(
        "people.Unit",
        models.PROTECT,
        verbose_name=_("enhet"),
        null=True,
        blank=True,
        related_name="+",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ansvarlig"), related_name="+"
    )
    language = models.CharField(_("målform"), max_length=2, choices=Language, default=Language.NB)
    is_public = models.BooleanField(_("kan leses av alle"), default=False)
    # The same guideline in the other written form; one of the two points at the other.
    translation_of = models.OneToOneField(
        "self",
        models.SET_NULL,
        verbose_name=_("på den andre målformen"),
        null=True,
        blank=True,
        related_name="translation",
    )
    # How many numbers the house rules have used; it only grows, so that no number comes back.
    house_rule_numbers = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("retningslinje")
        verbose_name_plural = _("retningslinjer")
        ordering = ("title", "pk")
        constraints = (
            CheckConstraint(
                condition=Q(translation_of__isnull=True) | ~Q(translation_of=F("pk")),
                name="guideline_not_its_own_translation",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def twin(self) -> "Guideline | None":
        """The same guideline in the other written form, whichever of the two points."""
        return self.translation_of or getattr(self, "translation", None)


class GuidelineVersion(TimeStamped):
    """One version of a guideline; from approval on the database refuses to change its text."""

    guideline = models.ForeignKey(Guideline, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("versjon"))
    title = models.CharField(_("tittel"), max_length=200)
    state = models.CharField(_("status"), max_length=20, choices=State, default=State.DRAFT)
    edition = models.PositiveIntegerField(default=1)
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("skrevet av"), related_name="+"
    )
    # How often it was sent in; the approvals of the last round count.
    round = models.PositiveSmallIntegerField(default=0)
    heard_at = models.DateTimeField(_("hørt"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("sendt til godkjenning"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("godkjent"), null=True, blank=True)
    # The one who was away, when a stand-in approved it.
    approved_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(_("returnert"), null=True, blank=True)
    # The one who was away, when a stand-in returned it.
    returned_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_reason = models.TextField(_("begrunnelse for retur"), blank=True)
    in_force_from = models.DateField(_("gjelder fra"), null=True, blank=True)
    # The last day it may hold, as it was approved; without one until it is replaced.
    valid_until = models.DateField(_("gjelder til og med"), null=True, blank=True)
    in_force_until = models.DateField(_("gjaldt til"), null=True, blank=True)
    review_on = models.DateField(_("gjennomgås innen"), null=True, blank=True)
    review_opened_at = models.DateTimeField(null=True, blank=True)
    frozen = models.BinaryField(null=True, blank=True)
    checksum = models.CharField(_("sjekksum"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("versjon av retningslinje")
        verbose_name_plural = _("versjoner av retningslinjer")
        ordering = ("guideline", "-number")
        constraints = (
            UniqueConstraint(fields=["guideline", "number"], name="guideline_version_number"),
            UniqueConstraint(
                fields=["guideline"],
                condition=Q(state=State.IN_FORCE),
                name="guideline_one_in_force",
            ),
            UniqueConstraint(
                fields=["guideline"],
                condition=Q(state__in=OPEN_STATES),
                name="guideline_one_open_version",
            ),
            both_or_neither("submitted_by", "submitted_at", name="guideline_submitted_who_when"),
            CheckConstraint(
                condition=~Q(state=State.SUBMITTED) | Q(heard_at__isnull=False),
                name="guideline_submitted_was_heard",
            ),
            both_or_neither("approved_by", "approved_at", name="guideline_approved_who_when"),
            both_or_neither("returned_by", "returned_at", name="guideline_returned_who_when"),
            CheckConstraint(
                condition=Q(returned_for__isnull=True)
                | Q(returned_by__isnull=False) & ~Q(returned_for=F("returned_by")),
                name="guideline_returned_for_another",
            ),
            CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")),
                name="guideline_approver_is_not_submitter",
            ),
            CheckConstraint(
                condition=Q(approved_for__isnull=True)
                | Q(approved_by__isnull=False)
                & ~Q(approved_for=F("submitted_by"))
                & ~Q(approved_for=F("approved_by")),
                name="guideline_approved_for_another",
            ),
            CheckConstraint(
                condition=~Q(state__in=FROZEN_STATES)
                | Q(approved_at__isnull=False, submitted_at__isnull=False, frozen__isnull=False),
                name="guideline_approved_is_frozen",
            ),
            CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(checksum__regex="^[0-9a-f]{64}$"),
                name="guideline_frozen_has_checksum",
            ),
            CheckConstraint(
                condition=~Q(state=State.RETURNED) | ~Q(returned_reason=""),
                name="guideline_returned_with_reason",
            ),
            CheckConstraint(
                condition=~Q(state=State.IN_FORCE) | Q(in_force_from__isnull=False),
                name="guideline_in_force_has_date",
            ),
            CheckConstraint(
                condition=Q(valid_until=None)
                | Q(in_force_from=None)
                | Q(valid_until__gte=F("in_force_from")),
                name="guideline_ends_after_it_begins",
            ),
            CheckConstraint(
                condition=~Q(state=State.EXPIRED)
                | Q(valid_until__isnull=False, in_force_until=F("valid_until")),
                name="guideline_expired_on_its_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, versjon {self.number}"

    @property
    def is_frozen(self) -> bool:
        """Whether the text can never change again."""
        return self.approved_at is not None


class Section(TimeStamped):
    """One part of a version. `anchor` is its identity through all versions and its permalink."""

    version = models.ForeignKey(GuidelineVersion, models.CASCADE, related_name="sections")
    kind = models.CharField(_("del"), max_length=20, choices=SectionKind)
    anchor = models.SlugField(max_length=80)
    heading = models.CharField(_("overskrift"), max_length=150)
    body = models.TextField(_("tekst"), blank=True)
    order = models.PositiveIntegerField(_("rekkefølge"))
    edition = models.PositiveIntegerField(default=1)
    # The open page that saved it by itself last: it does not collide with its own savings.
    sitting = models.CharField(max_length=36, blank=True, editable=False)
    # The open page that was left last, by a button: what it still sends by itself comes too late.
    left = models.CharField(max_length=36, blank=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("del av retningslinje")
        verbose_name_plural = _("deler av retningslinjer")
        ordering = ("version", "order")
        constraints = (
            UniqueConstraint(fields=["version", "anchor"], name="guideline_section_anchor"),
            UniqueConstraint(
                fields=["version", "order"],
                deferrable=Deferrable.DEFERRED,
                name="guideline_section_order",
            ),
            UniqueConstraint(
                fields=["version", "kind"],
                condition=~Q(kind=SectionKind.OWN),
                name="guideline_section_kind_once",
            ),
        )

    def __str__(self) -> str:
        return self.heading

    @property
    def returned_because(self) -> "models.QuerySet[models.Model]":
        """What had to be mended here when the version was returned last."""
        said = self.version.return_reasons.select_related("given_by")
        return said.filter(anchor=self.anchor, round=self.version.round)

    @property
    def is_own(self) -> bool:
        """Whether the agency thought of this part itself."""
        return self.kind == SectionKind.OWN

    @property
    def is_mandatory(self) -> bool:
        """Whether it is one of the guidance's eight, which no guideline may leave out."""
        return self.kind in MANDATORY
