"""Settings fail loudly on nonsense."""

import pytest

from difi_sosial.core import env


@pytest.mark.parametrize(
    ("word", "value"), [("1", True), ("ja", True), ("off", False), ("", False)]
)
def test_a_boolean_is_a_word_for_yes_or_no(monkeypatch, word, value):
    monkeypatch.setenv("SOSIAL_FLAG", word)

    assert env.envbool("SOSIAL_FLAG") is value


@pytest.mark.parametrize(("read", "word"), [(env.envbool, "kanskje"), (env.envint, "ti")])
def test_nonsense_is_refused(monkeypatch, read, word):
    monkeypatch.setenv("SOSIAL_VALUE", word)
    with pytest.raises(env.BadSetting, match=word):
        read("SOSIAL_VALUE", 0)


def test_a_secret_is_made_once_and_for_our_eyes_only(tmp_path, monkeypatch):
    monkeypatch.delenv("SOSIAL_SECRET", raising=False)
    file = tmp_path / "deep" / "secret"

    first = env.envsecret("SOSIAL_SECRET", file)

    assert env.envsecret("SOSIAL_SECRET", file) == first
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_database_address_may_name_a_socket_folder(monkeypatch):
    monkeypatch.setenv(
        "SOSIAL_DB", "postgresql://per:p%40ss@/portal?host=/run/pg&connect_timeout=5"
    )

    entry = env.envdatabase("SOSIAL_DB")

    assert (entry["HOST"], entry["USER"], entry["PASSWORD"]) == ("/run/pg", "per", "p@ss")
    assert entry["OPTIONS"] == {"connect_timeout": "5"}


def test_another_kind_of_database_is_refused(monkeypatch):
    monkeypatch.setenv("SOSIAL_DB", "mysql://localhost/portal")
    with pytest.raises(env.BadSetting, match="postgresql"):
        env.envdatabase("SOSIAL_DB")
