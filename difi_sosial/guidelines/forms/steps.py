"""Input for what is done with a whole version."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import LONGEST_REASON, DateField, PortalForm, Textarea
from difi_sosial.guidelines.models import Section

CHOSEN = _("Datoen er valgt tidligere i saken. Tøm feltet for å ta den bort.")


class ApproveForm(PortalForm):
    """When an approved version applies from and to; what was chosen before can be emptied."""

    submit_label = _("Godkjenn versjonen")
    in_force_on = DateField(
        label=_("Gjelder fra"),
        required=False,
        help_text=_(
            "Da trer versjonen i kraft av seg selv, når arkivaren har journalført godkjenningen. "
            "La feltet stå tomt hvis de som skrev den, skal sette den i kraft."
        ),
    )
    valid_until = DateField(
        label=_("Gjelder til og med"),
        required=False,
        help_text=_(
            "Etter den dagen slutter versjonen å gjelde av seg selv. La feltet stå tomt hvis den "
            "skal gjelde til den blir erstattet."
        ),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("in_force_on", "valid_until"):
            if self.initial.get(name):
                self.fields[name].help_text = format_lazy(
                    "{} {}", self.fields[name].help_text, CHOSEN
                )

    def clean_in_force_on(self) -> date | None:
        """Nothing applies from before it was approved."""
        day: date | None = self.cleaned_data["in_force_on"]
        if day and day < local_date(now()):
            raise forms.ValidationError(_("Velg i dag eller en senere dato."))
        return day


class KeepForm(PortalForm):
    """That a text may stand as it is, why, and when it is looked at next."""

    submit_label = _("Behold uten endring")
    reason = forms.CharField(
        label=_("Hvorfor kan teksten stå som den er?"),
        widget=Textarea(rows=4),
        max_length=LONGEST_REASON,
        help_text=_("Si hva dere har sett på. Begrunnelsen blir journalført."),
    )
    review_on = DateField(label=_("Neste gjennomgang"), help_text=_("Senest om ett år."))


class ReturnForm(PortalForm):
    """Why a version is sent back: in general, and section by section."""

    submit_label = _("Returner versjonen")
    reason = forms.CharField(
        label=_("Begrunnelse"),
        required=False,
        widget=Textarea(rows=4),
        help_text=_("Det som gjelder hele teksten. Skriv resten ved delene under."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, sections: Iterable[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.anchors = [section.anchor for section in sections]
        for section in sections:
            self.fields[part_of(section.anchor)] = forms.CharField(
                label=section.heading, required=False, widget=Textarea(rows=2)
            )

    @property
    def wanted(self) -> dict[str, str]:
        """The reasons of the sections that have one, by anchor; the form is valid."""
        given = {anchor: self.cleaned_data[part_of(anchor)] for anchor in self.anchors}
        return {anchor: text for anchor, text in given.items() if text}

    def clean(self) -> dict[str, Any]:
        """Something must be said, somewhere."""
        given: dict[str, Any] = super().clean() or {}
        if not any(given.get(name) for name in ("reason", *map(part_of, self.anchors))):
            self.add_error("reason", _("Skriv hva som må endres, her eller ved en del."))
        return given


def part_of(anchor: str) -> str:
    """The name of the field with the reason of one section."""
    return f"part-{anchor}"
