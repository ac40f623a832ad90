"""The pure package: draft, masking, formats, and what the writers put on the wire."""

import datetime as dt
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from difi_sosial.journal.noark import draft, names, package, schemas, validate
from difi_sosial.journal.noark.codes import EntryKind, PartyKind, ScreenedMetadata
from difi_sosial.journal.noark.formats import Refusal, RefusedFile, identify
from difi_sosial.journal.noark.masking import leaks, mask_words
from difi_sosial.journal.noark.package import ChangedFile
from difi_sosial.journal.noark.schemas import SchemaFolder, SchemasMissing
from tests.factories.journal import PNG, a_draft
from tests.journal.sample import INCOMING, SampleYear

GOLDEN = Path(__file__).resolve().parents[2] / "fixtures" / "noark"
PDF_A = b"%PDF-1.7\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"


def packed(source: SampleYear, folder: Path) -> zipfile.ZipFile:
    out = io.BytesIO()
    package.build(source, out, folder=SchemaFolder(folder), system_name="difi_sosial")
    return zipfile.ZipFile(out)


def xml(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(f"{package.TOP}/{name}.xml").decode()


@pytest.mark.parametrize(
    "name",
    ["arkivstruktur", "endringslogg", "loependeJournal", "offentligJournal", "arkivuttrekk"],
)
def test_xml_is_as_the_golden_file(noark5_schemas, name):
    written = xml(packed(SampleYear(), noark5_schemas), name)

    assert written == (GOLDEN / f"{name}.xml").read_text(encoding="utf-8")


def test_package_is_valid_against_both_editions(noark5_schemas, tmp_path):
    archive = packed(SampleYear(), noark5_schemas)

    assert validate.validate(archive, SchemaFolder(noark5_schemas), tmp_path) == []


def test_validation_reaches_into_our_own_metadata(noark5_schemas, tmp_path):
    assert INCOMING.source_post is not None
    wrong = replace(INCOMING.source_post)
    object.__setattr__(wrong, "sha256", "not a checksum")  # past the draft's own check
    source = SampleYear(entries=(replace(INCOMING, source_post=wrong),))
    errors = validate.validate(
        packed(source, noark5_schemas), SchemaFolder(noark5_schemas), tmp_path
    )

    assert {error.file for error in errors} == {"arkivstruktur.xml"}


def test_validation_names_file_and_edition(noark5_schemas, tmp_path):
    source = SampleYear(entries=(replace(INCOMING, system_id="not-a-uuid"),))
    errors = validate.validate(
        packed(source, noark5_schemas), SchemaFolder(noark5_schemas), tmp_path
    )

    assert {error.edition for error in errors} == {schemas.CURRENT, schemas.EDITION_2019}


def test_package_has_the_same_bytes_every_time(noark5_schemas):
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        folder = SchemaFolder(noark5_schemas)
        package.build(SampleYear(), out, folder=folder, system_name="difi_sosial")

    assert first.getvalue() == second.getvalue()


def test_a_file_that_has_changed_since_it_was_registered_stops_the_package(noark5_schemas):
    class Tampered(SampleYear):
        def files(self):
            return [("DOKUMENT/2025/21.txt", "0" * 64, b"another text")]

    with pytest.raises(ChangedFile):
        packed(Tampered(), noark5_schemas)


def test_without_schemas_nothing_is_written(tmp_path):
    out = io.BytesIO()
    with pytest.raises(SchemasMissing, match=r"n5-v5\.0/arkivstruktur\.xsd"):
        package.build(SampleYear(), out, folder=SchemaFolder(tmp_path), system_name="x")

    assert out.getvalue() == b""


def test_a_changed_schema_is_no_schema(noark5_schemas, tmp_path):
    for item in schemas.FILES:
        (tmp_path / item.edition).mkdir(exist_ok=True)
        content = (noark5_schemas / item.path).read_bytes()
        (tmp_path / item.path).write_bytes(content + (b" " if item.name == "addml.xsd" else b""))

    assert SchemaFolder(tmp_path).wanting() == ["addml-v8.3/addml.xsd"]
    assert SchemaFolder(tmp_path).editions() == []


def test_characters_that_xml_cannot_carry_are_left_out(noark5_schemas, tmp_path):
    source = SampleYear(entries=(replace(INCOMING, title="Spørsmål\x00\x0b 👍 fra Ola"),))
    archive = packed(source, noark5_schemas)

    assert "<tittel>Spørsmål 👍 fra Ola</tittel>" in xml(archive, "arkivstruktur")


def test_dictionary_has_one_word_for_each_word():
    assert len(set(names.FIELDS.values())) == len(names.FIELDS)
    assert len(set(names.NOUNS.values())) == len(names.NOUNS)


@pytest.mark.parametrize(
    ("content", "filename", "pronom"),
    [
        (PDF_A, "brev.pdf", "fmt/476"),
        (PNG, "bilde.PNG", "fmt/13"),
        (b"\xff\xd8\xff\xe0", "bilde.jpeg", "fmt/43"),
        ("Blåbær".encode(), "notat.txt", "x-fmt/111"),
        ("Blåbær".encode("utf-8-sig"), "notat.txt", "x-fmt/111"),
        (b'{"a": 1}', "svar.json", "fmt/817"),
        ('{"a": 1}'.encode("utf-8-sig"), "svar.json", "fmt/817"),
        (b"WARC/1.1\r\n", "side.warc", "fmt/1355"),
    ],
)
def test_approved_formats_are_known_by_their_bytes(content, filename, pronom):
    assert identify(content, filename).pronom == pronom


@pytest.mark.parametrize(
    ("content", "filename", "reason"),
    [
        (b"", "tom.txt", Refusal.EMPTY),
        (b" \n", "tom.txt", Refusal.EMPTY),
        (b"GIF89a", "bilde.gif", Refusal.NOT_APPROVED),
        (b"GIF89a", "bilde.png", Refusal.NOT_APPROVED),
        (b"RIFF0000WEBP", "bilde.webp", Refusal.NOT_APPROVED),
        (b"0000ftypheic", "bilde.heic", Refusal.NOT_APPROVED),
        (b"\x1f\x8b", "side.warc.gz", Refusal.NOT_APPROVED),
        (b"%PDF-1.7", "brev.pdf", Refusal.ORDINARY_PDF),
        (PNG, "bilde.jpg", Refusal.WRONG_NAME),
        ("Blåbær".encode("utf-16"), "notat.txt", Refusal.ENCODING),
        ("navn;Blåbær".encode("cp1252"), "liste.csv", Refusal.ENCODING),
        ('{"a": 1}'.encode("utf-16"), "svar.json", Refusal.ENCODING),
        (b"{", "svar.json", Refusal.WRONG_NAME),
        (b"[" * 200_000, "svar.json", Refusal.WRONG_NAME),
        (b"noe", "fil.xyz", Refusal.UNKNOWN),
    ],
)
def test_files_the_archive_does_not_take_are_refused_with_the_reason(content, filename, reason):
    with pytest.raises(RefusedFile) as refused:
        identify(content, filename)

    assert refused.value.reason == reason


def test_words_are_masked_whole_and_in_any_case():
    assert mask_words("Ola spør Olas mor", ["OLA"]) == "***** spør Olas mor"


def test_sami_names_are_masked():
    assert mask_words("Fra Máret Čáhčesuolu", ["čáhčesuolu"]) == "Fra Máret *****"


@pytest.mark.parametrize(
    ("name", "title", "found"),
    [
        ("Ola Nordmann", "Klage fra Nordmann", ["Nordmann"]),
        ("Ola Nordmann", "Klage fra *****", []),
        ("Li Bo", "Li har skrevet", []),
    ],
)
def test_a_name_that_shows_in_a_title_is_found(name, title, found):
    assert leaks(name, title) == found


def test_draft_needs_exactly_one_main_document():
    with pytest.raises(ValueError, match="exactly one main document"):
        a_draft(documents=())


def test_draft_needs_a_party():
    with pytest.raises(ValueError, match="at least one party"):
        a_draft(parties=())


def test_draft_refuses_times_without_zone():
    with pytest.raises(ValueError, match="time zone"):
        a_draft(received_at=dt.datetime(2025, 1, 1))


@pytest.mark.parametrize(
    "given", [{}, {"content": b""}, {"html": ""}, {"content": b"x", "html": "x"}]
)
def test_document_is_bytes_or_html(given):
    with pytest.raises(ValueError, match=r"content|empty"):
        draft.Document(title="Brev", document_type="Brev", filename="x.txt", **given)


def test_a_source_post_refuses_what_is_no_checksum():
    with pytest.raises(ValueError, match="64 lower-case"):
        replace(INCOMING.source_post, sha256="A" * 64)


def test_screening_is_of_something():
    with pytest.raises(ValueError, match="screened metadata"):
        draft.Screening(access_restriction="Unntatt", legal_basis="§ 13", metadata=())


def test_kinds_have_the_letters_archivists_use():
    assert [kind.letter for kind in EntryKind] == ["I", "U", "N", "X"]
    assert PartyKind.INTERNAL_SENDER.is_internal
    assert ScreenedMetadata.SENDER_NAME == "Skjerming navn avsender"
