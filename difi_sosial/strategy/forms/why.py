"""The first seven sections: what the strategy is, why, for whom, and what is said."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import Columns, DateField, Layout, Textarea
from difi_sosial.people.enums import Language
from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may
from difi_sosial.strategy.enums import Heard, Principle, Purpose, Section
from difi_sosial.strategy.forms.base import SectionForm
from difi_sosial.strategy.models import SECTION_FIELDS, StrategyVersion


class AboutForm(SectionForm):
    """Also what the strategy is called and whose it is: `models.IDENTITY_FIELDS`."""

    needed = ("next_review",)
    title = forms.CharField(
        label=_("Tittel"),
        max_length=200,
        help_text=_("For eksempel «Strategi for sosiale medier 2027–2029»."),
    )
    unit = forms.ModelChoiceField(label=_("Enhet"), queryset=Unit.objects.all())
    owner = forms.ModelChoiceField(
        label=_("Ansvarlig"),
        queryset=User.objects.none(),
        help_text=_("Én person, ikke en avdeling: den som passer på at strategien blir fulgt."),
    )
    language = forms.ChoiceField(
        label=_("Målform"),
        choices=Language.choices,
        help_text=_("Overskrifter og ledetekster i dokumentet kommer på denne målformen."),
    )
    valid_from = DateField(
        label=_("Skal gjelde fra"),
        required=False,
        help_text=_("La feltet stå tomt hvis den skal gjelde så snart den er godkjent."),
    )
    valid_to = DateField(
        label=_("Skal gjelde til"),
        required=False,
        help_text=_("La feltet stå tomt hvis den gjelder til dere lager en ny."),
    )
    next_review = DateField(
        label=_("Neste gjennomgang"),
        required=False,
        help_text=_("Sosiale medier endrer seg fort. Se på strategien minst én gang i året."),
    )

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.ABOUT]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        strategy = self.instance.strategy
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101 - tells mypy
        # Whoever is the owner now may stay it, also after losing the role.
        writers = people_who_may(Permission.STRATEGY_WRITE).values("pk")
        owner.queryset = User.objects.filter(Q(pk__in=writers) | Q(pk=strategy.owner_id))
        self.initial["title"] = strategy.title
        self.initial["unit"] = strategy.unit_id
        self.initial["owner"] = strategy.owner_id
        self.initial["language"] = self.instance.language

    def layout(self) -> Layout:
        return Layout(
            "edition",
            "sitting",
            "title",
            Columns("unit", "owner"),
            "language",
            Columns("valid_from", "valid_to"),
            "next_review",
        )

    def clean_valid_to(self) -> date | None:
        """A strategy ends after it begins."""
        first, last = self.cleaned_data.get("valid_from"), self.cleaned_data["valid_to"]
        if first and last and last < first:
            raise forms.ValidationError(_("Velg en dato etter at strategien begynner å gjelde."))
        found: date | None = last
        return found

    def clean_next_review(self) -> date | None:
        """Nobody plans to look at the strategy again on a day that has passed.

        A day that passed while it stood there keeps nobody from saving the rest of the page: a
        version is begun as a copy of an older one. `queries.missing` asks for a new day.
        """
        day: date | None = self.cleaned_data["next_review"]
        if day and "next_review" in self.changed_data and day < local_date(now()):
            raise forms.ValidationError(_("Velg i dag eller en senere dato."))
        return day


class MandateForm(SectionForm):
    needed = ("mandate", "principles", "heard")
    principles = forms.MultipleChoiceField(
        label=_("Prinsipper i kommunikasjonspolitikken"),
        choices=Principle.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Statens kommunikasjonspolitikk fra 2009 har seks prinsipper. Kryss av for dem som "
            "strategien skal hjelpe dere å følge."
        ),
    )
    heard = forms.MultipleChoiceField(
        label=_("Hvem har dere hørt?"),
        choices=Heard.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("De som skal leve med strategien, bør få si sin mening før den er bestemt."),
    )

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.MANDATE]
        widgets = {name: Textarea(rows=4) for name in ("mandate", "overall_strategy", "heard_text")}
        help_texts = {
            "mandate": _("Hvem har bestemt at strategien skal lages, når, og hva er bestillingen?"),
            "overall_strategy": _(
                "Hvilke mål i virksomhetens strategi eller kommunikasjonsplan hjelper denne med? "
                "Lim gjerne inn en lenke."
            ),
            "heard_text": _("Skriv kort hva hver av dem mente, og hva dere endret."),
        }


class SituationForm(SectionForm):
    needed = ("situation",)

    class Meta:
        model = StrategyVersion
        # When the net identity was checked stands in the register of checks; nobody types it.
        fields = [name for name in SECTION_FIELDS[Section.SITUATION] if name != "net_identity_on"]
        widgets = {
            "situation": Textarea(),
            "resources_today": Textarea(rows=3),
            "net_identity": Textarea(),
        }
        help_texts = {
            "situation": _(
                "Hvilke kanaler har dere, hvem bruker dem, og hva får dere og brukerne ut av dem? "
                "Skriv tall der dere har dem."
            ),
            "resources_today": _("Hvem gjør arbeidet nå, og hvor mange timer bruker de i uken?"),
            "net_identity": _(
                "Hva finner folk når de søker etter dere? Egne kontoer, glemte blogger, falske "
                "profiler, det andre skriver. Skriv kort hva den siste sjekken viste."
            ),
        }


class PurposesForm(SectionForm):
    needed = ("purposes",)
    purposes = forms.MultipleChoiceField(
        label=_("Formål"),
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Velg det dere vil oppnå. Velg få: hvert formål trenger egne mål."),
    )

    class Meta:
        model = StrategyVersion
        fields = SECTION_FIELDS[Section.PURPOSES]
        widgets = {"purpose_text": Textarea()}
        help_texts = {
            "purpose_text": _(
                "Hva blir bedre for brukerne når dere lykkes? Hva blir bedre for dere?"
            )
        }


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
        widgets = {"core_message": Textarea(rows=3)}
        help_texts = {
            "core_message": _(
                "Det ene dere vil at alle skal sitte igjen med. Les det høyt: høres det ut som noe "
                "et menneske sier?"
            ),
            "spokesperson": _("Hvem uttaler seg på vegne av virksomheten?"),
        }
