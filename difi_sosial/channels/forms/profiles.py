"""Input for profile texts."""

import string
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums.accounts import TextLanguage
from difi_sosial.channels.models import ProfileSentence
from difi_sosial.channels.queries.profiles import GENERATED_IN
from difi_sosial.channels.services import LARGEST, Upload
from difi_sosial.core.forms import (
    MarkdownInput,
    PortalForm,
    PortalModelForm,
    Textarea,
)

FACTS = frozenset(
    ("agency", "site", "unit", "purpose", "response", "response_by_kind")
    + ("hours", "case", "privacy", "rules", "long_url")
)
PROOF_HELP = _("Et skjermbilde (PNG, JPEG, WebP) eller en PDF. Høyst 5 MB.")


def uploaded(file: Any) -> Upload | None:
    """A bounded file as the service takes it. Raises ValidationError when it is too large."""
    if file is None:
        return None
    if (file.size or 0) > LARGEST:
        raise forms.ValidationError(_("Filen er for stor. Den kan være høyst 5 MB."))
    return Upload(str(file.name), file.read())


class ProofMixin:
    """A file that shows what stands on the profile."""

    cleaned_data: dict[str, Any]

    def clean_proof(self) -> Upload | None:
        """The bytes; the service judges what kind of file it is."""
        return uploaded(self.cleaned_data.get("proof"))


class GenerateForm(PortalForm):
    """In which language."""

    submit_label = _("Lag teksten")
    language = forms.ChoiceField(
        label=_("Språk"), choices=[(code, TextLanguage(code).label) for code in GENERATED_IN]
    )


class AdaptForm(PortalForm):
    """The short text and the long one, in the adviser's words."""

    submit_label = _("Send til godkjenning")
    edition = forms.IntegerField(widget=forms.HiddenInput)
    body = forms.CharField(
        label=_("Kort tekst"), widget=Textarea(rows=6), required=False, max_length=10_000
    )
    long_body = forms.CharField(
        label=_("Lang tekst"),
        widget=MarkdownInput(rows=16),
        max_length=20_000,
        help_text=_("Vises på den åpne siden om kontoen."),
    )


class PublishForm(ProofMixin, PortalForm):
    """Where the text stands, and what shows it."""

    submit_label = _("Teksten er publisert")
    url = forms.URLField(label=_("Adressen der teksten står"), assume_scheme="https")
    proof = forms.FileField(label=_("Bevis"), help_text=PROOF_HELP)


class ControlForm(ProofMixin, PortalForm):
    """What a person saw on the profile."""

    submit_label = _("Lagre kontrollen")
    still_stands = forms.TypedChoiceField(
        label=_("Står den godkjente teksten der?"),
        choices=[("1", _("Ja, ord for ord")), ("0", _("Nei, der står en annen tekst"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(
        label=_("Teksten som står der"),
        required=False,
        max_length=10_000,
        widget=Textarea(rows=5),
        help_text=_("Lim den inn hvis den er en annen."),
    )
    proof = forms.FileField(label=_("Bevis"), required=False, help_text=PROOF_HELP)

    def clean(self) -> dict[str, Any]:
        """Yes needs a proof, no needs what stands there instead."""
        cleaned = super().clean() or {}
        stands = cleaned.get("still_stands")
        if stands and not cleaned.get("proof") and "proof" not in self.errors:
            self.add_error("proof", _("Legg ved et skjermbilde som viser teksten."))
        if stands is False and not str(cleaned.get("seen", "")).strip():
            self.add_error("seen", _("Lim inn teksten som står der nå."))
        return cleaned


class SentenceForm(PortalModelForm):
    """The agency's own wording of a sentence."""

    submit_label = _("Lagre setningen")
    edition = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ProfileSentence
        fields = ("text", "short", "priority", "is_must")
        widgets = {"text": Textarea(rows=3), "short": Textarea(rows=2)}
        help_texts = {
            "short": _("Brukes når den hele setningen ikke får plass."),
            "priority": _("1 beholdes lengst når teksten må kortes."),
            "is_must": _("Får den ikke plass, viser teksten bare lenken til den lange."),
        }

    def clean_text(self) -> str:
        return _known(self.cleaned_data["text"])

    def clean_short(self) -> str:
        return _known(self.cleaned_data["short"])


def _known(text: str) -> str:
    """A sentence asks only for facts that there are, plainly."""
    try:
        asked = list(string.Formatter().parse(text))
    except ValueError as error:
        raise forms.ValidationError(
            _("Klammene går ikke opp. Skriv opplysninger slik: {agency}.")
        ) from error
    for _words, name, spec, conversion in asked:
        if name is not None and (name not in FACTS or spec or conversion):
            wrong = {"name": name, "known": ", ".join(sorted(FACTS))}
            raise forms.ValidationError(
                _("{%(name)s} finnes ikke. Du kan bruke: %(known)s.") % wrong
            )
    return text
