"""Input for decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import Action, Advice
from difi_sosial.core.forms import (
    DateField,
    PortalForm,
    Textarea,
)


class ProposeForm(PortalForm):
    """Why the agency should use a channel."""

    submit_label = _("Foreslå kanalen")
    purpose = forms.CharField(
        label=_("Hva vil vi bruke kanalen til?"),
        widget=Textarea(),
        help_text=_("Skriv for hvem, hvor ofte, og hvordan det følger av strategien."),
    )


class DecideForm(PortalForm):
    """Choose or decline, with reasons."""

    submit_label = _("Lagre beslutningen")
    action = forms.ChoiceField(
        label=_("Beslutning"),
        choices=[(Action.CHOOSE, Action.CHOOSE.label), (Action.DECLINE, Action.DECLINE.label)],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Begrunnelse"),
        widget=Textarea(),
        help_text=_("Den blir journalført sammen med vurderingen. Poengene er ikke nok."),
    )
    against_score_reason = forms.CharField(
        label=_("Hvorfor går beslutningen mot poengene?"), widget=Textarea(rows=3), required=False
    )
    conditions = forms.CharField(label=_("Vilkår"), widget=Textarea(rows=3), required=False)
    valid_to = DateField(label=_("Gjelder til"), required=False)

    def __init__(self, *args: Any, advice: Advice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused = {Advice.FOR: Action.DECLINE, Advice.AGAINST: Action.CHOOSE}.get(advice)
        if self.refused is None:
            del self.fields["against_score_reason"]
        else:
            help_text = _("Fyll ut bare hvis du velger «%(choice)s».") % {
                "choice": self.refused.label
            }
            self.fields["against_score_reason"].help_text = help_text

    def clean(self) -> dict[str, Any]:
        """A decision against the score says why in a field of its own."""
        given = super().clean() or {}
        against = self.refused is not None and given.get("action") == self.refused
        if against and not given.get("against_score_reason"):
            self.add_error(
                "against_score_reason", _("Skriv hvorfor beslutningen går mot poengene.")
            )
        return given


class CloseForm(PortalForm):
    """Why a channel is closed."""

    submit_label = _("Legg ned kanalen")
    reason = forms.CharField(
        label=_("Begrunnelse"),
        widget=Textarea(),
        help_text=_("Skriv også hvor folk skal henvende seg i stedet."),
    )
