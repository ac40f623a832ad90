"""Input for the data protection officer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums.assessment import Stance
from difi_sosial.core.forms import PortalForm, Textarea


class OpinionForm(PortalForm):
    """What the officer advises, and why."""

    submit_label = _("Logg uttalelsen")
    # Of the assessment that the page shows.
    edition = forms.IntegerField(widget=forms.HiddenInput)
    stance = forms.ChoiceField(
        label=_("Hva rår du til?"), choices=Stance.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Uttalelse"),
        widget=Textarea(rows=8),
        help_text=_("Skriv hva rådet bygger på, og vilkårene om du har noen."),
    )
