"""Compare every original answer with the sha256 it had when it came."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from difi_sosial.monitoring.models import Capture
from difi_sosial.monitoring.services import warc


class Command(BaseCommand):
    help = "Unpack every original answer of a source, and compare it with its size and sha256."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for found in warc.broken_captures():
            broken += 1
            self.stderr.write(f"{found.capture.pk} {found.capture}: {found.reason}")
        count = Capture.objects.count()
        if broken:
            raise CommandError(f"{broken} of {count} original answers do not hold.")
        self.stdout.write(f"{count} original answers hold.")
