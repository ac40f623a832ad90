"""Watches, sources, what they answered, and the mentions found."""

import uuid
import zlib
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import CheckConstraint, F, GeneratedField, Index, Q, UniqueConstraint
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import now
from difi_sosial.core.db import TimeStamped, both_or_neither
from difi_sosial.monitoring.connectors.base import Connector
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.enums import (
    IdentityAction,
    IdentityKind,
    IdentityState,
    Language,
    MentionStatus,
    Official,
    Outcome,
    Party,
    SourceState,
    Stance,
)
from difi_sosial.monitoring.expressions import Node, parse, to_ask_for


class Watch(TimeStamped):
    """Something the agency listens for, and why it may. What exactly is in its versions."""

    name = models.CharField(_("navn"), max_length=100, unique=True)
    purpose = models.TextField(_("formål"))
    legal_basis = models.TextField(_("behandlingsgrunnlag"))
    is_active = models.BooleanField(_("aktiv"), default=True)
    version = models.ForeignKey(
        "monitoring.WatchVersion", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("overvåking")
        verbose_name_plural = _("overvåkinger")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class WatchVersion(models.Model):
    """What a watch looked for, as it was used. Never changed: a change is a new version."""

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("versjon"))
    expression = models.TextField(_("søkeuttrykk"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("versjon av overvåking")
        verbose_name_plural = _("versjoner av overvåking")
        ordering = ("watch", "-number")
        constraints = (
            UniqueConstraint(fields=("watch", "number"), name="watch_version_number_once"),
            CheckConstraint(condition=~Q(expression=""), name="watch_version_has_terms"),
        )

    def __str__(self) -> str:
        return _("%(watch)s, versjon %(number)s") % {"watch": self.watch, "number": self.number}

    @cached_property
    def tree(self) -> Node:
        """The expression as it is judged."""
        return parse(self.expression)

    @property
    def asked_terms(self) -> tuple[str, ...]:
        """What a server is asked for; a star stands for any ending."""
        terms = to_ask_for(self.tree) or ()
        return tuple(f"{term.text}*" if term.prefix else term.text for term in terms)


class Source(TimeStamped):
    """One place that we ask, how to ask it, and how that has gone."""

    name = models.CharField(_("navn"), max_length=100, unique=True)
    connector = models.SlugField(_("leses med"), max_length=50)
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+")
    settings = models.JSONField(default=dict)
    encrypted_token = models.TextField(blank=True, editable=False)
    watches = models.ManyToManyField(Watch, related_name="sources", verbose_name=_("overvåkinger"))
    state = models.CharField(
        _("status"), max_length=10, choices=SourceState, default=SourceState.ACTIVE
    )
    pause_reason = models.TextField(blank=True)
    interval_minutes = models.PositiveIntegerField(_("minutter mellom hver henting"), default=15)
    # When to ask next, who is asking now, and when the queue was last told of it.
    due_at = models.DateTimeField(default=now)
    lease = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    handed_at = models.DateTimeField(null=True, editable=False)
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
    def reader(self) -> Connector | None:
        """The connector that reads this source; None when it is no longer part of the portal."""
        return CONNECTORS.get(self.connector)


class Run(models.Model):
    """One time a source was asked, and what came of it."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="runs")
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

    class Meta:
        verbose_name = _("originalt svar")
        verbose_name_plural = _("originale svar")

    def __str__(self) -> str:
        return f"{self.request_url} {self.sha256[:12]}"

    @property
    def body(self) -> bytes:
        """The bytes as they came."""
        return zlib.decompress(bytes(self.packed))


class Mention(models.Model):
    """One post that concerns us, stored once. What we do about it belongs to the dialogue app."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="mentions")
    external_id = models.CharField(max_length=500)
    url = models.URLField(_("adresse"), max_length=2000)
    title = models.CharField(_("tittel"), max_length=500, blank=True)
    text = models.TextField(_("tekst"), blank=True)
    html = models.TextField(blank=True)
    language = models.CharField(_("språk"), max_length=2, choices=Language, blank=True)
    # The author's own names can be taken away; the key still tells one author from another.
    author_name = models.CharField(_("forfatter"), max_length=200, blank=True)
    author_handle = models.CharField(_("brukernavn"), max_length=200, blank=True)
    author_key = models.CharField(max_length=32, blank=True, editable=False)
    posted_at = models.DateTimeField(_("publisert"))
    posted_raw = models.CharField(max_length=100, blank=True)
    found_at = models.DateTimeField(_("funnet"))
    watch_version = models.ForeignKey(WatchVersion, models.PROTECT, related_name="mentions")
    capture = models.ForeignKey(Capture, models.PROTECT, null=True, related_name="mentions")
    status = models.CharField(
        _("status"), max_length=10, choices=MentionStatus, default=MentionStatus.NEW
    )
    withheld_at = models.DateTimeField(null=True, blank=True)
    withheld_reason = models.TextField(blank=True)
    expires_at = models.DateTimeField(_("slettes"), null=True)  # empty: kept, for it is a record
    search = GeneratedField(
        expression=SearchVector("title", "text", config="norwegian")
        + SearchVector("title", "text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("omtale")
        verbose_name_plural = _("omtaler")
        ordering = ("-posted_at", "-pk")
        constraints = (
            UniqueConstraint(fields=("source", "external_id"), name="mention_once"),
            CheckConstraint(
                condition=Q(url__startswith="http://") | Q(url__startswith="https://"),
                name="mention_web_address",
            ),
            CheckConstraint(
                condition=Q(withheld_at=None) | ~Q(withheld_reason=""),
                name="mention_withheld_reason",
            ),
        )
        indexes = (
            Index(fields=["-posted_at", "-id"], name="mention_newest"),
            Index(fields=["status", "-posted_at", "-id"], name="mention_status_newest"),
            Index(fields=["source", "-posted_at", "-id"], name="mention_source_newest"),
            Index(fields=["expires_at"], name="mention_expires"),
            GinIndex(fields=["search"], name="mention_search"),
        )

    def __str__(self) -> str:
        return self.title or self.text[:80] or self.url

    def get_absolute_url(self) -> str:
        """Its page belongs to the app above, so the address is written here and not looked up."""
        return f"/omtaler/{self.uuid}/"

    @property
    def state(self) -> str:
        """What the status tag shows."""
        return self.status

    def get_state_display(self) -> Any:
        """The status in words."""
        return MentionStatus(self.status).label


class IdentityItem(TimeStamped):
    """One trace of the agency on the net: an account, a look-alike, an article, an actor."""

    kind = models.CharField(_("type"), max_length=1, choices=IdentityKind)
    name = models.CharField(_("navn"), max_length=200)
    url = models.URLField(_("adresse"), max_length=1000, blank=True)
    official = models.CharField(_("offisiell"), max_length=10, choices=Official)
    party = models.CharField(_("hvem står bak"), max_length=20, choices=Party)
    stance = models.CharField(_("holdning"), max_length=10, choices=Stance, blank=True)
    stance_reason = models.TextField(_("hvorfor dette er en offentlig rolle"), blank=True)
    action = models.CharField(_("tiltak"), max_length=10, choices=IdentityAction, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ansvarlig"),
    )
    deadline = models.DateField(_("frist"), null=True, blank=True)
    checked_on = models.DateField(_("sist kontrollert"), null=True, blank=True)
    state = models.CharField(
        _("status"), max_length=12, choices=IdentityState, default=IdentityState.FOUND
    )
    note = models.TextField(_("merknad"), blank=True)

    class Meta:
        verbose_name = _("funn i nettidentiteten")
        verbose_name_plural = _("funn i nettidentiteten")
        ordering = ("kind", "name")
        constraints = (
            UniqueConstraint(F("kind"), F("name"), F("url"), name="identity_item_once"),
            CheckConstraint(
                condition=Q(stance="") | Q(party__in=[Party.ORGANISATION, Party.PUBLIC_ROLE]),
                name="identity_no_stance_of_persons",
            ),
            CheckConstraint(
                condition=Q(stance="") | ~Q(party=Party.PUBLIC_ROLE) | ~Q(stance_reason=""),
                name="identity_public_role_has_reason",
            ),
        )

    def __str__(self) -> str:
        return self.name
