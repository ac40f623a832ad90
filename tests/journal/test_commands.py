"""The two commands: export a year, fetch the schemas."""

import zipfile
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from difi_sosial.core import http
from difi_sosial.core.errors import Temporary
from difi_sosial.journal.noark import schemas
from tests.factories import journal as make

pytestmark = pytest.mark.django_db


def test_export_writes_a_package(noark5_schemas, tmp_path, capsys):
    archivist = make.an_archivist()
    make.a_year(archivist)
    make.close_year(archivist)
    call_command("export_noark5", year=2025, out=tmp_path / "uttrekk.zip")

    assert zipfile.is_zipfile(tmp_path / "uttrekk.zip")
    assert "Godkjent av n5-v5.0" in capsys.readouterr().out


def test_export_of_an_open_year_tells_what_to_mend_and_leaves_nothing(noark5_schemas, tmp_path):
    make.an_entry()
    with pytest.raises(CommandError, match="Saken er åpen"):
        call_command("export_noark5", year=2025, out=tmp_path / "uttrekk.zip")

    assert list(tmp_path.iterdir()) == []


def test_export_without_schemas_says_how_to_get_them(settings, tmp_path):
    settings.NOARK5_SCHEMAS = tmp_path
    with pytest.raises(CommandError, match="fetch_noark_schemas"):
        call_command("export_noark5", year=2025, out=tmp_path / "uttrekk.zip")


def test_fetch_keeps_the_official_files(settings, tmp_path, noark5_schemas, monkeypatch):
    settings.NOARK5_SCHEMAS = tmp_path / "schemas"
    paths = {item.url: noark5_schemas / item.path for item in schemas.FILES}
    answers = {url: SimpleNamespace(body=path.read_bytes()) for url, path in paths.items()}
    monkeypatch.setattr(http, "get", answers.__getitem__)
    call_command("fetch_noark_schemas")

    assert schemas.SchemaFolder(tmp_path / "schemas").wanting() == []


def test_fetch_refuses_files_that_are_not_the_official_ones(settings, tmp_path, monkeypatch):
    settings.NOARK5_SCHEMAS = tmp_path
    monkeypatch.setattr(http, "get", lambda url: SimpleNamespace(body=b"<html>"))
    with pytest.raises(CommandError, match="mangler fortsatt"):
        call_command("fetch_noark_schemas")

    assert list(tmp_path.rglob("*.xsd")) == []


def test_fetch_without_network_says_what_failed(settings, tmp_path, monkeypatch, capsys):
    def no_network(url: str) -> None:
        raise Temporary("no answer")

    settings.NOARK5_SCHEMAS = tmp_path
    monkeypatch.setattr(http, "get", no_network)
    with pytest.raises(CommandError):
        call_command("fetch_noark_schemas")

    assert "arkivstruktur.xsd: no answer" in capsys.readouterr().err
