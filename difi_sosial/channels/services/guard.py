"""Who may do it at all."""

from django.utils.translation import gettext as _

from difi_sosial.core.errors import NotAllowed
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may


def guard(by: User, permission: Permission) -> None:
    """Raises NotAllowed unless the person holds the permission."""
    if not may(by, permission):
        raise NotAllowed(_("Du kan ikke gjøre dette. Be en kollega med rett rolle om det."))


def guard_any(by: User, *permissions: Permission) -> None:
    """Raises NotAllowed unless the person holds one of the permissions."""
    if not any(may(by, permission) for permission in permissions):
        raise NotAllowed(_("Du kan ikke gjøre dette. Be en kollega med rett rolle om det."))
