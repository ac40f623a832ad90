"""The steps of the agency's approval as rows."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import LONGEST_REASON, FormsetRows, PortalForm, Textarea
from difi_sosial.guidelines.enums import Approver
from difi_sosial.guidelines.services.route import LONGEST, MOST_STEPS


class RouteForm(PortalForm):
    """What stands around the rows: why, and which change the page was made from."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Hvorfor endrer dere stegene?"),
        widget=Textarea(rows=3),
        max_length=LONGEST_REASON,
        help_text=_("Står i historikken under."),
    )


class RouteRow(PortalForm):
    """One step."""

    approver = forms.ChoiceField(label=_("Hvem som godkjenner"), choices=Approver.choices)
    workdays = forms.IntegerField(
        label=_("Frist i arbeidsdager"), min_value=1, max_value=LONGEST, initial=5
    )

    @property
    def parted(self) -> list[list[Any]]:
        """Who and how long side by side."""
        return [[self["approver"], self["workdays"]]]

    def has_changed(self) -> bool:
        """A step is there when its row is there."""
        return True


class RouteRowSet(FormsetRows):
    """The steps in their order."""

    row_label = _("Steg")

    @property
    def wanted(self) -> list[tuple[str, int]]:
        """Who takes each step and within how many working days; the rows are valid."""
        return [(row["approver"], row["workdays"]) for row in self.filled]


RouteRows: Any = formset_factory(
    RouteRow,
    formset=RouteRowSet,
    extra=0,
    min_num=0,
    max_num=MOST_STEPS,
    validate_max=True,
)
