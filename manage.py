#!/usr/bin/env python3
"""Django's command line, with PostgreSQL and Redis of our own where the environment names none."""

import os
import sys

from difi_sosial.core import embedded, refused

# These read or write files only, so nothing is started for them.
NEED_NO_SERVICES = frozenset(
    {"", "check", "collectstatic", "compilemessages", "diffsettings", "fetch_noark_schemas", "help"}
    | {
        "makemessages",
        "makemigrations",
        "messages",
        "startapp",
        "version",
        "--help",
        "-h",
        "--version",
    }
)


def remember_demo(words: list[str]) -> None:
    """A data folder that holds the example agency keeps demo mode for every later command."""
    mark = embedded.data_folder() / "demo"
    if "--demo" in words:
        with refused.plain_errors(mark):
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()
    if mark.exists():
        os.environ.setdefault("DEMO", "1")
    if port := os.environ.get("PORT"):
        os.environ.setdefault("SITE_URL", f"http://localhost:{port}")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "difi_sosial.settings")
    words = sys.argv[1:]
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415 - app ready
    except ImportError:
        sys.exit("Django er ikke installert her. Kjør «make demo», og bruk så .venv/bin/python.")
    try:
        remember_demo(words)
        if (words or [""])[0] not in NEED_NO_SERVICES and not {"--help", "-h"} & set(words):
            embedded.ensure()
        execute_from_command_line(sys.argv)
    except refused.Refused as line:
        sys.exit(str(line))
    except KeyboardInterrupt:
        sys.exit("Avbrutt.")
    except Exception as error:
        # A disk that fills up while PostgreSQL writes comes back as a database error.
        if refused.DISK_FULL in str(error).lower():
            sys.exit(refused.explain(str(error)))
        raise


if __name__ == "__main__":
    main()
