"""Writes the Noark 5 extraction of a closed year to a file, with the page's own code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from difi_sosial.core.errors import Invalid
from difi_sosial.journal.enums import TESTS
from difi_sosial.journal.services import write_package


class Command(BaseCommand):
    help = "Make the Noark 5 extraction (avleveringspakke) of a closed year as a ZIP."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--out", type=Path, required=True, help="the ZIP file to write")

    def handle(self, *args: Any, year: int, out: Path, **options: Any) -> None:
        partial = out.with_name(f"{out.name}.part")
        try:
            with partial.open("w+b") as stream:
                report = write_package(year=year, out=stream)
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}") from error
        except Invalid as refused:
            partial.unlink(missing_ok=True)
            raise CommandError(f"Året kan ikke leveres ennå:\n{refused}") from refused
        if report.problems:
            partial.unlink()
            lines = (
                f"{item['test']} {_label(item)}: {item['subject']}" for item in report.problems
            )
            raise CommandError("\n".join(["Uttrekket ble ikke godkjent:", *lines]))
        partial.replace(out)
        self.stdout.write(f"{out}: {report.size} byte, SHA-256 {report.sha256}")
        editions = ", ".join(report.editions)
        self.stdout.write(f"Godkjent av {editions} og av våre kontroller etter Arkade 5.")


def _label(item: dict[str, str]) -> str:
    return str(TESTS.get(item["test"], ""))
