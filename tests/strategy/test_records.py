"""A version as a document."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from difi_sosial.journal import services as journal
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.journal.noark.codes import EntryKind
from difi_sosial.people.enums import Role
from difi_sosial.strategy import records, services
from difi_sosial.strategy.enums import State
from difi_sosial.strategy.queries import source_key
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
    text = records.document_text(version)
    assert text.startswith(f"# {version.strategy.title}\n")
    for heading in ("## 1 Om strategien", "## 5 Mål", "## 10 Forvaltningens", "## 18 Godkjenning"):
        assert heading in text
    assert "### 2. Unge" in text
    assert "- Dette er en antakelse: Ja" in text
    assert "- Måltall: 90 prosent" in text


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
