"""Input for the map of the net identity."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import (
    Actions,
    Cancel,
    Columns,
    DateField,
    FilterForm,
    Layout,
    PortalModelForm,
    Save,
    Section,
    Textarea,
)
from difi_sosial.identity.enums import DUE, FindingState, Kind, Level, Official, Party
from difi_sosial.identity.models import Finding
from difi_sosial.identity.services.guard import asks_about_name, refusals

ANY = ("", _("Alle"))
FIELDS = (
    *("kind", "name", "url", "platform", "official", "verified", "party", "language"),
    *("followers", "last_active_on", "accuracy", "risk", "tone", "relevance"),
    *("score", "ratings", "unanswered", "next_check_on"),
    *("stance", "stance_reason", "privacy_note", "note"),
)


def letters() -> list[tuple[str, str]]:
    """The record types with their letters."""
    return [(kind.value, f"{kind.letter}: {kind.label}") for kind in Kind]


class FindingFilterForm(FilterForm):
    """The filters over the map. What is gone is shown when it is asked for."""

    submit_label = _("Vis funn")
    q = forms.CharField(label=_("Søk i kartet"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Type"), required=False)
    state = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("På nettet nå")), (DUE, _("Skal ses på nå")), *FindingState.choices],
    )
    risk = forms.ChoiceField(
        label=_("Risiko"), required=False, choices=[ANY, *[one for one in Level.choices if one[0]]]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [ANY, *letters()]  # type: ignore[attr-defined]


class FindingForm(PortalModelForm):
    """One trace of the agency on the net.

    What the database refuses is refused here with the reason. A name that looks like a private
    person's is asked about once more, and whoever says that it is none is written in the log.
    """

    url = forms.URLField(label=_("Adresse"), required=False, max_length=1000, assume_scheme="https")
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name_is_fine = forms.BooleanField(
        label=_("Dette er ikke navnet på en privatperson"),
        required=False,
        help_text=_("At du bekrefter, står i loggen som personvernombudet leser."),
    )
    asks = False

    class Meta:
        model = Finding
        fields = FIELDS
        field_classes = {"last_active_on": DateField, "next_check_on": DateField}
        localized_fields = ("score",)
        widgets = {
            "note": Textarea(rows=3),
            "stance_reason": Textarea(rows=2),
            "privacy_note": Textarea(rows=2),
        }
        help_texts = {
            "name": _("Kontonavn, tittel eller organisasjon. Ikke navnet på en privatperson."),
            "party": _("Er det en privatperson, skriv hva det er, og ikke hvem."),
            "stance_reason": _("Fylles ut når det er en person i offentlig rolle."),
            "privacy_note": _("Hvilke opplysninger om personer bør dere la være å lagre?"),
            "verified": _("Haken eller merket noen plattformer gir kontoer de har kontrollert."),
            "tone": _("Hvordan siden eller gruppen snakker om dere, ikke én enkelt person."),
            "relevance": _("Målgruppen i strategien som møter dere her."),
            "score": _("Slik tjenesten viser den, for eksempel 4,3."),
            "next_check_on": _(
                "Når dere vil se på akkurat dette igjen, om det er før neste sjekk av hele kartet."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = letters()  # type: ignore[attr-defined]
        for name, known in (("official", Official), ("verified", Official), ("party", Party)):
            self.fields[name].choices = known.choices  # type: ignore[attr-defined]
        self.fields["verified"].required = False

    def clean_verified(self) -> str:
        """What nobody has said is unknown."""
        return self.cleaned_data["verified"] or Official.UNKNOWN

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, reason in refusals(cleaned).items():
            self.add_error(name, str(reason))
        self.asks = asks_about_name(cleaned)
        if self.asks and not cleaned.get("name_is_fine"):
            self.add_error(
                "name",
                _(
                    "Navnet ligner på en privatpersons. Skriv heller hva funnet er, "
                    "eller bekreft under at det ikke er en privatperson."
                ),
            )
        return cleaned

    def validate_constraints(self) -> None:
        """The service says in words what the constraints say."""

    def layout(self) -> Layout:
        confirm = ["name_is_fine"] if self.asks else []
        judged = (Columns("accuracy", "risk"), Columns("tone", "relevance"))
        return Layout(
            Section(
                _("Hva er det?"),
                *("edition", "kind", "name", *confirm, "url"),
                Columns("platform", "language"),
            ),
            Section(_("Hvem står bak?"), Columns("official", "verified"), "party"),
            Section(
                _("Hvordan står det til?"),
                *(Columns("followers", "last_active_on"), *judged, "next_check_on"),
            ),
            Section(
                _("Vurderinger (type G)"),
                *("score", Columns("ratings", "unanswered")),
                description=_("Bare for karttjenester og steder der folk gir karakterer."),
            ),
            Section(
                _("Organiserte aktører (type I)"),
                *("stance", "stance_reason"),
                description=_(
                    "Bare organisasjoner og personer i offentlig rolle kan stå som støttespiller "
                    "eller motstander. En privatperson kan aldri det."
                ),
            ),
            Section(_("Merknader"), "note", "privacy_note"),
            Actions(Save(_("Lagre funnet")), Cancel(self.cancel_url)),
        )

    @property
    def cancel_url(self) -> str:
        """Back to the finding, or to the map."""
        return self.instance.get_absolute_url() if self.instance.pk else "/nettidentitet/kart/"
