"""Files that are being taken in, from upload until their rows are mentions."""

import zlib

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import both_or_neither
from difi_sosial.monitoring.connectors.sheets import Sheet, sheet_of
from difi_sosial.monitoring.models.sources import Source


class ImportFile(models.Model):
    """One file on its way in. Its bytes are forgotten when it is taken in, or after a day."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="files")
    name = models.CharField(_("filnavn"), max_length=200)
    sha256 = models.CharField(max_length=64)
    packed = models.BinaryField()
    columns = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    uploaded_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(null=True)
    new = models.PositiveIntegerField(null=True)
    faults = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("fil som er tatt inn")
        verbose_name_plural = _("filer som er tatt inn")
        ordering = ("-uploaded_at", "-pk")
        constraints = (
            both_or_neither("taken_at", "rows", name="import_file_taken_both_or_neither"),
            CheckConstraint(
                condition=Q(taken_at=None, new=None, faults=None)
                | Q(taken_at__isnull=False, new__isnull=False, faults__isnull=False),
                name="import_file_counts_when_taken",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def body(self) -> bytes:
        """The bytes as they were uploaded; empty when they are forgotten."""
        return zlib.decompress(bytes(self.packed)) if self.packed else b""

    @property
    def sheet(self) -> Sheet:
        """The rows of the file. Raises BadFile."""
        return sheet_of(self.name, self.body)
