"""What a field says for itself: an error names the field, and nothing chosen is said in words."""

from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

# What a field can be refused for, by Django's code. Django fills in the limits.
LIMITS = {
    "min_value": _("«%(label)s» kan ikke være mindre enn %(limit_value)s."),
    "max_value": _("«%(label)s» kan ikke være større enn %(limit_value)s."),
    "max_digits": _("Tallet i «%(label)s» har for mange sifre."),
    "max_whole_digits": _("Tallet i «%(label)s» er for stort."),
    "max_decimal_places": _("Tallet i «%(label)s» har for mange desimaler. Skriv høyst %(max)s."),
}
LENGTH = {
    "max_length": _("«%(label)s» kan ha høyst %(limit_value)s tegn. Nå er det %(show_value)s."),
}
# What cannot be read at all, by the kind of field; the first that fits, for a decimal is an
# integer too.
UNREADABLE = (
    (forms.DecimalField, _("Skriv et tall i «%(label)s».")),
    (forms.FloatField, _("Skriv et tall i «%(label)s».")),
    (forms.IntegerField, _("Skriv et helt tall i «%(label)s».")),
    (forms.DateField, _("Skriv en gyldig dato i «%(label)s».")),
)


def name_the_field(field: forms.Field) -> None:
    """Django says «a number, please» and not where; in a summary on top that is no help.

    A form that has words of its own for an error keeps them.
    """
    field.widget.attrs.pop("cols", None)
    if not field.label:
        return
    limits = LENGTH if isinstance(field, forms.CharField) else LIMITS
    for code, pattern in limits.items():
        # Django fills in the limits after us; a percent sign of the label's own is not for it.
        label = str(field.label).replace("%", "%%")
        field.error_messages.setdefault(code, str(pattern).replace("%(label)s", label))
    kinds = (words for kind, words in UNREADABLE if isinstance(field, kind))
    _say_instead(field, "invalid", next(kinds, None))
    _say_instead(field, "required", _required(field))


def name_the_blank(field: forms.Field) -> None:
    """Django's row of dashes tells nobody anything, least of all aloud."""
    nothing = _("Ikke valgt")
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == BLANK_CHOICE_DASH[0][1]:
            field.empty_label = nothing
    elif isinstance(field, forms.TypedChoiceField):
        choices: list[Any] = list(field.choices)  # type: ignore[arg-type]
        if choices[:1] == BLANK_CHOICE_DASH:
            field.choices = [("", nothing), *choices[1:]]


def _required(field: forms.Field) -> Any:
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return _("Velg noe i «%(label)s».")
    if isinstance(field, forms.BooleanField):
        return _("Kryss av for «%(label)s».")
    return _("Fyll ut «%(label)s».")


def _say_instead(field: forms.Field, code: str, pattern: Any) -> None:
    """Our words for Django's own; never for what a form has chosen to say."""
    said = field.error_messages.get(code)
    if pattern is not None and said is not None and said == _of_django(field, code):
        field.error_messages[code] = pattern % {"label": field.label}


def _of_django(field: forms.Field, code: str) -> Any:
    """What Django's own class for this kind of field says."""
    kinds = (kind for kind in type(field).__mro__ if kind.__module__.startswith("django."))
    messages = (getattr(kind, "default_error_messages", {}).get(code) for kind in kinds)
    return next((words for words in messages if words is not None), None)
