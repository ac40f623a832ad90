"""Gets the official Noark 5 schemas; keeps only what is byte for byte the published file."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from difi_sosial.core import http
from difi_sosial.core.errors import OutsideError
from difi_sosial.journal.noark.schemas import FILES, SchemaFile, SchemaFolder, is_official


class Command(BaseCommand):
    help = "Fetch the Noark 5 schemas (XSD) into the folder of the setting NOARK5_SCHEMAS."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.NOARK5_SCHEMAS)
        failures = [failure for item in FILES if (failure := self._fetch(item, folder))]
        for failure in failures:
            self.stderr.write(failure)
        held = SchemaFolder(folder)
        if wanting := held.wanting():
            raise CommandError(f"Disse skjemaene mangler fortsatt: {', '.join(wanting)}")
        editions = (edition for pair in held.editions() for edition in pair)
        self.stdout.write(f"{folder}: {', '.join(editions)}")

    def _fetch(self, item: SchemaFile, folder: Path) -> str:
        """Why the file could not be had; empty when it lies in the folder."""
        target = folder / item.path
        if target.is_file() and is_official(item, target.read_bytes()):
            return ""
        try:
            content = http.get(item.url).body
        except OutsideError as error:
            return f"{item.url}: {error}"
        if not is_official(item, content):
            return f"{item.url}: innholdet er et annet enn det publiserte (SHA-256)"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return ""
