"""Input for what is done with a whole version."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import (
    DateField,
    FilterForm,
    PortalForm,
    Textarea,
)
from difi_sosial.people.enums import Language
from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may
from difi_sosial.strategy.enums import Scope, State


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


class CopyForm(CreateForm):
    """A strategy for a unit or a campaign, made from another one."""

    submit_label = _("Lag strategien")
    scope = forms.ChoiceField(
        label=_("Hva skal strategien gjelde?"),
        choices=[(one.value, one.label) for one in (Scope.UNIT, Scope.CAMPAIGN)],
        widget=forms.RadioSelect,
        initial=Scope.UNIT,
    )
    ends_on = DateField(
        label=_("Kampanjen er over"),
        required=False,
        help_text=_("Bare for en kampanje eller et prosjekt. For eksempel 1. mars 2027"),
    )

    field_order = ("scope", "title", "unit", "owner", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["language"]
        self.fields["title"].help_text = _("For eksempel «Strategi for Region nord».")

    def clean(self) -> dict[str, Any]:
        """A campaign has an end."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("scope") == Scope.CAMPAIGN and not given.get("ends_on"):
            self.add_error("ends_on", _("Velg når kampanjen er over."))
        return given


class StrategyFilterForm(FilterForm):
    """Narrows the list of strategies."""

    text = forms.CharField(label=_("Ord i tittelen"), required=False)
    unit = forms.ModelChoiceField(
        label=_("Enhet"), queryset=Unit.objects.all(), required=False, empty_label=_("Alle")
    )
    scope = forms.ChoiceField(
        label=_("Gjelder"), required=False, choices=[("", _("Alle")), *Scope.choices]
    )
    state = forms.ChoiceField(
        label=_("Har en versjon som er"), required=False, choices=[("", _("Alle")), *State.choices]
    )


class CompareForm(FilterForm):
    """Which two versions stand side by side."""

    submit_label = _("Sammenlign")
    fra = forms.ChoiceField(label=_("Fra"), required=False)
    til = forms.ChoiceField(label=_("Til"), required=False)
    endret = forms.BooleanField(label=_("Vis bare det som er endret"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]]) -> None:
        super().__init__(*args)
        for name in ("fra", "til"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy
            field.choices = choices


class ApproveForm(PortalForm):
    """When an approved version counts from."""

    submit_label = _("Godkjenn strategien")
    in_force_on = DateField(
        label=_("Gjelder fra"),
        required=False,
        help_text=_(
            "Da trer strategien i kraft av seg selv, når arkivaren har journalført godkjenningen. "
            "La feltet stå tomt hvis kommunikasjonssjefen skal sette den i kraft."
        ),
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
