"""The list of mentions, drawn in Python: a row is drawn so often that a template for it is slow.

{% filter_form form %}                 the filters over the list
{% mention_rows page.mentions can_act %}  the rows, day by day, inside the table
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext

from difi_sosial.core.clock import local
from difi_sosial.core.templatetags.sosial import day, status, tag
from difi_sosial.monitoring.enums import MentionStatus
from difi_sosial.monitoring.queries import Listed, Place, Places
from difi_sosial.monitoring.templatetags.monitoring import also_at, hits

register = template.Library()
EMPTY = SafeString("")

DAY = '<tr class="mentions__day"><th scope="rowgroup" colspan="{}">{}</th></tr>'
ROW = (
    '<tr class="mention{}">{}<td class="mention__time">'
    '<time datetime="{}">{}</time></td>'
    '<td class="mention__said"{}>{}</td>'
    '<td class="mention__place"><span class="mention__source">{}</span>{}{}</td>'
    '<td class="mention__work">{}{}</td></tr>'
)
PICK = (
    '<td class="mention__pick"><input class="ds-input" type="checkbox" name="mention" value="{}"'
    ' form="bulk" aria-label="{}" aria-describedby="said-{}" /></td>'
)
HEADING = '<a class="ds-link mention__heading" id="said-{}" href="{}">{}</a>{}'
WHOLE = '<a class="ds-link mention__excerpt" id="said-{}" href="{}">{}</a>'
HELD = '<a class="ds-link" id="said-{}" href="{}" lang="{}">{}</a>'


def _html(shape: str, *parts: object) -> SafeString:
    """As Django's `format_html`; that makes room for what is lazy, and half of a row went there."""
    return SafeString(shape.format(*map(_escaped, parts)))


def _escaped(part: object) -> str:
    return part if isinstance(part, SafeString) else escape(str(part))


@register.simple_tag
def filter_form(form: Any) -> SafeString:
    """A MentionFilterForm as `{% crispy %}` draws it, once for the same choices and values."""
    given = tuple((name, form.data.get(name, "")) for name in form.fields)
    kind: Any = type(form)
    return _drawn(get_language(), kind, form.places.sources, form.places.watches, given)


@lru_cache(maxsize=64)
def _drawn(
    language: str | None,
    kind: Any,
    sources: tuple[Place, ...],
    watches: tuple[tuple[int, str], ...],
    given: tuple[tuple[str, str], ...],
) -> SafeString:
    form = kind(dict(given), places=Places(sources, watches))
    return render_to_string("monitoring/_filter_form.html", {"form": form})


@register.simple_tag
def mention_rows(mentions: Sequence[Listed], can_act: bool) -> SafeString:
    """A `<tbody>` for every day."""
    columns = 5 if can_act else 4
    parts: list[str] = []
    for on, group in groupby(mentions, key=lambda one: one.day):
        parts += ["<tbody>", _html(DAY, columns, day(on))]
        parts += [_row(mention, can_act) for mention in group]
        parts.append("</tbody>")
    return mark_safe("".join(parts))  # noqa: S308 - every part is made by _html


def _row(mention: Listed, can_act: bool) -> SafeString:
    at = local(mention.posted_at)
    language = mention.language and _html(' lang="{}"', mention.language)
    return _html(
        ROW,
        " mention--new" if mention.status == MentionStatus.NEW else "",
        _pick(mention) if can_act else "",
        at.isoformat("T", "minutes"),
        f"{at:%H.%M}",
        language,
        _said(mention),
        mention.source,
        _muted(" · ", (mention.channel * (mention.channel != mention.source), mention.author)),
        _muted("", (also_at(mention.also),)) if mention.also else "",
        _tags(mention),
        _follow_up(mention),
    )


def _pick(mention: Listed) -> SafeString:
    label = gettext("Velg omtalen fra %(source)s") % {"source": mention.source}
    return _html(PICK, mention.uuid, label, mention.id)


def _said(mention: Listed) -> SafeString:
    """The title and the beginning of the text, or the text alone; the way to the mention itself."""
    url = mention.get_absolute_url()
    if mention.withheld_at:
        held = gettext("Teksten er holdt tilbake")
        return _html(HELD, mention.id, url, get_language(), held)
    excerpt = hits(mention.excerpt)
    if not mention.title:
        shown = excerpt or Truncator(mention.url).chars(80)
        return _html(WHOLE, mention.id, url, shown)
    under = excerpt and _html('<p class="mention__excerpt">{}</p>', excerpt)
    return _html(HEADING, mention.id, url, hits(mention.heading), under)


def _tags(mention: Listed) -> SafeString:
    shown = [_status(get_language() or "", mention.status)]
    if mention.gone_since and not mention.withheld_at:
        shown.append(tag(gettext("Borte hos kilden")))
    if mention.follow_up and mention.follow_up.overdue:
        shown.append(tag(gettext("Over fristen"), "danger"))
    elif mention.follow_up and mention.follow_up.urgent:
        shown.append(tag(gettext("Haster"), "warning"))
    return mark_safe(" ".join(shown))  # noqa: S308 - made by _html


@lru_cache(maxsize=32)
def _status(language: str, state: str) -> SafeString:
    return status(state, MentionStatus(state).label)


def _follow_up(mention: Listed) -> SafeString:
    known = mention.follow_up
    return _muted(", ", (known.kind, known.person)) if known else EMPTY


def _muted(between: str, parts: Iterable[str]) -> SafeString:
    """The parts that there are, on a quiet line of their own."""
    said = between.join(_escaped(part) for part in parts if part)
    line = mark_safe(said)  # noqa: S308 - escaped on the line above
    return _html('<p class="muted">{}</p>', line) if said else EMPTY
