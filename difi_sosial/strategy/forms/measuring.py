"""Input for a measured value."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import Actions, Columns, DateField, Layout, PortalForm, Save
from difi_sosial.strategy.models import StrategyVersion


class MeasurementForm(PortalForm):
    """What one goal measured on one day."""

    goal = forms.TypedChoiceField(label=_("Mål"), coerce=UUID)
    value = forms.DecimalField(
        label=_("Verdi"),
        max_digits=14,
        decimal_places=2,
        localize=True,
        help_text=_("Bare tallet, i målets enhet. For eksempel 72 eller 72,5."),
    )
    measured_on = DateField(label=_("Dag"), help_text=_("Hvilken dag gjelder tallet?"))
    source = forms.CharField(
        label=_("Kilde"),
        max_length=300,
        required=False,
        help_text=_("Hvor har du tallet fra?"),
    )

    def __init__(self, *args: Any, version: StrategyVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["goal"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - tells mypy
        field.choices = [(str(goal.key), str(goal)) for goal in version.goals.all()]

    def layout(self) -> Layout:
        save = Save(_("Lagre målingen"))
        return Layout("goal", Columns("value", "measured_on"), "source", Actions(save))

    def clean_measured_on(self) -> date:
        """Nobody has measured anything tomorrow."""
        day: date = self.cleaned_data["measured_on"]
        if day > local_date(now()):
            raise forms.ValidationError(_("Velg i dag eller en tidligere dato."))
        return day
