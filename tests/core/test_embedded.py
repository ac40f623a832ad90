"""The embedded servers: they start, keep their data, are shared, and refuse in one plain line."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
import redis

from difi_sosial.core import embedded, refused, servers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_servers_answer_and_keep_what_they_are_given(folder: Path) -> None:
    for expected in (None, b"kept"):
        services = embedded.Services(folder)
        services.acquire()
        store = redis.Redis.from_url(services.environment()["REDIS_URL"])
        assert store.get("word") == expected
        store.set("word", "kept")
        store.close()
        with psycopg2.connect(services.environment()["DATABASE_URL"]) as connection:
            connection.cursor().execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.close()
        services.release()
        assert not any(server.is_up() for server in services.servers.values())


def test_only_the_last_user_stops_the_servers(folder: Path) -> None:
    first = embedded.Services(folder, postgres=False)
    second = embedded.Services(folder, postgres=False)
    first.acquire()
    second.acquire()
    first.release()
    assert second.servers["REDIS_URL"].is_up()
    second.release()
    assert not second.servers["REDIS_URL"].is_up()


def test_release_twice_does_no_harm(folder: Path) -> None:
    services = embedded.Services(folder, postgres=False)
    services.acquire()
    services.release()
    services.release()


def test_cluster_of_another_version_is_refused_in_one_line(folder: Path) -> None:
    (folder / "postgres").mkdir(parents=True)
    (folder / "postgres" / "PG_VERSION").write_text("13\n")
    with pytest.raises(refused.Refused, match=r"laget av PostgreSQL 13.*DATA_DIR") as raised:
        embedded.Services(folder, redis=False).acquire()
    assert "\n" not in str(raised.value)


def test_full_disk_is_refused_in_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "NEEDED_FREE_BYTES", 2**62)
    with pytest.raises(refused.Refused, match=r"^Disken er full: .* MB ledig"):
        embedded.Services(folder).acquire()


def test_disk_that_fills_up_is_refused_in_one_line(folder: Path) -> None:
    told = pytest.raises(refused.Refused, match=r"^Disken er full\. Frigjør plass")
    with told, refused.plain_errors(folder):
        raise OSError(28, os.strerror(28))


def test_known_words_of_a_program_become_norwegian() -> None:
    assert refused.explain("FATAL: could not write: No space left on device") == "Disken er full."
    assert refused.explain("one\n  two \n\n") == "two"
    assert refused.explain("") == "Programmet sa ikke hvorfor."


def test_long_path_gets_a_short_socket_folder(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 120)
    assert len(str(embedded.socket_folder(long))) < 60
    assert embedded.socket_folder(Path("/srv/portal")) == Path("/srv/portal/run")


def test_servers_named_in_the_environment_are_used_as_they_are() -> None:
    environment = {"DATABASE_URL": "postgresql://db/portal", "REDIS_URL": "redis://cache/0"}
    assert embedded.ensure(dict(environment)) is None


def test_command_that_ends_leaves_no_server_behind(folder: Path) -> None:
    code = "from difi_sosial.core import embedded as e; e.ensure({'DATABASE_URL': 'x'})"
    environment = os.environ | {"DATA_DIR": str(folder)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert not servers.Redis(folder, embedded.socket_folder(folder)).is_up()
    assert (folder / "redis" / "appendonly.aof").exists()
