"""Input for the net-identity map."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import (
    Actions,
    Cancel,
    DateField,
    FilterForm,
    Layout,
    PortalModelForm,
    Save,
    Section,
    Textarea,
)
from difi_sosial.monitoring.enums import (
    IdentityKind,
    IdentityState,
    Party,
)
from difi_sosial.monitoring.forms.mentions import ANY
from difi_sosial.monitoring.models import IdentityItem


class IdentityFilterForm(FilterForm):
    """The filters over the net identity."""

    submit_label = _("Vis funn")
    kind = forms.ChoiceField(label=_("Type"), required=False, choices=[ANY, *IdentityKind.choices])
    state = forms.ChoiceField(
        label=_("Status"), required=False, choices=[ANY, *IdentityState.choices]
    )


class IdentityItemForm(PortalModelForm):
    """One trace of the agency on the net."""

    url = forms.URLField(label=_("Adresse"), required=False, max_length=1000, assume_scheme="https")

    class Meta:
        model = IdentityItem
        fields = (
            "kind",
            "name",
            "url",
            "official",
            "party",
            "stance",
            "stance_reason",
            "action",
            "owner",
            "deadline",
            "checked_on",
            "state",
            "note",
        )
        field_classes = {"deadline": DateField, "checked_on": DateField}
        widgets = {"note": Textarea(rows=3), "stance_reason": Textarea(rows=2)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        party, stance = cleaned.get("party"), cleaned.get("stance")
        if stance and party not in (Party.ORGANISATION, Party.PUBLIC_ROLE):
            self.add_error(
                "stance",
                _(
                    "Bare organisasjoner og personer i offentlig rolle kan registreres som "
                    "støttespiller eller motstander. La feltet stå tomt."
                ),
            )
        elif stance and party == Party.PUBLIC_ROLE and not cleaned.get("stance_reason"):
            self.add_error("stance_reason", _("Skriv hvilken offentlig rolle personen har."))
        return cleaned

    def layout(self) -> Layout:
        return Layout(
            Section(_("Hva er det?"), "kind", "name", "url", "official", "party"),
            Section(_("Organiserte aktører"), "stance", "stance_reason"),
            Section(
                _("Hva gjør vi?"), "state", "action", "owner", "deadline", "checked_on", "note"
            ),
            Actions(Save(_("Lagre funnet")), Cancel(reverse("monitoring:identity-list"))),
        )
