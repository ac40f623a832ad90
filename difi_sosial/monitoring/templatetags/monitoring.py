"""How the posts of others are shown: {{ excerpt|hits }}, {{ mention|body }}, {{ text|told }}.

{% narrowed "status" "new" %} is the address of the list with one filter changed, from its top.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from difi_sosial.core.clock import local, local_date, now
from difi_sosial.core.markdown import sanitise
from difi_sosial.core.pictures import Mark, Time, strip
from difi_sosial.monitoring import queries
from difi_sosial.monitoring.enums import TROUBLES, Outcome
from difi_sosial.monitoring.models import Finding, Mention, Run, Source
from difi_sosial.monitoring.queries import (
    HIT_BEGINS,
    HIT_ENDS,
    Shown,
    deletions,
    findings,
    retention,
)
from difi_sosial.monitoring.rules import has_markup
from difi_sosial.monitoring.services import pace

register = template.Library()
register.filter("swept", deletions.swept)
NAMED = 2


@register.filter
def hits(excerpt: str | None) -> SafeString:
    """An excerpt with the words that were searched for in <mark>; all else is escaped."""
    first, *rest = (excerpt or "").split(HIT_BEGINS)
    if not rest:
        return escape(first)
    marked = (part.partition(HIT_ENDS)[::2] for part in rest)
    return format_html("{}{}", first, format_html_join("", "<mark>{}</mark>{}", marked))


@register.simple_tag(takes_context=True)
def narrowed(context: Any, name: str, value: object = "") -> str:
    """The list's own address with one filter set (or, without a value, taken away); a day is both
    its first and its last.
    """
    query = context["request"].GET.copy()
    for key in ("before", "after"):
        query.pop(key, None)
    if name == "day":
        query.pop("period", None)
    for key in ("posted_from", "posted_to") if name == "day" else (name,):
        query.pop(key, None)
        if value:
            query[key] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag
def shown_author(mention: Mention) -> Shown:
    """{% shown_author mention as author %}: by name where there is a reason, else a pseudonym."""
    return queries.shown_author(mention)


@register.simple_tag
def fate_of(mention: Mention) -> retention.Fate:
    """{% fate_of mention as fate %}: its class, its holds, and the day it is deleted."""
    return retention.fate_of(mention, local_date(now()))


@register.simple_tag
def clock(moment: datetime) -> SafeString:
    """The time of day as a `<time>`; the day stands over the rows."""
    at = local(moment)
    return format_html('<time datetime="{}">{}</time>', at.isoformat("T", "minutes"), f"{at:%H.%M}")


@register.simple_tag
def also_at(sources: Sequence[str]) -> str:
    """Where else a post stands: two of the places by name, and how many more there are."""
    names = list(dict.fromkeys(sources))
    facts = {"first": names[0], "count": len(names) - NAMED}
    if len(names) == 1:
        return gettext("Også sett hos %(first)s") % facts
    facts["second"] = names[1]
    if len(names) == NAMED:
        return gettext("Også sett hos %(first)s og %(second)s") % facts
    return (
        ngettext(
            "Også sett hos %(first)s, %(second)s og %(count)d til",
            "Også sett hos %(first)s, %(second)s og %(count)d til",
            len(names) - NAMED,
        )
        % facts
    )


@register.filter
def body(mention: Mention) -> SafeString:
    """The post itself: its HTML made safe, or its plain text in paragraphs."""
    if has_markup(mention.html):
        return sanitise(mention.html)
    return mark_safe(linebreaks(mention.text, autoescape=True))  # noqa: S308 - escaped on this line


@register.filter
def told(text: str) -> str:
    """What a connector says of itself, in the reader's language."""
    return gettext(text) if text else ""


@register.filter
def in_words(finding: Finding) -> str:
    """What was unusual, with its numbers and the rule."""
    return findings.in_words(finding)


MARKS = {
    Outcome.READ: Mark.CAME,
    Outcome.UNCHANGED: Mark.NOTHING,
    Outcome.RUNNING: Mark.WAITED,
    Outcome.LIMITED: Mark.WAITED,
    Outcome.LATER: Mark.FAILED,
    Outcome.STOPPED: Mark.FAILED,
}


@register.simple_tag
def runs_strip(runs: Iterable[Run]) -> SafeString:
    """The runs of a source as a small picture, oldest first; the table beside says the same."""
    times = [Time(_mark_of(run), run.new, _said(run)) for run in runs]
    times.reverse()
    failed = sum(time.mark == Mark.FAILED for time in times)
    new = sum(time.amount for time in times)
    facts = {"count": len(times), "new": new, "failed": failed}
    return strip(
        times,
        key="runs",
        title=gettext("De siste hentingene"),
        description=gettext(
            "%(count)d hentinger: %(new)d nye omtaler, %(failed)d som ikke gikk. "
            "Tabellen under har de samme tallene."
        )
        % facts,
        legend=(
            (Mark.CAME, gettext("Nye omtaler")),
            (Mark.NOTHING, gettext("Ingenting nytt")),
            (Mark.WAITED, gettext("Måtte vente")),
            (Mark.FAILED, gettext("Gikk ikke")),
        ),
    )


def _mark_of(run: Run) -> Mark:
    mark = MARKS[Outcome(run.outcome)]
    return Mark.NOTHING if mark == Mark.CAME and not run.new else mark


def _said(run: Run) -> str:
    when = date_format(local(run.started_at), "j. F H.i")
    return f"{when}: {run.get_outcome_display()}, {run.new}"


@register.filter
def every(minutes: int) -> str:
    """How often, in words: «hvert 15. minutt», «hver 3. time»."""
    if minutes < 60:
        return gettext("hvert %(count)d. minutt") % {"count": minutes}
    hours = round(minutes / 60)
    if hours == 1:
        return gettext("hver time")
    if hours >= 24:
        return gettext("én gang i døgnet")
    return gettext("hver %(count)d. time") % {"count": hours}


@register.filter
def minutes_now(source: Source) -> int:
    """How many minutes there are between visits now."""
    return pace.minutes_of(source)


@register.filter
def todo(source: Source) -> str:
    """What a person can do about a source's trouble, in one sentence; empty when all is well."""
    trouble = TROUBLES.get(source.trouble)
    return str(trouble[1]) if trouble else ""
