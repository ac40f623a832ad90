"""One form per kind of row."""

from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import (
    DateField,
    PortalModelForm,
    Textarea,
)
from difi_sosial.strategy.enums import Access
from difi_sosial.strategy.models import (
    ROW_FIELDS,
    Goal,
    KeyMessage,
    TargetGroup,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class RowForm(PortalModelForm):
    """A row. `key` follows the row through edits and versions; it does not make a row filled."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    needed: ClassVar[dict[str, "StrPromise"]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in self.needed.items():
            self.fields[name].needed = words  # type: ignore[attr-defined]

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {"key"})


class GoalRow(RowForm):
    due_on = DateField(label=_("Frist"), required=False)
    needed = {"indicator": _("Trengs før innsending")}

    class Meta:
        model = Goal
        fields = ROW_FIELDS["goals"]
        widgets = {"statement": Textarea(rows=2)}
        help_texts = {
            "indicator": _("Hva måler dere? For eksempel «andel spørsmål besvart i arbeidstiden»."),
            "baseline": _("Tallet i dag, med dato."),
        }


class TargetGroupRow(RowForm):
    needed = {
        "knowledge_source": _("Trengs hvis det ikke er en antakelse"),
        "knowledge_year": _("Trengs hvis det ikke er en antakelse"),
    }
    access_needs = forms.MultipleChoiceField(
        label=_("Behov for tilgang"),
        choices=Access.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = TargetGroup
        fields = ROW_FIELDS["target_groups"]
        widgets = {"whereabouts": Textarea(rows=2)}
        help_texts = {
            "knowledge_source": _("For eksempel en undersøkelse eller statistikk."),
            "whereabouts": _("Hvilke medier bruker de?"),
        }


class MessageRow(RowForm):
    target_group_key = forms.TypedChoiceField(
        label=_("Målgruppe"), coerce=UUID, empty_value=None, required=False
    )

    class Meta:
        model = KeyMessage
        fields = ROW_FIELDS["messages"]
        widgets = {"text": Textarea(rows=2)}

    def __init__(self, *args: Any, groups: dict[Any, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["target_group_key"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - tells mypy
        field.choices = [("", _("Alle")), *groups.items()]


ROW_FORMS: dict[str, type[RowForm]] = {
    "goals": GoalRow,
    "target_groups": TargetGroupRow,
    "messages": MessageRow,
}
ROW_WORDS = {
    "goals": (_("Målene"), _("Mål"), _("Legg til mål")),
    "target_groups": (_("Målgruppene"), _("Målgruppe"), _("Legg til målgruppe")),
    "messages": (_("Budskap til målgruppene"), _("Budskap"), _("Legg til budskap")),
}
