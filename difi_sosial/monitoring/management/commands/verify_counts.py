"""Compare the counts that the database keeps with the mentions there are."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from difi_sosial.monitoring.services import counts


class Command(BaseCommand):
    help = "Count the mentions anew by day, source, watch and status, and compare."

    def handle(self, *args: Any, **options: Any) -> None:
        different = counts.differing()
        for day, source, watch, status, amount in different:
            self.stderr.write(f"{day} source {source} watch {watch} {status}: {amount:+}")
        if different:
            raise CommandError(f"{len(different)} counts do not hold.")
        self.stdout.write("Every count of mentions holds.")
