"""The other sections: how the agency will use social media, with whom, and when it stops."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import Columns, DateField, Layout, Textarea
from difi_sosial.core.forms import Section as Part
from difi_sosial.strategy.enums import Level, Section
from difi_sosial.strategy.forms.base import NEEDED, SectionForm
from difi_sosial.strategy.models import SECTION_FIELDS, SPECIAL_FIELDS, USES, StrategyVersion

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
        return Layout("edition", "sitting", *parts)


class ChannelsForm(SectionForm):
    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.CHANNELS]
        widgets = {"channel_plan": Textarea(), "channels_not": Textarea(rows=3)}
        help_texts = {
            "channel_plan": _(
                "Hvilke kanaler kan nå målgruppene deres, og hva skal hver av dem brukes til? Her "
                "skriver dere bare planen. Hver kanal blir vurdert og vedtatt for seg."
            ),
            "channels_not": _("Hvilke har dere tenkt på og lagt bort, og hvorfor?"),
        }


class SpecialForm(SectionForm):
    needed = tuple(SPECIAL_FIELDS)

    class Meta:
        model = StrategyVersion
        fields = SPECIAL_FIELDS
        widgets = {name: Textarea() for name in SPECIAL_FIELDS}
        help_texts = SPECIAL_HELP


class ResourcesForm(SectionForm):
    needed = ("hours_per_week", "staffing")

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.RESOURCES]
        localized_fields = ("hours_per_week",)
        widgets = {
            name: Textarea(rows=3) for name in ("staffing", "substitutes", "budget", "advertising")
        }
        help_texts = {
            "hours_per_week": _(
                "Til å publisere, følge med og svare, for alle til sammen. For eksempel 12,5."
            ),
            "staffing": _("Hvem gjør arbeidet, og hvor mange timer har hver av dem?"),
            "substitutes": _("Hvem tar over i ferier og ved sykdom? Har de tilgang til kontoene?"),
            "budget": _("Verktøy, teksting, tolking, bilder, kurs. Beløp per år."),
            "advertising": _(
                "Skal dere betale for å bli sett? Skriv hvor mye, til hvem, og hvem som bestemmer."
            ),
        }


class DutiesForm(SectionForm):
    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.DUTIES]


class CrisisForm(SectionForm):
    needed = ("crisis_plan", "crisis_override")

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.CRISIS]
        widgets = {name: Textarea(rows=4) for name in SECTION_FIELDS[Section.CRISIS]}
        help_texts = {
            "crisis_plan": _(
                "Hvor står beredskapsplanen? Lim inn en lenke, eller skriv hvor den ligger."
            ),
            "crisis_override": _(
                "Hvem kan stanse planlagte innlegg, ta over kontoene og bestemme hva dere sier? "
                "Skriv rolle og vikar."
            ),
            "crisis_use": _(
                "Hva bruker dere kanalene til i en krise, hvor ofte sier dere noe nytt, og hvor "
                "viser dere folk videre?"
            ),
        }


class LanguageForm(SectionForm):
    needed = ("bokmaal_percent", "nynorsk_percent")

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.LANGUAGE]
        widgets = {name: Textarea(rows=3) for name in ("sami", "other_languages", "plain_language")}
        help_texts = {
            "bokmaal_percent": _("Det dere sikter mot over et kalenderår."),
            "nynorsk_percent": _("Statlige virksomheter skal ha minst en firedel av hver målform."),
            "sami": _("Når skriver og svarer dere på samisk, på hvilket språk, og hvem gjør det?"),
            "other_languages": _("Hvilke målgrupper trenger andre språk eller tegnspråk?"),
            "plain_language": _("Hvordan passer dere på at folk forstår det første gang de leser?"),
        }

    def layout(self) -> Layout:
        shares = Columns("bokmaal_percent", "nynorsk_percent")
        return Layout("edition", "sitting", shares, "sami", "other_languages", "plain_language")

    def clean_nynorsk_percent(self) -> int | None:
        """The two forms share the whole; Sámi and other languages may take a part of it."""
        share: int | None = self.cleaned_data["nynorsk_percent"]
        if share is not None and share + (self.cleaned_data.get("bokmaal_percent") or 0) > 100:
            raise forms.ValidationError(_("Bokmål og nynorsk kan ikke være over 100 prosent."))
        return share


class RisksForm(SectionForm):
    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.RISKS]


class PilotForm(SectionForm):
    needed_if = {
        name: _("Trengs hvis dere har en pilot")
        for name in ("pilot_until", "pilot_success", "pilot_stop")
    }
    pilot_until = DateField(
        label=_("Piloten varer til"),
        required=False,
        help_text=_("En pilot uten sluttdato er ikke en pilot. Tre til seks måneder er vanlig."),
    )

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.PILOT]
        widgets = {
            "pilot_plan": Textarea(),
            "pilot_success": Textarea(rows=3),
            "pilot_stop": Textarea(rows=3),
        }
        help_texts = {
            "pilot_plan": _(
                "Hva tror dere vil skje, hvem prøver det, og i hvilken kanal? La siden stå tom "
                "hvis dere ikke skal prøve noe først."
            ),
            "pilot_success": _("Hvilke tall eller svar gjør at dere fortsetter?"),
            "pilot_stop": _("Hva gjør at dere stopper før tiden?"),
        }


class EvaluationForm(SectionForm):
    needed = ("evaluation", "stop_criteria")

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.EVALUATION]
        widgets = {name: Textarea(rows=4) for name in SECTION_FIELDS[Section.EVALUATION]}
        help_texts = {
            "evaluation": _("Hvilke tall ser dere på, og hvor kommer de fra?"),
            "evaluation_when": _("Hvor ofte, i hvilket møte, og hvem legger fram tallene?"),
            "stop_criteria": _(
                "Avtal det nå, mens det er lett: hva må skje for at dere legger ned en kanal eller "
                "slutter med sosiale medier?"
            ),
        }


class PublicationForm(SectionForm):
    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.PUBLICATION]
        widgets = {"publication": Textarea(rows=4)}
        help_texts = {
            "publication": _(
                "Hvor kan ansatte og publikum lese strategien når den er godkjent, og hvem legger "
                "den ut?"
            )
        }
