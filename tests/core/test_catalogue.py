"""The nynorsk catalogue is collected from code and templates, and judged, without gettext."""

from pathlib import Path

import pytest

from difi_sosial.core import catalogue

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
title = _("Strategi")
label = pgettext_lazy("button", "Åpne")
count = ngettext("%(count)s sak", "%(count)s saker", 2)
"""
TEMPLATE = """{% load i18n %}
  <h1>{% translate "Kanaler" %}</h1>
    <p title="{% translate 'Vis' context 'link' %}">Don't {{ _("Neste") }}</p>
 {% blocktranslate trimmed count number=rows|length %}
     {{ number }} rad
   {% plural %}
     {{ number }} rader
 {% endblocktranslate %}
"""


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    (tmp_path / "views.py").write_text(PYTHON)
    (tmp_path / "page.html").write_text(TEMPLATE)
    return [tmp_path / "views.py", tmp_path / "page.html"]


@pytest.fixture
def stored(tmp_path: Path, sources: list[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogue, "sources", lambda: iter(sources))
    return tmp_path / "locale" / "django.po"


def test_texts_are_found_in_code_and_templates(sources: list[Path]) -> None:
    found = {(entry.context, entry.id) for entry in catalogue.entries(catalogue.collect(sources))}
    assert found == {
        (None, "Strategi"),
        ("button", "Åpne"),
        (None, ("%(count)s sak", "%(count)s saker")),
        (None, "Kanaler"),
        ("link", "Vis"),
        (None, "Neste"),
        (None, ("%(number)s rad", "%(number)s rader")),
    }


def test_update_keeps_translations_and_drops_what_is_gone(
    stored: Path, sources: list[Path]
) -> None:
    catalogue.update(stored)
    stored.write_text(stored.read_text().replace('"Strategi"\nmsgstr ""', '"Strategi"\nmsgstr "S"'))
    sources[1].write_text("")
    after = catalogue.update(stored)
    assert after.get("Strategi").string == "S"
    assert after.get("Kanaler") is None


def test_update_leaves_an_unchanged_file_alone(stored: Path) -> None:
    catalogue.update(stored)
    before = stored.stat().st_mtime_ns
    catalogue.update(stored)
    assert stored.stat().st_mtime_ns == before


def test_kept_entry_stays_without_a_source(stored: Path) -> None:
    catalogue.update(stored)
    entry = '\n# keep: allauth\nmsgid "Sign In"\nmsgstr "Logg inn"\n'
    stored.write_text(stored.read_text() + entry)
    assert catalogue.update(stored).get("Sign In").string == "Logg inn"
    assert not [fault for fault in catalogue.faults(stored) if "Sign In" in fault]


def test_faults_name_what_is_missing_unused_fuzzy_or_wrong(stored: Path) -> None:
    catalogue.update(stored)
    text = stored.read_text()
    text = text.replace('msgid "Kanaler"\nmsgstr ""', '#, fuzzy\nmsgid "Kanaler"\nmsgstr "Kanalar"')
    text += '\nmsgid "Borte"\nmsgstr "Vekke"\n\n#~ msgid "Før"\n#~ msgstr "Før"\n'
    stored.write_text(text)
    faults = catalogue.faults(stored)
    assert "missing: 'Strategi'" in faults
    assert "fuzzy: 'Kanaler'" in faults
    assert "not in use: 'Borte'" in faults
    assert "obsolete: 'Før'" in faults


def test_compiled_file_follows_the_source(stored: Path) -> None:
    catalogue.update(stored)
    catalogue.compile_if_older(stored)
    compiled = stored.with_suffix(".mo")
    first = compiled.read_bytes()
    stored.write_text(stored.read_text().replace('"Strategi"\nmsgstr ""', '"Strategi"\nmsgstr "S"'))
    catalogue.compile_if_older(stored)
    assert compiled.read_bytes() != first
