"""House rules as rows, and the reason for not following a piece of advice."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import LONGEST_REASON, FormsetRows, PortalForm, Textarea
from difi_sosial.guidelines.services import RuleText

MOST_RULES = 200


class DismissForm(PortalForm):
    """Why a piece of advice is not followed."""

    reason = forms.CharField(
        label=_("Hvorfor følger dere ikke rådet?"),
        help_text=_("Den som godkjenner, ser begrunnelsen."),
        widget=Textarea(rows=3),
        max_length=LONGEST_REASON,
    )
    submit_label = _("Lagre vurderingen")


class HouseRulesForm(PortalForm):
    """What stands around the rows: which rules the writer started from."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)


class HouseRuleRow(PortalForm):
    """One rule. `number` follows it for ever and does not make a row filled."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text_nb = forms.CharField(
        label=_("Regel på bokmål"), required=False, widget=Textarea(rows=2), max_length=2000
    )
    text_nn = forms.CharField(
        label=_("Regel på nynorsk"), required=False, widget=Textarea(rows=2), max_length=2000
    )
    legal_ground = forms.CharField(
        label=_("Hjemmel, hvis regelen har en"),
        required=False,
        max_length=200,
        help_text=_("For eksempel «straffeloven § 185»."),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language

    @property
    def row_name(self) -> str:
        """What the rule is called on the page: its number, which is not its place."""
        number = self["number"].value()
        return f"R{number}" if number else str(_("Ny regel"))

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {"number"})

    def clean(self) -> dict[str, Any]:
        """The rule must be there in the guideline's own written form; the other may follow."""
        given: dict[str, Any] = super().clean() or {}
        name = f"text_{self.language}"
        is_filled = any(given.get(field) for field in ("text_nb", "text_nn", "legal_ground"))
        if is_filled and not given.get(name) and name not in self.errors:
            self.add_error(name, _("Skriv regelen på målformen til retningslinjene."))
        return given


class RuleRows(FormsetRows):
    """The rules in their order."""

    row_label = _("Regel")

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        kwargs["form_kwargs"] = {"language": language}
        super().__init__(*args, **kwargs)

    @property
    def wanted(self) -> list[RuleText]:
        """The rules that hold something, in the order of the page; the rows are valid."""
        return [RuleText(**row) for row in self.filled]


HouseRuleRows: Any = formset_factory(
    HouseRuleRow, formset=RuleRows, extra=1, max_num=MOST_RULES, validate_max=True
)
