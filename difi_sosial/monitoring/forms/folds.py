"""Which other mention is the same one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import PortalForm
from difi_sosial.core.templatetags.sosial import moment
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.queries.folds import uuid_in

SHOWN = 110


class JoinForm(PortalForm):
    """The mentions that are most like it, or the address of another."""

    submit_label = _("Slå sammen")
    chosen = forms.ChoiceField(
        label=_("Hvilken omtale er den samme?"), required=False, widget=forms.RadioSelect
    )
    address = forms.CharField(
        label=_("Eller lim inn adressen til omtalens side"), required=False, max_length=300
    )

    def __init__(self, *args: Any, candidates: Sequence[Mention], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.uuid), _label(one)) for one in candidates]
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["chosen"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wanted = uuid_in(cleaned.get("address", "") or cleaned.get("chosen", ""))
        self.other = Mention.objects.filter(uuid=wanted).first() if wanted else None
        if self.other is None and not self.errors:
            self.add_error("address", _("Velg en omtale, eller lim inn adressen til en."))
        return cleaned


def _label(one: Mention) -> str:
    said = " ".join(f"{one.title} {one.text}".split())
    cut = f"{said[:SHOWN].rsplit(' ', 1)[0]} …" if len(said) > SHOWN else said or one.url
    return f"{one.source.name}, {moment(one.posted_at)}: {cut}"
