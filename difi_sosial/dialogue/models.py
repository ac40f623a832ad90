"""The follow-up of a mention. It outlives the mention: what was decided and why is kept."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import TimeStamped, both_or_neither
from difi_sosial.dialogue.enums import BulkAction, Kind, Result, State, Urgency

PERSON = settings.AUTH_USER_MODEL


class Triage(TimeStamped):
    """What a mention is, who has it, and where its follow-up stands.

    The mention is deleted when its time is up and it never became a record; this row then stays,
    without the mention's text or author, so that the decision can still be accounted for.
    """

    mention = models.OneToOneField(
        "monitoring.Mention", models.SET_NULL, null=True, related_name="triage"
    )
    mention_uuid = models.UUIDField(unique=True, editable=False)
    # Kept when the mention is deleted: whether the promise is held is counted per channel.
    channel = models.ForeignKey("channels.Channel", models.PROTECT, null=True, related_name="+")
    state = models.CharField(_("status"), max_length=12, choices=State, default=State.NEW)
    kind = models.CharField(_("type"), max_length=16, choices=Kind, blank=True)
    urgency = models.PositiveSmallIntegerField(_("hast"), choices=Urgency, default=Urgency.NORMAL)
    note = models.TextField(_("internt notat"), blank=True)
    assigned_to = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tildelt")
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(_("svarfrist"), null=True, blank=True)
    responded_at = models.DateTimeField(_("første respons"), null=True, blank=True)
    referred_to = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    closing_reason = models.TextField(_("begrunnelse"), blank=True)

    class Meta:
        verbose_name = _("oppfølging")
        verbose_name_plural = _("oppfølginger")
        constraints = (
            both_or_neither("assigned_to", "assigned_at", name="triage_assigned_whole"),
            CheckConstraint(
                condition=Q(state=State.NEW) | ~Q(kind=""), name="triage_sorted_has_kind"
            ),
            CheckConstraint(
                condition=~Q(state=State.REFERRED) | Q(referred_to__isnull=False),
                name="triage_referred_has_unit",
            ),
        )
        indexes = (
            models.Index(fields=["assigned_to", "state"], name="triage_assigned"),
            models.Index(
                fields=["channel", "due_at"],
                condition=Q(due_at__isnull=False),
                name="triage_promised",
            ),
        )

    def __str__(self) -> str:
        return _("Omtale %(uuid)s") % {"uuid": str(self.mention_uuid)[:8]}


class Response(models.Model):
    """An answer the agency gave, written down: documentation, whatever becomes of the post."""

    triage = models.ForeignKey(Triage, models.PROTECT, related_name="responses")
    text = models.TextField(_("svaret"))
    language = models.CharField(_("målform"), max_length=2, default="nb")
    url = models.URLField(_("lenke til svaret"), max_length=1000, blank=True)
    published_at = models.DateTimeField(_("publisert"))
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("svar")
        verbose_name_plural = _("svar")
        ordering = ("published_at", "pk")

    def __str__(self) -> str:
        return self.text[:80]


class BulkAct(models.Model):
    """Something done about many mentions at once. `key` comes from the page: once is enough."""

    key = models.UUIDField(unique=True, editable=False)
    action = models.CharField(_("handling"), max_length=10, choices=BulkAction)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("gjort"))
    left_out = models.PositiveIntegerField(_("tatt ut"), default=0)
    undone_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(_("angret"), null=True)

    class Meta:
        verbose_name = _("handling på flere omtaler")
        verbose_name_plural = _("handlinger på flere omtaler")
        constraints = (both_or_neither("undone_by", "undone_at", name="bulk_undone_whole"),)

    def __str__(self) -> str:
        return str(self.get_action_display())


class BulkRow(models.Model):
    """How one follow-up stood before and after; deleted with its act when it cannot be undone."""

    act = models.ForeignKey(BulkAct, models.CASCADE, related_name="rows")
    triage = models.ForeignKey(Triage, models.CASCADE, related_name="+")
    before = models.JSONField()
    after = models.JSONField()
    is_undone = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("omtale i handlingen")
        verbose_name_plural = _("omtaler i handlingen")
        constraints = (models.UniqueConstraint(fields=["act", "triage"], name="bulk_row_once"),)

    def __str__(self) -> str:
        return f"{self.act}: {self.triage}"

    @property
    def state_before(self) -> Any:
        """The state in words."""
        return State(self.before["state"]).label

    @property
    def state_after(self) -> Any:
        """The state in words."""
        return State(self.after["state"]).label


CONDITIONS = {
    "is_case_document": _("er et saksdokument"),
    "came_in_or_went_out": _("har kommet inn eller gått ut"),
    "is_handled": _("blir saksbehandlet"),
    "has_value": _("har verdi som dokumentasjon"),
}
ALL_FOUR = Q(is_case_document=True, came_in_or_went_out=True, is_handled=True, has_value=True)
BECOMES_A_CASE = Q(result__in=[Result.REGISTRY_ENTRY, Result.CASE_SYSTEM])


class JournalAssessment(models.Model):
    """The four conditions, answered one by one, the result and the reason.

    Source: arkivforskrifta (FOR-2025-12-17-2647) § 14 first paragraph, in force 1 January 2026.
    `rule` is the text of the reference as it stood when the judgement was made. A new judgement is
    a new row; the old one stays.
    """

    triage = models.ForeignKey(Triage, models.PROTECT, related_name="assessments")
    is_case_document = models.BooleanField(CONDITIONS["is_case_document"])
    came_in_or_went_out = models.BooleanField(CONDITIONS["came_in_or_went_out"])
    is_handled = models.BooleanField(CONDITIONS["is_handled"])
    has_value = models.BooleanField(CONDITIONS["has_value"])
    result = models.CharField(_("resultat"), max_length=16, choices=Result)
    reason = models.TextField(_("begrunnelse"))
    rule = models.CharField(_("regel"), max_length=200)
    assessed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField(_("vurdert"))
    entry = models.ForeignKey(
        "journal.RegistryEntry", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("journalvurdering")
        verbose_name_plural = _("journalvurderinger")
        ordering = ("-assessed_at", "-pk")
        constraints = (
            CheckConstraint(
                condition=(ALL_FOUR & BECOMES_A_CASE) | (~ALL_FOUR & ~BECOMES_A_CASE),
                name="assessment_result_follows_conditions",
            ),
            CheckConstraint(
                condition=Q(result=Result.REGISTRY_ENTRY, entry__isnull=False)
                | (~Q(result=Result.REGISTRY_ENTRY) & Q(entry__isnull=True)),
                name="assessment_entry_when_journaled",
            ),
            CheckConstraint(condition=~Q(reason=""), name="assessment_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.get_result_display()}: {self.triage}"

    @property
    def conditions(self) -> tuple[tuple[str, bool], ...]:
        """Each condition in words, and its answer."""
        return tuple((str(label), getattr(self, name)) for name, label in CONDITIONS.items())
