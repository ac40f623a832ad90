"""Documents, their files and how the files came to be."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.journal.enums import DocumentRole, RenderState, Variant
from difi_sosial.journal.models.archive import Made
from difi_sosial.journal.models.entries import RegistryEntry


class Blob(models.Model):
    """A file's bytes, stored once however many documents hold the same."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField()

    class Meta:
        verbose_name = _("filinnhold")
        verbose_name_plural = _("filinnhold")

    def __str__(self) -> str:
        return self.sha256


class DocumentDescription(Made):
    """One document of an entry (dokumentbeskrivelse).

    ``html`` is what a worker makes PDF/A of; it stays as the production format, inside the portal.
    """

    entry = models.ForeignKey(RegistryEntry, models.CASCADE, related_name="documents")
    number = models.PositiveSmallIntegerField(_("nummer"))
    role = models.CharField(_("rolle"), max_length=1, choices=DocumentRole)
    title = models.CharField(_("tittel"), max_length=400)
    document_type = models.CharField(_("dokumenttype"), max_length=60)
    language = models.CharField(_("språk"), max_length=10, default="nb")
    html = models.TextField(blank=True)
    render_state = models.CharField(
        _("status"), max_length=10, choices=RenderState, default=RenderState.DONE
    )
    render_error = models.TextField(_("hva som feilet"), blank=True)
    render_attempts = models.PositiveSmallIntegerField(default=0)
    render_after = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        ordering = ("entry", "number")
        constraints = (
            models.UniqueConstraint(fields=["entry", "number"], name="document_number_once"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(role=DocumentRole.MAIN), name="document_one_main"
            ),
        )
        indexes = (
            models.Index(
                fields=["render_after"],
                condition=Q(render_state=RenderState.WAITING),
                name="document_to_render",
            ),
        )

    def __str__(self) -> str:
        return self.title


class DocumentObject(Made):
    """One file of a document (dokumentobjekt)."""

    document = models.ForeignKey(DocumentDescription, models.CASCADE, related_name="files")
    version = models.PositiveSmallIntegerField(_("versjon"), default=1)
    variant = models.CharField(_("variant"), max_length=1, choices=Variant)
    filename = models.CharField(_("filnavn"), max_length=200)
    extension = models.CharField(_("format"), max_length=10)
    pronom = models.CharField(_("PRONOM-ID"), max_length=20)
    mime_type = models.CharField(_("medietype"), max_length=100)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        ordering = ("document", "variant", "version")
        constraints = (
            models.UniqueConstraint(
                fields=["document", "variant", "version"], name="object_version_once"
            ),
        )

    def __str__(self) -> str:
        return self.filename


class Conversion(models.Model):
    """That a file was made from another format (konvertering)."""

    document_object = models.ForeignKey(DocumentObject, models.CASCADE, related_name="conversions")
    at = models.DateTimeField(_("konvertert"))
    by = models.CharField(_("konvertert av"), max_length=150)
    from_format = models.CharField(_("fra format"), max_length=60)
    to_format = models.CharField(_("til format"), max_length=60)
    tool = models.CharField(_("verktøy"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("konvertering")
        verbose_name_plural = _("konverteringer")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.from_format} → {self.to_format}"
