"""A form that saves itself while somebody writes: the parts that every app's form has for it.

The form has a hidden field `sitting` with `SittingInput`, which names the open page, and `Autosave`
under its buttons. The view behind it saves what it can and answers with
`components/autosave_line.html`, never with another page. A saving from the same sitting does not
collide with the page's own earlier ones; a press of a button ends the sitting.
"""

from typing import Any
from uuid import uuid4

from crispy_forms.layout import LayoutObject
from django import forms
from django.template.loader import render_to_string


class SittingInput(forms.HiddenInput):
    """A hidden key that is made when the page is: a page that saves itself is known again by it."""

    def format_value(self, value: Any) -> str:
        return str(value or uuid4())


class Autosave(LayoutObject):  # type: ignore[misc]
    """The line under a form that saves itself while somebody writes; `url` answers with a line.

    The view answers with `components/autosave_line.html`. Without a script nothing is shown.
    """

    def __init__(self, url: str) -> None:
        self.fields: list[Any] = []
        self.url = url

    def render(self, form: Any, context: Any, template_pack: Any = None, **kwargs: Any) -> str:
        """The line, still empty."""
        facts = {"autosave_url": self.url, "unsaved": form.is_bound}
        return render_to_string("components/autosave.html", facts)
