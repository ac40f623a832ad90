"""Where a line may break: {{ account.handle|address }}, {{ field.help_text|held }}."""

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

PART = re.compile(r"(?<=\w)(?=[@./]+\w)")
MINUS = re.compile(r"(^|\s)(-\w+)(?![^<]*>)")  # not inside a tag


@register.filter
def address(value: object) -> str:
    """An address or the name of an account breaks before its next part, and gets no hyphen.

    Words of a language are left as they are.
    """
    text = str(value)
    if any(letter.isspace() for letter in text):
        return text
    parts = format_html_join(SafeString("<wbr>"), "{}", ((part,) for part in PART.split(text)))
    return format_html('<span class="unhyphened">{}</span>', parts)


@register.filter
def held(text: str) -> str:
    """A word with a minus before it, as in «-frist», keeps it; it can be copied as it stands."""
    return SafeString(MINUS.sub(r'\1<span class="nowrap">\2</span>', conditional_escape(text)))
