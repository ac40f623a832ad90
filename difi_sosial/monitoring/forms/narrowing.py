"""What is to be kept out of a watch."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from difi_sosial.core.forms import PortalForm
from difi_sosial.monitoring.forms.watches import lines_of
from difi_sosial.monitoring.services.narrowing import Proposal


class ExclusionForm(PortalForm):
    """Proposed words and the source to tick, and room for words of one's own."""

    chosen = forms.MultipleChoiceField(
        label=_("Ta bort omtaler som har"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own = forms.CharField(
        label=_("Andre ord eller uttrykk"),
        required=False,
        max_length=500,
        help_text=_("Skriv flere med komma mellom. Skriv ikke navn på personer."),
    )
    standing = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, proposals: Sequence[Proposal], **kwargs: Any) -> None:
        self.proposals = proposals
        super().__init__(*args, **kwargs)
        choices = [(one.key, _label(one)) for one in proposals]
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("chosen") and not cleaned.get("own", "").strip():
            self.add_error("chosen", _("Velg minst én ting, eller skriv et ord."))
        for word in self._own(cleaned):
            if len(word.strip('*"')) < 3:
                self.add_error("own", _("«%s» er for kort og vil ta bort for mye.") % word)
        return cleaned

    @staticmethod
    def _own(cleaned: dict[str, Any]) -> list[str]:
        return lines_of(cleaned.get("own", "").replace(",", "\n").replace('"', ""))

    @property
    def words(self) -> list[str]:
        """Words and phrases to keep out."""
        ticked = [key[4:] for key in self.cleaned_data["chosen"] if key.startswith("ord:")]
        return list(dict.fromkeys([*ticked, *self._own(self.cleaned_data)]))

    @property
    def sources(self) -> list[str]:
        """Names of sources to keep out."""
        return [key[6:] for key in self.cleaned_data["chosen"] if key.startswith("kilde:")]

    @property
    def version_shown(self) -> int:
        """The number of the version that was shown."""
        return self.cleaned_data.get("standing") or 0


def _label(one: Proposal) -> str:
    name = _now("alt fra «%s»") % one.text if one.is_source else f"«{one.text}»"
    count = ngettext("%(count)d omtale", "%(count)d omtaler", one.removes) % {"count": one.removes}
    if not one.worked:
        return f"{name} – {count}"
    worked = ngettext(
        "%(count)d har dere arbeidet med", "%(count)d har dere arbeidet med", one.worked
    ) % {"count": one.worked}
    return f"{name} – {count}, {worked}"
