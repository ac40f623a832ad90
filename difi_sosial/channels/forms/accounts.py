"""Input for accounts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.forms.catalogue import https_first
from difi_sosial.channels.models import (
    Account,
    Channel,
)
from difi_sosial.core.forms import (
    DateField,
    PortalModelForm,
    Textarea,
)


class AccountForm(PortalModelForm):
    """One of our own accounts."""

    submit_label = _("Lagre kontoen")
    channel = forms.ModelChoiceField(
        label=_("Kanal"),
        queryset=Channel.objects.filter(is_active=True),
        empty_label=_("Velg kanal"),
    )
    opened_on = DateField(label=_("Åpnet"), required=False)
    closed_on = DateField(label=_("Lagt ned"), required=False)

    class Meta:
        model = Account
        formfield_callback = https_first
        fields = (
            "channel",
            "handle",
            "name",
            "url",
            "unit",
            "purpose",
            "response_hours",
            "opening_hours",
            "opened_on",
            "closed_on",
        )
        widgets = {"purpose": Textarea(rows=3)}
        help_texts = {
            "handle": _("Slik det står i kanalen, for eksempel @testetaten."),
            "response_hours": _("Så mange arbeidstimer lover dere at det går før noen har svart."),
            "opening_hours": _("For eksempel hverdager kl. 8–15.30."),
        }
