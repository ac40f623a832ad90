"""What the form of every section has in common."""

from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import Helper, Layout, PortalModelForm

Text = str | Promise
# The tag on what a draft may lack, but a version sent in may not (see queries.missing).
NEEDED = _("Trengs før innsending")
HIDDEN = ("edition", "sitting")


class KeyInput(forms.HiddenInput):
    """A hidden UUID that is made when the page is, so that what it names can be saved twice."""

    def format_value(self, value: Any) -> str:
        return str(value or uuid4())


class SectionForm(PortalModelForm):
    """The columns of one section.

    `edition` says which text the writer began from, `sitting` which open page it comes from: a
    page that saves itself does not collide with its own savings.
    """

    edition = forms.IntegerField(widget=forms.HiddenInput)
    sitting = forms.UUIDField(widget=KeyInput, required=False)
    needed: ClassVar[tuple[str, ...]] = ()
    needed_if: ClassVar[dict[str, Text]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.needed:
            self.fields[name].needed = NEEDED  # type: ignore[attr-defined]
        for name, words in self.needed_if.items():
            self.fields[name].needed = words  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        return Layout(*self.fields)

    @property
    def helper(self) -> Helper:
        """The page writes the form tag and the buttons, because rows stand between."""
        helper = Helper(self)
        helper.form_tag = False
        helper.error_summary = False
        helper.layout = self.layout()
        return helper

    @property
    def all_required(self) -> bool:
        """A draft may be saved half done."""
        return False

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned columns; what could not be read is left out."""
        cleaned = getattr(self, "cleaned_data", {})
        return {name: value for name, value in cleaned.items() if name not in HIDDEN}
