"""`manage.py verify_deletions`: is all gone that is logged as deleted, and nothing else?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from difi_sosial.monitoring.queries.deletions import verify_deletions


class Command(BaseCommand):
    """Holds the deletion log against the stones, the mentions, the originals and the audit."""

    help = "Kontrollerer at det som er slettet, er borte, og at alt som er borte, står i loggen."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify_deletions()
        for fault in verdict.faults:
            self.stderr.write(fault)
        if verdict.faults:
            raise CommandError(f"Slettingen kan ikke bevises: {len(verdict.faults)} feil.")
        self.stdout.write(
            f"Slettingen er bevist: {verdict.mentions} omtaler og bevis i {verdict.lines} linjer."
        )
