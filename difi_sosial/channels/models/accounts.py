"""The agency's own profiles: what they are for, what they promise, and who has access."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums.accounts import (
    AccountUse,
    ActivityLevel,
    AlarmCause,
    DirectMessages,
    MessageKind,
    Method,
    ProfileReader,
    TextLanguage,
    Weekday,
)
from difi_sosial.channels.models.catalogue import Channel
from difi_sosial.core.db import TimeStamped, both_or_neither

LONGEST_PROMISE = 80  # ten working days; more is no promise


class Account(TimeStamped):
    """One of the agency's own profiles in a channel."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="accounts")
    slug = models.SlugField(_("kortnavn"), max_length=100, unique=True, editable=False)
    # Raised when a person changes the facts, hours or promises: two at once see each other's.
    edition = models.PositiveIntegerField(default=1, editable=False)
    handle = models.CharField(_("kontonavn"), max_length=150)
    name = models.CharField(_("visningsnavn"), max_length=150, blank=True)
    url = models.URLField(_("adresse"))
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, verbose_name=_("ansvarlig enhet"), related_name="+"
    )
    # Asked for by the form; accounts from before this column have none until somebody takes it.
    owner = models.ForeignKey(
        "people.User",
        models.PROTECT,
        verbose_name=_("eier"),
        null=True,
        blank=True,
        related_name="+",
    )
    purpose = models.TextField(_("hva kontoen brukes til"), blank=True)
    purpose_nn = models.TextField(_("formål på nynorsk"), blank=True)
    purpose_en = models.TextField(_("formål på engelsk"), blank=True)
    uses = ArrayField(
        models.CharField(max_length=20, choices=AccountUse),
        verbose_name=_("bruk"),
        default=list,
        blank=True,
    )
    languages = ArrayField(
        models.CharField(max_length=2, choices=TextLanguage),
        verbose_name=_("språk"),
        default=list,
        blank=True,
    )
    profile_language = models.CharField(
        _("språket profilteksten står på i kanalen"),
        max_length=2,
        choices=[choice for choice in TextLanguage.choices if choice[0] != TextLanguage.SE],
        default=TextLanguage.NB,
    )
    activity = models.CharField(
        _("hvor ofte dere legger ut noe"), max_length=10, choices=ActivityLevel, blank=True
    )
    direct_messages = models.CharField(
        _("direktemeldinger"), max_length=10, choices=DirectMessages, blank=True
    )
    # The promise that the profile makes: within so many working hours somebody has answered.
    response_hours = models.PositiveSmallIntegerField(
        _("svartid (arbeidstimer)"), null=True, blank=True
    )
    opening_hours = models.CharField(_("merknad til åpningstiden"), max_length=150, blank=True)
    case_address = models.CharField(_("hit sendes saker"), max_length=200, blank=True)
    privacy_url = models.URLField(_("personvernerklæring"), blank=True)
    rules_url = models.URLField(_("husregler"), blank=True)
    opened_on = models.DateField(_("åpnet"), null=True, blank=True)
    closed_on = models.DateField(_("lagt ned"), null=True, blank=True)
    # Anchoring: who wants this account, with what mandate, who was heard and who was told.
    decision_maker = models.CharField(_("hvem bestemte"), max_length=200, blank=True)
    mandate = models.TextField(_("mandat"), blank=True)
    heard = models.TextField(_("hvem er hørt"), blank=True)
    communicated = models.TextField(_("hvordan er det gjort kjent"), blank=True)
    # The watch on the published profile.
    reader = models.CharField(
        _("hvordan profilen leses"), max_length=20, choices=ProfileReader, blank=True
    )
    profile_url = models.URLField(_("siden der profilteksten står"), blank=True)
    profile_part = models.CharField(_("del av siden (id)"), max_length=100, blank=True)
    profile_due_at = models.DateTimeField(null=True, editable=False)
    control_due_on = models.DateField(null=True, editable=False)
    # Access.
    confirm_due_on = models.DateField(_("tilganger bekreftes innen"), null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("konto")
        verbose_name_plural = _("kontoer")
        ordering = ("channel__name", "handle")
        constraints = (UniqueConstraint(fields=["channel", "handle"], name="account_handle_once"),)

    def __str__(self) -> str:
        return f"{self.handle} ({self.channel})"


class OpeningHours(models.Model):
    """A span of a weekday in which somebody follows the account, on a Norwegian clock.

    A day may have several spans; a day without any is closed, and so is every public holiday.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("ukedag"), choices=Weekday)
    opens = models.TimeField(_("fra kl."))
    closes = models.TimeField(_("til kl."))

    class Meta:
        verbose_name = _("åpningstid")
        verbose_name_plural = _("åpningstider")
        ordering = ("weekday", "opens")
        constraints = (
            UniqueConstraint(fields=["account", "weekday", "opens"], name="hours_once"),
            CheckConstraint(condition=Q(closes__gt=F("opens")), name="hours_close_after_opening"),
            CheckConstraint(condition=Q(weekday__lte=Weekday.SUNDAY), name="hours_weekday"),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H.%M}–{self.closes:%H.%M}"


class ResponsePromise(models.Model):
    """A promise for one kind of message, where it differs from the account's general one."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="promises")
    kind = models.CharField(_("type melding"), max_length=20, choices=MessageKind)
    hours = models.PositiveSmallIntegerField(
        _("arbeidstimer"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_PROMISE)],
    )

    class Meta:
        verbose_name = _("svartid for en type melding")
        verbose_name_plural = _("svartider for typer meldinger")
        ordering = ("kind",)
        constraints = (
            UniqueConstraint(fields=["account", "kind"], name="promise_kind_once"),
            CheckConstraint(condition=Q(kind__in=MessageKind.values), name="promise_kind"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.hours}"


class Administrator(models.Model):
    """Somebody who can sign in to an account: a person in the portal, or one outside it."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="administrators")
    user = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("navn"), max_length=150, blank=True)
    email = models.EmailField(_("e-postadresse"), blank=True)
    # Where the person worked when the access was given: another unit now raises an alarm.
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    # When the name and address of somebody outside were deleted, long after the removal.
    forgotten_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("administrator")
        verbose_name_plural = _("administratorer")
        ordering = ("pk",)
        constraints = (
            CheckConstraint(
                condition=Q(user__isnull=False, name="", email="")
                | Q(Q(user__isnull=True, forgotten_at=None), ~Q(name=""), ~Q(email=""))
                | Q(
                    user__isnull=True,
                    name="",
                    email="",
                    removed_at__isnull=False,
                    forgotten_at__isnull=False,
                ),
                name="administrator_inside_or_outside",
            ),
            UniqueConstraint(
                fields=["account", "user"],
                condition=Q(removed_at=None, user__isnull=False),
                name="administrator_user_once",
            ),
            UniqueConstraint(
                "account",
                Lower("email"),
                condition=Q(removed_at=None, user=None),
                name="administrator_email_once",
            ),
            both_or_neither("removed_at", "removed_by", name="administrator_removed"),
        )

    def __str__(self) -> str:
        if self.forgotten_at is not None:
            return str(_("Slettet navn"))
        return self.user.name if self.user else self.name


class Confirmation(models.Model):
    """The owner's word that these people, and no others, still have access."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="confirmations")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    names = ArrayField(models.CharField(max_length=200), default=list)
    due_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("bekreftelse av tilganger")
        verbose_name_plural = _("bekreftelser av tilganger")
        ordering = ("-confirmed_at", "-pk")

    def __str__(self) -> str:
        return f"{self.account}: {self.confirmed_at:%Y-%m-%d}"


class LeaverAlarm(models.Model):
    """An administrator has left or moved; open until somebody says what became of the access."""

    administrator = models.ForeignKey(Administrator, models.PROTECT, related_name="alarms")
    cause = models.CharField(max_length=20, choices=AlarmCause)
    raised_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    is_removed = models.BooleanField(_("tilgangen er fjernet"), default=False)
    note = models.TextField(_("hva er gjort"), blank=True)

    class Meta:
        verbose_name = _("alarm om tilgang")
        verbose_name_plural = _("alarmer om tilgang")
        ordering = ("-raised_at", "-pk")
        constraints = (
            UniqueConstraint(
                fields=["administrator"], condition=Q(closed_at=None), name="alarm_open_once"
            ),
            both_or_neither("closed_at", "closed_by", name="alarm_closed"),
        )

    def __str__(self) -> str:
        return f"{self.administrator}: {self.get_cause_display()}"


class ActivitySample(models.Model):
    """What an account's numbers were at a moment, as the portal or a person saw them."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="samples")
    taken_at = models.DateTimeField()
    posts_total = models.PositiveIntegerField(_("innlegg i alt"), null=True, blank=True)
    followers = models.PositiveIntegerField(_("følgere"), null=True, blank=True)
    last_post_at = models.DateTimeField(_("siste innlegg"), null=True, blank=True)
    method = models.CharField(max_length=10, choices=Method)
    source = models.CharField(_("kilde"), max_length=300, blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("måling av aktivitet")
        verbose_name_plural = _("målinger av aktivitet")
        ordering = ("-taken_at", "-pk")
        indexes = (models.Index(fields=["account", "taken_at"], name="sample_by_time"),)
        constraints = (
            CheckConstraint(
                condition=Q(method=Method.AUTO, by=None)
                | Q(Q(method=Method.MANUAL, by__isnull=False), ~Q(source="")),
                name="sample_manual_has_source",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account}: {self.taken_at:%Y-%m-%d}"
