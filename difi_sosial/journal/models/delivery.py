"""Extractions: the job, and the finished package in pieces.

The package holds nothing that the same database does not hold already, so it lies here: every web
and worker machine reaches it, backup and access are one, and it goes away after its time.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from difi_sosial.journal.enums import JobState


class ExtractionJob(models.Model):
    """One order of an extraction for a closed year."""

    year = models.PositiveSmallIntegerField(_("år"))
    state = models.CharField(_("status"), max_length=10, choices=JobState, default=JobState.WAITING)
    requested_at = models.DateTimeField(_("bestilt"))
    requested_by = models.CharField(_("bestilt av"), max_length=150)
    started_at = models.DateTimeField(_("startet"), null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(_("ferdig"), null=True, blank=True)
    done = models.PositiveIntegerField(_("filer ferdig"), default=0)
    total = models.PositiveIntegerField(_("filer i alt"), default=0)
    problems = models.JSONField(_("funn"), default=list)
    editions = ArrayField(models.CharField(max_length=40), default=list)
    sha256 = models.CharField(_("sjekksum"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("størrelse"), default=0)

    class Meta:
        verbose_name = _("arkivuttrekk")
        verbose_name_plural = _("arkivuttrekk")
        ordering = ("-requested_at", "-pk")

    def __str__(self) -> str:
        return f"Arkivuttrekk {self.year}"

    @property
    def is_running(self) -> bool:
        """Whether the page should look again soon."""
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def percent(self) -> int:
        """How far it has come, in whole percent."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def filename(self) -> str:
        """What the downloaded file is called."""
        return f"arkivuttrekk-{self.year}.zip"


class ExtractionPart(models.Model):
    """A piece (at most 1 MiB) of a finished package."""

    job = models.ForeignKey(ExtractionJob, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        verbose_name = _("del av arkivuttrekk")
        verbose_name_plural = _("deler av arkivuttrekk")
        ordering = ("job", "number")
        constraints = (models.UniqueConstraint(fields=["job", "number"], name="part_once"),)

    def __str__(self) -> str:
        return f"{self.job_id}:{self.number}"
