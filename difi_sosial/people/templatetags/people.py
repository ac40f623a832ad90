"""May this person? For templates; always loaded (settings: builtins).

{% if request.user|may:"strategy-write" %} … {% endif %}
"""

from typing import Any

from django import template

from difi_sosial.people import rules
from difi_sosial.people.permissions import Permission

register = template.Library()


@register.filter
def may(person: Any, permission: str) -> bool:
    """True when the person holds the permission; ValueError for a name that does not exist."""
    return rules.may(person, Permission(permission))
