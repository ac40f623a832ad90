"""Every word in a form is read in the language form of whoever opens it."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from django import forms
from django.utils.functional import Promise

import difi_sosial
from difi_sosial.core.forms import FormMixin


def all_forms(base: type = FormMixin) -> Iterator[type]:
    """Every form of the portal, as its module makes it when it is read."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("difi_sosial."):
            yield kind
        yield from all_forms(kind)


def read_every_module_of_forms() -> None:
    for module in pkgutil.walk_packages(difi_sosial.__path__, "difi_sosial."):
        if ".forms" in module.name:
            import_module(module.name)


def words_of(field: forms.Field) -> Iterator[object]:
    """Label, help and choices; a list from the database has no words of ours."""
    yield from (field.label, field.help_text)
    is_ours = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    if is_ours and not field.widget.is_hidden:
        yield from (label for _value, label in field.choices)


def test_no_word_of_a_form_is_bound_to_the_language_the_portal_started_in() -> None:
    read_every_module_of_forms()
    found = {
        f"{form.__module__}.{form.__name__}.{name}: {word}"
        for form in all_forms()
        for name, field in getattr(form, "base_fields", {}).items()
        for word in words_of(field)
        if word and not isinstance(word, Promise) and any(sign.isalpha() for sign in str(word))
    }
    assert found == set()
