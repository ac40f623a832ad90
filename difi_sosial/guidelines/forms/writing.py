"""Writing: one section, the whole document, a new section."""

import hashlib
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.autosave import Autosave, SittingInput
from difi_sosial.core.forms import (
    Actions,
    Cancel,
    Div,
    Helper,
    Layout,
    MarkdownInput,
    PortalForm,
    Save,
    hush,
)
from difi_sosial.core.forms import Section as Part
from difi_sosial.guidelines.models import GuidelineVersion, Section
from difi_sosial.guidelines.services import SectionText

# The tag on a section's text: a draft may lack it, a version sent in may not.
NEEDED = _("Trengs før innsending")


class WithPreview(PortalForm):
    """A form whose answer scrolls to the preview, where there is one."""

    @property
    def helper(self) -> Helper:
        helper = super().helper
        helper.form_action = "#forhandsvisning"
        # A browser that fills in last week's words again would have them save themselves.
        helper.attrs |= {"autocomplete": "off"}
        return helper


class SectionForm(WithPreview):
    """One section: heading and Markdown text."""

    heading = forms.CharField(label=_("Overskrift"), max_length=150)
    body = forms.CharField(
        label=_("Tekst"), required=False, widget=MarkdownInput(rows=18, preview=True)
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)
    sitting = forms.UUIDField(widget=SittingInput, required=False)
    facts = forms.JSONField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, section: Section, back: str = "") -> None:
        self.section, self.back = section, back
        initial = {"heading": section.heading, "body": section.body, "edition": section.edition}
        super().__init__(data, initial=initial)
        self.fields["body"].needed = NEEDED  # type: ignore[attr-defined]

    @property
    def helper(self) -> Helper:
        # The buttons that put in a clause stand beside the form and belong to it by this id.
        helper = super().helper
        helper.form_id = "section-form"
        return helper

    def layout(self) -> Layout:
        """The text with its buttons."""
        buttons = [
            Save(_("Lagre")),
            Save(_("Lagre og gå til neste del"), name="next", value="1", variant="secondary"),
        ]
        return Layout(
            *("heading", "body", "edition", "sitting", "facts"),
            Actions(*buttons, Cancel(self.back, _("Tilbake"))),
            Autosave(_address("section-autosave", self.section)),
        )

    def clean_facts(self) -> dict[str, str]:
        """What clauses brought in, as the page noted it; anything else is left out."""
        given = self.cleaned_data["facts"]
        pairs = given.items() if isinstance(given, dict) else ()
        return {name: words for name, words in pairs if isinstance(words, str)}

    @property
    def text(self) -> SectionText:
        """What was written; the form is valid."""
        given = {**self.cleaned_data, "sitting": str(self.cleaned_data["sitting"] or "")}
        return SectionText(pk=self.section.pk, **given)

    @property
    def typed(self) -> str:
        """The text as it stands in the box."""
        return str(self["body"].value() or "")


def _address(name: str, section: Section) -> str:
    version = section.version
    return reverse(
        f"guidelines:{name}", args=[version.guideline.slug, version.number, section.anchor]
    )


class DocumentForm(WithPreview):
    """Every section of a version on one page; the fields are named by the section's key.

    `origin` is a sum of what the page showed, so that a section nobody wrote in is left alone.
    """

    sitting = forms.UUIDField(widget=SittingInput, required=False)
    submit_label = _("Lagre alle delene")

    def __init__(self, data: Any = None, *, version: GuidelineVersion) -> None:
        self.version, self.sections = version, list(version.sections.all())
        super().__init__(data)
        for section in self.sections:
            self._add(section)

    def _add(self, section: Section) -> None:
        self.fields[f"heading-{section.pk}"] = forms.CharField(
            label=_("Overskrift"), max_length=150, initial=section.heading
        )
        self.fields[f"body-{section.pk}"] = forms.CharField(
            label=_("Tekst"),
            required=False,
            initial=section.body,
            widget=MarkdownInput(rows=8, preview=True),
        )
        self.fields[f"body-{section.pk}"].needed = NEEDED  # type: ignore[attr-defined]
        self.fields[f"edition-{section.pk}"] = forms.IntegerField(
            initial=section.edition, widget=forms.HiddenInput
        )
        self.fields[f"origin-{section.pk}"] = forms.CharField(
            initial=_sum(section.heading, section.body), required=False, widget=forms.HiddenInput
        )
        self.fields[f"heading-{section.pk}"].error_messages["required"] = _("Skriv en overskrift.")

    def layout(self) -> Layout:
        """One part per section, one button for all of them."""
        parts = [
            Part(
                f"{number}. {section.heading}",
                f"heading-{section.pk}",
                f"body-{section.pk}",
                f"edition-{section.pk}",
                f"origin-{section.pk}",
            )
            for number, section in enumerate(self.sections, start=1)
        ]
        place = [self.version.guideline.slug, self.version.number]
        saves = Autosave(reverse("guidelines:version-autosave", args=place))
        bar = Div(Actions(Save(self.submit_label)), saves, css_class="save-bar")
        return Layout(*parts, "sitting", bar)

    @property
    def texts(self) -> list[SectionText]:
        """What was written, in the sections where something was; the form is valid."""
        given, sitting = self.cleaned_data, str(self.cleaned_data["sitting"] or "")
        texts = [
            SectionText(
                pk=section.pk,
                edition=given[f"edition-{section.pk}"],
                heading=given[f"heading-{section.pk}"],
                body=given[f"body-{section.pk}"],
                sitting=sitting,
            )
            for section in self.sections
        ]
        return [text for text in texts if not self._is_untouched(text)]

    def _is_untouched(self, text: SectionText) -> bool:
        """Whether this page never changed the section: others may have, and theirs stands."""
        section = next(one for one in self.sections if one.pk == text.pk)
        own = bool(text.sitting) and section.sitting == text.sitting
        return not own and self.cleaned_data[f"origin-{text.pk}"] == _sum(text.heading, text.body)

    @property
    def wanted_preview(self) -> Section | None:
        """The section whose preview button was pressed."""
        wanted = self.data.get("preview", "")
        return next((s for s in self.sections if f"body-{s.pk}" == wanted), None)


class NewSectionForm(PortalForm):
    """A section of the agency's own."""

    heading = forms.CharField(label=_("Overskrift på ny del"), max_length=150)
    submit_label = _("Legg til del")


def _sum(heading: str, body: str) -> str:
    """A short sum of a section, whatever line endings a browser gave it."""
    lines = "\n".join([heading.strip(), *body.strip().splitlines()])
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def with_value(data: QueryDict, name: str, value: object) -> QueryDict:
    """A copy of posted data with one value changed."""
    changed = data.copy()
    changed[name] = str(value)
    return changed


def shown_again(form: PortalForm) -> PortalForm:
    """The same form with what was typed, and without judging it: something else was asked for."""
    form.is_valid()
    hush(form)
    return form
