"""Keeps the nynorsk catalogue: adds new texts, takes away old ones, compiles, or judges it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from difi_sosial.core import catalogue


class Command(BaseCommand):
    help = "Oppdaterer nynorskkatalogen fra koden."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="fail when anything is not nynorsk"
        )
        parser.add_argument("--compile", action="store_true", help="only write the .mo file")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
        elif not options["compile"]:
            left = [entry for entry in catalogue.entries(catalogue.update()) if not entry.string]
            self.stdout.write(f"{catalogue.PO_FILE}: {len(left)} to translate")
        catalogue.compile_if_older()

    def _check(self) -> None:
        if faults := catalogue.faults():
            raise CommandError("\n".join([*faults, f"{len(faults)} faults in {catalogue.PO_FILE}"]))
        self.stdout.write("The nynorsk catalogue is complete.")
