"""`manage.py verify_keys`: may the old encryption keys be dropped?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from difi_sosial.portal import services


class Command(BaseCommand):
    """Opens everything that is encrypted; exit code 1 when something rests on an older key."""

    help = "Kontrollerer at alt som er kryptert, åpnes av den første nøkkelen i ENCRYPTION_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        tallies = list(services.verify_keys())
        for tally in tallies:
            if tally.old or tally.lost:
                self.stderr.write(
                    f"{tally.name}: {tally.old} med gammel nøkkel, {tally.lost} uten nøkkel."
                )
        if old := sum(tally.old for tally in tallies):
            raise CommandError(f"Behold de gamle nøklene: {old} rader trenger dem.")
        if lost := sum(tally.lost for tally in tallies):
            raise CommandError(f"{lost} rader kan ingen av nøklene åpne.")
        rows = sum(tally.rows for tally in tallies)
        self.stdout.write(f"Bare den første nøkkelen trengs. {rows} rader kontrollert.")
