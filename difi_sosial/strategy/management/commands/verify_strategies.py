"""Compare every approved strategy with its checksum."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from difi_sosial.strategy import queries


class Command(BaseCommand):
    help = "Compare every approved version of a strategy with its checksum and the journal."

    def handle(self, *args: Any, **options: Any) -> None:
        count, broken = queries.verify()
        for found in broken:
            self.stderr.write(f"{found.version}: {found.reason}")
        if broken:
            raise CommandError(f"{len(broken)} of {count} approved versions do not hold.")
        self.stdout.write(f"{count} approved versions hold.")
