"""How the posts of others are shown: {{ excerpt|hits }}, {{ mention|body }}, {{ text|told }}.

{% narrowed "status" "new" %} is the address of the list with one filter changed, from its top.
"""

from datetime import datetime
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from difi_sosial.core.clock import local
from difi_sosial.core.markdown import sanitise
from difi_sosial.monitoring.models import Finding, Mention
from difi_sosial.monitoring.queries import HIT_BEGINS, HIT_ENDS, findings

register = template.Library()


@register.filter
def hits(excerpt: str | None) -> SafeString:
    """An excerpt with the words that were searched for in <mark>; all else is escaped."""
    first, *rest = (excerpt or "").split(HIT_BEGINS)
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
def clock(moment: datetime) -> SafeString:
    """The time of day as a `<time>`; the day stands over the rows."""
    at = local(moment)
    return format_html('<time datetime="{}">{}</time>', at.isoformat("T", "minutes"), f"{at:%H.%M}")


@register.filter
def body(mention: Mention) -> SafeString:
    """The post itself: its HTML made safe, or its plain text in paragraphs."""
    if mention.html and "<" in mention.html:
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
