"""Databases made once in a test run and copied to whoever wants them: an empty one with every
table, and the example agency.

Making all tables takes twenty seconds and telling the agency half a minute; a copy takes one.
"""

import fcntl
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import django
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests.settings import TEST_FOLDER

EMPTY = "every_table"
TOLD = "example_agency"
THE_AGENCY = {
    "AGENCY_NAME": "Testetaten",
    "AGENCY_ORGNR": "999888777",
    "AGENCY_DOMAIN": "testetaten.example",
    "CONTACT_EMAIL": "post@testetaten.example",
    "ACCESSIBILITY_STATEMENT_URL": "https://uustatus.no/nb/erklaringer/publisert/testetaten",
}


def open_empty(worker: str) -> None:
    """An empty database of its own for this process of the tests."""
    own = f"test_{worker}"
    make_empty()
    _run(f"DROP DATABASE IF EXISTS {own} WITH (FORCE)", f"CREATE DATABASE {own} TEMPLATE {EMPTY}")
    connection.settings_dict["NAME"] = own


def make_empty() -> None:
    """The empty database that all others are copies of; nothing when it is there."""
    _make_sure_there_is(EMPTY, _make_tables)


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
    _make_sure_there_is(TOLD, _tell)


def _make_sure_there_is(name: str, make: Callable[[str], None]) -> None:
    """Processes wait for the one that makes it; a making that broke off leaves nothing."""
    with open(TEST_FOLDER / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_there(name):
            return
        draft = f"{name}_draft"
        _run(f"DROP DATABASE IF EXISTS {draft}")
        make(draft)
        _run(f"ALTER DATABASE {draft} RENAME TO {name}")


def _make_tables(draft: str) -> None:
    own = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = draft
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    connection.settings_dict["NAME"] = own


def _tell(draft: str) -> None:
    _run(f"CREATE DATABASE {draft} TEMPLATE {EMPTY}")
    with _at(draft), override_settings(**THE_AGENCY):
        call_command("seed", demo=True, stdout=io.StringIO())


def _is_there(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
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


if __name__ == "__main__":
    django.setup()
    make_empty()
