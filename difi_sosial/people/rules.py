"""Questions about a person, answered without asking the database anew.

Whoever asks here is answered for stand-ins too: a person who is away is represented in one place,
the permission check, and nowhere else.
"""

from collections.abc import Callable, Collection
from typing import Any

from django.utils.translation import gettext as _

from difi_sosial.people.models import User
from difi_sosial.people.permissions import (
    SECOND_FACTOR_ROLES,
    Permission,
    holds,
    loans,
    own_permissions,
)


def may(person: Any, permission: Permission) -> bool:
    """Does this person hold the permission, also as stand-in? Anonymous persons hold none."""
    return holds(person, permission)


def seat(
    person: Any,
    permission: Permission,
    barred: Callable[[User], bool],
    wrote: Collection[int | None] = (),
) -> User | None:
    """In whose right the person may do this: their own, else that of one they stand in for.

    `barred` says who has no part in it, such as those who wrote the text. It holds for whoever
    acts and for whoever is represented alike: nobody gets round four eyes by being away. `wrote`
    are the primary keys of those who must not have chosen who acts: a right that came to the
    person through one of them is none here.
    """
    if barred(person):
        return None
    if permission in own_permissions(person):
        return person  # type: ignore[no-any-return]
    return next(
        (
            one.principal
            for one in loans(person, permission)
            if not barred(one.principal) and not one.chosen_by(permission) & set(wrote)
        ),
        None,
    )


def acts_for(person: Any, permission: Permission, barred: Callable[[User], bool]) -> User | None:
    """The one on whose behalf the person does this; None when it is in their own right."""
    return other_than(person, seat(person, permission, barred))


def other_than(person: User, found: User | None) -> User | None:
    """The seat that was found, when it is another's: on whose behalf the person acts."""
    return None if found == person else found


def represents(person: Any, key: int | None) -> bool:
    """Is this the person with the primary key `key`, or their stand-in today?"""
    return key is not None and key in represented(person)


def represented(person: Any) -> set[int]:
    """The primary keys of the person and of those they stand in for today."""
    return {person.pk, *(one.principal_id for one in getattr(person, "stands_in", ()))}


def signature(who: User | None, away: User | None) -> str:
    """Who acted, and on whose behalf when that is another, in the language of the moment."""
    if away is None:
        return str(who or "")
    return _("%(who)s på vegne av %(away)s") % {"who": who, "away": away}


def needs_second_factor(person: Any) -> bool:
    """Does one of this person's roles, or a power that was lent to them, demand two factors?"""
    roles: frozenset[str] = getattr(person, "roles", frozenset())
    return bool(roles & SECOND_FACTOR_ROLES) or any(
        one.given for one in getattr(person, "stands_in", ())
    )
