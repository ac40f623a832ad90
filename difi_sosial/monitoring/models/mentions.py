"""What was found."""

import uuid
from typing import Any

from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import (
    Case,
    CheckConstraint,
    F,
    Func,
    GeneratedField,
    Index,
    Q,
    UniqueConstraint,
    Value,
    When,
)
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import now
from difi_sosial.monitoring.enums import (
    Language,
    MentionStatus,
    Retention,
)
from difi_sosial.monitoring.expressions import BOTH_CASES
from difi_sosial.monitoring.models.sources import Capture, Source
from difi_sosial.monitoring.models.watches import WatchVersion


def bare(text: Any) -> Func:
    """A text without the marks of Sámi letters and accents (expressions.letters)."""
    letters = map(Value, BOTH_CASES)
    return Func(text, *letters, function="translate", output_field=models.TextField())


def bare_field(name: str) -> Case:
    """The same of a field; PostgreSQL's translate takes longer than the index, so only at need."""
    has_marks = Q((f"{name}__regex", f"[{BOTH_CASES[0]}]"))
    return Case(When(has_marks, then=bare(name)), default=F(name), output_field=models.TextField())


# What somebody wrote, and who.
WORDS = ("title", "text", "html", "author_sealed", "author_key")


class Mention(models.Model):
    """One post that concerns us, stored once. What we do about it belongs to the dialogue app."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # That source and watch version are there is seen to by triggers, once for all mentions that
    # are stored together.
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="mentions",
        db_constraint=False,
        db_index=False,  # two others begin with it
    )
    external_id = models.CharField(max_length=500)
    url = models.URLField(_("adresse"), max_length=2000)
    title = models.CharField(_("tittel"), max_length=500, blank=True)
    text = models.TextField(_("tekst"), blank=True)
    html = models.TextField(blank=True)
    language = models.CharField(_("språk"), max_length=2, choices=Language, blank=True)
    # Name and handle, encrypted (services.authors); the key tells one author from another.
    author_sealed = models.TextField(blank=True, editable=False)
    author_key = models.CharField(max_length=32, blank=True, editable=False)
    posted_at = models.DateTimeField(_("publisert"))
    posted_raw = models.CharField(max_length=100, blank=True)
    found_at = models.DateTimeField(_("funnet"))
    watch_version = models.ForeignKey(
        WatchVersion, models.PROTECT, related_name="mentions", db_constraint=False
    )
    capture = models.ForeignKey(Capture, models.PROTECT, null=True, related_name="mentions")
    status = models.CharField(
        _("status"), max_length=10, choices=MentionStatus, default=MentionStatus.NEW
    )
    withheld_at = models.DateTimeField(null=True, blank=True)
    withheld_reason = models.TextField(blank=True)
    # What the post said when we last read it, and whether it is still there.
    fingerprint = models.BigIntegerField(null=True, editable=False)
    recheck_at = models.DateTimeField(null=True, editable=False)
    gone_since = models.DateTimeField(_("borte siden"), null=True, editable=False)
    # The same post found elsewhere too is a copy of the one that was found first, its head; only
    # heads are listed, counted and followed up. What tells that two are one: services.likeness.
    head = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="copies", db_index=False
    )
    same_link = models.BigIntegerField(null=True, editable=False)
    same_text = models.BigIntegerField(null=True, editable=False)
    is_parted = models.BooleanField(db_default=False, editable=False)  # by somebody's hand
    shares = models.PositiveIntegerField(_("delt"), null=True, editable=False)
    # How long it is kept is a rule of its class (queries.retention), counted from this moment.
    retention = models.CharField(
        _("lagres som"), max_length=12, choices=Retention, default=Retention.ORDINARY
    )
    retain_from = models.DateTimeField(default=now, editable=False)
    # Deleted where it stood, and its words here too: the line of the deletion log.
    emptied = models.ForeignKey(
        "monitoring.Deletion",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="emptied",
        db_index=False,
    )
    search = GeneratedField(
        expression=SearchVector("title", "text", config="norwegian")
        + SearchVector(bare_field("title"), bare_field("text"), config="simple"),
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
            CheckConstraint(
                condition=~Q(
                    retention__in=[Retention.PROOF, Retention.FINDING, Retention.WITHHELD]
                ),
                name="mention_has_class_of_mentions",
            ),
            CheckConstraint(
                condition=Q(emptied=None)
                | Q(
                    **dict.fromkeys(WORDS, ""),
                    withheld_at__isnull=False,
                    fingerprint=None,
                    same_text=None,
                ),
                name="mention_emptied_whole",
            ),
            CheckConstraint(condition=~Q(head=F("id")), name="mention_no_copy_of_itself"),
        )
        indexes = (
            Index(fields=["-posted_at", "-id"], name="mention_newest"),
            Index(fields=["status", "-posted_at", "-id"], name="mention_status_newest"),
            Index(fields=["source", "-posted_at", "-id"], name="mention_source_newest"),
            Index(fields=["retention", "retain_from"], name="mention_retention"),
            Index(
                fields=["recheck_at"],
                condition=Q(recheck_at__isnull=False, withheld_at=None),
                name="mention_recheck",
            ),
            Index(
                fields=["withheld_at"],
                condition=Q(withheld_at__isnull=False, emptied=None),
                name="mention_withheld",
            ),
            Index(fields=["emptied"], condition=Q(emptied__isnull=False), name="mention_emptied"),
            *(
                Index(
                    fields=[name], condition=Q((f"{name}__isnull", False)), name=f"mention_{name}"
                )
                for name in ("head", "same_link", "same_text")
            ),
            GinIndex(fields=["search"], name="mention_search"),
            # Rows come in this order: next to nothing to keep, and enough to find what is new.
            BrinIndex(fields=["found_at"], name="mention_found"),
        )

    def __str__(self) -> str:
        # The log names it so, and the log is never deleted: none of its words.
        return _("Omtale %(number)s") % {"number": str(self.uuid)[:8]}

    def get_absolute_url(self) -> str:
        """Its page belongs to the app above, so the address is written here and not looked up."""
        return f"/omtaler/{self.uuid}/"

    @property
    def gist(self) -> str:
        """What it says, for a line in a list."""
        if self.emptied_id:
            return str(_("Slettet der det sto"))
        return self.title or Truncator(self.text).chars(90) or self.url

    @property
    def original(self) -> Capture | None:
        """What it came in, while anybody may have that."""
        if self.capture is None or self.capture.emptied_at or self.emptied_id:
            return None
        return self.capture

    @property
    def is_record(self) -> bool:
        """Whether it is journalled or worth preserving; never deleted."""
        return self.retention == Retention.RECORD

    @property
    def state(self) -> str:
        """What the status tag shows."""
        return self.status

    def get_state_display(self) -> Any:
        """The status in words."""
        return MentionStatus(self.status).label
