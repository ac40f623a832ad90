"""A trace of the agency on the net, what proves it, and what it is linked to."""

from typing import Any

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import TimeStamped
from difi_sosial.identity.enums import (
    Accuracy,
    EvidenceKind,
    FindingState,
    Kind,
    Level,
    Official,
    Party,
    Stance,
    Tone,
)
from difi_sosial.strategy.enums import Section

# Something else than white space: a reason of blanks is none.
WRITTEN = r"\S"
# What is left of a finding whose time is up, besides its type and number.
FORGOTTEN: dict[str, Any] = {
    **dict.fromkeys(("url", "platform", "language", "relevance", "note", "privacy_note"), ""),
    **dict.fromkeys(("stance", "stance_reason", "tone", "accuracy", "risk"), ""),
    **dict.fromkeys(("followers", "last_active_on", "next_check_on"), None),
    **dict.fromkeys(("score", "ratings", "unanswered"), None),
    "party": Party.UNKNOWN,
    "state": FindingState.GONE,
}


class Finding(TimeStamped):
    """One trace of the agency on the net: an account, a look-alike, an article, an actor."""

    kind = models.CharField(_("type"), max_length=1, choices=Kind)
    name = models.CharField(_("navn"), max_length=200)
    url = models.URLField(_("adresse"), max_length=1000, blank=True)
    platform = models.CharField(_("plattform"), max_length=100, blank=True)
    official = models.CharField(
        _("offisiell"), max_length=10, choices=Official, default=Official.UNKNOWN
    )
    # The mark that a platform gives those it has checked. An impersonator may have bought one.
    verified = models.CharField(
        _("har plattformens merke"), max_length=10, choices=Official, default=Official.UNKNOWN
    )
    party = models.CharField(
        _("hvem står bak"), max_length=20, choices=Party, default=Party.UNKNOWN
    )
    stance = models.CharField(_("holdning"), max_length=10, choices=Stance, blank=True)
    stance_reason = models.TextField(_("hvorfor dette er en offentlig rolle"), blank=True)
    language = models.CharField(_("språk"), max_length=50, blank=True)
    followers = models.PositiveIntegerField(_("følgere eller medlemmer"), null=True, blank=True)
    last_active_on = models.DateField(_("sist aktiv"), null=True, blank=True)
    accuracy = models.CharField(
        _("hvor riktig det som står er"), max_length=1, choices=Accuracy, blank=True
    )
    risk = models.CharField(_("risiko for oss"), max_length=1, choices=Level, blank=True)
    tone = models.CharField(_("tone"), max_length=10, choices=Tone, blank=True)
    relevance = models.CharField(_("målgruppe det gjelder"), max_length=200, blank=True)
    privacy_note = models.TextField(_("personvern"), blank=True)
    note = models.TextField(_("merknad"), blank=True)
    state = models.CharField(
        _("status"), max_length=12, choices=FindingState, default=FindingState.FOUND
    )
    checked_on = models.DateField(_("sist kontrollert"), null=True, blank=True)
    next_check_on = models.DateField(_("neste kontroll"), null=True, blank=True)
    # Of places that are rated (type G), as the service shows them.
    score = models.DecimalField(
        _("karakter"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    ratings = models.PositiveIntegerField(_("antall vurderinger"), null=True, blank=True)
    unanswered = models.PositiveIntegerField(_("vurderinger uten svar"), null=True, blank=True)
    edition = models.PositiveIntegerField(default=1, editable=False)
    # The account of ours that this is, when it stands in the register.
    account = models.ForeignKey(
        "channels.Account", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # When its time was up, and the line of the deletion log; the row stays for the checks' sake.
    forgotten_at = models.DateTimeField(null=True, editable=False)
    deletion_key = models.BigIntegerField(null=True, editable=False)
    # Who registered themself; nobody is registered by another.
    employee = models.ForeignKey(
        "people.User", models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("funn i nettidentiteten")
        verbose_name_plural = _("funn i nettidentiteten")
        ordering = ("kind", "name")
        constraints = (
            UniqueConstraint(F("kind"), F("name"), F("url"), name="identity_item_once"),
            UniqueConstraint(
                fields=["account"],
                condition=Q(account__isnull=False),
                name="identity_account_once",
            ),
            # The three that keep private persons out hold for every way of writing the row. Closed
            # lists, so that no third word for a stance or a party slips past them.
            CheckConstraint(condition=Q(party__in=Party.values), name="identity_known_party"),
            CheckConstraint(condition=Q(stance__in=Stance.values), name="identity_known_stance"),
            CheckConstraint(
                condition=Q(stance="") | Q(party__in=[Party.ORGANISATION, Party.PUBLIC_ROLE]),
                name="identity_no_stance_of_persons",
            ),
            CheckConstraint(
                condition=~Q(party=Party.PUBLIC_ROLE)
                | (Q(stance="") & ~Q(kind=Kind.ACTOR))
                | Q(stance_reason__regex=WRITTEN),
                name="identity_public_role_has_reason",
            ),
            CheckConstraint(
                condition=~Q(kind=Kind.ACTOR) | ~Q(party=Party.PERSON),
                name="identity_no_person_as_actor",
            ),
            CheckConstraint(
                condition=Q(stance="") | Q(kind=Kind.ACTOR), name="identity_stance_of_actors_only"
            ),
            CheckConstraint(condition=Q(tone__in=Tone.values), name="identity_known_tone"),
            CheckConstraint(
                condition=Q(tone="")
                | ~(Q(party__in=[Party.PERSON, Party.PUBLIC_ROLE]) | Q(kind=Kind.EMPLOYEE)),
                name="identity_no_tone_of_persons",
            ),
            CheckConstraint(
                condition=Q(kind=Kind.EMPLOYEE, employee__isnull=False)
                | (~Q(kind=Kind.EMPLOYEE) & Q(employee=None)),
                name="identity_employee_registered_self",
            ),
            CheckConstraint(
                condition=Q(kind=Kind.RATING) | Q(score=None, ratings=None, unanswered=None),
                name="identity_rated_places_only",
            ),
            CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=10),
                name="identity_score_within",
            ),
            CheckConstraint(
                condition=Q(unanswered=None) | Q(ratings=None) | Q(unanswered__lte=F("ratings")),
                name="identity_unanswered_are_ratings",
            ),
            CheckConstraint(
                condition=Q(forgotten_at=None, deletion_key=None)
                | Q(forgotten_at__isnull=False, account=None, **FORGOTTEN),
                name="identity_forgotten_whole",
            ),
        )

    def __str__(self) -> str:
        # The log is for ever; what an employee wrote about themself may be deleted at any time.
        return str(Kind.EMPLOYEE.label) if self.kind == Kind.EMPLOYEE else self.name

    @property
    def letter(self) -> str:
        """The letter of its record type."""
        return Kind(self.kind).letter

    @property
    def log_name(self) -> str:
        """What the log calls it: the log is for ever, and only we and ours stand there by name."""
        if self.official == Official.YES or self.party == Party.US:
            return str(self)
        return f"{Kind(self.kind).label} {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return f"/nettidentitet/funn/{self.pk}/"


class Evidence(models.Model):
    """What shows that it stood there: a file, or the page as the portal fetched it.

    The database refuses to change a row, and to remove one while its case is open or it is held
    back; it computes the checksum for itself, and leaves a stone for what is removed.
    """

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind)
    url = models.URLField(_("adresse"), max_length=1000, blank=True)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    note = models.CharField(_("hva det viser"), max_length=300, blank=True)
    taken_at = models.DateTimeField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("bevis")
        verbose_name_plural = _("bevis")
        ordering = ("-taken_at", "-pk")
        constraints = (
            CheckConstraint(
                condition=Q(kind=EvidenceKind.UPLOAD) | ~Q(url=""), name="evidence_copy_has_address"
            ),
            CheckConstraint(condition=Q(size__gt=0), name="evidence_is_something"),
        )

    def __str__(self) -> str:
        return self.name


class Link(models.Model):
    """What a finding means for a section of a strategy, or for a decision about a channel."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="links")
    version = models.ForeignKey(
        "strategy.StrategyVersion", models.CASCADE, null=True, blank=True, related_name="+"
    )
    section = models.CharField(_("del av strategien"), max_length=30, blank=True, choices=Section)
    decision = models.ForeignKey(
        "channels.Decision", models.CASCADE, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("hva det betyr"), max_length=300)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("kobling")
        verbose_name_plural = _("koblinger")
        ordering = ("at", "pk")
        constraints = (
            CheckConstraint(
                condition=(Q(version__isnull=False, decision=None) & ~Q(section=""))
                | Q(version=None, decision__isnull=False, section=""),
                name="link_to_one_thing",
            ),
            UniqueConstraint(
                fields=["finding", "version", "section"],
                condition=Q(version__isnull=False),
                name="link_section_once",
            ),
            UniqueConstraint(
                fields=["finding", "decision"],
                condition=Q(decision__isnull=False),
                name="link_decision_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding}: {self.note}"

    def get_section_display_name(self) -> Any:
        """The section in words; empty for a decision."""
        return Section(self.section).label if self.section else ""
