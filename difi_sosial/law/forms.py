"""Input for rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import DateField, FilterForm, PortalForm, PortalModelForm, Textarea
from difi_sosial.law.enums import Topic
from difi_sosial.law.models import LawRule

HELP = {
    "key": _("Brukes av portalen for å finne regelen. En ny regel som tar over, har samme nøkkel."),
    "reference": _("For eksempel «språklova § 12»."),
    "url": _("Lenke til Lovdata, EUR-Lex eller den som har gitt regelen."),
    "note": _("For eksempel hva dere ikke har fått bekreftet."),
}


def https_first(column: Any, **kwargs: Any) -> forms.Field | None:
    """The form field of a column; an address typed without scheme means https."""
    if column.name == "url":
        kwargs["assume_scheme"] = "https"
    return column.formfield(**kwargs)  # type: ignore[no-any-return]


class LawFilter(FilterForm):
    """Narrows the list, and sets its day."""

    on = DateField(label=_("Slik det var den"), required=False)
    topic = forms.ChoiceField(
        label=_("Tema"), choices=[("", _("Alle")), *Topic.choices], required=False
    )
    text = forms.CharField(label=_("Ord i regelen"), required=False)


class RuleForm(PortalModelForm):
    """A new rule, or the one that takes over for an older."""

    submit_label = _("Lagre regelen")
    valid_from = DateField(
        label=_("Gjelder fra"),
        required=False,
        help_text=_("La stå tom når regelen er vedtatt, men ikke satt i kraft."),
    )

    class Meta:
        model = LawRule
        formfield_callback = https_first
        fields = (
            *("key", "topic", "title_nb", "title_nn", "reference", "reference_nn"),
            *("url", "valid_from", "note", "note_nn"),
        )
        widgets = {"note": Textarea(rows=3), "note_nn": Textarea(rows=3)}
        help_texts = HELP

    def _get_validation_exclusions(self) -> set[str]:
        """The service judges days and keys, because it may end another row first."""
        return super()._get_validation_exclusions() | {"key", "valid_from"}  # type: ignore[misc, no-any-return]


class CorrectForm(PortalModelForm):
    """The words about a rule; its reference and days stay."""

    submit_label = _("Lagre endringen")
    seen = forms.DateTimeField(widget=forms.HiddenInput)
    checked_on = DateField(
        label=_("Kontrollert"),
        required=False,
        help_text=_("Dagen noen holdt regelen opp mot kilden. La stå tom når ingen har gjort det."),
    )

    class Meta:
        model = LawRule
        formfield_callback = https_first
        fields = (
            *("topic", "title_nb", "title_nn", "url", "note", "note_nn"),
            *("checked_on", "checked_against"),
        )
        widgets = {"note": Textarea(rows=3), "note_nn": Textarea(rows=3)}
        help_texts = HELP

    def clean(self) -> dict[str, Any] | None:
        """A check has both a day and a source, or is none."""
        given = super().clean() or self.cleaned_data
        for name, other in (("checked_on", "checked_against"), ("checked_against", "checked_on")):
            if given.get(other) and not given.get(name) and name not in self.errors:
                self.add_error(name, _("Skriv både dagen og kilden, eller ingen av dem."))
        return given


class DayForm(PortalForm):
    """The day a rule begins or ends."""

    on = DateField(label=_("Dag"))

    def __init__(self, *args: Any, label: Any, save: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label, self.submit_label = label, save
