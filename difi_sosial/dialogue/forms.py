"""Input about a mention. Each form's clean fields are the arguments of one service."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import (
    Actions,
    DateField,
    FilterForm,
    Helper,
    Layout,
    PortalForm,
    Save,
    Section,
    Textarea,
)
from difi_sosial.dialogue.enums import BulkAction, Kind, Result, Urgency
from difi_sosial.dialogue.models import CONDITIONS
from difi_sosial.dialogue.queries import Stretch
from difi_sosial.dialogue.rules import open_results
from difi_sosial.monitoring.enums import Period
from difi_sosial.people.enums import Language
from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may

LONGEST_REPORT = timedelta(days=3 * 366)
YES_NO = ((True, _("Ja")), (False, _("Nei")))


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody who may follow up mentions."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.unit})" if obj.unit else str(obj.name)


class TriageForm(PortalForm):
    """What the mention is."""

    submit_label = _("Lagre sorteringen")
    kind = forms.ChoiceField(
        label=_("Hva er dette?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("Kritikk er ikke sjikane. Er du i tvil, velg det mildeste."),
    )
    urgency = forms.TypedChoiceField(
        label=_("Hvor mye haster det?"),
        choices=Urgency.choices,
        coerce=int,
        initial=Urgency.NORMAL,
    )
    note = forms.CharField(
        label=_("Internt notat"), required=False, widget=Textarea(rows=3), max_length=4000
    )


class AssignForm(PortalForm):
    """Who takes it."""

    submit_label = _("Tildel")
    to = PersonChoice(label=_("Hvem følger opp?"), queryset=None, empty_label=_("Velg person"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_who_may(Permission.DIALOGUE_WRITE).select_related("unit")
        self.fields["to"].queryset = people.order_by("name")  # type: ignore[attr-defined]


class AnswerForm(PortalForm):
    """The answer that was given in the channel."""

    submit_label = _("Lagre svaret")
    text = forms.CharField(
        label=_("Svaret dere ga"),
        widget=Textarea(rows=6),
        max_length=20000,
        help_text=_(
            "Skriv det ordrett. Bekreft aldri at noen har en sak hos dere. "
            "Vis den som spør, til riktig sted når spørsmålet gjelder en sak."
        ),
    )
    url = forms.URLField(
        label=_("Lenke til svaret"), required=False, max_length=1000, assume_scheme="https"
    )
    language = forms.ChoiceField(label=_("Målform i svaret"), choices=Language.choices)
    published_at = forms.DateTimeField(
        label=_("Når ble svaret publisert?"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        initial=now,
        help_text=_("For eksempel 1. mars 2027 kl. 10.15"),
    )


class ReferForm(PortalForm):
    """Whose task it is."""

    submit_label = _("Send til fagavdeling")
    unit = forms.ModelChoiceField(
        label=_("Enhet som skal følge opp"),
        queryset=Unit.objects.order_by("name"),
        empty_label=_("Velg enhet"),
    )
    reason = forms.CharField(
        label=_("Hva trenger enheten å vite?"), widget=Textarea(rows=4), max_length=4000
    )


class ReasonForm(PortalForm):
    """A reason, for what needs nothing else."""

    reason = forms.CharField(label=_("Begrunnelse"), widget=Textarea(rows=4), max_length=4000)


class NothingForm(PortalForm):
    """Only the button."""

    submit_label = _("Lukk")


class ReportForm(FilterForm):
    """The period of a report; the last thirty days until something is chosen."""

    submit_label = _("Vis rapporten")
    period = forms.ChoiceField(
        label=_("Periode"),
        required=False,
        choices=[("", _("Egne datoer")), *Period.choices[1:]],
        initial=Period.MONTH,
    )
    posted_from = DateField(label=_("Fra dato"), required=False, help_text="")
    posted_to = DateField(label=_("Til dato"), required=False, help_text="")

    @property
    def stretch(self) -> Stretch:
        """The period; nonsense counts as nothing chosen, and three years are the most."""
        given = self.cleaned_data if self.is_valid() else {}
        today = local_date(now())
        last = given.get("posted_to") or today
        days = int(given.get("period") or Period.MONTH)
        first = given.get("posted_from")
        if given.get("period") or first is None or first > last:
            last = today if given.get("period") else last
            first = last - timedelta(days=days - 1)
        return Stretch(max(first, last - LONGEST_REPORT), last)


class BulkForm(PortalForm):
    """What many mentions at once need to be told; each act takes away what it does not ask for."""

    kind = forms.ChoiceField(label=_("Hva er de?"), choices=Kind.choices)
    to = PersonChoice(label=_("Hvem følger opp?"), queryset=None, empty_label=_("Velg person"))
    reason = forms.CharField(label=_("Begrunnelse"), widget=Textarea(rows=3), max_length=4000)

    asks: tuple[str, ...] = ()
    sorts_the_unsorted = False

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_who_may(Permission.DIALOGUE_WRITE).select_related("unit")
        self.fields["to"].queryset = people.order_by("name")  # type: ignore[attr-defined]
        self.fields["to"].initial = by.pk
        for name in set(self.fields) - set(self.asks):
            del self.fields[name]
        if self.sorts_the_unsorted:
            kind = self.fields["kind"]
            kind.required, kind.label = False, _("Hva er de som ikke er sortert?")
            nothing = ("", _("Ikke ta dem med"))
            kind.choices = [nothing, *Kind.choices]  # type: ignore[attr-defined]

    @property
    def plan(self) -> dict[str, Any]:
        """What decides which mentions can be taken; empty until it is known."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: given[name] for name in ("kind", "to") if given.get(name)}

    @property
    def arguments(self) -> dict[str, Any]:
        """What the service wants."""
        return dict(self.cleaned_data)

    @property
    def helper(self) -> Helper:
        """The page has the form itself: what is ticked goes with it."""
        helper = super().helper
        helper.form_tag = False
        return helper

    def layout(self) -> Layout:
        return Layout(*self.fields)


class BulkSortForm(BulkForm):
    """What they are."""

    asks = ("kind",)


class BulkAssignForm(BulkForm):
    """Who takes them."""

    asks = ("to", "kind")
    sorts_the_unsorted = True
    field_order = asks


class BulkLeaveForm(BulkForm):
    """Why they need no answer."""

    asks = ("reason", "kind")
    sorts_the_unsorted = True
    field_order = asks


BULK_FORMS: dict[str, type[BulkForm]] = {
    BulkAction.SORT: BulkSortForm,
    BulkAction.ASSIGN: BulkAssignForm,
    BulkAction.LEAVE: BulkLeaveForm,
    BulkAction.CLOSE: BulkForm,
}


def bulk_form(action: BulkAction, data: Any, *, by: User) -> BulkForm:
    """The form of one act on many."""
    return BULK_FORMS[action](data, by=by)


def _yes_no(name: str, help_text: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=capfirst(CONDITIONS[name]),
        choices=YES_NO,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        help_text=help_text,
    )


class AssessForm(PortalForm):
    """The four conditions of arkivforskrifta § 14, the result and the reason."""

    submit_label = _("Lagre vurderingen")
    is_case_document = _yes_no(
        "is_case_document",
        _("Gjelder det ansvarsområdet eller virksomheten deres, og ble det mottatt av dere?"),
    )
    came_in_or_went_out = _yes_no(
        "came_in_or_went_out", _("Er det sendt til dere, eller har dere sendt det ut?")
    )
    is_handled = _yes_no("is_handled", _("Blir eller er det behandlet, for eksempel besvart?"))
    has_value = _yes_no("has_value", _("Kan noen trenge det senere for å vise hva som skjedde?"))
    result = forms.ChoiceField(
        label=_("Resultat"), choices=Result.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Begrunnelse"),
        widget=Textarea(rows=4),
        max_length=4000,
        help_text=_("Begrunnelsen lagres også når svaret er nei."),
    )

    def layout(self) -> Layout:
        return Layout(
            Section(
                _("De fire vilkårene"),
                *CONDITIONS,
                description=_("Omtalen journalføres når svaret er ja på alle fire."),
            ),
            Section(_("Vurderingen"), "result", "reason"),
            Actions(Save(self.submit_label)),
        )

    def clean(self) -> dict[str, Any]:
        """The result must follow from the answers."""
        given = super().clean() or self.cleaned_data
        answered = [given.get(name) for name in CONDITIONS]
        if None in answered or "result" not in given:
            return given
        if given["result"] not in open_results(tuple(bool(answer) for answer in answered)):
            self.add_error("result", self._what_is_open(all(answered)))
        return given

    @property
    def arguments(self) -> dict[str, Any]:
        """What the service wants."""
        given = self.cleaned_data
        return {
            "conditions": {name: given[name] for name in CONDITIONS},
            "result": given["result"],
            "reason": given["reason"],
        }

    @staticmethod
    def _what_is_open(all_yes: bool) -> Any:
        if all_yes:
            return _("Alle fire svar er ja: velg «Journalføres» eller «Går videre til en sak».")
        return _(
            "Ett av svarene er nei: velg «Arkiveres uten journalføring» eller «Arkiveres ikke»."
        )
