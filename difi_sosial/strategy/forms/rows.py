"""One form per kind of row."""

from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import DateField, PortalModelForm, Text, Textarea
from difi_sosial.strategy.enums import Access
from difi_sosial.strategy.forms.base import NEEDED, KeyInput
from difi_sosial.strategy.models import (
    ROW_FIELDS,
    Duty,
    Goal,
    KeyMessage,
    Misconception,
    Risk,
    TargetGroup,
)

UNLESS_ASSUMED = _("Trengs hvis det ikke er en antakelse")


class NumberField(forms.DecimalField):
    """A measured number, read and shown the Norwegian way, without zeros that say nothing."""

    def __init__(self, **kwargs: Any) -> None:
        sizes = {"max_digits": 14, "decimal_places": 2, "localize": True, "required": False}
        super().__init__(**{**sizes, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return Decimal(format(value.normalize(), "f")) if isinstance(value, Decimal) else value


class RowForm(PortalModelForm):
    """A row. `key` follows the row through edits and versions; it does not make a row filled."""

    key = forms.UUIDField(widget=KeyInput, required=False)
    needed: ClassVar[dict[str, Text]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in self.needed.items():
            self.fields[name].needed = words  # type: ignore[attr-defined]

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {"key"})

    @property
    def parted(self) -> list[list[forms.BoundField]]:
        """The visible fields in lines: those of `Meta.together` stand side by side."""
        together: tuple[tuple[str, ...], ...] = getattr(self.Meta, "together", ())  # type: ignore[attr-defined]
        lines: list[list[forms.BoundField]] = []
        seen: set[str] = set()
        for field in self.visible_fields():
            if field.name in seen:
                continue
            line = next((names for names in together if field.name in names), (field.name,))
            seen.update(line)
            lines.append([self[name] for name in line])
        return lines


class GoalRow(RowForm):
    baseline_on = DateField(label=_("Målt"), required=False, help_text=_("Når gjaldt tallet?"))
    baseline = NumberField(label=_("I dag"), help_text=_("Bare tallet. For eksempel 48,5."))
    target = NumberField(label=_("Måltall"), help_text=_("Tallet dere vil nå."))
    due_on = DateField(label=_("Frist"), required=False, help_text=_("Når skal det være nådd?"))
    needed = dict.fromkeys(
        ("indicator", "baseline", "baseline_on", "target", "due_on", "responsible"), NEEDED
    )

    class Meta:
        model = Goal
        fields = ROW_FIELDS["goals"]
        together = (("baseline", "baseline_on"), ("target", "due_on"), ("source", "responsible"))
        widgets = {"statement": Textarea(rows=2)}
        help_texts = {
            "statement": _("Hva er bedre når målet er nådd? Skriv det som noe dere kan se."),
            "indicator": _("Hva måler dere? For eksempel «andel spørsmål med svar innen fristen»."),
            "unit": _("Hva tallene er i. For eksempel prosent, timer eller innlegg."),
            "source": _("Hvor kommer tallet fra?"),
            "responsible": _("Én person."),
        }


class TargetGroupRow(RowForm):
    needed = {
        "knowledge_source": UNLESS_ASSUMED,
        "knowledge_year": UNLESS_ASSUMED,
        "children": NEEDED,
    }
    access_needs = forms.MultipleChoiceField(
        label=_("Behov for tilgang"),
        choices=Access.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Hva må til for at alle i gruppen kan delta?"),
    )

    class Meta:
        model = TargetGroup
        fields = ROW_FIELDS["target_groups"]
        together = (("name", "size"), ("knowledge_source", "knowledge_year"))
        widgets = {"whereabouts": Textarea(rows=2)}
        help_texts = {
            "name": _("Så smal at dere kan se dem for dere."),
            "size": _("For eksempel «omtrent 2 400 i året»."),
            "knowledge_source": _("For eksempel en undersøkelse eller statistikk."),
            "knowledge_year": _("Året tallene gjelder."),
            "is_assumption": _("Da vet alle at dere må undersøke det."),
            "whereabouts": _("Hvilke medier bruker de, når, og til hva?"),
            "children": _("Mange tjenester har aldersgrenser, og barn har eget vern."),
        }


class MessageRow(RowForm):
    target_group_key = forms.TypedChoiceField(
        label=_("Målgruppe"), coerce=UUID, empty_value=None, required=False
    )

    class Meta:
        model = KeyMessage
        fields = ROW_FIELDS["messages"]
        widgets = {"text": Textarea(rows=2)}
        help_texts = {"text": _("Én setning, slik dere ville sagt det.")}

    def __init__(self, *args: Any, groups: dict[Any, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["target_group_key"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - tells mypy
        field.choices = [("", _("Alle")), *groups.items()]


class MisconceptionRow(RowForm):
    needed = {"truth": NEEDED}

    class Meta:
        model = Misconception
        fields = ROW_FIELDS["misconceptions"]
        widgets = {"claim": Textarea(rows=2), "truth": Textarea(rows=2)}
        help_texts = {
            "claim": _("Skriv det slik folk sier det."),
            "truth": _("Skriv svaret slik at det kan limes rett inn."),
            "reference": _("Lenke til siden der det riktige står."),
        }


class DutyRow(RowForm):
    needed = {"does": NEEDED, "answers": NEEDED}

    class Meta:
        model = Duty
        fields = ROW_FIELDS["duties"]
        together = (("does", "answers"), ("consulted", "informed"))
        help_texts = {
            "task": _("For eksempel «svare på spørsmål» eller «godkjenne innlegg»."),
            "does": _("Roller eller navn."),
            "answers": _("Bare én, slik at ingen er i tvil."),
        }


class RiskRow(RowForm):
    needed = dict.fromkeys(("likelihood", "consequence", "measure", "responsible"), NEEDED)

    class Meta:
        model = Risk
        fields = ROW_FIELDS["risks"]
        together = (("likelihood", "consequence"),)
        widgets = {"description": Textarea(rows=2), "measure": Textarea(rows=2)}
        help_texts = {
            "description": _("Én hendelse. Skriv hva som skjer, og hvem det går ut over."),
            "measure": _("Hva gjør dere for at det ikke skal skje, eller ikke bli så ille?"),
        }


ROW_FORMS: dict[str, type[RowForm]] = {
    "goals": GoalRow,
    "target_groups": TargetGroupRow,
    "messages": MessageRow,
    "misconceptions": MisconceptionRow,
    "duties": DutyRow,
    "risks": RiskRow,
}
ROW_WORDS: dict[str, tuple[Promise, Promise, Promise]] = {
    "goals": (_("Målene"), _("Mål"), _("Legg til mål")),
    "target_groups": (_("Målgruppene"), _("Målgruppe"), _("Legg til målgruppe")),
    "messages": (_("Budskap til målgruppene"), _("Budskap"), _("Legg til budskap")),
    "misconceptions": (_("Feil som går igjen"), _("Feil"), _("Legg til feil")),
    "duties": (_("Oppgavene"), _("Oppgave"), _("Legg til oppgave")),
    "risks": (_("Risikoene"), _("Risiko"), _("Legg til risiko")),
}
