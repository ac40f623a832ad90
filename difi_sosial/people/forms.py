"""Input about persons."""

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import FilterForm, PortalForm
from difi_sosial.people.enums import Language, Pace, Role
from difi_sosial.people.models import Unit


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
