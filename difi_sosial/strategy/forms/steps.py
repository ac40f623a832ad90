"""Input for what is done with a whole version."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import (
    DateField,
    PortalForm,
    Textarea,
)
from difi_sosial.people.enums import Language
from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may


class CreateForm(PortalForm):
    """A new strategy."""

    submit_label = _("Opprett strategien")
    title = forms.CharField(
        label=_("Tittel"),
        max_length=200,
        help_text=_("For eksempel «Strategi for sosiale medier»."),
    )
    unit = forms.ModelChoiceField(
        label=_("Enhet"), queryset=Unit.objects.all(), empty_label=_("Velg enhet")
    )
    owner = forms.ModelChoiceField(
        label=_("Ansvarlig"),
        queryset=User.objects.none(),
        empty_label=_("Velg person"),
        help_text=_("Den som følger opp strategien."),
    )
    language = forms.ChoiceField(label=_("Målform"), choices=Language.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101 - tells mypy
        owner.queryset = people_who_may(Permission.STRATEGY_WRITE)


class ApproveForm(PortalForm):
    """When an approved version counts from."""

    submit_label = _("Godkjenn strategien")
    in_force_on = DateField(
        label=_("Gjelder fra"),
        required=False,
        help_text=_("La feltet stå tomt hvis strategien skal gjelde fra i dag."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def clean_in_force_on(self) -> date | None:
        """Nothing counts from before it was approved."""
        day: date | None = self.cleaned_data["in_force_on"]
        if day and day < local_date(now()):
            raise forms.ValidationError(_("Velg i dag eller en senere dato."))
        return day


class ReasonForm(PortalForm):
    """Why a version is sent back."""

    submit_label = _("Returner strategien")
    reason = forms.CharField(
        label=_("Begrunnelse"),
        widget=Textarea(),
        help_text=_("Skriv hva som må endres, så forfatteren kan gå rett på det."),
    )
