"""Input for assessments."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import Category, Dialogue, ReachLevel
from difi_sosial.channels.forms.catalogue import ANY
from difi_sosial.channels.models import (
    ASSESSMENT_FIELDS,
    REACH_FIELDS,
    Assessment,
    Reach,
)
from difi_sosial.channels.queries import MatrixRow
from difi_sosial.core.forms import (
    Columns,
    FilterForm,
    Helper,
    Layout,
    PortalModelForm,
    Textarea,
    form_status,
)
from difi_sosial.core.templatetags.sosial import errors_of


class MatrixFilter(FilterForm):
    """Narrows the matrix."""

    category = forms.ChoiceField(
        label=_("Kategori"), choices=[*ANY, *Category.choices], required=False
    )
    everything = forms.BooleanField(label=_("Ta med kanaler vi ikke har vurdert"), required=False)


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
