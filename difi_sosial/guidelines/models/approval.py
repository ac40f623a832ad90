"""The steps an approval goes through: as the agency has set them, and as a version takes them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.core.clock import now
from difi_sosial.core.db import TimeStamped, both_or_neither
from difi_sosial.guidelines.enums import Approver
from difi_sosial.guidelines.models.documents import GuidelineVersion

# A sign that somebody reads fades by itself.
LOOKS = timedelta(minutes=30)


class ApprovalStep(models.Model):
    """One step that the agency has set; without any, one manager approves."""

    order = models.PositiveSmallIntegerField(unique=True)
    approver = models.CharField(gettext_lazy("hvem"), max_length=20, choices=Approver)
    workdays = models.PositiveSmallIntegerField(gettext_lazy("arbeidsdager"), default=5)

    class Meta:
        verbose_name = gettext_lazy("steg i godkjenningen")
        verbose_name_plural = gettext_lazy("steg i godkjenningen")
        ordering = ("order",)

    def __str__(self) -> str:
        return f"{self.order}. {self.get_approver_display()}"


class RouteChange(models.Model):
    """One time the agency set its steps: the history of who approves guidelines.

    `steps` is the new list of [approver, workdays]; what was sent in before keeps its own rows.
    """

    number = models.PositiveIntegerField(unique=True)
    steps = models.JSONField()
    reason = models.TextField(gettext_lazy("begrunnelse"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = gettext_lazy("endring av godkjenningen")
        verbose_name_plural = gettext_lazy("endringer av godkjenningen")
        ordering = ("-number",)
        constraints = (CheckConstraint(condition=~Q(reason=""), name="guideline_route_says_why"),)

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def in_words(self) -> "list[tuple[str, int]]":
        """Each step by its label, with its number of working days."""
        return [(str(Approver(approver).label), days) for approver, days in self.steps]


class Approval(TimeStamped):
    """One step of one sending of a version: who may take it, by when, and who did.

    `round` counts how often the version was sent in; only the rows of its last round count.
    """

    version = models.ForeignKey(GuidelineVersion, models.PROTECT, related_name="approvals")
    round = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    approver = models.CharField(gettext_lazy("hvem"), max_length=20, choices=Approver)
    due_on = models.DateField(gettext_lazy("frist"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    # The one who was away, when a stand-in took the step.
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    looking_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    looking_at = models.DateTimeField(null=True)
    # When those who could take it were reminded last, and when somebody over them was told.
    reminded_on = models.DateField(null=True)
    escalated_on = models.DateField(null=True)

    class Meta:
        verbose_name = gettext_lazy("godkjenning")
        verbose_name_plural = gettext_lazy("godkjenninger")
        ordering = ("version", "round", "order")
        constraints = (
            UniqueConstraint(fields=["version", "round", "order"], name="guideline_step_once"),
            UniqueConstraint(
                fields=["version", "round", "approved_by"], name="guideline_nobody_twice"
            ),
            both_or_neither("approved_by", "approved_at", name="guideline_step_who_when"),
            CheckConstraint(
                condition=Q(on_behalf_of=None)
                | Q(approved_by__isnull=False) & ~Q(on_behalf_of=F("approved_by")),
                name="guideline_step_for_another",
            ),
            both_or_neither("looking_by", "looking_at", name="guideline_looking_who_when"),
        )

    def __str__(self) -> str:
        return f"{self.version}: {self.order}. {self.get_approver_display()}"

    def looked_at_by(self, at: datetime) -> "models.Model | None":
        """Who said less than half an hour ago that they look at it."""
        if self.looking_at is None or at - self.looking_at >= LOOKS or self.approved_at:
            return None
        return self.looking_by


class ReturnReason(models.Model):
    """What must be mended in one section, said when a version was returned."""

    version = models.ForeignKey(GuidelineVersion, models.PROTECT, related_name="return_reasons")
    round = models.PositiveSmallIntegerField()
    anchor = models.SlugField(max_length=80)
    heading = models.CharField(max_length=150)
    reason = models.TextField(gettext_lazy("begrunnelse"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = gettext_lazy("begrunnelse for retur")
        verbose_name_plural = gettext_lazy("begrunnelser for retur")
        ordering = ("version", "-round", "pk")
        constraints = (
            CheckConstraint(condition=~Q(reason=""), name="guideline_return_says_why"),
            UniqueConstraint(
                fields=["version", "round", "anchor"], name="guideline_return_section_once"
            ),
        )

    def __str__(self) -> str:
        return str(_("%(heading)s: %(reason)s") % {"heading": self.heading, "reason": self.reason})
