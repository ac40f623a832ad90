"""A hearing, those who are asked, and what they say."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import TimeStamped, both_or_neither
from difi_sosial.hearing.enums import State, Verdict
from difi_sosial.people.permissions import Permission


def permissions() -> list[tuple[str, object]]:
    """Every permission; a function, so that a new one needs no migration."""
    return Permission.choices  # type: ignore[return-value]


class Hearing(TimeStamped):
    """Persons are asked about a text until a day. Migration 0002 freezes what a closed one holds.

    `subject` is the owner's key of the text, e.g. ``strategy.version:7``; `path` is the page where
    it is read; `parts` are the parts that an input can be about, as [key, label] in order. Who
    holds `lead` answers the inputs and closes the hearing.
    """

    subject = models.CharField(max_length=80)
    title = models.CharField(_("tittel"), max_length=300)
    path = models.CharField(max_length=200)
    question = models.TextField(_("spørsmål"))
    parts = models.JSONField(default=list)
    lead = models.CharField(max_length=40, choices=permissions)
    deadline = models.DateField(_("frist"))
    state = models.CharField(_("status"), max_length=20, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("høring")
        verbose_name_plural = _("høringer")
        ordering = ("-opened_at", "-pk")
        constraints = (
            UniqueConstraint(
                fields=["subject"], condition=Q(state=State.OPEN), name="hearing_one_open"
            ),
            CheckConstraint(condition=Q(state__in=State.values), name="hearing_known_state"),
            both_or_neither("closed_by", "closed_at", name="hearing_closed_who_when"),
            CheckConstraint(
                condition=Q(state=State.OPEN, closed_at=None)
                | (~Q(state=State.OPEN) & Q(closed_at__isnull=False)),
                name="hearing_closed_has_time",
            ),
        )

    def __str__(self) -> str:
        return str(_("Høring: %(title)s") % {"title": self.title})


class Invitation(TimeStamped):
    """A person who is asked. `no_remarks_at` is when they said that they have nothing to say."""

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="invitations")
    person = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    no_remarks_at = models.DateTimeField(null=True)
    # Asked on behalf of the employees: a union's or a safety representative.
    is_representative = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("invitert")
        verbose_name_plural = _("inviterte")
        ordering = ("person__name", "pk")
        constraints = (UniqueConstraint(fields=["hearing", "person"], name="hearing_asked_once"),)

    def __str__(self) -> str:
        return str(self.person)


class Input(TimeStamped):
    """What somebody said about the whole text or a part of it, and the answer.

    `edition` counts the savings of the text, `answer_edition` those of the answer.
    """

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="inputs")
    person = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    part = models.CharField(_("gjelder"), max_length=60, blank=True)
    text = models.TextField(_("innspill"))
    given_at = models.DateTimeField()
    edition = models.PositiveIntegerField(default=1)
    is_late = models.BooleanField(default=False)
    verdict = models.CharField(_("resultat"), max_length=20, choices=Verdict, blank=True)
    answer = models.TextField(_("svar"), blank=True)
    answer_edition = models.PositiveIntegerField(default=0)
    answered_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("innspill")
        verbose_name_plural = _("innspill")
        ordering = ("given_at", "pk")
        constraints = (
            both_or_neither("answered_by", "answered_at", name="hearing_answered_who_when"),
            CheckConstraint(
                condition=Q(answered_at=None, verdict="", answer="")
                | (Q(answered_at__isnull=False) & Q(verdict__in=Verdict.values) & ~Q(answer="")),
                name="hearing_answer_is_whole",
            ),
            CheckConstraint(condition=~Q(text=""), name="hearing_input_has_text"),
        )

    def __str__(self) -> str:
        return str(_("Innspill fra %(name)s") % {"name": self.person})

    @property
    def part_label(self) -> str:
        """What the part is called, or empty for the whole text."""
        return str(dict(self.hearing.parts).get(self.part, ""))
