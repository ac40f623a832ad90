"""The read side of people."""

from django.db.models import Q, QuerySet

from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import ROLE_PERMISSIONS, Permission


def people_who_may(permission: Permission) -> QuerySet[User]:
    """Active persons who hold `permission`, by name."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if permission in held]
    return User.objects.filter(is_active=True, grants__role__in=roles).distinct()


def search(*, text: str = "", role: str = "") -> QuerySet[User]:
    """Persons with their unit and roles, narrowed by words in name or e-mail and by role."""
    found = User.objects.select_related("unit").prefetch_related("grants").order_by("name", "pk")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    if role:
        found = found.filter(grants__role=role)
    return found


def units() -> QuerySet[Unit]:
    """All units with their parent, by name."""
    return Unit.objects.select_related("parent").order_by("name")
