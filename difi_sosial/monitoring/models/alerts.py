"""Who is told of what is found, when, and what was told."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import now
from difi_sosial.monitoring.enums import AlertPace, FindingKind
from difi_sosial.monitoring.models.searches import SavedSearch
from difi_sosial.monitoring.models.watches import Watch


class AlertHours(models.Model):
    """When a person will not be written to: quiet hours (Europe/Oslo), and days off."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    quiet_from = models.TimeField(_("stille fra"), default=time(20))
    quiet_to = models.TimeField(_("stille til"), default=time(7))
    workdays_only = models.BooleanField(_("bare på virkedager"), default=True)

    class Meta:
        verbose_name = _("tider for varsler")
        verbose_name_plural = _("tider for varsler")

    def __str__(self) -> str:
        return str(self.person)


class Alert(models.Model):
    """That a person wants to be told of one watch, or of one saved search.

    Ended, never deleted: the record stays, but for a search that its owner deletes for good.

    Everything found up to `told_until` has been told of, or was there before the alert.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    watch = models.ForeignKey(Watch, models.PROTECT, null=True, related_name="alerts")
    search = models.ForeignKey(SavedSearch, models.CASCADE, null=True, related_name="+")
    pace = models.CharField(_("hvor ofte"), max_length=10, choices=AlertPace)
    surges = models.BooleanField(_("uvanlig mange"), default=False)
    little = models.BooleanField(_("uvanlig få"), default=False)
    made_at = models.DateTimeField(default=now)
    told_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("varsel")
        verbose_name_plural = _("varsler")
        ordering = ("watch__name", "-made_at")
        constraints = (
            UniqueConstraint(
                fields=("person", "watch"), condition=Q(ended_at=None), name="alert_once"
            ),
            UniqueConstraint(
                fields=("person", "search"), condition=Q(ended_at=None), name="alert_of_search_once"
            ),
            CheckConstraint(
                condition=Q(watch=None, search__isnull=False, surges=False, little=False)
                | Q(watch__isnull=False, search=None),
                name="alert_of_watch_or_search",
            ),
            CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")),
                name="alert_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.thing}"

    @property
    def thing(self) -> Watch | SavedSearch | None:
        """What it tells of; never none in the database."""
        return self.watch or self.search

    @property
    def name(self) -> str:
        """The name of what it tells of."""
        return self.thing.name if self.thing else ""

    @property
    def is_open(self) -> bool:
        """Whether there is anything to tell of: the watch is active, the search not deleted."""
        if self.watch:
            return self.watch.is_active
        return self.search is not None and self.search.deleted_at is None


class AlertLetter(models.Model):
    """One letter that was written of new mentions: for which time, and how many in each watch.

    Unique: two beats at once write it once.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    pace = models.CharField(_("hvor ofte"), max_length=10, choices=AlertPace)
    since = models.DateTimeField()
    until = models.DateTimeField()
    count = models.PositiveIntegerField()
    parts = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("varselbrev")
        verbose_name_plural = _("varselbrev")
        ordering = ("-made_at", "-pk")
        constraints = (
            UniqueConstraint(fields=("person", "pace", "until"), name="alert_letter_once"),
            CheckConstraint(condition=Q(count__gt=0), name="alert_letter_never_empty"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.until:%Y-%m-%d %H:%M}"


class Finding(models.Model):
    """Something unusual about how much is written: far more than usual, or far less.

    `usual`, `low` and `high` are the median, least and most of the same stretch of time in
    `weeks` earlier weeks; `limit` is where it becomes unusual.
    """

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=10, choices=FindingKind)
    day = models.DateField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    count = models.PositiveIntegerField()
    usual = models.FloatField()
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    limit = models.FloatField()
    weeks = models.PositiveSmallIntegerField()
    silent_sources = models.PositiveIntegerField(default=0)
    found_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("uvanlig mengde")
        verbose_name_plural = _("uvanlige mengder")
        ordering = ("-until", "-pk")
        constraints = (
            UniqueConstraint(fields=("watch", "kind", "day"), name="finding_once_a_day"),
            CheckConstraint(condition=Q(since__lt=F("until")), name="finding_has_a_time"),
        )
        indexes = (Index(fields=["-found_at"], name="finding_newest"),)

    def __str__(self) -> str:
        return f"{self.watch} {self.day} {self.kind}"
