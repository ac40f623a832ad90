"""Read and understood: who is asked to confirm a version, and who has.

A receipt cannot be changed: it says which bytes somebody confirmed, and when. It is kept while the
version is in force and `settings.RECEIPT_YEARS` after, and then forgotten.
"""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import both_or_neither
from difi_sosial.guidelines.enums import CampaignState
from difi_sosial.guidelines.models.documents import GuidelineVersion


class Campaign(models.Model):
    """That people shall confirm a version in force: who, what they confirm, and until when.

    `asked_total` and `confirmed_total` are how it stood when it was closed; people leave later.
    """

    version = models.ForeignKey(GuidelineVersion, models.PROTECT, related_name="campaigns")
    question = models.CharField(_("det de bekrefter"), max_length=300)
    message = models.TextField(_("melding"), blank=True)
    deadline = models.DateField(_("frist"))
    everyone = models.BooleanField(_("alle"), default=False)
    units = models.ManyToManyField("people.Unit", verbose_name=_("enheter"), related_name="+")
    roles = models.JSONField(_("roller"), default=list)
    persons = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("personer"), related_name="+"
    )
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("startet"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("avsluttet"), null=True, blank=True)
    closed_note = models.TextField(_("merknad"), blank=True)
    asked_total = models.PositiveIntegerField(null=True, blank=True)
    confirmed_total = models.PositiveIntegerField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("les og bekreft")
        verbose_name_plural = _("les og bekreft")
        ordering = ("-started_at", "-pk")
        constraints = (
            UniqueConstraint(
                fields=["version"], condition=Q(closed_at=None), name="campaign_one_open"
            ),
            CheckConstraint(condition=~Q(question=""), name="campaign_asks_something"),
            CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, closed_note="")
                | Q(closed_at__isnull=False) & ~Q(closed_note=""),
                name="campaign_closed_with_note",
            ),
            both_or_neither("closed_at", "asked_total", name="campaign_closed_asked"),
            both_or_neither("closed_at", "confirmed_total", name="campaign_closed_confirmed"),
            CheckConstraint(
                condition=Q(forgotten_at=None) | Q(closed_at__isnull=False),
                name="campaign_forgotten_is_closed",
            ),
        )

    def __str__(self) -> str:
        return str(self.version)

    @property
    def state(self) -> str:
        """Open or closed."""
        return CampaignState.CLOSED if self.closed_at else CampaignState.OPEN

    def get_state_display(self) -> str:
        """The state for a reader."""
        return str(CampaignState(self.state).label)


class Asked(models.Model):
    """One person who is asked; newcomers get a deadline of their own, never before the others'.

    Whoever is excused is asked no more. The row stays, so that the clock does not ask again, and
    the reason goes with it when it is forgotten.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="asked")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("spurt"))
    deadline = models.DateField(_("frist"))
    excused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    excused_at = models.DateTimeField(_("fritatt"), null=True, blank=True)
    excused_reason = models.CharField(_("begrunnelse"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("spurt person")
        verbose_name_plural = _("spurte personer")
        ordering = ("campaign", "person__name", "pk")
        constraints = (
            UniqueConstraint(fields=["campaign", "person"], name="asked_once"),
            both_or_neither("excused_by", "excused_at", name="asked_excused_who_when"),
            CheckConstraint(
                condition=Q(excused_at=None, excused_reason="")
                | Q(excused_at__isnull=False) & ~Q(excused_reason=""),
                name="asked_excused_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.campaign}"


class Receipt(models.Model):
    """That a person confirmed: the checksum of what they confirmed, the words, and when.

    `since` is the number of the version they had confirmed before, and were shown changes from.
    """

    asked = models.OneToOneField(Asked, models.PROTECT, related_name="receipt")
    checksum = models.CharField(_("sjekksum"), max_length=64)
    statement = models.CharField(_("det som ble bekreftet"), max_length=300)
    since = models.PositiveIntegerField(_("endret siden versjon"), null=True, blank=True)
    at = models.DateTimeField(_("bekreftet"))

    class Meta:
        verbose_name = _("bekreftelse")
        verbose_name_plural = _("bekreftelser")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return str(self.asked)


class ReaderQuestion(models.Model):
    """What a reader wants to know from those who wrote the text, and what they answered."""

    asked = models.ForeignKey(Asked, models.PROTECT, related_name="questions")
    text = models.TextField(_("spørsmål"))
    at = models.DateTimeField(_("spurt"))
    answer = models.TextField(_("svar"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("besvart"), null=True, blank=True)

    class Meta:
        verbose_name = _("spørsmål fra leser")
        verbose_name_plural = _("spørsmål fra lesere")
        ordering = ("at", "pk")
        constraints = (
            CheckConstraint(condition=~Q(text=""), name="reader_question_says_something"),
            both_or_neither("answered_by", "answered_at", name="reader_question_answered"),
            CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="reader_question_has_answer",
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]
