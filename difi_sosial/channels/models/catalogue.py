"""The catalogue of channels."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import (
    Category,
    DeviceRule,
)
from difi_sosial.channels.enums.assessment import Kind
from difi_sosial.core.db import TimeStamped


class Channel(TimeStamped):
    """A row of the catalogue: a social medium, whether we use it or not."""

    slug = models.SlugField(_("kortnavn"), max_length=50, unique=True)
    name = models.CharField(_("kanal"), max_length=100, unique=True)
    category = models.CharField(_("kategori"), max_length=20, choices=Category)
    kinds = ArrayField(
        models.CharField(max_length=20, choices=Kind),
        verbose_name=_("er også"),
        default=list,
        blank=True,
    )
    platform = models.CharField(_("plattform"), max_length=100, blank=True)
    provider = models.CharField(_("leverandør"), max_length=150)
    owner_country = models.CharField(_("leverandørens land (landkode)"), max_length=2, blank=True)
    url = models.URLField(_("adresse"), blank=True)
    description = models.TextField(_("hva kanalen er (bokmål)"), blank=True)
    description_nn = models.TextField(_("hva kanalen er (nynorsk)"), blank=True)
    # The slug of the monitoring connector that reads the channel; empty when none does.
    connector = models.SlugField(_("kobling"), max_length=50, blank=True)
    profile_limit = models.PositiveIntegerField(
        _("lengste profiltekst (tegn)"), null=True, blank=True
    )
    device_rule = models.CharField(
        _("regel for enheter"), max_length=20, choices=DeviceRule, default=DeviceRule.OPEN
    )
    device_note = models.TextField(_("om regelen for enheter (bokmål)"), blank=True)
    device_note_nn = models.TextField(_("om regelen for enheter (nynorsk)"), blank=True)
    dpia_note = models.TextField(_("om personvernkonsekvenser (bokmål)"), blank=True)
    dpia_note_nn = models.TextField(_("om personvernkonsekvenser (nynorsk)"), blank=True)
    dpia_url = models.URLField(_("lenke om personvernkonsekvenser"), blank=True)
    is_active = models.BooleanField(_("vises i katalogen"), default=True)
    # Set when a person changed the row here; the catalogue file then leaves it alone.
    edited_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("kanal")
        verbose_name_plural = _("kanaler")
        ordering = ("name",)
        constraints = (
            CheckConstraint(condition=Q(category__in=Category.values), name="channel_category"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        """What the channel is, in the reader's language form where somebody has written it."""
        return self._told("description")

    @property
    def about_devices(self) -> str:
        """The note on devices, in the reader's language form where somebody has written it."""
        return self._told("device_note")

    @property
    def about_privacy(self) -> str:
        """The note on privacy, in the reader's language form where somebody has written it."""
        return self._told("dpia_note")

    @property
    def kind_labels(self) -> list[str]:
        """What the channel is beside its category, in words."""
        return [str(Kind(value).label) for value in self.kinds]

    def _told(self, field: str) -> str:
        nynorsk = getattr(self, f"{field}_nn") if get_language() == "nn" else ""
        return str(nynorsk or getattr(self, field))
