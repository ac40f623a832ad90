"""How a measured number is shown. `{% load strategy %}`."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from difi_sosial.core.templatetags.sosial import when
from difi_sosial.strategy.models import number_text

register = template.Library()


@register.simple_tag
def measured(value: Decimal | None, unit: str = "", day: date | None = None) -> SafeString:
    """A number with its unit, and its day under it; a dash where nobody has measured."""
    if not isinstance(value, Decimal):
        return SafeString("–")
    number = format_html("<strong>{}</strong> {}", number_text(value), unit or "")
    return (
        format_html('{}<br /><span class="muted">{}</span>', number, when(day)) if day else number
    )
