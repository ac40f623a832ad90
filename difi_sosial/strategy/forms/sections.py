"""One form per section of a version."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import (
    DateField,
    Helper,
    Layout,
    PortalModelForm,
    Textarea,
)
from difi_sosial.core.forms import Section as Part
from difi_sosial.strategy.enums import Level, Purpose, Section
from difi_sosial.strategy.models import (
    SECTION_FIELDS,
    SPECIAL_FIELDS,
    USES,
    StrategyVersion,
)

# The tag on what a draft may lack, but a version sent in may not (see queries.missing).
NEEDED = _("Trengs før innsending")
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


class SectionForm(PortalModelForm):
    """The columns of one section. `edition` says which text the writer began from."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    needed: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.needed:
            self.fields[name].needed = NEEDED  # type: ignore[attr-defined]

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
    needed = ("mandate",)
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

    def clean_net_identity_on(self) -> date | None:
        """Nobody has checked anything tomorrow."""
        day: date | None = self.cleaned_data["net_identity_on"]
        if day and day > local_date(now()):
            raise forms.ValidationError(_("Velg i dag eller en tidligere dato."))
        return day


class PurposesForm(SectionForm):
    needed = ("purposes",)
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
    needed = ("core_message",)

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
            self.fields[f"{use}_level"].needed = NEEDED  # type: ignore[attr-defined]
            self.fields[f"{use}_evidence"].label = _("Hva viser at dere vil det?")
            self.fields[f"{use}_evidence"].needed = _("Trengs hvis dere bruker det")  # type: ignore[attr-defined]
            self.fields[f"{use}_evidence"].help_text = _("For eksempel vedtak, tiltak eller tall.")

    def layout(self) -> Layout:
        parts = [
            Part(title, f"{use}_level", f"{use}_evidence", description=text)
            for use, (title, text) in USE_WORDS.items()
        ]
        return Layout("edition", *parts)


class SpecialForm(SectionForm):
    needed = tuple(SPECIAL_FIELDS)

    class Meta:
        model = StrategyVersion
        fields = SPECIAL_FIELDS
        widgets = {name: Textarea() for name in SPECIAL_FIELDS}
        help_texts = SPECIAL_HELP


class ResourcesForm(SectionForm):
    needed = ("staffing",)

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.RESOURCES]
        localized_fields = ("hours_per_week",)
        widgets = {name: Textarea(rows=3) for name in ("staffing", "substitutes", "budget")}
        help_texts = {
            "hours_per_week": _("Til å publisere, følge med og svare. For eksempel 12,5.")
        }


class FollowUpForm(SectionForm):
    needed = ("next_review",)
    next_review = DateField(label=_("Neste gjennomgang"), required=False)

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.FOLLOW_UP]
        widgets = {"evaluation": Textarea()}
        help_texts = {
            "evaluation": _("Hva skal dere måle, når, og hva får dere til å slutte?"),
        }


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
