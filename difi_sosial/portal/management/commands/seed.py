"""Loads what a portal starts with, and on demand a fictional agency to try it on."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from difi_sosial.core.clock import now
from difi_sosial.core.pdf import INSTALL
from difi_sosial.portal.management.demo import load, people


class Command(BaseCommand):
    help = "Laster inn grunndata. Med --demo også en oppdiktet virksomhet å prøve portalen på."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="last inn eksempelvirksomheten")

    def handle(self, *args: Any, demo: bool = False, **options: Any) -> None:
        if demo and not people.is_there() and people.strangers_are_there():
            raise CommandError(
                "Databasen er i bruk av en annen virksomhet. Eksempelet er ikke lastet inn."
            )
        if demo:
            self._demo()
        else:
            load.load_reference(at=now())
            self.stdout.write("Grunndata er lastet inn.")

    def _demo(self) -> None:
        started = time.monotonic()
        if not people.is_there():
            self.stderr.write("Laster inn eksempelvirksomheten. Det tar omtrent et halvt minutt.")
        if load.load_demo():
            seconds = time.monotonic() - started
            self.stdout.write(f"Eksempelvirksomheten Testetaten er lastet inn ({seconds:.0f} s).")
            if not load.can_render():
                self.stdout.write(f"PDF-ene mangler. Installer det som trengs: {INSTALL}")
        else:
            load.load_reference(at=now())
            self.stdout.write("Eksempelvirksomheten Testetaten er lastet inn fra før.")
        self.stdout.write(f"Logg inn med passordet {people.PASSWORD} som en av disse:")
        self.stdout.writelines(f"{line}\n" for line in people.log_ins())
