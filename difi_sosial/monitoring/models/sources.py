"""The places we ask, how that went, and what they answered."""

import zlib
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Index, Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.db import TimeStamped, both_or_neither
from difi_sosial.monitoring.connectors.base import Connector
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.enums import (
    Outcome,
    SourceState,
)
from difi_sosial.monitoring.models.watches import Watch


class Source(TimeStamped):
    """One place that we ask, how to ask it, and how that has gone; paused, but never deleted."""

    name = models.CharField(_("navn"), max_length=100, unique=True)
    connector = models.SlugField(_("leses med"), max_length=50)
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+")
    settings = models.JSONField(default=dict)
    encrypted_token = models.TextField(blank=True, editable=False)
    token_set_at = models.DateTimeField(null=True, editable=False)
    token_expires_on = models.DateField(_("tokenet går ut"), null=True, blank=True)
    encrypted_session = models.TextField(blank=True, editable=False)  # opened with the token
    watches = models.ManyToManyField(Watch, related_name="sources", verbose_name=_("overvåkinger"))
    state = models.CharField(
        _("status"), max_length=10, choices=SourceState, default=SourceState.ACTIVE
    )
    pause_reason = models.TextField(blank=True)
    interval_minutes = models.PositiveIntegerField(_("minutter mellom hver henting"), default=15)
    # Whether the portal may ask more or less often by how much is new, and how often it does now.
    adapts = models.BooleanField(_("tilpasser seg"), default=True)
    pace_minutes = models.PositiveIntegerField(null=True, editable=False)
    # When to ask next, who is asking now, and when the queue was last told of it.
    due_at = models.DateTimeField(default=now)
    lease = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    handed_at = models.DateTimeField(null=True, editable=False)
    # Until then its host is asked with patience, apart from those that answer at once.
    slow_until = models.DateTimeField(null=True, editable=False)
    # Where we left off; `read_with` is the terms and settings that the validators hold for.
    cursor = models.JSONField(default=dict, editable=False)
    etag = models.TextField(blank=True, editable=False)
    last_modified = models.TextField(blank=True, editable=False)
    body_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    read_with = models.CharField(max_length=64, blank=True, editable=False)
    # How it went.
    last_tried_at = models.DateTimeField(null=True, editable=False)
    last_ok_at = models.DateTimeField(null=True, editable=False)
    last_new_at = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    trouble = models.CharField(max_length=30, blank=True, editable=False)
    last_error = models.TextField(blank=True, editable=False)
    notes = ArrayField(models.TextField(), default=list, editable=False)
    quota_left = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("kilde")
        verbose_name_plural = _("kilder")
        ordering = ("name",)
        indexes = (
            Index(fields=["due_at"], condition=Q(state=SourceState.ACTIVE), name="source_due"),
        )
        constraints = (
            both_or_neither("lease", "lease_until", name="source_lease_both_or_neither"),
            CheckConstraint(
                condition=Q(state=SourceState.ACTIVE, pause_reason="")
                | (Q(state=SourceState.PAUSED) & ~Q(pause_reason="")),
                name="source_pause_has_reason",
            ),
            CheckConstraint(condition=Q(interval_minutes__gte=1), name="source_interval_minimum"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def token_ends_soon(self) -> bool:
        """Whether the token runs out within two weeks, or has done so."""
        ends = self.token_expires_on
        return ends is not None and ends <= local_date(now()) + timedelta(days=14)

    @property
    def reader(self) -> Connector | None:
        """The connector that reads this source; None when it is no longer part of the portal."""
        return CONNECTORS.get(self.connector)


class Run(models.Model):
    """One time a source was asked, and what came of it."""

    source = models.ForeignKey(
        Source,
        models.CASCADE,
        related_name="runs",
        db_index=False,  # another begins with it
    )
    version_ids = ArrayField(models.BigIntegerField(), default=list)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.RUNNING)
    pages = models.PositiveIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    http_status = models.PositiveSmallIntegerField(null=True)
    bytes_read = models.PositiveBigIntegerField(default=0)
    detail = models.TextField(blank=True)

    class Meta:
        verbose_name = _("henting")
        verbose_name_plural = _("hentinger")
        ordering = ("-started_at", "-pk")
        indexes = (Index(fields=["source", "-started_at"], name="run_newest"),)

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M}"


class Capture(models.Model):
    """The very bytes a source answered with, compressed, and what was asked to get them."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="captures")
    request_url = models.TextField()
    fetched_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField()
    content_type = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    packed = models.BinaryField()
    # What was sent and what came with the answer, secrets struck out; see services.warc. Answers
    # that came before this was kept have none.
    exchange = models.JSONField(null=True, editable=False)
    # Since when it holds the words of a mention that is deleted, and when the bytes went for that:
    # all but them stays, the sha256 too. See services.originals.
    owes_since = models.DateTimeField(null=True, editable=False)
    emptied_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("originalt svar")
        verbose_name_plural = _("originale svar")
        constraints = (
            CheckConstraint(
                condition=Q(emptied_at=None) | Q(packed=b"", owes_since=None),
                name="capture_emptied_whole",
            ),
        )
        indexes = (
            Index(
                fields=["owes_since"], condition=Q(owes_since__isnull=False), name="capture_owing"
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_url} {self.sha256[:12]}"

    @property
    def body(self) -> bytes:
        """The bytes as they came; none when it is emptied."""
        return zlib.decompress(bytes(self.packed)) if not self.emptied_at else b""
