"""Everything that one page of a version takes in."""

from typing import Any, cast

from django import forms
from django.http import Http404

from difi_sosial.core.forms import (
    FormsetRows,
)
from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.forms.rows import ROW_FORMS, ROW_WORDS
from difi_sosial.strategy.forms.sections import SECTION_FORMS
from difi_sosial.strategy.models import (
    SECTION_ROWS,
    StrategyVersion,
)
from difi_sosial.strategy.queries import Content, rows_of


class SectionInput:
    """Everything that one page of a version takes in: the section's form and its rows."""

    def __init__(self, version: StrategyVersion, slug: str, data: Any = None) -> None:
        """`data` is a POST, or None for a fresh page. Raises Http404 for an unknown section."""
        if slug not in Section.values:
            raise Http404
        self.section = Section(slug)
        self.form = SECTION_FORMS[self.section](
            data, instance=version, initial={"edition": version.edition}
        )
        self.rows = self._rows(version, data)

    @property
    def row_words(self) -> tuple[Any, ...]:
        """Legend, label of one row, and label of the button that adds one."""
        return ROW_WORDS[SECTION_ROWS[self.section]]

    @property
    def content(self) -> Content:
        """What was typed, cleaned."""
        return Content(self.form.values, tuple(self.rows.filled) if self.rows is not None else ())

    def is_valid(self) -> bool:
        """Whether it can be saved; both parts are judged."""
        good = self.form.is_valid()
        return (self.rows is None or self.rows.is_valid()) and good

    def _rows(self, version: StrategyVersion, data: Any) -> FormsetRows | None:
        relation = SECTION_ROWS.get(self.section)
        if relation is None:
            return None
        kwargs: dict[str, Any] = {"prefix": relation}
        if relation == "messages":
            groups = {group.key: group.name for group in version.target_groups.all()}
            kwargs["form_kwargs"] = {"groups": groups}
        stored = rows_of(version, relation)
        if data is None:
            kwargs["initial"] = stored
        factory = forms.formset_factory(
            ROW_FORMS[relation], formset=FormsetRows, extra=0 if stored else 1
        )
        rows = cast(FormsetRows, factory(data, **kwargs))
        rows.row_label = ROW_WORDS[relation][1]
        return rows
