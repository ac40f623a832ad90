"""What people say about a text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import FilterForm, PortalForm, Textarea
from difi_sosial.guidelines.models import Section

LONGEST = 4000


class RemarkForm(PortalForm):
    """An answer in a thread."""

    text = forms.CharField(
        label=_("Svar"),
        max_length=LONGEST,
        widget=Textarea(rows=3),
        error_messages={"required": _("Skriv et svar.")},
    )
    submit_label = _("Svar")


class CommentForm(PortalForm):
    """A comment on a section, or on words in it; a script fills in the words from a selection."""

    text = forms.CharField(
        label=_("Kommentar"),
        max_length=LONGEST,
        widget=Textarea(rows=3),
        error_messages={"required": _("Skriv en kommentar.")},
    )
    quote = forms.CharField(
        label=_("Ordene det gjelder"),
        required=False,
        max_length=LONGEST,
        widget=Textarea(rows=2, attrs={"data-comment-quote": ""}),
        help_text=_("Lim inn ordene fra teksten. La feltet stå tomt hvis du mener hele delen."),
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput({"data-comment-before": ""}))
    after = forms.CharField(required=False, widget=forms.HiddenInput({"data-comment-after": ""}))
    submit_label = _("Send kommentaren")

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_{section.anchor}_%s")
        super().__init__(*args, **kwargs)


STATUSES = (("apne", _("Åpne")), ("loste", _("Løste")), ("alle", _("Alle")))


class CommentFilter(FilterForm):
    """Which comments to show."""

    status = forms.ChoiceField(label=_("Status"), choices=STATUSES, required=False)
    del_ = forms.ChoiceField(label=_("Del"), required=False)
    mine = forms.BooleanField(label=_("Bare der jeg er med"), required=False)
    submit_label = _("Vis")

    def __init__(self, *args: Any, headings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["del"] = self.fields.pop("del_")
        self.order_fields(["status", "del", "mine"])
        self.fields["del"].choices = [("", _("Alle delene")), *headings]  # type: ignore[attr-defined]
