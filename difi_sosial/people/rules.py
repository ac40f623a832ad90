"""Questions about a person, answered without asking the database anew."""

from typing import Any

from difi_sosial.people.permissions import SECOND_FACTOR_ROLES, Permission, permissions_of


def may(person: Any, permission: Permission) -> bool:
    """Does this person hold the permission? Anonymous and locked-out persons hold none."""
    return permission in permissions_of(getattr(person, "roles", frozenset()))


def needs_second_factor(person: Any) -> bool:
    """Does one of this person's roles demand two factors at sign-in?"""
    return bool(getattr(person, "roles", frozenset()) & SECOND_FACTOR_ROLES)
