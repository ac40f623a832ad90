"""A version as a document."""

import io
import re
from datetime import UTC, datetime
from decimal import Decimal

import pikepdf
import pytest
from django.urls import reverse

from difi_sosial.core.pdf import PdfUnavailable, pdf_a
from difi_sosial.journal import services as journal
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.journal.noark.codes import EntryKind
from difi_sosial.people.enums import Role
from difi_sosial.strategy import queries, records, services
from difi_sosial.strategy.enums import Purpose, State
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.queries import source_key
from difi_sosial.strategy.records import text
from tests.core.test_pdf import text_of_page
from tests.factories.people import UserFactory
from tests.factories.strategy import TargetGroupFactory, VersionFactory

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def approved(**fields):
    version = VersionFactory(state=State.SUBMITTED, **fields)
    return services.approve(version=version, by=UserFactory(roles=[Role.MANAGER]), at=AT)


def test_the_document_holds_every_section_with_its_rows():
    version = VersionFactory(mandate="Direktøren")
    TargetGroupFactory(version=version, name="Unge", is_assumption=True, knowledge_source="")
    found = records.document_text(version)
    assert found.startswith(f"# {version.strategy.title}\n")
    for heading in ("## 1 Om strategien", "## 5 Mål", "## 10 Forvaltningens", "## 18 Godkjenning"):
        assert heading in found
    assert "### 2. Unge" in found
    assert "- Dette er en antakelse: Ja" in found
    assert "- Måltall: 90 prosent" in found


def test_the_screen_shows_the_same_text_a_section_at_a_time():
    version = VersionFactory(mandate="Direktøren")

    parts = records.document_parts(version)

    assert len(parts) == 18
    assert [part.title for part in parts if "Direktøren" in part.html] == [
        "2 Oppdrag og forankring"
    ]
    assert all(part.html in records.document_html(version) for part in parts)


def test_the_same_content_gives_the_same_bytes():
    version = VersionFactory()
    assert records.document_text(version) == records.document_text(version)


def test_an_approval_is_an_internal_record_of_class_010():
    version = approved()
    draft = records.approval(version)
    assert draft.kind == EntryKind.INTERNAL
    assert (draft.class_code, draft.source_key) == ("010", source_key(version))
    assert draft.documents[0].language == "nb"
    assert version.checksum in draft.documents[0].html


def test_a_draft_is_no_record():
    with pytest.raises(ValueError, match="approved"):
        records.approval(VersionFactory())


def test_the_archived_pdf_is_read_where_the_strategy_is(client_for):
    version = approved()
    reader = client_for(Role.READER)
    address = reverse("strategy:version-pdf", args=(version.pk,))
    assert reader.get(address).status_code == 404
    assert RegistryEntry.objects.get().source_key == source_key(version)
    if not journal.render_waiting(at=AT):
        pytest.skip("No Pango on this machine: PDF")
    assert reader.get(address).content.startswith(b"%PDF-1.7")
    page = reader.get(reverse("strategy:version-detail", args=(version.pk,)))
    assert address in page.content.decode()


def test_the_archived_pdf_has_contents_with_page_numbers_and_the_approval(tmp_path):
    version = approved(mandate="Direktøren har bestemt det. " * 400)
    document = records.approval(version).documents[0]
    made = {"title": document.title, "language": "nb", "made_at": AT}
    try:
        content = pdf_a(document.html, **made)
    except PdfUnavailable:
        pytest.skip("No Pango on this machine: PDF")
    assert content == pdf_a(document.html, **made)
    with pikepdf.open(io.BytesIO(content)) as opened:
        pages = [text_of_page(page) for page in opened.pages]
        assert len(pages) >= 5
        first = pages[0]
        assert f"Side1av{len(pages)}" in first
        heading = "3Situasjonenidag"
        at = next(number for number, text in enumerate(pages[1:], start=2) if heading in text)
        assert at > 3
        assert re.search(rf"{heading}\.*{at}", first)
        last = pages[-1]
        assert "Godkjent" in last
        assert version.checksum[:20] in last
        assert len(opened.Root.Outlines.get("/First", {})) > 0


def test_a_frozen_text_stays_when_the_words_on_the_page_change(monkeypatch):
    version = approved()
    before = (version.canonical_text, records.document_html(version))
    monkeypatch.setattr(text, "_body", lambda *_args: "Annet")
    version.refresh_from_db()
    assert (version.canonical_text, records.document_html(version)) == before
    assert records.checksum(version.canonical_text) == version.checksum


def test_a_choice_that_the_list_no_longer_has_is_not_left_out():
    version = VersionFactory(purposes=["telegraph", Purpose.SERVICE])
    found = records.document_text(version)
    assert found.index(str(Purpose.SERVICE.label)) < found.index("telegraph")


def test_the_document_is_in_the_language_form_of_the_version():
    version = VersionFactory(language="nn")
    assert "- Målform: Nynorsk" in records.document_text(version)


def test_numbers_are_read_with_their_unit_and_without_empty_decimals():
    version = VersionFactory()
    version.goals.update(baseline=Decimal("48.50"), target=Decimal("1200.00"))
    found = records.document_text(StrategyVersion.objects.get(pk=version.pk))
    assert "- I dag: 48,5 prosent" in found
    assert "- Måltall: 1\xa0200 prosent" in found


def test_duties_and_risks_are_tables_that_no_bar_in_a_word_breaks():
    version = VersionFactory()
    version.duties.update(task="Svare | lese")
    found = records.document_text(StrategyVersion.objects.get(pk=version.pk))
    assert "| Svare \\| lese | Rådgiverne | Kommunikasjonssjefen |  |  |" in found
    assert "Svare | lese" in records.document_html(version)


def test_the_risk_matrix_waits_for_both_numbers():
    version = VersionFactory()
    assert "<svg" in records.risk_picture(version)
    version.risks.update(consequence=None)
    assert records.risk_picture(StrategyVersion.objects.get(pk=version.pk)) == ""


def test_an_approved_text_lacks_nothing_whatever_the_list_asks_for_later():
    version = approved()
    StrategyVersion.objects.filter(pk=version.pk).update(state=State.SUPERSEDED)
    version.net_identity_on, version.crisis_plan = None, ""
    assert queries.missing(version) == []
    assert all(one.is_finished for one in queries.sections(version))
