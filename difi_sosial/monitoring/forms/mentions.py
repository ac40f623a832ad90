"""The filters over the list of mentions."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import Category
from difi_sosial.core.forms import (
    HTML,
    Actions,
    DateField,
    Div,
    FilterForm,
    Layout,
    Save,
)
from difi_sosial.monitoring.enums import Language, MentionStatus, Period, Stage
from difi_sosial.monitoring.queries import MentionFilter, Places

ANY = ("", _("Alle"))
KEYS = ("channel", "source", "watch")  # rows of tables, named by their keys


class MentionFilterForm(FilterForm):
    """The filters over the list of mentions; all of them live in the address."""

    submit_label = _("Vis omtaler")
    q = forms.CharField(
        label=_("Søk i teksten"),
        required=False,
        max_length=200,
        help_text=_('For eksempel: søknad -frist, "lang kø", søk* eller svar OR klage'),
    )
    stage = forms.ChoiceField(label=_("Oppfølging"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    category = forms.ChoiceField(label=_("Kategori"), required=False)
    channel = forms.ChoiceField(label=_("Kanal"), required=False)
    source = forms.ChoiceField(label=_("Kilde"), required=False)
    watch = forms.ChoiceField(label=_("Overvåking"), required=False)
    language = forms.ChoiceField(label=_("Språk"), required=False)
    period = forms.ChoiceField(label=_("Periode"), required=False)
    posted_from = DateField(label=_("Fra dato"), required=False, help_text="")
    posted_to = DateField(label=_("Til dato"), required=False, help_text="")

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        choices: Mapping[str, list[tuple[str, Any]]] = {
            "stage": list(Stage.choices),
            "status": list(MentionStatus.choices),
            "category": list(Category.choices),
            "channel": [(str(key), name) for key, name in places.channels],
            "source": [(str(place.source), place.name) for place in places.sources],
            "watch": [(str(key), name) for key, name in places.watches],
            "language": [choice for choice in Language.choices if choice[0]],
            "period": list(Period.choices),
        }
        for name, values in choices.items():
            self.fields[name].choices = [ANY, *values]  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        """The words in sight; the rest folded away, the chosen ones stand as tags beside."""
        summary = format_html(
            '<details class="ds-details"><summary>{}</summary>', _("Flere filtre")
        )
        more = [name for name in self.fields if name != "q"]
        return Layout(
            Div(
                "q",
                Actions(Save(self.submit_label, variant="secondary", icon="search")),
                css_class="filters filters--search",
            ),
            HTML(summary),
            Div(*more, css_class="filters"),
            HTML("</details>"),
        )

    @property
    def wanted(self) -> MentionFilter:
        """The filter; a field with nonsense in it counts as empty."""
        self.is_valid()
        given: dict[str, Any] = {
            name: int(value) if name in KEYS else value
            for name, value in self.cleaned_data.items()
            if value
        }
        return MentionFilter(**given)

    @property
    def query(self) -> str:
        """The filter as it stands in the list's address, without nonsense and paging."""
        self.is_valid()
        return urlencode({name: str(value) for name, value in self.cleaned_data.items() if value})

    @property
    def used(self) -> list[tuple[str, Any, Any]]:
        """(name, label, value in words) of every filter in use, for the tags over the list."""
        self.is_valid()
        found = []
        for name, value in self.cleaned_data.items():
            if value:
                words = dict(getattr(self.fields[name], "choices", ())).get(value, value)
                found.append((name, self.fields[name].label, words))
        return found
