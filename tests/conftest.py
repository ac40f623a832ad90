"""One throw-away PostgreSQL for the test run, closed sockets, and fixtures for every app."""

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from difi_sosial.core.catalogue import compile_if_older
from difi_sosial.core.embedded import Services
from difi_sosial.core.refused import Refused
from tests.settings import IS_GUEST, TEST_FOLDER

# How long a busy machine takes says nothing about the code.
hypothesis_settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("untimed")

# Nothing of what is loaded until all tests are found is rubbish.
gc.disable()

LOOPBACK = ["127.0.0.1", "::1"]
SERVICES = pytest.StashKey[Services]()


def pytest_configure(config: pytest.Config) -> None:
    """The cluster belongs to the process that was asked for the tests, not to its workers."""
    if hasattr(config, "workerinput"):
        return
    compile_if_older()
    TEST_FOLDER.mkdir(mode=0o711, parents=True, exist_ok=True)
    services = Services(TEST_FOLDER, redis=False, durable=False)
    try:
        services.acquire()
    except Refused as refused:
        pytest.exit(str(refused), returncode=1)
    config.stash[SERVICES] = services


def pytest_collection_finish() -> None:
    """What is loaded by now lives to the end: the collector need not look through it again.

    A test drops what it made soon after: looking for rubbish after every 700 things finds little.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def pytest_unconfigure(config: pytest.Config) -> None:
    if services := config.stash.get(SERVICES, None):
        services.release()
        if not IS_GUEST:
            shutil.rmtree(TEST_FOLDER, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`network_loopback` opens this machine's own addresses, and no others."""
    for item in items:
        if item.get_closest_marker("network_loopback") or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, worker_id: str
) -> Iterator[None]:
    """Every process of a run has a database of its own, copied from one; the folder takes it away.

    In the place of pytest-django's fixture, which makes every table anew in every process.
    """
    from tests import example  # noqa: PLC0415 - app ready

    # Shut again before the first test: one without the mark would leave its rows to the others.
    with django_db_blocker.unblock():
        example.open_empty(worker_id)
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(scope="session", autouse=True)
def emptying_passes_the_guards() -> None:
    """After a test with `transaction=True` Django empties every table; our triggers refuse that."""
    emptied = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        sql = emptied(self, *args, **kwargs)
        return ["SET LOCAL session_replication_role = replica;", *sql] if sql else sql

    DatabaseOperations.sql_flush = sql_flush


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """Rows that a module's tests all begin with: `with standing(): …` in a fixture of the module.

    They are made once, in a transaction around all tests of the module, and each test undoes only
    what it did itself. Hand out the key, and let every test read the row anew. Not for a module
    with `transaction=True` among its tests.
    """
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
    yield django_db_blocker.unblock
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def person(db: None) -> Callable[..., object]:
    """`person(Role.ADVISER)` is somebody who holds these roles."""
    from tests.factories.people import UserFactory  # noqa: PLC0415 - app ready

    def make(*roles: str, **fields: object) -> object:
        return UserFactory(roles=roles, **fields)

    return make


@pytest.fixture
def client_for(person: Callable[..., object]) -> Callable[..., Client]:
    """`client_for(Role.ADVISER)`, or of a person, is signed in; its `.person` is who."""

    def make(who: object) -> Client:
        client = Client()
        client.person = person(who) if isinstance(who, str) else who
        client.cookies[settings.SESSION_COOKIE_NAME] = _session_of(client.person)
        return client

    return make


def _session_of(person: Any) -> str:
    """The key of a new session as Django's sign-in leaves it, which asks a dozen questions more."""
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 - app ready
    from django.contrib.sessions.models import Session  # noqa: PLC0415 - app ready

    who = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    session = Session(session_key=get_random_string(32), session_data=SessionStore().encode(who))
    session.expire_date = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    session.save(force_insert=True)
    return session.session_key


@pytest.fixture(scope="session")
def noark5_schemas() -> Path:
    """The folder of the official Noark 5 schemas; without it the tests that need it are skipped."""
    folder = Path(settings.NOARK5_SCHEMAS)
    if not any(folder.rglob("arkivstruktur.xsd")):
        pytest.skip(f"No Noark 5 schemas in {folder}: run manage.py fetch_noark_schemas")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not tested is said last, where it is seen."""
    reasons = sorted({report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])})
    for reason in reasons:
        terminalreporter.write_line(
            f"NOT TESTED HERE: {reason.removeprefix('Skipped: ')}", yellow=True
        )
