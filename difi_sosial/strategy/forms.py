"""Input for strategies: one form per section, and one per kind of row."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import (
    DateField,
    FormsetRows,
    Helper,
    Layout,
    PortalForm,
    PortalModelForm,
    Textarea,
)
from difi_sosial.core.forms import Section as Part
from difi_sosial.people.enums import Language
from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may
from difi_sosial.strategy.enums import Access, Level, Purpose, Section
from difi_sosial.strategy.models import (
    ROW_FIELDS,
    SECTION_FIELDS,
    SECTION_ROWS,
    SPECIAL_FIELDS,
    USES,
    Goal,
    KeyMessage,
    StrategyVersion,
    TargetGroup,
)
from difi_sosial.strategy.queries import Content, rows_of

USE_WORDS = {
    "inform": (
        _("Formidle"),
        _("Informere raskt, med egne ord, til mange. Det er bare et tillegg til andre kanaler."),
    ),
    "listen": (
        _("Lytte"),
        _("Følge med på fagfelt, nettverk og debatter, og lære av det som blir sagt."),
    ),
    "share": (
        _("Dele"),
        _("Dele kunnskap, bilder, data og erfaringer med fagfolk og brukere."),
    ),
    "take_part": (
        _("Delta"),
        _("Samarbeide og skrive sammen med andre: høringer, wikier, testing av tjenester."),
    ),
}
SPECIAL_HELP = {
    "privacy_security": _(
        "Hvilke personopplysninger møter dere, hvilket grunnlag har dere, og hvordan sikrer dere "
        "kontoene?"
    ),
    "case_handling": _(
        "Hva gjør dere når noen tar opp sin egen sak? Skriv at dere ikke behandler saker her, og "
        "hvor folk skal henvende seg."
    ),
    "private_professional": _(
        "Når svarer ansatte på vegne av virksomheten, og når er de privatpersoner?"
    ),
    "archive_journal": _(
        "Hvordan vurderer dere om noe skal journalføres og arkiveres, og hvem gjør det?"
    ),
    "policy_signals": _(
        "Hvordan følger bruken verdiene om åpenhet, medvirkning og klart språk på begge målformer?"
    ),
}


class CreateForm(PortalForm):
    """A new strategy."""

    submit_label = _("Opprett strategien")
    title = forms.CharField(
        label=_("Tittel"),
        max_length=200,
        help_text=_("For eksempel «Strategi for sosiale medier»."),
    )
    unit = forms.ModelChoiceField(
        label=_("Enhet"), queryset=Unit.objects.all(), empty_label=_("Velg enhet")
    )
    owner = forms.ModelChoiceField(
        label=_("Ansvarlig"),
        queryset=User.objects.none(),
        empty_label=_("Velg person"),
        help_text=_("Den som følger opp strategien."),
    )
    language = forms.ChoiceField(label=_("Målform"), choices=Language.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101 - tells mypy
        owner.queryset = people_who_may(Permission.STRATEGY_WRITE)


class ApproveForm(PortalForm):
    """When an approved version counts from."""

    submit_label = _("Godkjenn strategien")
    in_force_on = DateField(
        label=_("Gjelder fra"),
        required=False,
        help_text=_("La feltet stå tomt hvis strategien skal gjelde fra i dag."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(PortalForm):
    """Why a step is taken."""

    reason = forms.CharField(
        label=_("Begrunnelse"),
        widget=Textarea(),
        help_text=_("Skriv hva som må endres, så forfatteren kan gå rett på det."),
    )


class SectionForm(PortalModelForm):
    """The columns of one section. `edition` says which text the writer began from."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def layout(self) -> Layout:
        return Layout(*self.fields)

    @property
    def helper(self) -> Helper:
        """The page writes the form tag and the buttons, because rows stand between."""
        helper = Helper(self)
        helper.form_tag = False
        helper.error_summary = False
        helper.layout = self.layout()
        return helper

    @property
    def all_required(self) -> bool:
        """A draft may be saved half done."""
        return False

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned columns."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edition"}


class BasisForm(SectionForm):
    net_identity_on = DateField(label=_("Når ble nettidentiteten sjekket?"), required=False)

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.BASIS]
        widgets = {"mandate": Textarea(), "situation": Textarea(), "net_identity": Textarea()}
        help_texts = {
            "mandate": _("Hvem har bestemt at strategien skal lages, og hvem er hørt?"),
            "situation": _("Hvilke kanaler bruker dere i dag, og hva får dere ut av dem?"),
            "net_identity": _("Hva finner folk når de søker etter virksomheten?"),
        }


class PurposesForm(SectionForm):
    purposes = forms.MultipleChoiceField(
        label=_("Formål"),
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Velg det dere vil oppnå. Velg få."),
    )

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.PURPOSES]
        widgets = {"purpose_text": Textarea()}


class GoalsForm(SectionForm):
    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.GOALS]


class TargetGroupsForm(SectionForm):
    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.TARGET_GROUPS]


class MessagesForm(SectionForm):
    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.MESSAGES]
        widgets = {"core_message": Textarea()}
        help_texts = {
            "core_message": _("Det ene dere vil at alle skal sitte igjen med."),
            "spokesperson": _("Hvem uttaler seg på vegne av virksomheten?"),
        }


class UsesForm(SectionForm):
    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.USES]
        widgets = {f"{use}_evidence": Textarea(rows=3) for use in USES}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for use in USES:
            self.fields[f"{use}_level"] = forms.TypedChoiceField(
                label=_("Hvor mye?"),
                choices=Level.choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"{use}_evidence"].label = _("Hva viser at dere vil det?")
            self.fields[f"{use}_evidence"].help_text = _("For eksempel vedtak, tiltak eller tall.")

    def layout(self) -> Layout:
        parts = [
            Part(title, f"{use}_level", f"{use}_evidence", description=text)
            for use, (title, text) in USE_WORDS.items()
        ]
        return Layout("edition", *parts)


class SpecialForm(SectionForm):
    class Meta:
        model = StrategyVersion
        fields = SPECIAL_FIELDS
        widgets = {name: Textarea() for name in SPECIAL_FIELDS}
        help_texts = SPECIAL_HELP


class ResourcesForm(SectionForm):
    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.RESOURCES]
        localized_fields = ("hours_per_week",)
        widgets = {name: Textarea(rows=3) for name in ("staffing", "substitutes", "budget")}
        help_texts = {
            "hours_per_week": _("Til å publisere, følge med og svare. For eksempel 12,5.")
        }


class FollowUpForm(SectionForm):
    next_review = DateField(label=_("Neste gjennomgang"), required=False)

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.FOLLOW_UP]
        widgets = {"evaluation": Textarea()}
        help_texts = {
            "evaluation": _("Hva skal dere måle, når, og hva får dere til å slutte?"),
        }


class RowForm(PortalModelForm):
    """A row. `key` follows the row through edits and versions; it does not make a row filled."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {"key"})


class GoalRow(RowForm):
    due_on = DateField(label=_("Frist"), required=False)

    class Meta:
        model = Goal
        fields = ROW_FIELDS["goals"]
        widgets = {"statement": Textarea(rows=2)}
        help_texts = {
            "indicator": _("Hva måler dere? For eksempel «andel spørsmål besvart i arbeidstiden»."),
            "baseline": _("Tallet i dag, med dato."),
        }


class TargetGroupRow(RowForm):
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


SECTION_FORMS: dict[Section, type[SectionForm]] = {
    Section.BASIS: BasisForm,
    Section.PURPOSES: PurposesForm,
    Section.GOALS: GoalsForm,
    Section.TARGET_GROUPS: TargetGroupsForm,
    Section.MESSAGES: MessagesForm,
    Section.USES: UsesForm,
    Section.SPECIAL: SpecialForm,
    Section.RESOURCES: ResourcesForm,
    Section.FOLLOW_UP: FollowUpForm,
}
SECTION_HELP = {
    Section.BASIS: _("Hvem har bestemt at strategien skal lages, og hva er situasjonen i dag?"),
    Section.PURPOSES: _("Hva vil dere oppnå med å være i sosiale medier?"),
    Section.GOALS: _("Hvordan ser dere at formålet er nådd? Hvert mål trenger en indikator."),
    Section.TARGET_GROUPS: _(
        "Hvem vil dere nå, og hvordan vet dere hvor de er? Skriv kilde og år, eller merk at det er "
        "en antakelse."
    ),
    Section.MESSAGES: _("Hva vil dere si, og hva vil dere si til hver målgruppe?"),
    Section.USES: _("Sosiale medier kan brukes på fire måter. Velg hvor mye dere vil av hver."),
    Section.SPECIAL: _(
        "Forvaltningen har plikter som andre ikke har. Svar på alle de fem spørsmålene."
    ),
    Section.RESOURCES: _("Et initiativ forplikter. Hvem følger opp, og hvor mye tid har de?"),
    Section.FOLLOW_UP: _("Når ser dere på strategien igjen, og hva avgjør om dere skal endre den?"),
}
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


class SectionInput:
    """Everything that one page of a version takes in: the section's form and its rows."""

    def __init__(self, version: StrategyVersion, slug: str, data: Any = None) -> None:
        """`data` is a POST, or None for a fresh page. Raises Http404 for an unknown section."""
        if slug not in Section.values:
            raise Http404
        self.section = Section(slug)
        self.form = SECTION_FORMS[self.section](
            data, instance=version, initial={"edition": version.edition}
        )
        self.rows = self._rows(version, data)

    @property
    def row_words(self) -> tuple[Any, ...]:
        """Legend, label of one row, and label of the button that adds one."""
        return ROW_WORDS[SECTION_ROWS[self.section]]

    @property
    def content(self) -> Content:
        """What was typed, cleaned."""
        return Content(self.form.values, tuple(self.rows.filled) if self.rows is not None else ())

    def is_valid(self) -> bool:
        """Whether it can be saved; both parts are judged."""
        good = self.form.is_valid()
        return (self.rows is None or self.rows.is_valid()) and good

    def _rows(self, version: StrategyVersion, data: Any) -> FormsetRows | None:
        relation = SECTION_ROWS.get(self.section)
        if relation is None:
            return None
        kwargs: dict[str, Any] = {"prefix": relation}
        if relation == "messages":
            groups = {group.key: group.name for group in version.target_groups.all()}
            kwargs["form_kwargs"] = {"groups": groups}
        stored = rows_of(version, relation)
        if data is None:
            kwargs["initial"] = stored
        factory = forms.formset_factory(
            ROW_FORMS[relation], formset=FormsetRows, extra=0 if stored else 1
        )
        return cast(FormsetRows, factory(data, **kwargs))
