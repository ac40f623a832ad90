"""The agency's own profiles."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.models.catalogue import Channel
from difi_sosial.core.db import TimeStamped


class Account(TimeStamped):
    """One of the agency's own profiles in a channel."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="accounts")
    handle = models.CharField(_("kontonavn"), max_length=150)
    name = models.CharField(_("visningsnavn"), max_length=150, blank=True)
    url = models.URLField(_("adresse"))
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, verbose_name=_("ansvarlig enhet"), related_name="+"
    )
    purpose = models.TextField(_("hva kontoen brukes til"), blank=True)
    # The promise that the profile makes: within so many working hours somebody has answered.
    response_hours = models.PositiveSmallIntegerField(
        _("svartid (arbeidstimer)"), null=True, blank=True
    )
    opening_hours = models.CharField(_("når kontoen følges"), max_length=150, blank=True)
    opened_on = models.DateField(_("åpnet"), null=True, blank=True)
    closed_on = models.DateField(_("lagt ned"), null=True, blank=True)

    class Meta:
        verbose_name = _("konto")
        verbose_name_plural = _("kontoer")
        ordering = ("channel__name", "handle")
        constraints = (UniqueConstraint(fields=["channel", "handle"], name="account_handle_once"),)

    def __str__(self) -> str:
        return f"{self.handle} ({self.channel})"
