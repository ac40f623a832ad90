"""The archive's frame: fonds, series, classes, cases, number series and the change log.

Who did something is kept as the name they had then: the archive outlives the person's account.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import now
from difi_sosial.core.db import both_or_neither
from difi_sosial.journal.enums import CaseState, SeriesState


class Made(models.Model):
    """When and by whom an archival unit was made, and the id it keeps for good."""

    uuid = models.UUIDField(_("system-ID"), default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("opprettet"), default=now)
    created_by = models.CharField(_("opprettet av"), max_length=150)

    class Meta:
        abstract = True


class Fonds(Made):
    """The agency's archive (arkiv). There is one."""

    title = models.CharField(_("tittel"), max_length=200)
    creator_id = models.CharField(_("organisasjonsnummer"), max_length=20)
    creator_name = models.CharField(_("arkivskaper"), max_length=200)

    class Meta:
        verbose_name = _("arkiv")
        verbose_name_plural = _("arkiver")

    def __str__(self) -> str:
        return self.title


class Series(Made):
    """One year of the archive (arkivdel): opened by its first record, closed by an archivist."""

    fonds = models.ForeignKey(Fonds, models.PROTECT, related_name="series")
    year = models.PositiveSmallIntegerField(_("år"), unique=True)
    title = models.CharField(_("tittel"), max_length=200)
    scheme_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("status"), max_length=10, choices=SeriesState, default=SeriesState.OPEN
    )
    closed_at = models.DateTimeField(_("avsluttet"), null=True, blank=True)
    closed_by = models.CharField(_("avsluttet av"), max_length=150, null=True, blank=True)  # noqa: DJ001 - empty or both

    class Meta:
        verbose_name = _("arkivdel")
        verbose_name_plural = _("arkivdeler")
        ordering = ("-year",)
        constraints = (
            both_or_neither("closed_at", "closed_by", name="series_closed_both"),
            models.CheckConstraint(
                condition=Q(state=SeriesState.OPEN, closed_at__isnull=True)
                | Q(state=SeriesState.CLOSED, closed_at__isnull=False),
                name="series_closed_has_time",
            ),
        )

    def __str__(self) -> str:
        return self.title


class ArchiveClass(Made):
    """A class (klasse) of a series' classification scheme; each series has its own copy."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="classes")
    code = models.CharField(_("kode"), max_length=20)
    title = models.CharField(_("tittel"), max_length=200)

    class Meta:
        verbose_name = _("klasse")
        verbose_name_plural = _("klasser")
        ordering = ("code",)
        constraints = (models.UniqueConstraint(fields=["series", "code"], name="class_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Counter(models.Model):
    """The last number given in a year's number series; locked while the next one is given."""

    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("teller")
        verbose_name_plural = _("tellere")
        constraints = (models.UniqueConstraint(fields=["year", "name"], name="counter_once"),)

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.last}"


class CaseFile(Made):
    """A case file (saksmappe)."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="cases")
    archive_class = models.ForeignKey(
        ArchiveClass, models.PROTECT, verbose_name=_("klasse"), related_name="cases"
    )
    key = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField(_("saksår"))
    number = models.PositiveIntegerField(_("saksnummer"))
    title = models.CharField(_("tittel"), max_length=400)
    public_title = models.CharField(_("offentlig tittel"), max_length=400, blank=True)
    opened_on = models.DateField(_("saksdato"))
    unit_name = models.CharField(_("administrativ enhet"), max_length=150, blank=True)
    responsible_name = models.CharField(_("saksansvarlig"), max_length=150, blank=True)
    last_entry_number = models.PositiveIntegerField(default=0)
    state = models.CharField(_("status"), max_length=10, choices=CaseState, default=CaseState.OPEN)
    closed_at = models.DateTimeField(_("avsluttet"), null=True, blank=True)
    closed_by = models.CharField(_("avsluttet av"), max_length=150, null=True, blank=True)  # noqa: DJ001 - empty or both

    class Meta:
        verbose_name = _("sak")
        verbose_name_plural = _("saker")
        ordering = ("-year", "-number")
        constraints = (
            models.UniqueConstraint(fields=["year", "number"], name="case_number_once"),
            models.UniqueConstraint(
                fields=["series", "key"], condition=Q(state=CaseState.OPEN), name="case_open_once"
            ),
            both_or_neither("closed_at", "closed_by", name="case_closed_both"),
        )

    def __str__(self) -> str:
        # Never the title: this is what the log keeps, and a title may be screened later.
        return self.folder_id

    @property
    def folder_id(self) -> str:
        """Case number as archivists write it: 2025/12."""
        return f"{self.year}/{self.number}"


class ChangeLog(models.Model):
    """A change to metadata that the archive must be able to show (endringslogg).

    ``field`` is one of ``noark.names.FIELDS``; values are as they stood on the wire.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="changes")
    unit_uuid = models.UUIDField()
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        verbose_name = _("loggført endring")
        verbose_name_plural = _("endringslogg")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["unit_uuid"], name="change_unit"),)

    def __str__(self) -> str:
        return f"{self.unit_uuid} {self.field}"
