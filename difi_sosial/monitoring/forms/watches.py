"""Input for watches: rows of words, or the whole expression typed."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import HTML, Actions, Layout, PortalForm, Save, Section, Textarea
from difi_sosial.law.queries import reference_of
from difi_sosial.monitoring.enums import MISTAKES, Language, NamesRole
from difi_sosial.monitoring.expressions import (
    Mistake,
    Parts,
    Unreadable,
    means_same,
    outline,
    parse,
    parts_of,
    written_parts,
)
from difi_sosial.monitoring.models import Source, SourceSet, Watch
from difi_sosial.monitoring.queries import person_names, term_sets
from difi_sosial.monitoring.services.watches import Coverage, Names

LONGEST_TERM = 200
MOST_TERMS = 100
ROWS, TYPED = "rows", "typed"
WORDS = ("any_of", "all_of", "none_of")
CHOICES = ("languages", "not_sources", "sets")
EVERYWHERE, CHOSEN = "everywhere", "chosen"


class TermsField(forms.CharField):
    """Search terms, one a line."""

    widget = Textarea

    def clean(self, value: Any) -> list[str]:
        terms = lines_of(super().clean(value))
        for term in terms:
            self._judge(term)
        if len(terms) > MOST_TERMS:
            raise forms.ValidationError(_("Skriv høyst 100 linjer. Lag heller to overvåkinger."))
        return terms

    @staticmethod
    def _judge(term: str) -> None:
        if len(term) > LONGEST_TERM:
            text = _("«%s …» er for langt. Skriv høyst 200 tegn på en linje.")
            raise forms.ValidationError(text % term[:30])
        if len(term.strip('* #@"')) < 2:
            raise forms.ValidationError(_("«%s» er for kort og vil treffe nesten alt.") % term)
        if "*" in term.rstrip("*"):
            raise forms.ValidationError(_("I «%s» må stjernen stå sist.") % term)
        if '"' in term.strip('"'):
            raise forms.ValidationError(_("Ta bort anførselstegnet inne i «%s».") % term)


def lines_of(text: str | None) -> list[str]:
    """Lines with something in them, each once, single spaces."""
    lines = (" ".join(line.split()) for line in (text or "").splitlines())
    return list(dict.fromkeys(line for line in lines if line))


class WatchForm(PortalForm):
    """What we listen for and why. «Prøv» shows what stored mentions it would have found.

    Two ways of saying what: rows of words, or the expression itself. `mode` says which one counts;
    a submit button named `switch` asks for the other (`other_way`). The cleaned `expression` is
    there either way.
    """

    mode = forms.ChoiceField(choices=[(ROWS, ROWS), (TYPED, TYPED)], widget=forms.HiddenInput)
    standing_number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Navn"), max_length=100)
    purpose = forms.CharField(
        label=_("Formål"),
        widget=Textarea(rows=3),
        help_text=_("Hva skal dere bruke omtalene til? Teksten vises på siden."),
    )
    legal_basis = forms.CharField(label=_("Behandlingsgrunnlag"), widget=Textarea(rows=2))
    any_of = TermsField(
        label=_("Minst ett av disse"),
        required=False,
        widget=Textarea(rows=4),
        help_text=_(
            "Ett ord eller uttrykk på hver linje. Stjerne sist tar med alle endelser: "
            "testetat* finner testetatens. Søk etter virksomheten og oppgavene, "
            "ikke etter privatpersoner."
        ),
    )
    all_of = TermsField(
        label=_("Alle disse"),
        required=False,
        widget=Textarea(rows=2),
        help_text=_("Ord som også må være med."),
    )
    none_of = TermsField(
        label=_("Ingen av disse"),
        required=False,
        widget=Textarea(rows=2),
        help_text=_("Ord som viser at det er noe annet det handler om."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Bare på disse språkene"),
        required=False,
        choices=[choice for choice in Language.choices if choice[0]],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Velger du ingen, blir alle språk med."),
    )
    not_sources = forms.MultipleChoiceField(
        label=_("Ikke fra disse kildene"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sets = forms.MultipleChoiceField(
        label=_("Ett av ordene i disse ordsettene"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Settene har dere skrevet én gang for alle. De teller som «minst ett av»."),
    )
    expression = forms.CharField(
        label=_("Søkeuttrykk"),
        required=False,
        widget=Textarea({"spellcheck": "false", "class": "ds-input expression"}, rows=5),
    )

    where = forms.ChoiceField(
        label=_("Hvilke kilder?"),
        choices=[
            (EVERYWHERE, _("Alle kilder, også de som kommer til")),
            (CHOSEN, _("Bare de jeg velger her")),
        ],
        widget=forms.RadioSelect,
        initial=EVERYWHERE,
    )
    sources = forms.ModelMultipleChoiceField(
        label=_("Kilder"),
        queryset=Source.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source_sets = forms.ModelMultipleChoiceField(
        label=_("Kildesett"),
        queryset=SourceSet.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Alle kildene i settet, også de som kommer til."),
    )
    names_role = forms.ChoiceField(
        label=_("Hvem er personen?"),
        choices=NamesRole.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "En offentlig rolle er for eksempel statsråd, ordfører eller leder av en "
            "organisasjon, når det er rollen dere følger. Alle andre er privatpersoner."
        ),
    )
    names_reason = forms.CharField(
        label=_("Hvorfor må dere søke etter navnet?"),
        required=False,
        max_length=1000,
        widget=Textarea(rows=2),
        help_text=_(
            "Begrunnelsen blir logget. Er det en privatperson, får personvernombudet beskjed."
        ),
    )
    reason = forms.CharField(
        label=_("Hvorfor endrer du søket?"),
        required=False,
        max_length=1000,
        widget=Textarea(rows=2),
        help_text=_("Vises i loggen ved siden av den nye versjonen."),
    )

    def __init__(self, *args: Any, watch: Watch | None = None, **kwargs: Any) -> None:
        self.watch = watch
        self.mistake: Unreadable | None = None
        self.names: list[str] = list(watch.version.names) if watch and watch.version else []
        self.term_sets = term_sets()
        super().__init__(*args, **kwargs)
        if rule := reference_of("basis-public-task"):
            self.fields["legal_basis"].help_text = _now(
                "For eksempel %(rule)s, og loven som gir dere oppgaven."
            ) % {"rule": rule}
        names = Source.objects.order_by("name").values_list("name", flat=True)
        self.fields["not_sources"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
        self.fields["sets"].choices = [(name, name) for name in self.term_sets]  # type: ignore[attr-defined]

    @property
    def typed(self) -> bool:
        """Whether the expression itself is typed."""
        given = self.data.get("mode") if self.is_bound else self.initial.get("mode")
        return given == TYPED

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Watch.objects.all()
        if self.watch:
            others = others.exclude(pk=self.watch.pk)
        if others.filter(name__iexact=name).exists():
            text = _("Det finnes alt en overvåking med dette navnet. Velg et annet.")
            raise forms.ValidationError(text)
        return name

    def clean(self) -> dict[str, Any]:
        """Rows become an expression; the expression is read, so that a mistake is found here."""
        cleaned = super().clean() or {}
        if not self.typed:
            if set(WORDS) & set(self.errors):
                return cleaned
            cleaned["expression"] = written_parts(parts_in(cleaned))
        try:
            self.names = person_names(parse(cleaned.get("expression", ""), self.term_sets))
        except Unreadable as error:
            self.mistake = error if self.typed and error.mistake != Mistake.EMPTY else None
            self.add_error("expression" if self.typed else "any_of", told(error))
            return cleaned
        self._ask_why(cleaned)
        return cleaned

    def _ask_why(self, cleaned: dict[str, Any]) -> None:
        """Names need a reason, and so does another search than the one that stands."""
        if self.names and not cleaned.get("names_reason"):
            text = _("«%s» ser ut som navnet på en person. Skriv hvorfor, eller ta navnet bort.")
            self.add_error("names_reason", text % self.names[0])
        if self.names and not cleaned.get("names_role"):
            self.add_error("names_role", _("Velg hvem personen er."))
        if cleaned.get("where") == CHOSEN and not (
            cleaned.get("sources") or cleaned.get("source_sets")
        ):
            self.add_error("sources", _("Velg minst én kilde, eller alle kilder."))
        if self.is_other and not cleaned.get("reason"):
            self.add_error("reason", _("Skriv kort hvorfor du endrer søket."))

    @property
    def marked(self) -> str:
        """The typed expression with the place of its mistake marked, as HTML; else empty."""
        return marked(self.data["expression"], self.mistake) if self.mistake else ""

    @property
    def standing(self) -> str:
        """The expression that stands now; empty for a new watch."""
        return self.watch.version.shown if self.watch and self.watch.version else ""

    @property
    def is_other(self) -> bool:
        """Whether a search that stands would be another."""
        expression = self.cleaned_data.get("expression", "")
        return bool(self.standing) and not means_same(expression, self.standing)

    @property
    def facts(self) -> dict[str, Any]:
        """What the service stores."""
        names = ("name", "purpose", "legal_basis", "expression", "reason")
        cleaned = self.cleaned_data
        return {
            **{name: cleaned[name] for name in names},
            "coverage": Coverage(
                cleaned["where"] == EVERYWHERE,
                list(cleaned["sources"]),
                list(cleaned["source_sets"]),
            ),
            "names": Names(cleaned["names_role"], cleaned["names_reason"]),
        }

    def other_way(self) -> "WatchForm | None":
        """The same input, said the other way; None when rows cannot say the expression."""
        data = cast(QueryDict, self.data)
        facts: dict[str, Any] = {name: data.get(name, "") for name in KEPT}
        facts |= {name: data.getlist(name) for name in ("sources", "source_sets")}
        if not self.typed:
            wanted = {name: lines_of(self.data.get(name)) for name in WORDS}
            wanted |= {name: data.getlist(name) for name in CHOICES}
            words = {"mode": TYPED, "expression": written_parts(parts_in(wanted))}
            return WatchForm(initial={**facts, **words}, watch=self.watch)
        text = self.data.get("expression", "")
        rows = rows_of(text) if text.strip() else {}
        if rows is None:
            self.is_valid()
            self.add_error("expression", _("Feltene kan ikke si alt det uttrykket sier."))
            return None
        return WatchForm(initial={**facts, **rows, "mode": ROWS}, watch=self.watch)

    def layout(self) -> Layout:
        there = {name for name in CHOICES if self.fields[name].choices}  # type: ignore[attr-defined]
        if SourceSet.objects.exists():
            there.add("source_sets")
        if self.typed:
            there -= set(CHOICES)
        rows = [name for name in ("languages", "sets") if name in there]
        fields = ("expression", HTML(EXAMPLES)) if self.typed else (*WORDS, *rows)
        wanted = ("source_sets", "sources", "not_sources")
        places = [name for name in wanted if name in there or name == "sources"]
        names = ("names_role", "names_reason")
        other = _("Bruk felt i stedet") if self.typed else _("Skriv uttrykket selv")
        return Layout(
            "mode",
            "standing_number",
            Section(_("Hvorfor"), "name", "purpose", "legal_basis"),
            Section(_("Hva"), *fields, HTML(LIVE)),
            *([Section(_("Navn på personer"), *names)] if self.names else []),
            Section(_("Hvor"), "where", *places),
            *(["reason"] if self.standing else []),
            Actions(
                Save(_("Lagre overvåkingen")),
                Save(_("Prøv på lagrede omtaler"), name="try", value="1", variant="secondary"),
                Save(other, name="switch", value="1", variant="tertiary"),
            ),
        )


KEPT = (
    "standing_number",
    "name",
    "purpose",
    "legal_basis",
    "where",
    "names_role",
    "names_reason",
    "reason",
)
EXAMPLES = "{% include 'monitoring/_expression_help.html' %}"
LIVE = "{% include 'monitoring/_watch_live.html' %}"


def initial_of(watch: Watch) -> dict[str, Any]:
    """A stored watch as the form shows it: in rows when rows can say it."""
    facts: dict[str, Any] = {
        "name": watch.name,
        "purpose": watch.purpose,
        "legal_basis": watch.legal_basis,
        "where": EVERYWHERE if watch.everywhere else CHOSEN,
        "sources": watch.sources.all(),
        "source_sets": watch.source_sets.all(),
    }
    expression = ""
    if watch.version:
        expression = watch.version.shown
        facts |= {
            "standing_number": watch.version.number,
            "names_role": watch.version.names_role,
            "names_reason": watch.version.names_reason,
        }
    rows = rows_of(expression)
    if rows is None:
        return {**facts, "mode": TYPED, "expression": expression}
    return {**facts, **rows, "mode": ROWS}


def rows_of(expression: str) -> dict[str, Any] | None:
    """The expression as values of the rows; None when it says more than they can."""
    try:
        parts = parts_of(outline(expression))
    except Unreadable:
        return None
    if parts is None:
        return None
    words = {name: "\n".join(getattr(parts, name)) for name in WORDS}
    return words | {name: list(getattr(parts, name)) for name in CHOICES}


def parts_in(values: Mapping[str, Any]) -> Parts:
    """Values of the rows as the parts of an expression."""
    return Parts(**{name: tuple(values.get(name) or ()) for name in (*WORDS, *CHOICES)})


def told(error: Unreadable) -> str:
    """What is wrong with an expression, in words."""
    facts = {
        name: ", ".join(value) if isinstance(value, list) else value
        for name, value in error.facts.items()
    }
    return str(MISTAKES[error.mistake]) % facts


def marked(expression: str, error: Unreadable) -> str:
    """The expression with the place of the mistake marked, as HTML."""
    end = max(error.end, error.start + 1)
    return format_html(
        "{}<mark>{}</mark>{}",
        expression[: error.start],
        expression[error.start : end] or "␣",
        expression[end:],
    )
