"""May this person? For templates; always loaded (settings: builtins).

{% if request.user|may:"strategy-write" %} … {% endif %}
{% if request.user|may_open:light.url %} … {% endif %}
"""

from typing import Any

from django import template
from django.urls import Resolver404, resolve

from difi_sosial.people import rules
from difi_sosial.people.permissions import Permission

register = template.Library()


@register.filter
def may(person: Any, permission: str) -> bool:
    """True when the person holds the permission; ValueError for a name that does not exist."""
    return rules.may(person, Permission(permission))


@register.filter
def on_behalf_of(who: Any, away: Any) -> str:
    """Who acted, and on whose behalf when a stand-in did: {{ row.by|on_behalf_of:row.away }}."""
    return rules.signature(who, away)


@register.filter
def may_open(person: Any, address: str) -> bool:
    """True when the page at this address within the portal would not answer the person with 403."""
    try:
        view = resolve(address.partition("?")[0].partition("#")[0]).func
    except Resolver404:
        return False
    needed = getattr(view, "permission", None)
    return needed is None or rules.may(person, needed)
