"""Input for decisions: proposing, deciding, and steps that want a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import Action, Advice
from difi_sosial.core.forms import (
    DateField,
    PortalForm,
    Text,
    Textarea,
)

OWN_SOURCE = _("Sosiale medier er bare et tillegg. Alle skal finne det samme på nettstedet deres.")


def own_source(*, required: bool) -> forms.URLField:
    """Where the same information stands on the agency's own site."""
    return forms.URLField(
        label=_("Hvor står den samme informasjonen på nettstedet deres?"),
        assume_scheme="https",
        required=required,
        help_text=OWN_SOURCE,
    )


class ProposeForm(PortalForm):
    """Why the agency should use a channel."""

    submit_label = _("Foreslå kanalen")
    purpose = forms.CharField(
        label=_("Hva vil vi bruke kanalen til?"),
        widget=Textarea(),
        help_text=_("Skriv for hvem, hvor ofte, og hvordan det følger av strategien."),
    )
    own_source_url = own_source(required=False)


class ReviseForm(ProposeForm):
    """The proposal, mended while nobody has decided."""

    submit_label = _("Lagre forslaget")


class DecideForm(PortalForm):
    """Choose, try, reserve or decline, with reasons."""

    submit_label = _("Lagre beslutningen")
    # Of the assessment that the page shows.
    edition = forms.IntegerField(widget=forms.HiddenInput)
    action = forms.ChoiceField(label=_("Beslutning"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Begrunnelse"),
        widget=Textarea(),
        help_text=_("Den blir journalført sammen med vurderingen. Poengene er ikke nok."),
    )
    against_score_reason = forms.CharField(
        label=_("Hvorfor går beslutningen mot poengene?"), widget=Textarea(rows=3), required=False
    )
    against_dpo_reason = forms.CharField(
        label=_("Hvorfor går beslutningen mot personvernombudets råd?"),
        widget=Textarea(rows=3),
        required=False,
        help_text=_("Fyll ut hvis dere velger eller prøver kanalen."),
    )
    own_source_url = own_source(required=False)
    conditions = forms.CharField(label=_("Vilkår"), widget=Textarea(rows=3), required=False)
    valid_to = DateField(label=_("Gjelder til"), required=False)

    def __init__(
        self,
        *args: Any,
        advice: Advice,
        against_dpo: bool = False,
        can_pilot: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        wanted = (Action.CHOOSE, Action.PILOT, Action.RESERVE, Action.DECLINE)
        self.fields["action"].choices = [  # type: ignore[attr-defined]
            (action, action.label) for action in wanted if can_pilot or action != Action.PILOT
        ]
        self.against = {
            Advice.FOR: {Action.DECLINE},
            Advice.AGAINST: {Action.CHOOSE, Action.PILOT},
        }.get(advice, set())
        if not self.against:
            del self.fields["against_score_reason"]
        elif Action.DECLINE in self.against:
            self.fields["against_score_reason"].help_text = _("Fyll ut hvis du avslår kanalen.")
        else:
            self.fields["against_score_reason"].help_text = _(
                "Fyll ut hvis dere velger eller prøver kanalen."
            )
        if not against_dpo:
            del self.fields["against_dpo_reason"]

    def clean(self) -> dict[str, Any]:
        """A decision against the score or the data protection officer says why in its own field."""
        given = super().clean() or {}
        action = given.get("action")
        if action in self.against and not given.get("against_score_reason"):
            self.add_error(
                "against_score_reason", _("Skriv hvorfor beslutningen går mot poengene.")
            )
        if action not in (Action.CHOOSE, Action.PILOT):
            return given
        if "against_dpo_reason" in self.fields and not given.get("against_dpo_reason"):
            self.add_error(
                "against_dpo_reason",
                _("Skriv hvorfor beslutningen går mot personvernombudets råd."),
            )
        if not given.get("own_source_url") and "own_source_url" not in self.errors:
            self.add_error(
                "own_source_url", _("Skriv hvor den samme informasjonen står på nettstedet deres.")
            )
        return given


class ReasonForm(PortalForm):
    """A step that wants nothing but a reason."""

    reason = forms.CharField(label=_("Begrunnelse"), widget=Textarea())

    def __init__(self, *args: Any, label: Text, help_text: Text = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit_label = str(label)
        self.fields["reason"].help_text = str(help_text)


class KeepForm(PortalForm):
    """The decision renewed."""

    submit_label = _("Behold kanalen")
    # Of the assessment that the page tells about.
    edition = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Begrunnelse"),
        widget=Textarea(),
        help_text=_("Skriv hva kanalen har gitt, og hvorfor den fortsatt trengs."),
    )
    valid_to = DateField(label=_("Gjelder til"))
