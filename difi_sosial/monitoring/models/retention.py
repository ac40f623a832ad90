"""How long mentions are kept, what is held back, and what was deleted."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from difi_sosial.monitoring.enums import HoldScope, Retention
from difi_sosial.monitoring.models.mentions import Mention
from difi_sosial.monitoring.models.searches import SavedSearch
from difi_sosial.monitoring.models.sources import Source
from difi_sosial.monitoring.models.watches import Watch

PERSON = settings.AUTH_USER_MODEL
NO_MENTIONS = frozenset({Retention.PROOF, Retention.FINDING, Retention.WITHHELD})


class RetentionRule(models.Model):
    """How long one class is kept from a day on. Never changed: a change is a new row."""

    retention = models.CharField(_("klasse"), max_length=12, choices=Retention)
    days = models.PositiveIntegerField(_("dager"))
    legal_basis = models.TextField(_("hjemmel"))
    reason = models.TextField(_("hvorfor"))
    valid_from = models.DateField(_("gjelder fra"))
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lagringstid")
        verbose_name_plural = _("lagringstider")
        ordering = ("retention", "-valid_from", "-pk")
        constraints = (
            CheckConstraint(
                condition=~Q(retention=Retention.RECORD), name="retention_record_is_kept"
            ),
            CheckConstraint(condition=Q(days__gte=1), name="retention_a_day_at_least"),
            CheckConstraint(
                condition=~Q(legal_basis="") & ~Q(reason=""), name="retention_has_reason"
            ),
        )

    def __str__(self) -> str:
        return _("%(name)s: %(days)s dager") % {
            "name": self.get_retention_display(),
            "days": self.days,
        }


class Hold(models.Model):
    """Mentions that are not to be deleted, by the clock or by hand, until it is lifted.

    A hold on a source or a watch takes what comes later too; one on a search takes the hits that
    there were. The database refuses to delete what is held (migration 0016).
    """

    scope = models.CharField(_("gjelder"), max_length=10, choices=HoldScope)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="holds")
    watch = models.ForeignKey(Watch, models.PROTECT, null=True, related_name="holds")
    search = models.ForeignKey(SavedSearch, models.SET_NULL, null=True, related_name="+")
    # A finding of the net identity, by its number: that app stands beside this one.
    finding_key = models.BigIntegerField(null=True)
    name = models.CharField(_("gjelder"), max_length=200)
    reason = models.TextField(_("begrunnelse"))
    placed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(_("satt"))
    ends_on = models.DateField(_("siste dag"), null=True, blank=True)
    lifted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(_("opphevet"), null=True)
    lifting_reason = models.TextField(_("hvorfor opphevet"), blank=True)

    class Meta:
        verbose_name = _("sperre mot sletting")
        verbose_name_plural = _("sperrer mot sletting")
        ordering = ("-placed_at", "-pk")
        constraints = (
            CheckConstraint(condition=~Q(reason=""), name="hold_has_reason"),
            CheckConstraint(
                condition=Q(
                    scope=HoldScope.SOURCE, source__isnull=False, watch=None, finding_key=None
                )
                | Q(scope=HoldScope.WATCH, watch__isnull=False, source=None, finding_key=None)
                | Q(scope=HoldScope.FINDING, finding_key__isnull=False, source=None, watch=None)
                | Q(
                    scope__in=(HoldScope.MENTION, HoldScope.SEARCH),
                    source=None,
                    watch=None,
                    finding_key=None,
                ),
                name="hold_is_on_one_thing",
            ),
            CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lifting_reason="")
                | (Q(lifted_at__isnull=False) & ~Q(lifting_reason="")),
                name="hold_lifted_whole",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("monitoring:hold-detail", args=[self.pk])

    @property
    def is_lifted(self) -> bool:
        """Whether it holds nothing any more."""
        return self.lifted_at is not None


class HeldMention(models.Model):
    """One mention that a hold was put on; taken away when the hold is lifted."""

    hold = models.ForeignKey(Hold, models.PROTECT, related_name="held")
    mention = models.ForeignKey(Mention, models.PROTECT, related_name="held")

    class Meta:
        verbose_name = _("sperret omtale")
        verbose_name_plural = _("sperrede omtaler")
        constraints = (UniqueConstraint(fields=("hold", "mention"), name="held_once"),)

    def __str__(self) -> str:
        return f"{self.hold}: {self.mention}"


class Deletion(models.Model):
    """A line of the deletion log: what went together, by which rule, and a digest of which.

    Nothing of what was written, and no person but the one who deleted. Never changed.
    """

    at = models.DateTimeField(_("slettet"))
    retention = models.CharField(_("klasse"), max_length=12, choices=Retention)
    rule = models.TextField(_("regel"))
    source_key = models.BigIntegerField()
    source_name = models.CharField(_("kilde"), max_length=100)
    count = models.PositiveIntegerField(_("antall"))
    digest = models.CharField(_("sjekksum"), max_length=64)  # SHA-256 of the sorted numbers
    captures = ArrayField(models.BigIntegerField(), default=list)
    shared = models.PositiveIntegerField(_("originaler andre omtaler bygger på"), default=0)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("begrunnelse"), blank=True)

    class Meta:
        verbose_name = _("sletting")
        verbose_name_plural = _("slettinger")
        ordering = ("-at", "-pk")
        constraints = (CheckConstraint(condition=Q(count__gte=1), name="deletion_of_something"),)

    def __str__(self) -> str:
        facts = {"count": self.count, "source": self.source_name}
        if self.retention in NO_MENTIONS:
            facts["what"] = self.get_retention_display()
            return _("%(count)s fra %(source)s: %(what)s") % facts
        return _("%(count)s omtaler fra %(source)s") % facts


class Tombstone(models.Model):
    """The number of a mention that is gone. The database writes it, whoever deleted, and how.

    A proof of the net identity that is gone has one too: source 0, and its own key as number.
    What was deleted by right is known again by `barred`: SHA-256 of this number and its id.
    """

    mention_uuid = models.UUIDField(unique=True)
    source_key = models.BigIntegerField()
    gone_at = models.DateTimeField()
    deletion = models.ForeignKey(Deletion, models.PROTECT, null=True, related_name="tombstones")
    barred = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("slettet omtale")
        verbose_name_plural = _("slettede omtaler")
        indexes = (
            Index(fields=["gone_at"], condition=Q(deletion=None), name="tombstone_without_line"),
            Index(
                fields=["source_key"], condition=Q(barred__isnull=False), name="tombstone_that_bars"
            ),
        )

    def __str__(self) -> str:
        return str(self.mention_uuid)
