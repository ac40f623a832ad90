"""Asking people to confirm what they have read, and what they ask back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import (
    Actions,
    Cancel,
    DateField,
    Layout,
    PortalForm,
    Save,
    Section,
    Textarea,
)
from difi_sosial.core.workdays import is_workday
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines.models import Campaign
from difi_sosial.guidelines.services import Audience
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Unit, User

LONGEST = 2000


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Active persons as tick boxes, each with title and unit: two persons may share a name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person: Any) -> str:
        facts = ", ".join(str(fact) for fact in (person.title, person.unit) if fact)
        return f"{person.name} – {facts}" if facts else str(person.name)


def coming_workday(day: date) -> date:
    """The day, when people can keep it as a deadline. Raises ValidationError."""
    if day < local_date(now()):
        raise forms.ValidationError(_("Velg en frist som ikke er passert."))
    if not is_workday(day):
        raise forms.ValidationError(_("Velg en arbeidsdag som frist."))
    return day


class CampaignForm(PortalForm):
    """Who shall confirm, what, and until when."""

    submit_label = _("Be om bekreftelse")
    everyone = forms.BooleanField(label=_("Alle som bruker portalen"), required=False)
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("Enheter"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Enhetene under er med."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roller"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    persons = PeopleField(User.objects.none(), label=_("Personer"), required=False)
    question = forms.CharField(
        label=_("Det de bekrefter"),
        max_length=300,
        help_text=_("Teksten på knappen som hver enkelt trykker på, og i kvitteringen."),
    )
    message = forms.CharField(
        label=_("Melding"),
        required=False,
        max_length=LONGEST,
        widget=Textarea(rows=3),
        help_text=_("Kort om hvorfor. Står i e-posten og øverst på siden de leser."),
    )
    deadline = DateField(label=_("Frist"))

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "everyone": True,
            "question": _("Jeg har lest og forstått retningslinjene"),
            "deadline": rules.suggested_deadline(local_date(now())),
        }
        super().__init__(*args, **kwargs)
        self.back = back
        active = User.objects.filter(is_active=True).select_related("unit")
        self.fields["units"].queryset = Unit.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["persons"].queryset = active.order_by("name", "pk")  # type: ignore[attr-defined]
        self.fields["deadline"].help_text = _(
            "Forslaget er ti arbeidsdager fra i dag. Helg og helligdager er ikke regnet med."
        )

    def clean_deadline(self) -> date:
        """A working day from today on."""
        return coming_workday(self.cleaned_data["deadline"])

    def clean(self) -> dict[str, Any]:
        """Somebody must be chosen; the answer carries them as one `audience`."""
        given = super().clean() or self.cleaned_data
        names = ("everyone", "units", "roles", "persons")
        chosen = Audience(**{name: given.pop(name) for name in names if name in given})
        if not chosen:
            self.add_error("everyone", _("Velg hvem som skal bekrefte."))
        return given | {"audience": chosen}

    def layout(self) -> Layout:
        who = _("Velg alle, eller velg enheter, roller og personer. Den som kommer til senere i en "
                "enhet eller rolle, blir også spurt.")  # fmt: skip
        return Layout(
            Section(
                _("Hvem skal bekrefte?"), "everyone", "units", "roles", "persons", description=who
            ),
            Section(_("Hva skal de bekrefte?"), "question", "message", "deadline"),
            Actions(Save(self.submit_label), Cancel(self.back)),
        )


class ChangeCampaignForm(PortalForm):
    """Another deadline, and more people."""

    submit_label = _("Lagre endringene")
    deadline = DateField(
        label=_("Frist"), help_text=_("De som ikke har bekreftet, får e-post når fristen flyttes.")
    )
    persons = PeopleField(
        User.objects.none(),
        label=_("Spør flere"),
        required=False,
        help_text=_("De får e-post nå, og minst fem arbeidsdager på å lese."),
    )

    def __init__(self, *args: Any, campaign: Campaign, back: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"deadline": campaign.deadline}, **kwargs)
        self.campaign, self.back = campaign, back
        others = queries.can_be_added(campaign)
        self.fields["persons"].queryset = others  # type: ignore[attr-defined]
        if not others.exists():
            del self.fields["persons"]

    def clean_deadline(self) -> date:
        """As it was, or a working day from today on."""
        day: date = self.cleaned_data["deadline"]
        return day if day == self.campaign.deadline else coming_workday(day)

    def layout(self) -> Layout:
        return Layout(*self.fields, Actions(Save(self.submit_label), Cancel(self.back)))


class ExcuseForm(PortalForm):
    """Why somebody need not confirm."""

    reason = forms.CharField(
        label=_("Hvorfor"),
        max_length=300,
        help_text=_("For eksempel «er i permisjon». Skriv ikke noe om helse."),
        error_messages={"required": _("Skriv hvorfor personen ikke skal bekrefte.")},
    )
    submit_label = _("Gi fritak")

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.back = back

    def layout(self) -> Layout:
        return Layout("reason", Actions(Save(self.submit_label), Cancel(self.back)))


class AskAuthorForm(PortalForm):
    """What a reader wants to know."""

    text = forms.CharField(
        label=_("Spørsmål til den som skrev teksten"),
        max_length=LONGEST,
        widget=Textarea(rows=3),
        help_text=_("Du får svaret på e-post. Du kan bekrefte før du har fått svar."),
        error_messages={"required": _("Skriv et spørsmål.")},
    )
    submit_label = _("Send spørsmålet")


class AnswerReaderForm(PortalForm):
    """The answer to a reader."""

    text = forms.CharField(
        label=_("Svar"),
        max_length=LONGEST,
        widget=Textarea(rows=3),
        error_messages={"required": _("Skriv et svar.")},
    )
    submit_label = _("Send svaret")


class CloseCampaignForm(PortalForm):
    """Why nobody is asked any longer."""

    note = forms.CharField(
        label=_("Merknad"),
        max_length=LONGEST,
        widget=Textarea(rows=3),
        help_text=_("Hvordan gikk det, og hva gjør dere med dem som ikke har bekreftet?"),
        error_messages={"required": _("Skriv en merknad.")},
    )
    submit_label = _("Avslutt")

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.back = back

    def layout(self) -> Layout:
        return Layout("note", Actions(Save(self.submit_label), Cancel(self.back)))
