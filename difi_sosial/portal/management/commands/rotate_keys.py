"""`manage.py rotate_keys`: encrypt everything at rest with the newest key."""

from typing import Any

from django.core.management.base import BaseCommand

from difi_sosial.portal import services


class Command(BaseCommand):
    """Goes through tokens, authors' names, second factors and the log's seal, in chunks."""

    help = (
        "Flytter alt som er kryptert, til den første nøkkelen i ENCRYPTION_KEYS. "
        "Kan stanses og kjøres på nytt."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for tally in services.rotate_keys():
            self.stdout.write(f"{tally.name}: {tally.old} av {tally.rows} flyttet.")
            if tally.lost:
                self.stderr.write(f"{tally.name}: {tally.lost} kan ingen av nøklene åpne.")
        self.stdout.write("Kjør «manage.py verify_keys» før du fjerner en gammel nøkkel.")
