"""What an account says about itself: sentences, texts, proofs, and looks at what is published."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums.accounts import (
    CheckOutcome,
    Counting,
    Method,
    ProfileState,
    TextForm,
    TextLanguage,
    TextPart,
)
from difi_sosial.channels.models.accounts import Account
from difi_sosial.core.db import TimeStamped, both_or_neither

BEING_MADE = (ProfileState.GENERATED, ProfileState.ADAPTED, ProfileState.APPROVED)
STANDING = (ProfileState.PUBLISHED, ProfileState.DEVIATION)


class ProfileSentence(models.Model):
    """A sentence that profile texts are made of, with {facts} in it.

    `priority` 1 is kept longest when the text is cut; `position` is the order of reading. `short`
    is used where `text` does not fit. `condition` is `fact=value`; empty holds always.
    """

    key = models.SlugField(max_length=50)
    language = models.CharField(_("språk"), max_length=2, choices=TextLanguage)
    part = models.CharField(_("del"), max_length=20, choices=TextPart)
    form = models.CharField(_("brukes i"), max_length=10, choices=TextForm, default=TextForm.BOTH)
    position = models.PositiveSmallIntegerField()
    priority = models.PositiveSmallIntegerField(_("prioritet"), default=50)
    is_must = models.BooleanField(_("må være med"), default=False)
    condition = models.CharField(max_length=100, blank=True)
    text = models.TextField(_("setning"))
    short = models.TextField(_("kort form"), blank=True)
    edition = models.PositiveIntegerField(default=1, editable=False)
    # Set when a person changed the row here; the seed file then leaves it alone.
    edited_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("setning i profiltekster")
        verbose_name_plural = _("setninger i profiltekster")
        ordering = ("position", "key")
        constraints = (UniqueConstraint(fields=["key", "language"], name="sentence_once"),)

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"


class Proof(models.Model):
    """A file that shows what stood on the profile: never shown inline, only downloaded."""

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=50)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("bevis")
        verbose_name_plural = _("bevis")

    def __str__(self) -> str:
        return self.name


class ProfileText(TimeStamped):
    """A version of an account's profile text in one language: the short text and the long one."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="texts")
    language = models.CharField(_("språk"), max_length=2, choices=TextLanguage)
    number = models.PositiveIntegerField()
    edition = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=20, choices=ProfileState, default=ProfileState.GENERATED)
    body = models.TextField(_("kort tekst"), blank=True)
    long_body = models.TextField(_("lang tekst"))
    limit = models.PositiveIntegerField(null=True)
    counting = models.CharField(max_length=20, choices=Counting, default=Counting.CHARACTERS)
    left_out = ArrayField(models.TextField(), default=list)
    facts = models.JSONField(default=dict)
    generated_at = models.DateTimeField()
    generated_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    adapted_at = models.DateTimeField(null=True)
    adapted_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    # Everybody who saved a wording of this version: an earlier save counts as much as the last.
    editor_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    return_reason = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    # The one who was away, when a stand-in approved it.
    approved_for = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    checksum = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)
    # Empty when the portal itself found the text on the profile.
    published_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    published_url = models.URLField(_("der teksten står"), blank=True)
    proof = models.ForeignKey(Proof, models.PROTECT, null=True, related_name="+")
    outdated_at = models.DateTimeField(null=True)
    outdated_facts = ArrayField(models.CharField(max_length=50), default=list)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("profiltekst")
        verbose_name_plural = _("profiltekster")
        ordering = ("account", "language", "-number")
        constraints = (
            UniqueConstraint(fields=["account", "language", "number"], name="profile_number_once"),
            UniqueConstraint(
                fields=["account", "language"],
                condition=Q(state__in=BEING_MADE),
                name="profile_one_being_made",
            ),
            UniqueConstraint(
                fields=["account", "language"],
                condition=Q(state__in=STANDING),
                name="profile_one_standing",
            ),
            both_or_neither("adapted_at", "adapted_by", name="profile_adapted"),
            both_or_neither("approved_at", "approved_by", name="profile_approved"),
            CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("adapted_by")),
                name="profile_never_approved_by_adapter",
            ),
            CheckConstraint(
                condition=~Q(editor_ids__contains=[F("approved_by")]) | Q(approved_by=None),
                name="profile_never_approved_by_editor",
            ),
            CheckConstraint(
                condition=Q(approved_for=None)
                | Q(approved_by__isnull=False)
                & ~Q(approved_for=F("approved_by"))
                & ~Q(editor_ids__contains=[F("approved_for")]),
                name="profile_approved_for_another",
            ),
            CheckConstraint(
                condition=~Q(state__in=(ProfileState.APPROVED, *STANDING))
                | Q(approved_at__isnull=False),
                name="profile_approved_before_published",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} – {self.get_language_display()} v{self.number}"


class ProfileCheck(models.Model):
    """One look at the published profile, and what stood there."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="checks")
    text = models.ForeignKey(ProfileText, models.PROTECT, null=True, related_name="checks")
    checked_at = models.DateTimeField()
    method = models.CharField(max_length=10, choices=Method)
    outcome = models.CharField(max_length=20, choices=CheckOutcome)
    url = models.URLField(max_length=500, blank=True)
    seen = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    # When what stood on the page was deleted; that it was looked at, and what came of it, stays.
    forgotten_at = models.DateTimeField(null=True, editable=False)
    by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    proof = models.ForeignKey(Proof, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("kontroll av profiltekst")
        verbose_name_plural = _("kontroller av profiltekst")
        ordering = ("-checked_at", "-pk")
        indexes = (models.Index(fields=["account", "checked_at"], name="check_by_time"),)

    def __str__(self) -> str:
        return f"{self.account}: {self.get_outcome_display()}"
