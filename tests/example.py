"""The example agency, told once in a test run and copied to whoever wants it.

Telling it takes half a minute, copying the database a second.
"""

import fcntl
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests.settings import TEST_FOLDER

TOLD = "example_agency"
THE_AGENCY = {
    "AGENCY_NAME": "Testetaten",
    "AGENCY_ORGNR": "999888777",
    "AGENCY_DOMAIN": "testetaten.example",
    "CONTACT_EMAIL": "post@testetaten.example",
    "ACCESSIBILITY_STATEMENT_URL": "https://uustatus.no/nb/erklaringer/publisert/testetaten",
}


def move_in() -> None:
    """The example agency takes the place of this process's own, empty test database."""
    own = connection.settings_dict["NAME"]
    _make_sure_it_is_told()
    _run(f'DROP DATABASE "{own}" WITH (FORCE)', f'CREATE DATABASE "{own}" TEMPLATE {TOLD}')


@contextmanager
def visit() -> Iterator[None]:
    """This process looks at a copy of the example agency, and goes home again."""
    own, copy = connection.settings_dict["NAME"], f"{TOLD}_{os.getpid()}"
    _make_sure_it_is_told()
    _run(f"CREATE DATABASE {copy} TEMPLATE {TOLD}")
    try:
        with _at(copy):
            yield
    finally:
        _run(f"DROP DATABASE {copy} WITH (FORCE)")
        connection.settings_dict["NAME"] = own


def _make_sure_it_is_told() -> None:
    """Processes wait for the one that tells; a telling that broke off leaves nothing."""
    own, draft = connection.settings_dict["NAME"], f"{TOLD}_draft"
    with open(TEST_FOLDER / "example.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_told():
            return
        _run(f"DROP DATABASE IF EXISTS {draft}", f'CREATE DATABASE {draft} TEMPLATE "{own}"')
        with _at(draft), override_settings(**THE_AGENCY):
            call_command("seed", demo=True, stdout=io.StringIO())
        _run(f"ALTER DATABASE {draft} RENAME TO {TOLD}")


def _is_told() -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TOLD])
        return cursor.fetchone() is not None


def _run(*statements: str) -> None:
    """Statements about whole databases; nobody may be connected to those they are about."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def _at(name: str) -> Iterator[None]:
    """This process's connection leads to another database."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
