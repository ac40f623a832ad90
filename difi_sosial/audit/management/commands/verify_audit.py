"""`manage.py verify_audit`: does the log still tell what was written?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from difi_sosial.audit import queries


class Command(BaseCommand):
    """Walks the hash chain; exit code 1 and the first broken event when it does not hold."""

    help = "Kontrollerer at hendelsesloggen er uendret."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = queries.verify()
        if verdict.broken:
            raise CommandError(f"Loggen er brutt ved hendelse {verdict.broken}: {verdict.reason}.")
        self.stdout.write(f"Loggen er hel: {verdict.events} hendelser.")
