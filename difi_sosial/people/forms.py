"""Input about persons."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import (
    Actions,
    Columns,
    DateField,
    FilterForm,
    Layout,
    PortalForm,
    Save,
)
from difi_sosial.people.enums import Language, Pace, Role
from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import Permission


class PersonFilterForm(FilterForm):
    """Narrows the list of persons."""

    text = forms.CharField(label=_("Navn eller e-post"), required=False)
    role = forms.ChoiceField(
        label=_("Rolle"), required=False, choices=[("", _("Alle")), *Role.choices]
    )


class PersonForm(PortalForm):
    """A person's facts and roles."""

    name = forms.CharField(label=_("Navn"), max_length=150)
    title = forms.CharField(label=_("Stilling"), max_length=150, required=False)
    unit = forms.ModelChoiceField(
        label=_("Enhet"), queryset=Unit.objects.all(), required=False, empty_label=_("Velg enhet")
    )
    roles = forms.MultipleChoiceField(
        label=_("Roller"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("En person kan ha flere roller, men godkjenner aldri sin egen tekst."),
    )


class InviteForm(PersonForm):
    """A new person: the same, and the address they sign in with."""

    submit_label = _("Legg til personen")
    email = forms.EmailField(
        label=_("E-postadresse"), help_text=_("Personen logger inn med denne adressen.")
    )
    language = forms.ChoiceField(label=_("Målform"), choices=Language.choices)

    field_order = ("name", "email", "title", "unit", "language", "roles")


class LettersForm(PortalForm):
    """How often letters come to a person."""

    submit_label = _("Lagre valget")
    letter_pace = forms.ChoiceField(
        label=_("E-post om det som venter på deg"),
        choices=[(pace.value, pace.label) for pace in (Pace.AT_ONCE, Pace.DAILY)],
        widget=forms.RadioSelect,
        help_text=_("Kan ikke slås av, for da blir arbeidet liggende."),
    )
    reminder_pace = forms.ChoiceField(
        label=_("Påminnelser om frister"), choices=Pace.choices, widget=forms.RadioSelect
    )


class DelegationForm(PortalForm):
    """Who stands in for a person who is away, and when."""

    submit_label = _("Velg stedfortreder")
    deputy = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Stedfortreder"),
        empty_label=_("Velg person"),
        help_text=_("Stedfortrederen får e-post og oppgaver som venter på den som er borte."),
    )
    from_on = DateField(label=_("Fra og med"))
    until_on = DateField(label=_("Til og med"))
    reason = forms.CharField(
        label=_("Hvorfor"),
        max_length=200,
        help_text=_(
            "For eksempel «Ferie». Stedfortrederen, kommunikasjonssjefen og administratoren ser "
            "det, og det blir stående i loggen. Skriv aldri noe om helse."
        ),
    )

    def __init__(self, *args: Any, principal: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = User.objects.filter(is_active=True)
        others = active.exclude(pk=principal.pk) if principal else active
        self.fields["deputy"].queryset = others  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        """The two days side by side."""
        before = [name for name in ("principal", "deputy") if name in self.fields]
        days = Columns("from_on", "until_on")
        return Layout(*before, days, "reason", Actions(Save(self.submit_label)))


class DelegationForOtherForm(DelegationForm):
    """The same, for somebody who could not do it before they were away."""

    principal = forms.ModelChoiceField(
        User.objects.none(), label=_("Den som er borte"), empty_label=_("Velg person")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = User.objects.filter(is_active=True)
        self.fields["principal"].queryset = active  # type: ignore[attr-defined]


class PowersForm(PortalForm):
    """What a stand-in is given for the period."""

    submit_label = _("Gi myndighet for perioden")
    permissions = forms.MultipleChoiceField(
        label=_("Hva stedfortrederen skal kunne avgjøre"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, lacking: Iterable[Permission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.value, one.label) for one in lacking]
        self.fields["permissions"].choices = choices  # type: ignore[attr-defined]
