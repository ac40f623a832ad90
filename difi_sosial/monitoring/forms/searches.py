"""What a saved search is called, and how mentions are taken away as a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import PortalForm


class SearchForm(PortalForm):
    """Its name, and for whom."""

    submit_label = _("Lagre søket")
    name = forms.CharField(
        label=_("Hva skal søket hete?"),
        max_length=80,
        help_text=_("For eksempel «Nye spørsmål om frister»"),
    )
    is_shared = forms.BooleanField(label=_("Del søket med kollegene"), required=False)


class ExportForm(PortalForm):
    """Which kind of file, and whether the texts go with it."""

    submit_label = _("Last ned")
    kind = forms.ChoiceField(
        label=_("Filtype"),
        choices=(
            ("xlsx", _("Excel (XLSX)")),
            ("csv", _("Regneark (CSV)")),
            ("json", _("Til maskiner (JSON)")),
        ),
        initial="xlsx",
        widget=forms.RadioSelect,
    )
    with_text = forms.BooleanField(
        label=_("Ta med tittel og tekst"),
        required=False,
        help_text=_(
            "Tekstene kan inneholde personopplysninger. Ta dem bare med når du trenger dem."
        ),
    )
