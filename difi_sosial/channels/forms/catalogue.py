"""Input for the catalogue."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import Category, DecisionState
from difi_sosial.channels.enums.assessment import Kind
from difi_sosial.channels.models import (
    Channel,
)
from difi_sosial.core.countries import country_codes
from difi_sosial.core.forms import (
    Actions,
    Columns,
    DateInput,
    FilterForm,
    Layout,
    PortalModelForm,
    Save,
    Section,
    Textarea,
)

ANY = [("", _("Alle"))]


def https_first(column: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """The form field of a column; an address typed without scheme means https."""
    if isinstance(column, models.URLField):
        kwargs["assume_scheme"] = "https"
    return column.formfield(**kwargs)


def as_field(column: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """The form field of a column: choices of several as boxes to tick, dates with a picker."""
    if isinstance(column, ArrayField):
        return forms.MultipleChoiceField(
            label=capfirst(column.verbose_name),
            choices=list(column.base_field.choices or ()),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=kwargs.get("help_text", ""),
        )
    if isinstance(column, models.DateField):
        kwargs["widget"] = DateInput
    if isinstance(column, models.TextField):
        kwargs["widget"] = Textarea(rows=3)
    return https_first(column, **kwargs)


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
    kind = forms.ChoiceField(label=_("Er også"), choices=[*ANY, *Kind.choices], required=False)
    hidden = forms.BooleanField(label=_("Vis kanaler som er tatt ut"), required=False)


class ChannelForm(PortalModelForm):
    """A row of the catalogue. `seen` is when the row that the page was made from was changed."""

    submit_label = _("Lagre kanalen")
    seen = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Channel
        formfield_callback = as_field
        fields = (
            *("name", "slug", "category", "kinds", "platform", "provider", "owner_country", "url"),
            *("description", "description_nn", "connector", "profile_limit"),
            *("device_rule", "device_note", "device_note_nn"),
            *("dpia_note", "dpia_note_nn", "dpia_url", "is_active"),
        )
        help_texts = {
            "slug": _("Brukes i adressen til siden. Bare små bokstaver, tall og bindestrek."),
            "owner_country": _("To bokstaver, for eksempel NO eller US."),
            "connector": _("Kortnavnet på koblingen som henter innlegg. La stå tomt hvis ingen."),
            "profile_limit": _("La stå tom hvis dere ikke vet det, eller hvis det ikke er noen."),
            "is_active": _("Det som alt er vurdert og besluttet, blir stående."),
        }

    def layout(self) -> Layout:
        """What it is, what it allows, and what to think of."""
        return Layout(
            "seen",
            Section(
                _("Kanalen"),
                "name",
                "slug",
                Columns("category", "platform"),
                "kinds",
                Columns("provider", "owner_country"),
                "url",
                "description",
                "description_nn",
            ),
            Section(_("I portalen"), "connector", "profile_limit", "is_active"),
            Section(_("Enheter"), "device_rule", "device_note", "device_note_nn"),
            Section(_("Personvern"), "dpia_note", "dpia_note_nn", "dpia_url"),
            Actions(Save(self.submit_label)),
        )

    def clean_owner_country(self) -> str:
        """Country codes are written in capitals, and one of no country is refused."""
        code = str(self.cleaned_data["owner_country"]).upper()
        if code and code not in country_codes():
            message = _(
                "«%(code)s» er ikke koden til noe land. Skriv de to bokstavene landet har i "
                "standarden ISO 3166-1 alfa-2, for eksempel NO, SE eller US. La feltet stå tomt "
                "hvis dere ikke vet det."
            )
            raise ValidationError(message % {"code": code})
        return code
