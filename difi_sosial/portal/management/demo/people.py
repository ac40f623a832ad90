"""Units, one person or more for every role, and what they have read."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password

from difi_sosial.people import services as people
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Unit, User
from difi_sosial.portal import services as portal
from difi_sosial.portal.enums import Lesson
from difi_sosial.portal.management.demo.agency import Agency, told
from difi_sosial.portal.management.demo.timeline import Act

DOMAIN = "testetaten.example"
# The one password of every person in the example agency. It opens nothing else.
PASSWORD = "prove-og-feile-2025"  # noqa: S105 - printed by `make demo`
FIRST_DAY = "2025-01-06"


def is_there() -> bool:
    """Whether the example agency has been loaded into this database."""
    return User.objects.filter(email=_email("kari")).exists()


def strangers_are_there() -> bool:
    """Whether others than the example agency's people use this database."""
    return User.objects.exclude(email__endswith=f"@{DOMAIN}").exists()


def log_ins() -> list[str]:
    """One line for each person, for whoever wants to sign in."""
    found = User.objects.filter(email__endswith=f"@{DOMAIN}").prefetch_related("grants")
    labels = dict(Role.choices)
    return [
        f"  {user.email:<28}{', '.join(str(labels[role]) for role in sorted(user.roles))}"
        for user in found.order_by("pk")
        if user.roles
    ]


def move_in(agency: Agency) -> None:
    """The first day: units and people, at once, for everything else needs them."""
    facts = told("people")
    for row in facts["units"]:
        # Units are kept in Django's admin; no service makes them.
        parent = agency.units.get(row.get("parent", ""))
        agency.units[row["code"]], _new = Unit.objects.get_or_create(
            code=row["code"], defaults={"name": row["name"], "parent": parent}
        )
    for number, row in enumerate(facts["people"]):
        agency.people[row["key"]] = people.invite(
            email=_email(row["key"]),
            name=row["name"],
            title=row["title"],
            unit=agency.units[row["unit"]],
            language=row.get("language", "nb"),
            roles=row["roles"],
            # The portal itself lets the administrator in, who lets in the others.
            by=agency.people.get("jonas"),
            at=agency.when(FIRST_DAY, 9) + timedelta(minutes=4 * number),
        )
    # They share one password, so one hash is made for all: hashing is slow, as it should be.
    User.objects.filter(pk__in=[person.pk for person in agency.people.values()]).update(
        password=make_password(PASSWORD)
    )
    for number, lesson in enumerate(Lesson):
        agency.timeline.at(agency.when("2025-01-08", 9 + number), _read(agency, lesson))


def _read(agency: Agency, lesson: Lesson) -> Act:
    """Somebody reads a lesson of the first step."""
    return lambda at: portal.mark_read(lesson=lesson, by=agency.people["oddvar"], at=at)


def _email(key: str) -> str:
    return f"{key}@{DOMAIN}"
