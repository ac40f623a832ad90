"""Input of the portal's own pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit.enums import Event
from difi_sosial.core.forms import FilterForm


class LogFilterForm(FilterForm):
    """Narrows the log."""

    submit_label = _("Vis hendelser")
    text = forms.CharField(label=_("Hva det gjaldt"), required=False)
    kind = forms.ChoiceField(
        label=_("Hendelse"), required=False, choices=[("", _("Alle")), *Event.choices]
    )
    actor = forms.CharField(label=_("Hvem"), required=False)
