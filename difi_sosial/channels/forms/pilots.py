"""Input for pilots."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import PilotAction
from difi_sosial.channels.models import PILOT_FIELDS, Pilot
from difi_sosial.core.forms import DateField, PortalForm, PortalModelForm, Textarea


class PilotForm(PortalModelForm):
    """What we want to find out, where and how long, and what makes us go on or stop."""

    submit_label = _("Lagre planen for prøven")
    starts_on = DateField(label=_("Første dag"))
    ends_on = DateField(
        label=_("Siste dag"),
        help_text=_("Da stopper prøven av seg selv. For eksempel 1. mars 2027"),
    )

    class Meta:
        model = Pilot
        fields = PILOT_FIELDS
        widgets = {
            name: Textarea(rows=3) for name in PILOT_FIELDS if name not in ("starts_on", "ends_on")
        }
        help_texts = {
            "hypothesis": _("For eksempel: Studentene spør oss om frister hvis vi er der."),
            "arena": _("For eksempel en lukket gruppe, en betaside eller bare én region."),
            "success_criteria": _("Bruk tall som dere kan lese av når prøven er slutt."),
        }

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first."""
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", _("Siste dag må være etter første dag."))
        return given


class PilotStepForm(PortalForm):
    """A step with a pilot: a reason, and a new last day when it is extended."""

    # Of the assessment that the page tells about; what goes on is built on it.
    edition = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Begrunnelse"), widget=Textarea())
    ends_on = DateField(label=_("Ny siste dag"))

    def __init__(self, *args: Any, action: PilotAction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit_label = action.label
        if action != PilotAction.EXTEND:
            del self.fields["ends_on"]
        if action != PilotAction.CONTINUE:
            del self.fields["edition"]


class NoteForm(PortalForm):
    """What was seen this week."""

    submit_label = _("Lagre notatet")
    text = forms.CharField(
        label=_("Hva har dere sett denne uken?"),
        widget=Textarea(rows=3),
        help_text=_("Tall, reaksjoner, og om det peker mot å fortsette eller stoppe."),
    )
