"""Everything that one page of a version takes in."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import Http404

from difi_sosial.core.forms import FormsetRows, Text, hush
from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.forms.rows import ROW_FORMS, ROW_WORDS
from difi_sosial.strategy.forms.sections import SECTION_FORMS
from difi_sosial.strategy.models import SECTION_ROWS, StrategyVersion
from difi_sosial.strategy.queries import Content, rows_of


@dataclass(frozen=True, slots=True)
class RowsPart:
    """One kind of rows on the page: the set, its legend, one row's label, the button that adds."""

    relation: str
    formset: FormsetRows
    legend: Text
    label: Text
    add_label: Text


class SectionInput:
    """Everything that one page of a version takes in: the section's form and its rows."""

    def __init__(self, version: StrategyVersion, slug: str, data: Any = None) -> None:
        """`data` is a POST, or None for a fresh page. Raises Http404 for an unknown section."""
        if slug not in Section.values:
            raise Http404
        self.section = Section(slug)
        self.version = version
        self.form = SECTION_FORMS[self.section](
            data, instance=version, initial={"edition": version.edition}
        )
        self.parts = [self._part(kind, data) for kind in SECTION_ROWS.get(self.section, ())]
        if any(part.formset.rows_changed for part in self.parts):
            self._hush()

    @property
    def edition(self) -> int:
        """The number that the writer's page was made from; 0, which never wins, when unreadable."""
        return int(self.form.cleaned_data.get("edition") or 0)

    @property
    def sitting(self) -> str:
        """Which open page it comes from; empty when the page does not say."""
        return str(self.form.cleaned_data.get("sitting") or "")

    @property
    def sets(self) -> list[FormsetRows]:
        """The rows, kind by kind."""
        return [part.formset for part in self.parts]

    @property
    def content(self) -> Content:
        """What was typed, cleaned."""
        rows = {part.relation: tuple(part.formset.filled) for part in self.parts}
        return Content(self.form.values, rows)

    @property
    def readable(self) -> Content:
        """All of what was typed that can be stored, for a page that saves itself half done.

        A field that cannot be read keeps what is stored; a row that lacks its first field is kept.
        """
        rows = {part.relation: tuple(self._readable_rows(part)) for part in self.parts}
        return Content(self.form.values, rows)

    @property
    def unread(self) -> list[str]:
        """What `readable` left out, in words: «Frist» or «Mål 2: Frist»."""
        fields = self.form.fields
        found = [str(fields[name].label) for name in self.form.errors if name in fields]
        for part in self.parts:
            for number, form in enumerate(part.formset.forms, start=1):
                names = [name for name in form.errors if form[name].value() not in ("", None)]
                found += [f"{part.label} {number}: {form.fields[name].label}" for name in names]
        return found

    def is_valid(self) -> bool:
        """Whether it can be saved; every part is judged."""
        good = [self.form.is_valid(), *(rows.is_valid() for rows in self.sets)]
        return all(good)

    def _readable_rows(self, part: RowsPart) -> list[dict[str, Any]]:
        part.formset.is_valid()
        stored = {row["key"]: row for row in rows_of(self.version, part.relation)}
        found = []
        for form in part.formset.forms:
            if not form.has_changed():
                continue
            read = getattr(form, "cleaned_data", {})
            before = stored.get(read.get("key"), {})
            lost = [
                name
                for name in form.errors
                if name in before and form[name].value() not in ("", None)
            ]
            found.append({**read, **{name: before[name] for name in lost}} | self._blank(form))
        return found

    @staticmethod
    def _blank(form: forms.BaseForm) -> dict[str, str]:
        """Required texts that are empty: stored so, and asked for before the version is sent in."""
        return {name: "" for name in form.errors if form[name].value() in ("", None)}

    def _hush(self) -> None:
        """Nothing is judged while rows move, neither these nor what stands around them."""
        hush(self.form)
        for formset in self.sets:
            formset.rows_changed = True

    def _part(self, relation: str, data: Any) -> RowsPart:
        kwargs: dict[str, Any] = {"prefix": relation}
        if relation == "messages":
            groups = {group.key: group.name for group in self.version.target_groups.all()}
            kwargs["form_kwargs"] = {"groups": groups}
        stored = rows_of(self.version, relation)
        if data is None:
            kwargs["initial"] = stored
        factory = forms.formset_factory(
            ROW_FORMS[relation], formset=FormsetRows, extra=0 if stored else 1
        )
        rows = cast(FormsetRows, factory(data, **kwargs))
        rows.row_label = ROW_WORDS[relation][1]
        return RowsPart(relation, rows, *ROW_WORDS[relation])
