"""Each of the depot's tests is broken once, and finds it."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from difi_sosial.journal.enums import TESTS
from difi_sosial.journal.noark import checks, package
from difi_sosial.journal.noark.schemas import SchemaFolder
from tests.journal.sample import SECRET_NAME, SampleYear

Files = dict[str, bytes]
Break = Callable[[Files], None]


def in_xml(name: str, old: str, new: str, count: int = 1) -> Break:
    """Replaces text in one of the package's XML files."""

    def change(files: Files) -> None:
        text = files[f"{name}.xml"].decode()
        assert re.search(old, text, re.DOTALL), f"{old} is not in {name}"
        files[f"{name}.xml"] = re.sub(old, new, text, count=count, flags=re.DOTALL).encode()

    return change


def without(name: str) -> Break:
    return lambda files: files.pop(name) and None


def with_file(name: str, content: bytes) -> Break:
    return lambda files: files.update({name: content})


STRUCTURE, PUBLIC, DESCRIPTION = "arkivstruktur", "offentligJournal", "arkivuttrekk"
BREAKS: list[tuple[str, Break]] = [
    ("N5.01", without("endringslogg.xml")),
    ("N5.01", with_file("readme.xml", b"<a>b</a>")),
    ("N5.02", in_xml("endringslogg", "Avsluttet", "Utgår")),
    ("N5.10", in_xml(DESCRIPTION, r"(//mappe.*?<value>)1<", r"\g<1>2<")),
    ("N5.12", in_xml(STRUCTURE, "</mappe>", "</mappe><klasse><klasseID>1</klasseID></klasse>")),
    ("N5.15", in_xml(STRUCTURE, "<saksstatus>Avsluttet", "<saksstatus>Under behandling")),
    ("N5.16", in_xml(DESCRIPTION, r"(//registrering.*?<value>)3<", r"\g<1>4<")),
    ("N5.17", in_xml(STRUCTURE, "<journalposttype>.*?</journalposttype>", "")),
    ("N5.19", in_xml(STRUCTURE, "</mappe>", "</mappe><klasse>x</klasse><registrering/>")),
    ("N5.22", in_xml(STRUCTURE, "<journalstatus>Arkivert", "<journalstatus>Journalført")),
    ("N5.25", in_xml(STRUCTURE, "Dokumentet er ferdigstilt", "Dokumentet er under redigering")),
    ("N5.27", in_xml(STRUCTURE, r"(<registrering.*?)<opprettetDato>.*?</opprettetDato>", r"\1")),
    ("N5.28", without("DOKUMENT/2025/21.txt")),
    ("N5.29", in_xml(STRUCTURE, "<format>txt", "<format>x-fmt/111")),
    ("N5.30", with_file("DOKUMENT/2025/21.txt", b"Et annet innlegg\n")),
    ("N5.32", without("DOKUMENT/2025/21.txt")),
    ("N5.33", with_file("DOKUMENT/2025/99.txt", b"Ingen peker hit\n")),
    ("N5.34", in_xml(STRUCTURE, "2025/22.txt", "2025/21.txt")),
    ("N5.42", in_xml(DESCRIPTION, "(inneholderSkjermetInformasjon.*?)true", r"\1false")),
    ("N5.44", in_xml(DESCRIPTION, "(SkalKasseres.*?)false", r"\1true")),
    ("N5.45", in_xml(DESCRIPTION, "(SomErKassert.*?)false", r"\1true")),
    ("N5.47", in_xml(STRUCTURE, r"(<systemID>\S+)13<", r"\g<1>10<")),
    ("N5.48", in_xml(STRUCTURE, "<saksaar>", "<referanseArkivdel>x</referanseArkivdel><saksaar>")),
    (
        "N5.51",
        in_xml(
            STRUCTURE,
            "</mappe>",
            "<referanseSekundaerKlassifikasjon>x</referanseSekundaerKlassifikasjon></mappe>",
        ),
    ),
    ("N5.59", in_xml(PUBLIC, r"<journalregistrering>.*?</journalregistrering>", "")),
    ("N5.59", in_xml(PUBLIC, "<antallJournalposter>3", "<antallJournalposter>2")),
    ("N5.60", in_xml(PUBLIC, "<journalStartDato>2025-03-10", "<journalStartDato>2025-01-01")),
    ("N5.61", in_xml(DESCRIPTION, r"(//endring.*?<value>)1<", r"\g<1>9<")),
    ("N5.62", in_xml("endringslogg", "000000000009<", "000000009999<")),
    ("N5.63", in_xml(STRUCTURE, "<tittel>Dialog</tittel>", "<tittel></tittel>")),
    ("N5.64", with_file("DOKUMENT/2025/21.txt", b"")),
    ("AST18", in_xml(STRUCTURE, r"<korrespondansepart>.*?</korrespondansepart>", "", count=2)),
    ("P.01", in_xml(STRUCTURE, "Som>Vedlegg", "Som>Hoveddokument")),
    ("P.02", in_xml(STRUCTURE, "Dokument hvor deler av innholdet er skjermet", "Arkivformat")),
    ("P.03", in_xml(PUBLIC, r"(Avsender.*?)\*\*\*\*\*", rf"\g<1>{SECRET_NAME}")),
    ("P.04", in_xml(DESCRIPTION, "(inneholderVirksomhets.*?)true", r"\1false")),
    ("P.05", in_xml(STRUCTURE, "<journalsekvensnummer>3<", "<journalsekvensnummer>4<")),
    ("P.06", with_file("../Thumbs.db", b"x")),
]


@pytest.fixture(scope="module")
def files(noark5_schemas: Path) -> Files:
    out = io.BytesIO()
    folder = SchemaFolder(noark5_schemas)
    package.build(SampleYear(), out, folder=folder, system_name="difi_sosial")
    with zipfile.ZipFile(out) as archive:
        prefix = f"{package.TOP}/"
        return {name.removeprefix(prefix): archive.read(name) for name in archive.namelist()}


def found_in(files: Files) -> set[str]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            inside = name.removeprefix("../") if name.startswith("../") else f"{package.TOP}/{name}"
            archive.writestr(inside, content)
    with zipfile.ZipFile(out) as archive:
        return {finding.test for finding in checks.check(archive)}


def test_a_whole_package_has_no_findings(files):
    assert found_in(files) == set()


@pytest.mark.parametrize(
    ("test", "change"), BREAKS, ids=[f"{n}-{test}" for n, (test, _change) in enumerate(BREAKS)]
)
def test_a_broken_package_is_found(files, test, change):
    broken = dict(files)
    change(broken)

    assert test in found_in(broken)


def test_every_finding_has_words_for_the_page():
    assert {test for test, _change in BREAKS} <= set(TESTS)


def test_every_label_is_of_a_test_that_is_broken_here():
    assert set(TESTS) - {test for test, _change in BREAKS} == {"N5.03"}
