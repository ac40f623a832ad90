"""What people said about a section or a passage of a version; it stays with the version."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import now
from difi_sosial.core.db import both_or_neither
from difi_sosial.core.passages import CONTEXT, Passage
from difi_sosial.guidelines.enums import ThreadState
from difi_sosial.guidelines.models.documents import GuidelineVersion


class Thread(models.Model):
    """A comment with its answers, on a section by its anchor, or on a passage of its text.

    `heading` is what the section was called then: sections are renamed and left out, comments stay.
    """

    version = models.ForeignKey(GuidelineVersion, models.PROTECT, related_name="threads")
    anchor = models.SlugField(max_length=80)
    heading = models.CharField(_("del"), max_length=150)
    quote = models.TextField(_("stedet i teksten"), blank=True)
    before = models.CharField(max_length=CONTEXT, blank=True)
    after = models.CharField(max_length=CONTEXT, blank=True)
    position = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=now)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(_("løst"), null=True, blank=True)

    class Meta:
        verbose_name = _("kommentar")
        verbose_name_plural = _("kommentarer")
        ordering = ("version", "started_at", "pk")
        indexes = (models.Index(fields=["version", "anchor"], name="guideline_thread_place"),)
        constraints = (
            both_or_neither("resolved_by", "resolved_at", name="guideline_thread_resolved"),
            CheckConstraint(
                condition=~Q(quote="") | Q(before="", after="", position=0),
                name="guideline_thread_place_needs_quote",
            ),
        )

    def __str__(self) -> str:
        return f"{self.heading}: {self.quote or _('hele delen')}"

    @property
    def state(self) -> str:
        """Open or resolved."""
        return ThreadState.RESOLVED if self.resolved_at else ThreadState.OPEN

    @property
    def key(self) -> str:
        """Its id on a page, and in a link to it."""
        return f"kommentar-{self.pk}"

    @property
    def passage(self) -> Passage:
        """The words it is about; empty when it is about the whole section."""
        return Passage(self.quote, self.before, self.after, self.position)


class Remark(models.Model):
    """What one person said in a thread; the first one started it."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="remarks")
    text = models.TextField(_("kommentar"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("innlegg i en kommentar")
        verbose_name_plural = _("innlegg i kommentarer")
        ordering = ("thread", "at", "pk")
        constraints = (
            CheckConstraint(condition=~Q(text=""), name="guideline_remark_says_something"),
        )

    def __str__(self) -> str:
        return self.text[:80]
