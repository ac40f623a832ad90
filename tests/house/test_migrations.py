"""Migrations are complete and named for what they do."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

OURS = [app for app in apps.get_app_configs() if app.name.startswith("difi_sosial.")]


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0, interactive=False)


@pytest.mark.parametrize("app", OURS, ids=lambda app: app.label)
def test_migrations_are_named_for_what_they_do(app) -> None:
    names = [path.stem for path in Path(app.path, "migrations").glob("[0-9]*.py")]
    assert [name for name in names if re.search(r"_auto_|_alter_.*_and_more", name)] == []
