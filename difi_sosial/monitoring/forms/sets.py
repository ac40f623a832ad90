"""Input for sets of terms and sets of sources."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import PortalForm, Textarea
from difi_sosial.monitoring.expressions import Unreadable, parse
from difi_sosial.monitoring.forms.watches import told
from difi_sosial.monitoring.models import Source, SourceSet, TermSet, Watch
from difi_sosial.monitoring.queries import person_names


class TermSetForm(PortalForm):
    """Words that belong together."""

    submit_label = _("Lagre ordsettet")
    name = forms.CharField(
        label=_("Navn"),
        max_length=60,
        help_text=_("Navnet står i uttrykkene som bruker settet, så det kan ikke endres siden."),
    )
    expression = forms.CharField(
        label=_("Ord og uttrykk"),
        widget=Textarea({"spellcheck": "false", "class": "ds-input expression"}, rows=5),
        help_text=_('Skriv OR mellom, for eksempel: testetat* OR "etaten for prøving".'),
    )
    note = forms.CharField(label=_("Merknad"), required=False, widget=Textarea(rows=2))

    def __init__(self, *args: Any, term_set: TermSet | None = None, **kwargs: Any) -> None:
        self.term_set = term_set
        super().__init__(*args, **kwargs)
        if term_set:
            self.fields["name"].disabled = True

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not self.term_set and TermSet.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Det finnes alt et ordsett med dette navnet."))
        if '"' in name:
            raise forms.ValidationError(_("Navnet kan ikke ha anførselstegn."))
        return name

    def clean_expression(self) -> str:
        expression: str = self.cleaned_data["expression"]
        try:
            names = person_names(parse(expression))
        except Unreadable as error:
            raise forms.ValidationError(told(error)) from error
        if names:
            text = _("«%s» ser ut som navnet på en person. Det må stå i selve overvåkingen.")
            raise forms.ValidationError(text % names[0])
        return expression


class SourceSetForm(PortalForm):
    """Sources that belong together, and the watches that listen to all of them."""

    submit_label = _("Lagre kildesettet")
    name = forms.CharField(label=_("Navn"), max_length=60)
    sources = forms.ModelMultipleChoiceField(
        label=_("Kilder"),
        queryset=Source.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
    )
    watches = forms.ModelMultipleChoiceField(
        label=_("Overvåkinger som bruker settet"),
        queryset=Watch.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=_("Merknad"), required=False, widget=Textarea(rows=2))

    def __init__(self, *args: Any, source_set: SourceSet | None = None, **kwargs: Any) -> None:
        self.source_set = source_set
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = SourceSet.objects.exclude(pk=self.source_set.pk if self.source_set else 0)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Det finnes alt et kildesett med dette navnet."))
        return name
