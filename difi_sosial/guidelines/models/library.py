"""The texts a section starts from."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.guidelines.enums import Language, SectionKind


class SectionTemplate(models.Model):
    """What a part is about and a text to start from, in one written form (fixtures/seed)."""

    kind = models.CharField(_("del"), max_length=20, choices=SectionKind)
    language = models.CharField(_("målform"), max_length=2, choices=Language)
    heading = models.CharField(_("overskrift"), max_length=150)
    help_text = models.TextField(_("veiledning"))
    clause = models.TextField(_("forslag til tekst"))

    class Meta:
        verbose_name = _("forslag til del")
        verbose_name_plural = _("forslag til deler")
        ordering = ("language", "kind")
        constraints = (
            UniqueConstraint(fields=["kind", "language"], name="guideline_template_once"),
        )

    def __str__(self) -> str:
        return f"{self.heading} ({self.language})"
