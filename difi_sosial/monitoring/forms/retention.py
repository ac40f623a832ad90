"""How long, what is held back, and why something is deleted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import DateField, PortalForm, Textarea

LONGEST = 4000


class DecideForm(PortalForm):
    """How long one class is kept from a day on."""

    submit_label = _("Bestem lagringstiden")
    days = forms.IntegerField(label=_("Hvor mange dager?"), min_value=1, max_value=36_500)
    valid_from = DateField(
        label=_("Gjelder fra"),
        help_text=_("I dag eller senere. Fra den dagen sletter portalen etter den nye tiden."),
    )
    legal_basis = forms.CharField(label=_("Hjemmel"), widget=Textarea(rows=3), max_length=LONGEST)
    reason = forms.CharField(
        label=_("Hvorfor så lenge, og ikke kortere?"), widget=Textarea(rows=3), max_length=LONGEST
    )


class HoldForm(PortalForm):
    """Why something is held back from deletion, and until when."""

    submit_label = _("Sperr mot sletting")
    reason = forms.CharField(
        label=_("Hvorfor skal dette ikke slettes?"),
        help_text=_("For eksempel et innsynskrav, en klage eller en politianmeldelse. Ingen navn."),
        widget=Textarea(rows=3),
        max_length=LONGEST,
    )
    ends_on = DateField(
        label=_("Siste dag, hvis du vet den"),
        help_text=_("La feltet stå tomt når sperren skal vare til noen opphever den."),
        required=False,
    )


class LiftForm(PortalForm):
    """Why a hold is lifted."""

    submit_label = _("Opphev sperren")
    reason = forms.CharField(
        label=_("Hvorfor kan sperren oppheves?"), widget=Textarea(rows=3), max_length=LONGEST
    )


class EraseForm(PortalForm):
    """Why one mention is deleted by hand."""

    submit_label = _("Slett omtalen for godt")
    reason = forms.CharField(
        label=_("Hvorfor skal omtalen slettes?"),
        help_text=_("Begrunnelsen blir stående i slettelogg og hendelseslogg. Ingen navn."),
        widget=Textarea(rows=3),
        max_length=LONGEST,
    )
