"""A guided round over the record types: its parts, its searches, and what it saw."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import TimeStamped, both_or_neither
from difi_sosial.identity.enums import CheckKind, CheckState, Kind, Sight
from difi_sosial.identity.models.findings import WRITTEN, Finding


class Schedule(models.Model):
    """When the clock opens the next check of a kind, and who then gets it."""

    kind = models.CharField(_("type"), max_length=10, choices=CheckKind, unique=True)
    next_on = models.DateField(_("neste sjekk begynner"))
    weeks = models.PositiveSmallIntegerField(_("uker å gjøre den på"), default=4)
    leader = models.ForeignKey(
        "people.User", models.PROTECT, verbose_name=_("hvem gjør den"), related_name="+"
    )
    is_active = models.BooleanField(_("åpnes av seg selv"), default=True)

    class Meta:
        verbose_name = _("plan for sjekker")
        verbose_name_plural = _("planer for sjekker")
        ordering = ("-kind",)
        constraints = (
            CheckConstraint(
                condition=Q(kind__in=[CheckKind.YEARLY, CheckKind.QUARTERLY]),
                name="schedule_of_what_comes_again",
            ),
            CheckConstraint(condition=Q(weeks__gte=1, weeks__lte=26), name="schedule_weeks"),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Check(TimeStamped):
    """One round. Nothing of it is changed after it is noted: the next one is compared with it."""

    kind = models.CharField(_("type"), max_length=10, choices=CheckKind)
    opened_on = models.DateField(_("åpnet"))
    due_on = models.DateField(_("frist"))
    leader = models.ForeignKey(
        "people.User", models.PROTECT, verbose_name=_("hvem gjør den"), related_name="+"
    )
    # Empty when the clock opened it.
    opened_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("hvorfor nå"), blank=True)
    state = models.CharField(max_length=12, choices=CheckState, default=CheckState.OPEN)
    summary = models.TextField(_("oppsummering"), blank=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(null=True, editable=False)
    noted_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("merknad fra kommunikasjonssjefen"), blank=True)

    class Meta:
        verbose_name = _("sjekk av nettidentiteten")
        verbose_name_plural = _("sjekker av nettidentiteten")
        ordering = ("-opened_on", "-pk")
        constraints = (
            # Two rounds at once would see the same findings differently.
            UniqueConstraint(
                fields=["state"], condition=Q(state=CheckState.OPEN), name="check_one_open"
            ),
            both_or_neither("submitted_at", "submitted_by", name="check_submitted"),
            both_or_neither("noted_at", "noted_by", name="check_noted"),
            CheckConstraint(
                condition=Q(noted_by=None) | ~Q(noted_by=F("submitted_by")),
                name="check_never_noted_by_submitter",
            ),
            CheckConstraint(
                condition=~Q(state=CheckState.NOTED)
                | Q(noted_at__isnull=False, submitted_at__isnull=False),
                name="check_noted_has_who",
            ),
            CheckConstraint(
                condition=~Q(kind=CheckKind.EVENT) | Q(reason__regex=WRITTEN),
                name="check_event_has_reason",
            ),
            CheckConstraint(condition=Q(due_on__gte=F("opened_on")), name="check_due_after_open"),
        )

    def __str__(self) -> str:
        kind, day = self.get_kind_display(), self.opened_on
        if self.kind == CheckKind.YEARLY:
            return f"{kind} {day.year}"
        if self.kind == CheckKind.QUARTERLY:
            quarter = (day.month + 2) // 3
            words = _("%(kind)s, %(number)d. kvartal %(year)d")
            return words % {"kind": kind, "number": quarter, "year": day.year}
        return f"{kind}, {date_format(day, 'j. F Y')}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return f"/nettidentitet/sjekk/{self.pk}/"


class Part(models.Model):
    """One record type in a check. How far it has come is counted, never set by hand."""

    check_round = models.ForeignKey(Check, models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=1, choices=Kind)
    note = models.TextField(_("hva dere så"), blank=True)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("del av en sjekk")
        verbose_name_plural = _("deler av en sjekk")
        ordering = ("kind",)
        constraints = (
            UniqueConstraint(fields=["check_round", "kind"], name="identity_part_once"),
            both_or_neither("done_at", "done_by", name="identity_part_done"),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Look(models.Model):
    """A search that a person made by hand: where, for what, and what came of it."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="looks")
    place = models.CharField(max_length=40)
    words = models.CharField(_("søkeord"), max_length=200)
    result = models.CharField(_("hva du så"), max_length=500, blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("søk i en sjekk")
        verbose_name_plural = _("søk i en sjekk")
        ordering = ("at", "pk")
        constraints = (
            UniqueConstraint(fields=["part", "place", "words"], name="identity_look_once"),
        )

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"


class Sighting(models.Model):
    """What a check saw of one finding; `facts` are those that the next check compares with."""

    check_round = models.ForeignKey(Check, models.CASCADE, related_name="sightings")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="sightings")
    sight = models.CharField(max_length=10, choices=Sight)
    facts = models.JSONField(default=dict)
    # What had changed since the last check that saw it: field -> [before, after].
    changes = models.JSONField(default=dict)
    seen_at = models.DateTimeField()
    by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("observasjon")
        verbose_name_plural = _("observasjoner")
        ordering = ("finding__kind", "finding__name")
        constraints = (
            UniqueConstraint(fields=["check_round", "finding"], name="identity_sighting_once"),
        )

    def __str__(self) -> str:
        return f"{self.finding}: {self.get_sight_display()}"
