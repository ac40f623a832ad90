"""`manage.py rotate_keys`: encrypt everything at rest with the newest key."""

from typing import Any

from django.core.management.base import BaseCommand

from difi_sosial.core.clock import now
from difi_sosial.portal import services


class Command(BaseCommand):
    """Goes through tokens, authors' names, second factors and the log's seal, in chunks."""

    help = (
        "Flytter alt som er kryptert, til den første nøkkelen i ENCRYPTION_KEYS. "
        "Kan stanses og kjøres på nytt."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        rotation = services.rotate_keys(at=now(), again=True)
        if rotation is None:
            self.stdout.write("Det er bare én nøkkel, så det er ingenting å flytte.")
            return
        for name, (rows, _old, lost) in rotation.tallies.items():
            self.stdout.write(f"{name}: {rotation.moved[name]} av {rows} flyttet.")
            if lost:
                self.stderr.write(f"{name}: {lost} kan ingen av nøklene åpne.")
        self.stdout.write("Kjør «manage.py verify_keys» før du fjerner en gammel nøkkel.")
