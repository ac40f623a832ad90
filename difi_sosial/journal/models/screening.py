"""Screening (skjerming), and the dated list of legal bases for it."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.journal.enums import ScreenedDocument, ScreenedMetadata
from difi_sosial.journal.models.archive import CaseFile
from difi_sosial.journal.models.entries import RegistryEntry


class ScreeningBasis(models.Model):
    """A legal basis that may be chosen in a period. Laws change: these are data, never code."""

    access_restriction = models.CharField(_("tilgangsrestriksjon"), max_length=100)
    legal_basis = models.CharField(_("hjemmel"), max_length=200)
    explanation = models.CharField(_("når den brukes"), max_length=300, blank=True)
    years = models.PositiveSmallIntegerField(_("varighet i år"), null=True, blank=True)
    valid_from = models.DateField(_("gjelder fra"))
    valid_to = models.DateField(_("gjelder til og med"), null=True, blank=True)

    class Meta:
        verbose_name = _("skjermingshjemmel")
        verbose_name_plural = _("skjermingshjemler")
        ordering = ("legal_basis", "valid_from")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="basis_ends_after_start",
            ),
            models.UniqueConstraint(fields=["legal_basis", "valid_from"], name="basis_once"),
        )

    def __str__(self) -> str:
        return self.legal_basis

    def is_valid_on(self, day: date) -> bool:
        """Whether the basis may be chosen on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Screening(models.Model):
    """What is screened about one case or one entry. The basis is copied, as it read then."""

    entry = models.OneToOneField(
        RegistryEntry, models.CASCADE, null=True, blank=True, related_name="screening"
    )
    case = models.OneToOneField(
        CaseFile, models.CASCADE, null=True, blank=True, related_name="screening"
    )
    access_restriction = models.CharField(_("tilgangsrestriksjon"), max_length=100)
    legal_basis = models.CharField(_("hjemmel"), max_length=200)
    metadata = ArrayField(
        models.CharField(max_length=30, choices=ScreenedMetadata),
        verbose_name=_("hva som skjermes"),
    )
    document = models.CharField(
        _("dokumentene"), max_length=1, choices=ScreenedDocument, blank=True
    )
    years = models.PositiveSmallIntegerField(_("varighet i år"), null=True, blank=True)
    ends_on = models.DateField(_("opphører"), null=True, blank=True)

    class Meta:
        verbose_name = _("skjerming")
        verbose_name_plural = _("skjerminger")
        constraints = (
            models.CheckConstraint(
                condition=Q(entry__isnull=True, case__isnull=False)
                | Q(entry__isnull=False, case__isnull=True),
                name="screening_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(metadata=[]), name="screening_of_something"),
        )

    def __str__(self) -> str:
        return f"{self.access_restriction}, {self.legal_basis}"

    @property
    def metadata_labels(self) -> list[str]:
        """What is screened, in words."""
        return [str(ScreenedMetadata(value).label) for value in self.metadata]
