"""What every form of the portal is made of: a base, a crispy helper, our widgets, and rows.

    class GoalForm(PortalForm):
        text = forms.CharField(label=_("Mål"), help_text=_("Skriv ett mål."))
        due = DateField(label=_("Frist"), required=False)

        def layout(self) -> Layout:
            return Layout(Section(_("Målet"), "text", "due"), Actions(Save(_("Lagre målet"))))

`{% crispy form %}` draws it whole, with the error summary on top. Without `layout()` the fields
stand in order with a save button (`submit_label`) under them. Bad input is shown again with
`render(…, status=form_status(form))`.
"""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout, LayoutObject
from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.errors import Invalid
from difi_sosial.core.form_words import name_the_blank, name_the_field

Text = str | Promise
SAVE, CANCEL = _("Lagre"), _("Avbryt")
LONGEST_REASON = 4000


class DateInput(forms.DateInput):
    """The browser's own date picker; how a date looks in it is the browser's choice."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A date with an example in words, because the browser decides how the box looks."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For eksempel 1. mars 2027"))
        super().__init__(**kwargs)


class Textarea(forms.Textarea):
    """A text box that is as wide as its column: no `cols`."""

    def __init__(self, attrs: dict[str, Any] | None = None, rows: int = 5) -> None:
        super().__init__({"rows": rows, **(attrs or {})})
        self.attrs.pop("cols", None)


class MarkdownInput(Textarea):
    """A Markdown box with a toolbar (hidden without JavaScript) and a line on how to mark up.

    `preview` is the value of a submit button named `preview`; the view answers it by showing the
    rendered text (`core.markdown.render`) and saving nothing. Empty: no such button.
    """

    template_name = "components/markdown_input.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, rows: int = 12, preview: bool = False
    ) -> None:
        super().__init__({"data-markdown": "", **(attrs or {})}, rows=rows)
        self.preview = preview

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["preview"] = self.preview
        return context


class Helper(FormHelper):  # type: ignore[misc]
    """How our forms are drawn: our own messages instead of the browser's, no media."""

    def __init__(self, form: forms.BaseForm | None = None, *, method: str = "post") -> None:
        super().__init__(form)
        self.form_method = method
        self.include_media = False
        self.attrs = {"novalidate": ""}
        self.error_summary = True


class Save(LayoutObject):  # type: ignore[misc]
    """A submit button: primary, secondary or tertiary; `color="danger"` for what hurts."""

    template = "designsystemet/layout/button.html"

    def __init__(
        self,
        label: Text = SAVE,
        *,
        name: str = "",
        value: str = "",
        variant: str = "primary",
        color: str = "",
        icon: str = "",
    ) -> None:
        self.fields: list[Any] = []
        self.button = {
            "label": label,
            "name": name,
            "value": value,
            "variant": variant,
            "color": color,
            "icon": icon,
        }

    def render(self, form: Any, context: Any, template_pack: Any = None, **kwargs: Any) -> str:
        """The button as HTML."""
        return render_to_string(self.template, {"button": self.button})


class Cancel(Save):
    """A link that looks like a quiet button: away from the form without saving."""

    def __init__(self, url: str, label: Text = CANCEL) -> None:
        super().__init__(label, variant="tertiary")
        self.button["url"] = url


class Actions(Div):  # type: ignore[misc]
    """The row of buttons under a form: primary first."""

    css_class = "actions"


class Section(Fieldset):  # type: ignore[misc]
    """A part of a long form with a heading and, if wanted, a sentence under it."""

    def __init__(self, legend: Text, *fields: Any, description: Text = "", **kwargs: Any) -> None:
        super().__init__(legend, *fields, **kwargs)
        self.description = description


class Columns(Div):  # type: ignore[misc]
    """Fields side by side where there is room."""

    css_class = "columns"


class FormMixin:
    """Our manner for any Django form: no browser validation, messages that name the field."""

    submit_label: Text = _("Lagre")
    fields: dict[str, forms.Field]
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            name_the_field(field)
            name_the_blank(field)

    def layout(self) -> Layout:
        """Which fields stand where; a subclass may say otherwise."""
        return Layout(*self.fields, Actions(Save(self.submit_label)))

    @property
    def helper(self) -> Helper:
        """What `{% crispy form %}` reads."""
        helper = Helper()
        helper.layout = self.layout()
        return helper

    @property
    def all_required(self) -> bool:
        """Whether the form can say once on top that everything must be filled in."""
        shown = [field for field in self.fields.values() if not field.widget.is_hidden]
        return all(field.required for field in shown)


class PortalForm(FormMixin, forms.Form):
    """The base of forms that are not bound to one model."""


class PortalModelForm(FormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """The base of forms for one model; still saved by a service, never by the form."""


class FilterForm(PortalForm):
    """A GET form over a list: side by side, nothing required, its own submit button."""

    submit_label = _("Vis treff")

    def layout(self) -> Layout:
        return Layout(
            Div(
                *self.fields,
                Actions(Save(self.submit_label, variant="secondary")),
                css_class="filters",
            )
        )

    @property
    def helper(self) -> Helper:
        helper = Helper(method="get")
        helper.layout = self.layout()
        helper.error_summary = False
        helper.disable_csrf = True
        helper.form_id = "filter"
        return helper


class FormsetRows(BaseFormSet):  # type: ignore[type-arg]
    """Rows that grow, shrink and change places without JavaScript.

    Use with `formset_factory(RowForm, formset=FormsetRows, extra=1)`. Every button under the rows
    is a submit button named `<prefix>-row` with the value `add`, `remove-2`, `up-2` or `down-2`.
    Given such a POST the formset comes back with the rows changed, all that was typed kept, and no
    error shown:
    `rows_changed` is true and `is_valid()` false, so a view needs no branch of its own:

        rows = GoalRows(request.POST, prefix="goals")
        if form.is_valid() and rows.is_valid(): … service, redirect
        return render(request, …, status=form_status(form, rows))

    Rows are plain data: `rows.filled` is the cleaned rows in order, and the service compares.
    `row_label` is what one row is called in the error summary («Mål 2: …»).
    """

    rows_changed = False
    row_label: Text = ""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        prefix = kwargs.get("prefix") or self.get_default_prefix()
        wanted = data.get(f"{prefix}-row", "") if data is not None else ""
        if wanted:
            data = changed_rows(data, prefix=prefix, wanted=wanted)
        super().__init__(data, *args, **kwargs)
        self.rows_changed = bool(wanted)

    def initial_form_count(self) -> int:
        """None of a bound set: an empty row is skipped, also when it was there before."""
        return 0 if self.is_bound else super().initial_form_count()

    def full_clean(self) -> None:
        """Nothing is judged while rows move."""
        if not self.rows_changed:
            return super().full_clean()
        self._errors: list[Any] = []
        self._non_form_errors = self.error_class()
        for form in self.forms:
            hush(form)
        return None

    def is_valid(self) -> bool:
        """Whether the rows can be saved; never while they are being moved about."""
        return not self.rows_changed and super().is_valid()

    @property
    def filled(self) -> list[dict[str, Any]]:
        """The cleaned rows that hold something, in the order of the page."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]


def changed_rows(data: Any, *, prefix: str, wanted: str) -> QueryDict:
    """A copy of posted data with one row added, removed or moved; unknown wishes change nothing."""
    total = min(_number(data.get(f"{prefix}-TOTAL_FORMS", "")), 1000)
    rows = [_row(data, f"{prefix}-{number}-") for number in range(total)]
    action, _dash, number = wanted.partition("-")
    at = _number(number, default=-1)
    if action == "add":
        rows.append({})
    elif action == "remove" and 0 <= at < len(rows):
        del rows[at]
    elif action in ("up", "down") and 0 <= at < len(rows):
        other = at - 1 if action == "up" else at + 1
        if 0 <= other < len(rows):
            rows[at], rows[other] = rows[other], rows[at]
    return _with_rows(data, prefix, rows)


def hush(form: forms.BaseForm) -> None:
    """Lets a bound form be shown again without its errors: something else was asked for."""
    form._errors = ErrorDict()  # type: ignore[attr-defined]
    form.cleaned_data = {}


def form_status(*forms_and_sets: Any) -> int:
    """422 when any of them was refused, else 200."""
    sets = [item for item in forms_and_sets if item is not None and item.is_bound]
    if any(getattr(item, "rows_changed", False) for item in sets):
        return 200
    return 422 if any(not item.is_valid() for item in sets) else 200


def posted_reason(data: QueryDict) -> str:
    """The `reason` of a button's POST, stripped; Invalid when too long or not storable (NUL)."""
    field = forms.CharField(required=False, max_length=LONGEST_REASON)
    try:
        return str(field.clean(data.get("reason", "")))
    except ValidationError as refused:
        message = _(
            "Begrunnelsen er for lang eller har tegn som ikke kan lagres. "
            "Skriv den på nytt med høyst %(count)d tegn."
        )
        raise Invalid(message % {"count": LONGEST_REASON}) from refused


def _number(text: str, default: int = 0) -> int:
    """The number, however long it is; the default for what is none."""
    return int(text[:9]) if text.isdecimal() else default


def _row(data: Any, start: str) -> dict[str, list[str]]:
    return {name[len(start) :]: data.getlist(name) for name in data if name.startswith(start)}


def _with_rows(data: Any, prefix: str, rows: list[dict[str, list[str]]]) -> QueryDict:
    fresh = QueryDict(mutable=True)
    for name in data:
        head, _dash, rest = name.removeprefix(f"{prefix}-").partition("-")
        mine = name.startswith(f"{prefix}-") and ((head.isdigit() and rest) or head == "row")
        if not mine:
            fresh.setlist(name, data.getlist(name))
    for number, row in enumerate(rows):
        for field, values in row.items():
            fresh.setlist(f"{prefix}-{number}-{field}", values)
    fresh[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    fresh[f"{prefix}-INITIAL_FORMS"] = "0"
    return fresh


__all__ = [
    "HTML",
    "Actions",
    "Cancel",
    "Columns",
    "DateField",
    "DateInput",
    "Div",
    "FilterForm",
    "FormMixin",
    "FormsetRows",
    "Helper",
    "Layout",
    "MarkdownInput",
    "PortalForm",
    "PortalModelForm",
    "Save",
    "Section",
    "Textarea",
    "form_status",
    "hush",
    "posted_reason",
]
