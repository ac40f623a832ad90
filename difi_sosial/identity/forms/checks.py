"""Input for checks: when, who, what was searched for, and what it came to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import DateField, FilterForm, PortalForm, PortalModelForm, Textarea
from difi_sosial.identity.enums import CheckKind
from difi_sosial.identity.models import Schedule
from difi_sosial.identity.rules import looks_private
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may


class LeaderMixin:
    """Fills the choice of who does the check."""

    fields: dict[str, forms.Field]

    def fill_leader(self) -> None:
        """Those who keep the map, by name."""
        found = people_who_may(Permission.MONITORING_WRITE).order_by("name")
        self.fields["leader"].queryset = found  # type: ignore[attr-defined]


class OpenCheckForm(LeaderMixin, PortalForm):
    """A new check."""

    submit_label = _("Begynn sjekken")
    kind = forms.ChoiceField(label=_("Type sjekk"), choices=CheckKind.choices)
    reason = forms.CharField(
        label=_("Hva har hendt?"),
        required=False,
        widget=Textarea(rows=2),
        max_length=2000,
        help_text=_("Fylles ut for en sjekk etter en hendelse: nytt navn, sammenslåing, krise."),
    )
    leader = forms.ModelChoiceField(label=_("Hvem gjør den?"), queryset=User.objects.none())
    due_on = DateField(label=_("Frist"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill_leader()


class AssignForm(LeaderMixin, PortalForm):
    """Who does it, and by when."""

    submit_label = _("Lagre")
    leader = forms.ModelChoiceField(label=_("Hvem gjør den?"), queryset=User.objects.none())
    due_on = DateField(label=_("Frist"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill_leader()


class ScheduleForm(LeaderMixin, PortalModelForm):
    """When the clock opens the next one."""

    submit_label = _("Lagre planen")

    class Meta:
        model = Schedule
        fields = ("next_on", "weeks", "leader", "is_active")
        field_classes = {"next_on": DateField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill_leader()


class WordsForm(FilterForm):
    """What to search for; the words stand in the addresses of the searches."""

    submit_label = _("Lag søk")
    ord = forms.CharField(label=_("Søkeord"), max_length=200)


class LookForm(PortalForm):
    """What a person saw when they searched."""

    submit_label = _("Skriv ned søket")
    place = forms.CharField(widget=forms.HiddenInput, max_length=40)
    words = forms.CharField(widget=forms.HiddenInput, max_length=200)
    result = forms.CharField(label=_("Hva så du?"), max_length=500, required=False)
    name_is_fine = forms.BooleanField(
        label=_("Søkeordet er ikke navnet på en privatperson"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if looks_private(str(cleaned.get("words", ""))) and not cleaned.get("name_is_fine"):
            self.add_error(
                None,
                _(
                    "Søkeordet ligner på navnet til en privatperson. Dere skal ikke søke etter "
                    "private personer. Kryss av hvis det er et offentlig navn."
                ),
            )
        return cleaned


class PartForm(PortalForm):
    """What the person saw of a record type."""

    submit_label = _("Denne posten er ferdig")
    note = forms.CharField(
        label=_("Oppsummer posten"), widget=Textarea(rows=3), required=False, max_length=4000
    )


class SummaryForm(PortalForm):
    """What the check came to."""

    submit_label = _("Avslutt og send til kommunikasjonssjefen")
    text = forms.CharField(
        label=_("Oppsummering"),
        widget=Textarea(rows=6),
        max_length=10_000,
        required=False,
        help_text=_("Hva fant dere, hva er nytt siden sist, og hva betyr det for strategien?"),
    )


class PeriodForm(FilterForm):
    """The days that the report is about."""

    submit_label = _("Vis perioden")
    fra = DateField(label=_("Fra og med"), help_text="")
    til = DateField(label=_("Til og med"), help_text="")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, upto = cleaned.get("fra"), cleaned.get("til")
        if since and upto and upto < since:
            self.add_error("til", _("Siste dag må være etter første dag."))
        return cleaned
