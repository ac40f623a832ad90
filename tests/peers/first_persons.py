"""The first set-up of a new portal: its tables, its catalogue, and the people who do the main job.

Run inside `manage.py shell`, once, as each command would start and stop the database. The portal
itself invites the people, as nobody is there yet to do it.
"""

from dataclasses import dataclass

PASSWORD = "et-langt-passord-for-prover"


@dataclass(frozen=True)
class Person:
    """Somebody in the example agency."""

    name: str
    email: str
    role: str
    unit: str


ADVISER = Person("Kari Nordli", "kari@testetaten.example", "adviser", "KOM")
ARCHIVIST = Person("Sigrid Aasen", "sigrid@testetaten.example", "archivist", "DOK")
UNITS = {"KOM": "Kommunikasjonsavdelingen", "DOK": "Dokumentasjonssenteret"}


def make() -> None:
    """Tables and catalogue; two units, and one person in each."""
    from django.core.management import call_command  # noqa: PLC0415 - app ready

    from difi_sosial.people import services  # noqa: PLC0415 - app ready
    from difi_sosial.people.models import Unit  # noqa: PLC0415 - app ready

    call_command("migrate", verbosity=0)
    call_command("seed")
    for person in (ADVISER, ARCHIVIST):
        unit, _made = Unit.objects.get_or_create(
            code=person.unit, defaults={"name": UNITS[person.unit]}
        )
        services.invite(
            email=person.email,
            name=person.name,
            unit=unit,
            roles=[person.role],
            password=PASSWORD,
            by=None,
        )
