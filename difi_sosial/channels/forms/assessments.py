"""Input for assessments, one part at a time."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.forms import modelform_factory
from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import Category
from difi_sosial.channels.enums.assessment import Part
from difi_sosial.channels.forms.catalogue import ANY, as_field
from difi_sosial.channels.forms.rows import ROW_FORMS, ROW_WORDS, ReachForm
from difi_sosial.channels.models import PART_FIELDS, PART_ROWS, Assessment, Reach
from difi_sosial.channels.queries import Content, MatrixRow, stored_rows
from difi_sosial.channels.queries.assessments import FOLLOWS, NEEDED
from difi_sosial.core.forms import (
    Columns,
    FilterForm,
    FormsetRows,
    Helper,
    Layout,
    PortalModelForm,
    form_status,
)
from difi_sosial.core.templatetags.sosial import errors_of
from difi_sosial.law.enums import Topic
from difi_sosial.law.queries import rules_of

PART_HELP = {
    Part.REACH: _("Hvor godt når kanalen hver målgruppe i strategien, og hvordan vet dere det?"),
    Part.USE: _("Hva skal dere bruke kanalen til, og hvordan kan folk svare?"),
    Part.ALTERNATIVES: _("Sosiale medier er et tillegg. Kan noe dere alt har, gjøre jobben?"),
    Part.RESOURCES: _("Hvor mye tid og hvilke folk trenger kanalen, også når noen er borte?"),
    Part.PRIVACY: _("Kan dere bruke kanalen på en lovlig måte, og bør dere gjøre det?"),
    Part.DPIA: _("Finn ut om dere må vurdere personvernkonsekvenser, og skriv hvorfor."),
    Part.SECURITY: _("Hvem kommer til kontoen, fra hvilke enheter, og hva gjør dere om noe skjer?"),
    Part.DESIGN: _("Kan alle bruke det dere publiserer?"),
    Part.ARCHIVING: _("Hvordan tar dere vare på innlegg og samtaler som er dokumentasjon?"),
    Part.ETHICS: _("Hva med annonser, valgkamp og måten leverandøren modererer på?"),
    Part.RISKS: _("Hva kan gå galt, og hva gjør dere med det?"),
}
HELP = {
    "inform": _("Spre informasjon."),
    "listen": _("Følge med på det andre sier."),
    "share": _("Gi fra oss innhold som andre kan bruke."),
    "take_part": _("Delta i samtaler og svare."),
    "dialogue_reason": _("Skriv hvorfor det er åpent, begrenset eller stengt."),
    "alternatives": _("Skriv hva som mangler i det dere alt har."),
    "administrators": _("Minst to, med navn eller rolle."),
    "substitute": _("Hvem tar over i ferie og ved sykdom?"),
    "competence": _("Hva må de som svarer kunne, og hvordan lærer de det?"),
    "cost": _("Verktøy, annonser og innkjøp. Bare hele kroner."),
    "joint_arrangement": _("Hvem har ansvar for hva, og hvor står avtalen?"),
    "legal_basis_reason": _("Hvilken oppgave gjelder det, og hvilken lov gir dere den?"),
    "privacy": _("Er behandlingen lovlig med tiltakene over?"),
    "should_we": _("Hva betyr det at dere er i kanalen, for tilliten og for dem som ikke er der?"),
    "criteria": _("To eller flere betyr som regel at dere må gjøre vurderingen."),
    "dpia_reason": _("Skriv hvorfor vurderingen må gjøres eller ikke trengs."),
    "recovery": _("For eksempel reservekoder i safe og kontakt hos leverandøren."),
    "leavers": _("Hvem fjerner tilgangen, og hvor raskt?"),
    "own_page": _("Der alle finner det samme uten å logge inn."),
    "terms_limits": _("For eksempel at automatisk innhenting er forbudt."),
    "politics": _("Hva gjør dere i valgkamp, og med innlegg om politikk?"),
    "provider_moderation": _("Hva fjerner leverandøren selv, og hvordan klager dere?"),
}
# The tag on what may stand empty, but not when the assessment is sent (see queries.assessments).
NEEDED_WORD = _("Trengs før innsending")
NEEDED_IF = {
    "joint_arrangement": _("Trengs ved felles ansvar"),
    "transfer_reason": _("Trengs ved overføring"),
    **dict.fromkeys(
        ("dpia_url", "dpia_on", "residual_risk"), _("Trengs når vurderingen må gjøres")
    ),
}
# Fields that stand side by side.
SIDE_BY_SIDE: dict[Part, tuple[tuple[str, ...], ...]] = {
    Part.USE: (
        *(("inform", "listen"), ("share", "take_part")),
        ("dialogue", "direct_messages"),
    ),
    Part.RESOURCES: (
        ("hours_publish", "hours_watch", "hours_answer"),
        ("administrators", "substitute"),
    ),
    Part.PRIVACY: (("profiling", "children"),),
    Part.DPIA: (("dpia_on", "residual_risk"),),
    Part.SECURITY: (("multi_factor", "own_log_ins", "agency_owns"),),
    Part.DESIGN: (("alt_text", "captions", "contrast"),),
    Part.ARCHIVING: (("archive_method", "whole_threads"),),
}


class MatrixFilter(FilterForm):
    """Narrows the matrix."""

    category = forms.ChoiceField(
        label=_("Kategori"), choices=[*ANY, *Category.choices], required=False
    )
    everything = forms.BooleanField(label=_("Ta med kanaler vi ikke har vurdert"), required=False)


class PartForm(PortalModelForm):
    """The columns of one part. Everything may stand empty: the task list says what is left."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    part: Part

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._add_legal_basis()
        for name in NEEDED.get(self.part, ()):
            self.fields[name].needed = NEEDED_WORD  # type: ignore[attr-defined]
        for part, _asked, _answers, wanted in FOLLOWS:
            for name in wanted if part == self.part else ():
                self.fields[name].needed = NEEDED_IF[name]  # type: ignore[attr-defined]

    def _add_legal_basis(self) -> None:
        if "legal_basis" in self.fields:
            rules = rules_of(Topic.PRIVACY_BASIS)
            choices = [(rule.key, f"{capfirst(rule.name)}: {rule.title}") for rule in rules]
            self.fields["legal_basis"] = forms.ChoiceField(
                label=_("Behandlingsgrunnlag"),
                choices=[("", _("Ikke valgt")), *choices],
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def helper(self) -> Helper:
        """The page writes the form tag and the buttons."""
        helper = Helper(self)
        helper.form_tag = helper.error_summary = False
        helper.layout = self.layout()
        return helper

    def layout(self) -> Layout:
        """The fields in order, some side by side."""
        first = {group[0]: group for group in SIDE_BY_SIDE.get(self.part, ())}
        beside = {name for group in first.values() for name in group[1:]}
        names = [name for name in self.fields if name not in beside]
        return Layout(*(Columns(*first[name]) if name in first else name for name in names))

    @property
    def all_required(self) -> bool:
        """An assessment may be saved half done."""
        return False


def part_form(part: Part) -> type[PartForm]:
    """The form of one part."""
    made = modelform_factory(
        Assessment,
        form=PartForm,
        fields=PART_FIELDS[part],
        formfield_callback=as_field,
        help_texts={name: str(HELP[name]) for name in PART_FIELDS[part] if name in HELP},
    )
    return cast(type[PartForm], type("PartForm", (made,), {"part": part}))


class PartInput:
    """Everything that one part's page takes in: columns, rows, and for the first part cells."""

    def __init__(self, row: MatrixRow, slug: str, data: Any = None) -> None:
        """`data` is a POST, or None for a fresh page. Raises Http404 for an unknown part."""
        if slug not in Part.values:
            raise Http404
        self.part = Part(slug)
        stored = getattr(row.channel, "assessment", None)
        instance = stored or Assessment(channel=row.channel)
        initial = {"edition": stored.edition if stored else 0}
        self.form = part_form(self.part)(data, instance=instance, initial=initial)
        self.cells = self._cells(row, data)
        self.rows = self._rows(instance, data)

    @property
    def row_words(self) -> tuple[Any, ...]:
        """Legend, label of one row, and label of the button that adds one."""
        return ROW_WORDS.get(self.part, ())

    @property
    def forms(self) -> list[Any]:
        """All forms of the page, in its order."""
        rows = [self.rows] if self.rows is not None else []
        return [*(form for _group, form in self.cells), self.form, *rows]

    def is_valid(self) -> bool:
        """Whether it can be saved; every form is judged."""
        refused = [form for form in self.forms if not form.is_valid()]
        return not refused

    @property
    def errors(self) -> list[dict[str, str]]:
        """What must be mended on the whole page, for one summary on top."""
        return [error for form in self.forms for error in errors_of(form)]

    @property
    def status(self) -> int:
        """The page's HTTP status."""
        return form_status(*self.forms)

    @property
    def content(self) -> Content:
        """What was typed, cleaned; cells without a level are there too, with None."""
        values = {name: self.form.cleaned_data[name] for name in PART_FIELDS[self.part]}
        rows = tuple(self.rows.filled) if self.rows is not None else ()
        return Content(values, rows, self.reaches)

    @property
    def reaches(self) -> dict[UUID, dict[str, Any]]:
        """The cleaned cells by the target group's key."""
        return {group.key: dict(form.cleaned_data) for group, form in self.cells}

    def _cells(self, row: MatrixRow, data: Any) -> list[tuple[Any, ReachForm]]:
        if self.part != Part.REACH:
            return []
        return [
            (
                cell.group,
                ReachForm(data, instance=cell.reach or Reach(), prefix=f"reach-{cell.group.key}"),
            )
            for cell in row.cells
        ]

    def _rows(self, instance: Assessment, data: Any) -> FormsetRows | None:
        if self.part not in PART_ROWS:
            return None
        stored = stored_rows(instance, self.part)
        kwargs: dict[str, Any] = {"prefix": PART_ROWS[self.part][0]}
        if data is None:
            kwargs["initial"] = stored
        needs_one = self.part == Part.RISKS and not stored
        factory = forms.formset_factory(
            ROW_FORMS[self.part], formset=FormsetRows, extra=1 if needs_one else 0
        )
        rows = cast(FormsetRows, factory(data, **kwargs))
        rows.row_label = self.row_words[1]
        return rows
