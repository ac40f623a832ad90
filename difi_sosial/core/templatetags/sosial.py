"""The portal's own template tags; always loaded (settings: builtins).

Words: {% status thing %} {% tag _("Ny") "info" %} {% icon "clock" %} {% person user %}
Time: {% when moment %} {% when moment "relative" %} {{ date|day }}
Lists: {% pagination page %} {% query_replace page=2 %} {% sort_header "published" _("Tidspunkt") %}
       {% downloads "guidelines:campaign-export" campaign.pk %}
Texts: {{ html|scrolling }}
Facts: {% checksum value %} {{ bytes|file_size }}
Forms: {% error_summary form formset %} {% workflow_actions steps action_url %}
Pages: {% task_list tasks %} {% timeline events %} {% diff_table rows left right %}
       {% redline rows left right label %}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from difi_sosial.core.clock import local, now
from difi_sosial.core.diff import table_rows
from difi_sosial.core.markdown import scrolling
from difi_sosial.core.redline import Row, redline_html

register = template.Library()
register.filter(scrolling)

# One colour per meaning: grey rests, blue is new, yellow waits for a person, green is done, red is
# refused.
STATE_COLORS: Mapping[str, str] = {
    "new": "info",
    "triaged": "info",
    "submitted": "warning",
    "quality": "warning",
    "hearing": "warning",
    "proposed": "warning",
    "assigned": "warning",
    "registered": "warning",
    "waiting": "warning",
    "approved": "success",
    "in_force": "success",
    "chosen": "info",
    "open": "success",
    "assessing": "info",
    "privacy": "warning",
    "to_decide": "warning",
    "pilot": "info",
    "limited": "warning",
    "suspended": "danger",
    "closing": "warning",
    "evaluating": "warning",
    "recommended_continue": "warning",
    "recommended_stop": "warning",
    "ordinary": "success",
    "answered": "success",
    "assessed": "success",
    "journaled": "success",
    "active": "success",
    "sent": "success",
    "referred": "info",
    "returned": "danger",
    "generated": "info",
    "adapted": "warning",
    "published": "success",
    "deviation": "danger",
    "outdated": "warning",
    "noted": "success",
    "verified": "success",
    "found": "info",
    "suspected": "danger",
    "documented": "warning",
    "reported": "warning",
    "followed_up": "warning",
    "removed": "success",
    "not_removed": "danger",
    "told": "success",
    "done": "success",
    "running": "info",
    "refused": "danger",
    "failed": "danger",
    "stopped": "danger",
    "cancelled": "danger",
}
CHECKSUM_GROUP = 8
UNITS = ("byte", "kB", "MB", "GB", "TB")


@register.simple_tag
def tag(label: str | Promise, color: str = "neutral", icon_name: str = "") -> SafeString:
    """A word in a coloured box: a status, never a button."""
    mark = icon(icon_name) if icon_name else SafeString("")
    return format_html(
        '<span class="ds-tag tag" data-size="sm" data-color="{}">{}{}</span>', color, mark, label
    )


@register.simple_tag
def status(thing: Any, label: str | Promise = "", color: str = "") -> SafeString:
    """The status tag of a thing with `state`, or of a bare state with its label given."""
    state = getattr(thing, "state", thing)
    if not label:
        show = getattr(thing, "get_state_display", None)
        label = show() if show else getattr(state, "label", state)
    return tag(label, color or STATE_COLORS.get(str(state), "neutral"))


@register.simple_tag
def icon(name: str, label: str | Promise = "") -> SafeString:
    """A drawing from static/icons/sprite.svg; silent for screen readers unless it has a label."""
    href = f"{static('icons/sprite.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', href
    )


@register.simple_tag
def person(who: Any, fallback: str | Promise = "") -> SafeString:
    """A person's name with initials before it; the portal itself when nobody acted."""
    name = str(getattr(who, "name", "") or who or fallback or _("Portalen"))
    return format_html(
        '<span class="person"><span class="person__mark" aria-hidden="true">{}</span> {}</span>',
        initials(name),
        name,
    )


@register.filter
def initials(name: str) -> str:
    """`Kari Anne Nordli` -> `KN`."""
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def day(value: date | datetime | None) -> str:
    """`22. november 2026`, on the Norwegian calendar; a dash when there is none."""
    if value is None:
        return "–"
    return date_format(local(value) if isinstance(value, datetime) else value, "j. F Y")


@register.filter
def moment(value: datetime | None) -> str:
    """`22. november 2026 kl. 11.46`."""
    if value is None:
        return "–"
    return f"{day(value)} kl. {date_format(local(value), 'H.i')}"


@register.simple_tag
def when(value: date | datetime | None, style: str = "full") -> SafeString:
    """A `<time>`: full, `day`, `short` (for tables) or `relative`, then with the full as title."""
    if value is None:
        return SafeString("<span>–</span>")
    is_moment = isinstance(value, datetime)
    full = moment(value) if isinstance(value, datetime) else day(value)
    shown = day(value) if style == "day" else full
    if isinstance(value, datetime) and style in ("relative", "short"):
        shown = relative(value) if style == "relative" else short(value)
    machine = local(value).isoformat("T", "seconds") if is_moment else value.isoformat()  # type: ignore[arg-type]
    title = full if shown != full else ""
    return format_html('<time datetime="{}" title="{}">{}</time>', machine, title, shown)


def short(value: datetime) -> str:
    """`22. nov. kl. 11.46`, with the year when it is another one."""
    pattern = "j. b. Y" if local(value).year != local(now()).year else "j. b."
    return f"{date_format(local(value), pattern)} kl. {date_format(local(value), 'H.i')}"


def relative(value: datetime) -> str:
    """`nå nettopp`, `for 3 timer siden`, `i går`, and the day itself when it is over a week ago."""
    age = now() - value
    days = (local(now()).date() - local(value).date()).days
    if age.total_seconds() < 0 or days > 7:
        return moment(value) if age.total_seconds() < 0 else day(value)
    if age.total_seconds() < 60:
        return _("nå nettopp")
    if days == 0:
        return _("for %(time)s siden") % {"time": timesince(value, depth=1)}
    if days == 1:
        return _("i går kl. %(time)s") % {"time": date_format(local(value), "H.i")}
    return ngettext("for %(days)s dag siden", "for %(days)s dager siden", days) % {"days": days}


@register.filter
def file_size(size: int | None) -> str:
    """`1,2 MB`, counted in thousands as file managers do now."""
    if size is None:
        return "–"
    value, step = float(size), 0
    while value >= 1000 and step < len(UNITS) - 1:
        value, step = value / 1000, step + 1
    return f"{number_format(value, 0 if step == 0 else 1)} {UNITS[step]}"


@register.simple_tag
def checksum(value: str, algorithm: str = "SHA-256") -> SafeString:
    """A checksum in groups, so that an eye can compare it and a narrow screen can break it."""
    groups = [value[i : i + CHECKSUM_GROUP] for i in range(0, len(value), CHECKSUM_GROUP)]
    body = format_html_join(SafeString("<wbr>"), "<span>{}</span>", ((g,) for g in groups))
    return format_html('<code class="checksum" title="{}">{}</code>', algorithm, body)


@register.simple_tag(takes_context=True)
def query_replace(context: Context, **changes: Any) -> str:
    """The page's query string with some values changed; an empty value takes one away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], label: str | Promise = "") -> dict[str, Any]:
    """Links to the other pages of a list; keeps the rest of the query string."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "request": context["request"],
        "page": page,
        "numbers": [number if isinstance(number, int) else None for number in pages],
        "label": label or _("Sider"),
    }


@register.inclusion_tag("components/downloads.html", takes_context=True)
def downloads(context: Context, name: str, *args: Any) -> dict[str, Any]:
    """Links to the list as files; the route takes `args` and the kind, and the page's filters."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    tail = f"?{query.urlencode()}" if query else ""
    kinds = (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))
    return {"files": [(reverse(name, args=[*args, kind]) + tail, text) for kind, text in kinds]}


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context: Context, field: str, label: str | Promise) -> dict[str, Any]:
    """A column head that sorts by a link: `?sort=field`, then `?sort=-field`; from page 1."""
    request = context["request"]
    current = str(request.GET.get("sort") or context.get("sort") or "")
    order = {field: "ascending", f"-{field}": "descending"}.get(current, "none")
    target = f"-{field}" if current == field else field
    return {"request": request, "label": label, "order": order, "target": target}


@register.inclusion_tag("components/task_list.html")
def task_list(tasks: Iterable[Any], level: int = 3) -> dict[str, Any]:
    """Tasks as rows: title, url, hint, label, color, and a reason when it cannot start yet."""
    return {"tasks": tasks, "level": level}


@register.inclusion_tag("components/timeline.html")
def timeline(events: Iterable[Any]) -> dict[str, Any]:
    """What happened, newest first; audit events or anything with the same attributes.

    What one person did many times in a row, like saving a draft, stands once with its count.
    """
    return {"runs": [(run[0], len(run)) for run in map(list, _runs(events))]}


def _runs(events: Iterable[Any]) -> Iterable[Iterable[Any]]:
    """Neighbours of the same kind, by the same person, on the same day, with no reason given."""

    def likeness(numbered: tuple[int, Any]) -> tuple[object, ...]:
        number, event = numbered
        return (event.kind, event.actor_name, local(event.at).date(), event.reason and number)

    for _likeness, run in groupby(enumerate(events), key=likeness):
        yield [event for _number, event in run]


@register.inclusion_tag("components/diff.html")
def diff_table(
    rows: Iterable[Any], left: str, right: str, label: str | Promise = ""
) -> dict[str, Any]:
    """Two texts side by side, from core.diff.side_by_side; each of several needs its own label."""
    drawn = table_rows(rows, str(left), str(right))
    return {"rows": drawn, "left": left, "right": right, "label": label}


@register.simple_tag
def redline(rows: Iterable[Row], left: str, right: str, label: str | Promise) -> SafeString:
    """Two texts side by side as they are read, from core.redline; `label` is for screen readers."""
    return redline_html(rows, str(left), str(right), str(label))


@register.inclusion_tag("components/workflow_actions.html", takes_context=True)
def workflow_actions(context: Context, steps: Iterable[Any], url: str) -> dict[str, Any]:
    """A form per step that is open to this person: posts `action`, and `reason` where wanted."""
    return {
        "steps": list(steps),
        "url": url,
        "csrf_token": context.get("csrf_token"),
        "request": context.get("request"),
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet[Any] | list[Any] | None) -> dict[str, Any]:
    """What must be mended, with a link to each field, in the order the forms are given.

    A list of forms or sets counts as so many of them.
    """
    judged: list[Any] = []
    for form in forms:
        judged += form if isinstance(form, list) else [form]
    return {"errors": [error for form in judged if form is not None for error in errors_of(form)]}


def errors_of(form: BaseForm | BaseFormSet[Any]) -> list[dict[str, str]]:
    """Each error as `{"target", "message"}`; the target is a field's id, empty for the form."""
    if not form.is_bound:
        return []
    if isinstance(form, BaseFormSet):
        whole = [{"target": "", "message": str(text)} for text in form.non_form_errors()]
        label = getattr(form, "row_label", "")
        return whole + [
            _named(error, label, number)
            for number, row in enumerate(form.forms, start=1)
            for error in errors_of(row)
        ]
    errors = [{"target": "", "message": str(text)} for text in form.non_field_errors()]
    for field in form:
        errors += [{"target": target_of(field), "message": str(text)} for text in field.errors]
    return errors


def _named(error: dict[str, str], label: str | Promise, number: int) -> dict[str, str]:
    """An error with its row's name and number before it, where rows have a name."""
    return {**error, "message": f"{label} {number}: {error['message']}"} if label else error


@register.filter
def target_of(field: BoundField) -> str:
    """Where a link to this field shall land: its group when it is a group of choices."""
    return f"{field.auto_id}_group" if field.use_fieldset else str(field.id_for_label)


@register.filter
def kind(field: BoundField) -> str:
    """Which of the pack's field templates fits: input, checkbox, choices, file or hidden."""
    input_type = getattr(field.field.widget, "input_type", "")
    if field.is_hidden:
        return "hidden"
    if field.use_fieldset:
        return "choices" if input_type in ("radio", "checkbox") else "group"
    return input_type if input_type in ("checkbox", "file") else "input"


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The field's own widget with Designsystemet's class; Django writes its aria attributes."""
    attrs: dict[str, Any] = {"class": _with_class(field.field.widget.attrs.get("class", ""))}
    attrs["placeholder"] = False  # what stands in a box must not vanish when you write in it
    if kind(field) == "input" and field.field.localize:
        attrs["inputmode"] = "decimal"
    return field.as_widget(attrs=attrs)


def _with_class(classes: str) -> str:
    return classes if "ds-input" in classes.split() else f"ds-input {classes}".strip()
