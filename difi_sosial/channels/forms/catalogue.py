"""Input for the catalogue."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import Category, DecisionState
from difi_sosial.channels.models import (
    Channel,
)
from difi_sosial.core.forms import (
    FilterForm,
    PortalModelForm,
    Textarea,
)

ANY = [("", _("Alle"))]


def https_first(column: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """The form field of a column; an address typed without scheme means https."""
    if isinstance(column, models.URLField):
        kwargs["assume_scheme"] = "https"
    return column.formfield(**kwargs)


class CatalogueFilter(FilterForm):
    """Narrows the catalogue."""

    text = forms.CharField(label=_("Navn eller leverandør"), required=False)
    category = forms.ChoiceField(
        label=_("Kategori"), choices=[*ANY, *Category.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("Status"),
        choices=[*ANY, ("none", _("Ikke foreslått")), *DecisionState.choices],
        required=False,
    )


class ChannelForm(PortalModelForm):
    """A row of the catalogue."""

    submit_label = _("Lagre kanalen")

    class Meta:
        model = Channel
        formfield_callback = https_first
        fields = (
            "name",
            "slug",
            "category",
            "platform",
            "provider",
            "owner_country",
            "url",
            "description",
            "connector",
            "profile_limit",
            "device_rule",
            "device_note",
            "dpia_note",
            "dpia_url",
            "is_active",
        )
        widgets = {name: Textarea(rows=3) for name in ("description", "device_note", "dpia_note")}
        help_texts = {
            "slug": _("Brukes i adressen til siden. Bare små bokstaver, tall og bindestrek."),
            "owner_country": _("To bokstaver, for eksempel NO eller US."),
            "connector": _("Kortnavnet på koblingen som henter innlegg. La stå tomt hvis ingen."),
        }

    def clean_owner_country(self) -> str:
        """Country codes are written in capitals."""
        return str(self.cleaned_data["owner_country"]).upper()
