"""Why somebody must know who wrote a mention."""

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import PortalForm, Textarea


class RevealForm(PortalForm):
    """The reason; it goes into the log."""

    submit_label = _("Vis navnet")
    reason = forms.CharField(
        label=_("Hvorfor må du vite hvem som har skrevet dette?"),
        help_text=_("Begrunnelsen blir stående i hendelsesloggen sammen med navnet ditt."),
        widget=Textarea(rows=3),
        max_length=1000,
    )
