"""Tags that need to know the whole portal: navigation and the chain. `{% load portal %}`.

{% navigation as items %}          the main menu as this person may see it
{% chain "guideline" version %}    the chain, with where we are and links to what belongs to a thing
{% url_or_empty "app:noun-verb" %} an address, or nothing while that app is not there
"""

from collections.abc import Collection
from typing import Any

from django import template
from django.template.context import Context

from difi_sosial.portal import queries

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[queries.MenuItem]:
    """The main menu, with the current part marked."""
    request = context.get("request")
    return queries.menu(request.user, request.path) if request else []


@register.inclusion_tag("components/chain.html", takes_context=True)
def chain(
    context: Context, current: str = "", thing: Any = None, reached: Collection[str] | None = None
) -> dict[str, Any]:
    """The product's thread: purpose, target group, channel, guideline, … extraction."""
    person = getattr(context.get("request"), "user", None)
    links = queries.chain(person, current=current, thing=thing, reached=reached)
    return {"links": links, "current": current}


@register.simple_tag
def url_or_empty(name: str, *args: Any) -> str:
    """The address of a named page, or an empty string when there is no such page."""
    return queries.url_of(name, *args)
