"""Input for channels, assessments, decisions and accounts."""

from typing import Any
from uuid import UUID

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import Action, Advice, Category, DecisionState, Dialogue, ReachLevel
from difi_sosial.channels.models import (
    ASSESSMENT_FIELDS,
    REACH_FIELDS,
    Account,
    Assessment,
    Channel,
    Reach,
)
from difi_sosial.channels.queries import MatrixRow
from difi_sosial.core.forms import (
    Columns,
    DateField,
    FilterForm,
    Helper,
    Layout,
    PortalForm,
    PortalModelForm,
    Textarea,
    form_status,
)
from difi_sosial.core.templatetags.sosial import errors_of

ANY = [("", _("Alle"))]


def https_first(column: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """The form field of a column; an address typed without scheme means https."""
    if isinstance(column, models.URLField):
        kwargs["assume_scheme"] = "https"
    return column.formfield(**kwargs)


class CatalogueFilter(FilterForm):
    """Narrows the catalogue."""

    text = forms.CharField(label=_("Navn eller leverandør"), required=False)
    category = forms.ChoiceField(
        label=_("Kategori"), choices=[*ANY, *Category.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("Status"),
        choices=[*ANY, ("none", _("Ikke foreslått")), *DecisionState.choices],
        required=False,
    )


class MatrixFilter(FilterForm):
    """Narrows the matrix."""

    category = forms.ChoiceField(
        label=_("Kategori"), choices=[*ANY, *Category.choices], required=False
    )
    everything = forms.BooleanField(label=_("Ta med kanaler vi ikke har vurdert"), required=False)


class ChannelForm(PortalModelForm):
    """A row of the catalogue."""

    submit_label = _("Lagre kanalen")

    class Meta:
        model = Channel
        formfield_callback = https_first
        fields = (
            "name",
            "slug",
            "category",
            "platform",
            "provider",
            "owner_country",
            "url",
            "description",
            "connector",
            "profile_limit",
            "device_rule",
            "device_note",
            "dpia_note",
            "dpia_url",
            "is_active",
        )
        widgets = {name: Textarea(rows=3) for name in ("description", "device_note", "dpia_note")}
        help_texts = {
            "slug": _("Brukes i adressen til siden. Bare små bokstaver, tall og bindestrek."),
            "owner_country": _("To bokstaver, for eksempel NO eller US."),
            "connector": _("Kortnavnet på koblingen som henter innlegg. La stå tomt hvis ingen."),
        }

    def clean_owner_country(self) -> str:
        """Country codes are written in capitals."""
        return str(self.cleaned_data["owner_country"]).upper()


class AssessmentForm(PortalModelForm):
    """What we think of a channel, beside its reach."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    dialogue = forms.ChoiceField(
        label=_("Dialog"), choices=[("", _("Ikke vurdert")), *Dialogue.choices], required=False
    )

    class Meta:
        model = Assessment
        fields = ASSESSMENT_FIELDS
        widgets = {name: Textarea(rows=3) for name in ASSESSMENT_FIELDS if name != "dialogue"}
        help_texts = {
            "resources": _("Timer i uken, hvem som gjør arbeidet, og hvem som er vikar."),
            "privacy": _(
                "Hvem er behandlingsansvarlig, hva er grunnlaget, og må dere vurdere "
                "personvernkonsekvenser?"
            ),
            "security": _("Hvem har tilgang, er det to-trinns innlogging, og hvem eier kontoen?"),
            "universal_design": _(
                "Kan dere skrive alternativ tekst og tekste video? Hvor står det samme ellers?"
            ),
            "archiving": _("Hvordan tar dere vare på innlegg og samtaler?"),
            "alternatives": _("For eksempel nettstedet, nyhetsbrev, SMS eller telefon."),
        }

    @property
    def helper(self) -> Helper:
        """The page writes the form tag and the buttons, because the cells stand before."""
        helper = Helper(self)
        helper.form_tag = False
        helper.error_summary = False
        helper.layout = Layout(*self.fields)
        return helper

    @property
    def all_required(self) -> bool:
        """An assessment may be saved half done."""
        return False


class ReachForm(PortalModelForm):
    """One cell of the matrix. A level needs a reason; no level takes the cell away."""

    level = forms.TypedChoiceField(
        label=_("Rekkevidde"),
        choices=[
            ("", _("Ikke vurdert")),
            *((level.value, f"{level.value} – {level.label}") for level in ReachLevel),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )

    class Meta:
        model = Reach
        fields = REACH_FIELDS
        widgets = {"reason": Textarea(rows=2)}

    def layout(self) -> Layout:
        return Layout(Columns("level", "year"), "source", "reason")

    @property
    def helper(self) -> Helper:
        """The page writes the form tag and the buttons."""
        helper = Helper(self)
        helper.form_tag = helper.error_summary = False
        helper.disable_csrf = True
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
        return given


class AssessmentInput:
    """The whole page: the assessment, and a cell per target group of the strategy in force."""

    def __init__(self, row: MatrixRow, data: Any = None, *, edition: int | None = None) -> None:
        stored = getattr(row.channel, "assessment", None)
        current = stored.edition if stored else 0
        instance = stored or Assessment(channel=row.channel)
        initial = {"edition": current if edition is None else edition}
        self.form = AssessmentForm(data, instance=instance, initial=initial)
        self.cells = [
            (
                cell.group,
                ReachForm(data, instance=cell.reach or Reach(), prefix=f"reach-{cell.group.key}"),
            )
            for cell in row.cells
        ]

    @property
    def forms(self) -> list[Any]:
        """All forms of the page, in its order."""
        return [*(form for _group, form in self.cells), self.form]

    def is_valid(self) -> bool:
        """Whether it can be saved; every form is judged."""
        refused = [form for form in self.forms if not form.is_valid()]
        return not refused

    @property
    def errors(self) -> list[dict[str, str]]:
        """What must be mended on the whole page, for one summary on top."""
        return [error for form in self.forms for error in errors_of(form)]

    @property
    def status(self) -> int:
        """The page's HTTP status."""
        return form_status(*self.forms)

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned texts."""
        return {name: self.form.cleaned_data[name] for name in ASSESSMENT_FIELDS}

    @property
    def reaches(self) -> dict[UUID, dict[str, Any]]:
        """The cleaned cells by the target group's key."""
        return {group.key: dict(form.cleaned_data) for group, form in self.cells}


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


class AccountForm(PortalModelForm):
    """One of our own accounts."""

    submit_label = _("Lagre kontoen")
    channel = forms.ModelChoiceField(
        label=_("Kanal"),
        queryset=Channel.objects.filter(is_active=True),
        empty_label=_("Velg kanal"),
    )
    opened_on = DateField(label=_("Åpnet"), required=False)
    closed_on = DateField(label=_("Lagt ned"), required=False)

    class Meta:
        model = Account
        formfield_callback = https_first
        fields = (
            "channel",
            "handle",
            "name",
            "url",
            "unit",
            "purpose",
            "response_hours",
            "opening_hours",
            "opened_on",
            "closed_on",
        )
        widgets = {"purpose": Textarea(rows=3)}
        help_texts = {
            "handle": _("Slik det står i kanalen, for eksempel @testetaten."),
            "response_hours": _("Så mange arbeidstimer lover dere at det går før noen har svart."),
            "opening_hours": _("For eksempel hverdager kl. 8–15.30."),
        }
