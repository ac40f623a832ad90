"""{% law "dpia" %} {% law "dpia" on=decision.decided_at %}: the reference, linked, as of a day."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from difi_sosial.core.clock import local_date
from difi_sosial.law import queries

register = template.Library()


@register.simple_tag
def law(key: str, on: date | datetime | None = None) -> SafeString | str:
    """The reference of the rule on the day (today), linked where it has an address.

    Empty when no rule of that key was in force.
    """
    rule = queries.rule(key, local_date(on) if isinstance(on, datetime) else on)
    if rule is None:
        return ""
    if not rule.url:
        return rule.name
    return format_html('<a class="ds-link" href="{}" rel="noopener">{}</a>', rule.url, rule.name)
