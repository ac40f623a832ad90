"""Input for files that are taken in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import Actions, Columns, Layout, PortalForm, Save, Section
from difi_sosial.monitoring.connectors.sheet_bounds import FILE_BYTES, Fault
from difi_sosial.monitoring.connectors.sheets import Sheet
from difi_sosial.monitoring.enums import FILE_FAULTS, FILE_FIELDS


class ImportUploadForm(PortalForm):
    """One file."""

    submit_label = _("Last opp og se over")
    file = forms.FileField(
        label=_("Fil"),
        allow_empty_file=True,
        help_text=_("CSV, XLSX eller JSON med overskrifter i første rad. Høyst 5 MB."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > FILE_BYTES:
            raise forms.ValidationError(FILE_FAULTS[Fault.TOO_LARGE])
        return file


class ImportColumnsForm(PortalForm):
    """Which column is what."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [("", _("Står ikke i filen")), *((name, name) for name in sheet.columns)]
        for key, label in FILE_FIELDS.items():
            self.fields[key] = forms.ChoiceField(label=label, choices=columns, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("title") and not cleaned.get("text"):
            self.add_error("title", _("Velg en kolonne med overskrift eller tekst."))
        return cleaned

    @property
    def columns(self) -> dict[str, str]:
        """The columns that were chosen."""
        return {key: self.cleaned_data[key] for key in FILE_FIELDS if self.cleaned_data[key]}

    def layout(self) -> Layout:
        return Layout(
            Section(
                _("Hvilken kolonne er hva?"),
                Columns("title", "text"),
                Columns("url", "date"),
                Columns("author", "id"),
            ),
            Actions(
                Save(_("Ta inn radene")),
                Save(_("Vis på nytt"), name="show", value="1", variant="secondary"),
            ),
        )
