"""How a measured number is shown. `{% load strategy %}`."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from difi_sosial.core.templatetags.sosial import when

register = template.Library()


@register.simple_tag
def measured(value: Decimal | None, unit: str = "", day: date | None = None) -> SafeString:
    """A number with its unit, and its day under it; a dash where nobody has measured."""
    if not isinstance(value, Decimal):
        return format_html("–")
    text = number_format(format(value.normalize(), "f"))
    number = format_html("<strong>{}</strong> {}", text, unit or "")
    return (
        format_html('{}<br /><span class="muted">{}</span>', number, when(day)) if day else number
    )
