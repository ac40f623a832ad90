"""The filters over the list of mentions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.models import Channel
from difi_sosial.core.forms import (
    HTML,
    Actions,
    DateField,
    Div,
    FilterForm,
    Layout,
    Save,
)
from difi_sosial.monitoring.enums import (
    Language,
    MentionStatus,
)
from difi_sosial.monitoring.models import Source, Watch
from difi_sosial.monitoring.queries import (
    MentionFilter,
    category_choices,
    channels_in_use,
)

ANY = ("", _("Alle"))


class MentionFilterForm(FilterForm):
    """The filters over the list of mentions; all of them live in the address."""

    submit_label = _("Vis omtaler")
    q = forms.CharField(label=_("Søk i teksten"), required=False, max_length=200)
    status = forms.ChoiceField(label=_("Status"), required=False)
    category = forms.ChoiceField(label=_("Kategori"), required=False)
    channel = forms.ModelChoiceField(
        label=_("Kanal"), queryset=Channel.objects.none(), required=False, empty_label=ANY[1]
    )
    source = forms.ModelChoiceField(
        label=_("Kilde"), queryset=Source.objects.none(), required=False, empty_label=ANY[1]
    )
    watch = forms.ModelChoiceField(
        label=_("Overvåking"), queryset=Watch.objects.none(), required=False, empty_label=ANY[1]
    )
    language = forms.ChoiceField(label=_("Språk"), required=False)
    posted_from = DateField(label=_("Fra dato"), required=False, help_text="")
    posted_to = DateField(label=_("Til dato"), required=False, help_text="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Mapping[str, list[tuple[str, Any]]] = {
            "status": list(MentionStatus.choices),
            "category": category_choices(),
            "language": [choice for choice in Language.choices if choice[0]],
        }
        for name, values in choices.items():
            self.fields[name].choices = [ANY, *values]  # type: ignore[attr-defined]
        querysets = {
            "channel": channels_in_use(),
            "source": Source.objects.only("name"),
            "watch": Watch.objects.only("name"),
        }
        for name, queryset in querysets.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        """The three most used in sight; the rest folded away, but open when one of them is used."""
        more = ("channel", "source", "watch", "language", "posted_from", "posted_to")
        is_open = any(self.data.get(name) for name in more)
        summary = format_html(
            '<details class="ds-details"{}><summary>{}</summary>',
            " open" if is_open else "",
            _("Flere filtre"),
        )
        return Layout(
            Div(
                *("q", "status", "category"),
                Actions(Save(self.submit_label, variant="secondary")),
                css_class="filters",
            ),
            HTML(summary),
            Div(*more, css_class="filters"),
            HTML("</details>"),
        )

    @property
    def wanted(self) -> MentionFilter:
        """The filter; a field with nonsense in it counts as empty."""
        self.is_valid()
        return MentionFilter(**{name: value for name, value in self.cleaned_data.items() if value})
