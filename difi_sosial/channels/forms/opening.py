"""Input for the opening checklist and for trying the archive method."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import OpeningItem
from difi_sosial.core.forms import PortalForm, Textarea
from difi_sosial.journal.models import RegistryEntry


class OpeningForm(PortalForm):
    """One line of the checklist: what has been done, in words."""

    submit_label = _("Kryss av")
    item = forms.ChoiceField(choices=OpeningItem, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Slik har vi sørget for det"), widget=Textarea(rows=2))


class ArchiveTrialForm(PortalForm):
    """How content from the channel was kept once, and what shows it."""

    submit_label = _("Lagre prøven")
    method = forms.CharField(
        label=_("Slik gjorde vi det"),
        widget=Textarea(rows=3),
        help_text=_("For eksempel: Vi lastet ned en hel tråd fra kontoen og journalførte den."),
    )
    entry_id = forms.CharField(
        label=_("Journalpost"),
        required=False,
        help_text=_("Skriv journalpostens nummer slik det står i journalen, hvis den er der."),
    )
    reference = forms.CharField(
        label=_("Eller: hvor ligger det?"),
        required=False,
        max_length=300,
        help_text=_("For eksempel saksnummeret i arkivsystemet."),
    )
    note = forms.CharField(label=_("Hva lærte dere?"), widget=Textarea(rows=3), required=False)

    def clean(self) -> dict[str, Any]:
        """One kind of evidence at least, and an entry that exists."""
        given = super().clean() or {}
        number = given.get("entry_id", "").strip()
        given["entry"] = _entry(number) if number else None
        if number and given["entry"] is None:
            self.add_error("entry_id", _("Det finnes ingen journalpost med dette nummeret."))
        elif not number and not given.get("reference"):
            self.add_error("entry_id", _("Vis til en journalpost, eller skriv hvor det ligger."))
        return given


def _entry(number: str) -> RegistryEntry | None:
    """The entry by its number in its case, `2026/4-2`, or in the journal, `14/2026`."""
    in_case = re.fullmatch(r"(\d{4})/(\d{1,8})-(\d{1,8})", number)
    running = re.fullmatch(r"(\d{1,8})/(\d{4})", number)
    found = RegistryEntry.objects.select_related("case")
    if in_case:
        year, case, place = map(int, in_case.groups())
        return found.filter(case__year=year, case__number=case, number=place).first()
    if running:
        sequence, year = map(int, running.groups())
        return found.filter(sequence=sequence, year=year).first()
    return None
