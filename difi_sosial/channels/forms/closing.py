"""Input for closing a channel."""

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.models import PLAN_FIELDS, ClosingPlan
from difi_sosial.core.forms import DateField, PortalForm, PortalModelForm, Textarea


class PlanForm(PortalModelForm):
    """What followers are told, when, where they are sent, and what becomes of the name."""

    submit_label = _("Lagre planen")
    edition = forms.IntegerField(widget=forms.HiddenInput)
    last_day = DateField(
        label=_("Siste dag"),
        required=False,
        help_text=_("Kan stå tom til nedleggingen skal varsles."),
    )

    class Meta:
        model = ClosingPlan
        fields = PLAN_FIELDS
        widgets = {
            "notice_nb": Textarea(rows=4),
            "notice_nn": Textarea(rows=4),
            "handle": forms.RadioSelect,
        }
        help_texts = {
            "notice_nb": _("Si hvorfor, når, og hvor folk skal gå i stedet."),
            "followers_to": _("En adresse på nettstedet deres, eller en annen kanal."),
        }


class CaptureForm(PortalForm):
    """The archivist says where the content is kept."""

    submit_label = _("Bekreft at innholdet er tatt vare på")
    reference = forms.CharField(
        label=_("Hvor er innholdet tatt vare på?"),
        widget=Textarea(rows=3),
        help_text=_("Skriv journalpostens nummer, eller hvor filen ligger."),
    )
