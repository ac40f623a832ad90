"""What each part is about, and the clauses that a part starts from: reference data."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.guidelines.enums import Language, SectionKind


class SectionTemplate(models.Model):
    """The heading of a part and what it should hold, in one written form (fixtures/seed)."""

    kind = models.CharField(_("del"), max_length=20, choices=SectionKind)
    language = models.CharField(_("målform"), max_length=2, choices=Language)
    heading = models.CharField(_("overskrift"), max_length=150)
    help_text = models.TextField(_("veiledning"))

    class Meta:
        verbose_name = _("forslag til del")
        verbose_name_plural = _("forslag til deler")
        ordering = ("language", "kind")
        constraints = (
            UniqueConstraint(fields=["kind", "language"], name="guideline_template_once"),
        )

    def __str__(self) -> str:
        return f"{self.heading} ({self.language})"


class Clause(models.Model):
    """A text that a part may start from, one of several where agencies differ (fixtures/seed).

    `body` is Markdown in which `{{ svartid }}` and the like stand for facts (enums.Fact).
    """

    kind = models.CharField(_("del"), max_length=20, choices=SectionKind)
    language = models.CharField(_("målform"), max_length=2, choices=Language)
    key = models.SlugField(_("kortnavn"), max_length=50)
    title = models.CharField(_("tittel"), max_length=150)
    when_to_use = models.TextField(_("når den passer"))
    body = models.TextField(_("tekst"))
    order = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("klausul")
        verbose_name_plural = _("klausuler")
        ordering = ("language", "kind", "order")
        constraints = (
            UniqueConstraint(fields=["kind", "key", "language"], name="guideline_clause_once"),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"
