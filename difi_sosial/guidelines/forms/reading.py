"""Choosing what to read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import (
    FilterForm,
)


class CompareForm(FilterForm):
    """Which two versions to set side by side."""

    fra = forms.ChoiceField(label=_("Fra versjon"))
    til = forms.ChoiceField(label=_("Til versjon"))
    submit_label = _("Sammenlign")

    def __init__(self, *args: Any, numbers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("fra", "til"):
            self.fields[name].choices = numbers  # type: ignore[attr-defined]
