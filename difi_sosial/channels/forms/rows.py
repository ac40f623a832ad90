"""One form per kind of row in an assessment."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import ReachLevel
from difi_sosial.channels.enums.assessment import Consequence, Fit, Likelihood, Part
from difi_sosial.channels.models import PART_ROWS, REACH_FIELDS, DeviceException, Reach, Risk
from difi_sosial.core.forms import Columns, DateField, Helper, Layout, PortalModelForm, Textarea


def numbered(label: Any, choices: Any, *, blank: Any = None) -> forms.TypedChoiceField:
    """A choice of a level, its number before its words; optional when `blank` has words."""
    # Put together when it is read, and not now: each reader has a language form of their own.
    levels = [(level.value, format_lazy("{} – {}", level.value, level.label)) for level in choices]
    shown = [("", blank if blank is not None else _("Velg")), *levels]
    return forms.TypedChoiceField(
        label=label, choices=shown, coerce=int, empty_value=None, required=blank is None
    )


class ReachForm(PortalModelForm):
    """One cell of the matrix. A level needs a reason; no level takes the cell away."""

    level = numbered(_("Rekkevidde"), ReachLevel, blank=_("Ikke vurdert"))
    fit = numbered(_("Hvor godt bruken passer"), Fit, blank=_("Ikke vurdert"))
    message_fit = numbered(_("Hvor godt budskapet passer"), Fit, blank=_("Ikke vurdert"))

    class Meta:
        model = Reach
        fields = REACH_FIELDS
        widgets = {"reason": Textarea(rows=2)}

    def layout(self) -> Layout:
        fits = Columns("fit", "message_fit")
        return Layout("level", fits, "reason", Columns("source", "year"))

    @property
    def helper(self) -> Helper:
        """The page writes the form tag and the buttons."""
        helper = Helper(self)
        helper.form_tag = helper.error_summary = False
        helper.disable_csrf = helper.hide_required = True
        helper.layout = self.layout()
        return helper

    @property
    def all_required(self) -> bool:
        """A cell may stand empty."""
        return False

    def clean(self) -> dict[str, Any]:
        """The score alone says nothing: somebody must be able to read why."""
        given = super().clean() or {}
        if given.get("level") is not None and not given.get("reason"):
            self.add_error(
                "reason", _("Skriv hvorfor kanalen når målgruppen så godt eller dårlig.")
            )
        if given.get("level") is None and any(given.get(name) for name in ("fit", "message_fit")):
            self.add_error("level", _("Velg rekkevidde også."))
        return given


class RiskForm(PortalModelForm):
    """A risk before and after its measure."""

    likelihood = numbered(_("Sannsynlighet"), Likelihood)
    consequence = numbered(_("Konsekvens"), Consequence)
    likelihood_after = numbered(
        _("Sannsynlighet etter tiltak"), Likelihood, blank=_("Ikke vurdert")
    )
    consequence_after = numbered(_("Konsekvens etter tiltak"), Consequence, blank=_("Ikke vurdert"))

    class Meta:
        model = Risk
        fields = PART_ROWS[Part.RISKS][1]
        widgets = {"measure": Textarea(rows=2)}

    @property
    def parted(self) -> list[list[forms.BoundField]]:
        """The fields line by line; the two steps side by side, as they are read."""
        lines = (
            ("event",),
            ("likelihood", "consequence"),
            ("measure",),
            ("responsible",),
            ("likelihood_after", "consequence_after"),
        )
        return [[self[name] for name in line] for line in lines]

    def clean(self) -> dict[str, Any]:
        """After the measure both steps are known, or neither is."""
        given = super().clean() or {}
        after = ("likelihood_after", "consequence_after")
        lacking = [name for name in after if given.get(name) is None]
        if len(lacking) == 1:
            self.add_error(lacking[0], _("Velg både sannsynlighet og konsekvens etter tiltak."))
        return given


class ExceptionForm(PortalModelForm):
    """Who may use the channel on which device, why, and until when."""

    until = DateField(label=_("Til og med"))

    class Meta:
        model = DeviceException
        fields = PART_ROWS[Part.SECURITY][1]
        widgets = {"reason": Textarea(rows=2)}

    @property
    def parted(self) -> list[list[forms.BoundField]]:
        """The fields line by line."""
        lines = (("person", "device"), ("reason",), ("until",))
        return [[self[name] for name in line] for line in lines]


ROW_FORMS: dict[Part, type[PortalModelForm]] = {
    Part.RISKS: RiskForm,
    Part.SECURITY: ExceptionForm,
}
ROW_WORDS = {
    Part.RISKS: (_("Risikoene"), _("Risiko"), _("Legg til risiko")),
    Part.SECURITY: (_("Unntak fra enhetsregelen"), _("Unntak"), _("Legg til unntak")),
}
