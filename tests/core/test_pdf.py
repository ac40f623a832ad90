"""A document that an archive accepts: PDF/A-2a, tagged, closed, the same every time."""

import builtins
import hashlib
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pikepdf
import pytest

from difi_sosial.core import pdf
from difi_sosial.core.pdf import PdfUnavailable, pdf_a

MADE_AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TITLE = 'Retningslinje "sosiale medier" \\ <Máret Čáhčesuolu>'
HTML = """
<h1>Retningslinje for sosiale medier</h1>
<p>Ansvarlig: Máret Čáhčesuolu, Åse Bjørnstad og Per Ødegård. Đ đ Ŋ ŋ Ŧ ŧ Š š Ž ž.</p>
<h2>Mål</h2>
<ul><li>Svare innen <del>to dager</del> <ins>én dag</ins></li></ul>
<table><thead><tr><th>Kanal</th><th>Svar</th></tr></thead>
<tbody><tr><td>Mastodon</td><td>ja</td></tr></tbody></table>
<p>Se <a href="https://testetaten.example/">testetaten</a>.</p>
"""


def made(html: str = HTML, **changes: object) -> bytes:
    fields = {"title": TITLE, "language": "nb", "made_at": MADE_AT, **changes}
    return pdf_a(html, **fields)


@pytest.fixture(scope="module")
def document() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made())) as opened:
        yield opened


def fonts(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for page in document.pages:
        yield from page.Resources.get("/Font", pikepdf.Dictionary()).values()


def text_of(document: pikepdf.Pdf) -> str:
    """The text as a reader would copy it, without any spaces."""
    return "".join(text_of_page(page) for page in document.pages)


def text_of_page(page: pikepdf.Page) -> str:
    """One page's text: glyph numbers through each font's own table.

    Lines break without a space, so words are compared without any.
    """
    fonts = page.Resources.Font.items()
    tables = {name: to_unicode(font.ToUnicode.read_bytes().decode()) for name, font in fonts}
    text, table = "", {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            table = tables[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    codes = bytes(part)
                    text += "".join(
                        table.get(int.from_bytes(codes[n : n + 2]), "?")
                        for n in range(0, len(codes), 2)
                    )
    return re.sub(r"\s", "", text)


def to_unicode(cmap: str) -> dict[int, str]:
    table = {}
    for line in cmap.splitlines():
        parts = line.replace("<", " ").replace(">", " ").split()
        if re.match("<[0-9a-f]", line) and len(parts) == 2:
            table[int(parts[0], 16)] = bytes.fromhex(parts[1]).decode("utf-16-be")
    return table


def tags(element: pikepdf.Object) -> Iterator[str]:
    if isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield str(element.S)
        children = element.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            yield from tags(child)


def test_it_says_that_it_is_pdf_a_2a(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata.pdfa_status == "2A"
        assert metadata["dc:title"] == TITLE
    assert document.pdf_version == "1.7"
    assert document.trailer.ID is not None
    assert "/Encrypt" not in document.trailer


def test_it_is_tagged_and_has_language_and_title(document: pikepdf.Pdf) -> None:
    assert str(document.Root.Lang) == "nb"
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert str(document.docinfo.Title) == TITLE
    found = set(tags(document.Root.StructTreeRoot))
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Link"} <= found


def test_its_colours_and_fonts_are_inside(document: pikepdf.Pdf) -> None:
    [intent] = document.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert "/DestOutputProfile" in intent
    embedded = list(fonts(document))
    assert embedded
    for font in embedded:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert "/ToUnicode" in font


def test_every_letter_is_still_that_letter(document: pikepdf.Pdf) -> None:
    text = text_of(document)
    assert "MáretČáhčesuolu,ÅseBjørnstadogPerØdegård." in text
    assert "ĐđŊŋŦŧŠšŽž" in text
    assert "?" not in text


def test_a_sign_that_no_font_may_write_is_spelled_out_but_not_where_a_link_leads() -> None:
    html = '<p>Eple: \uf8ff <a href="https://testetaten.example/\uf8ff">her\uf8ff</a></p>'
    with pikepdf.open(io.BytesIO(made(html, title="Om \uf8ff"))) as opened:
        assert "Eple:[U+F8FF]her[U+F8FF]" in text_of(opened)
        assert str(opened.docinfo.Title) == "Om [U+F8FF]"
        [link] = [note for note in opened.pages[0].Annots if note.get("/A")]
        assert str(link.A.URI).startswith("https://testetaten.example/")
        assert "U+F8FF" not in str(link.A.URI)


def test_code_that_shows_a_link_is_text_like_any_other() -> None:
    html = '<pre><code>&lt;a href="https://x.example/\uf8ff"&gt;</code></pre>'
    with pikepdf.open(io.BytesIO(made(html))) as opened:
        assert "x.example/[U+F8FF]" in text_of(opened)


def test_what_a_picture_shows_is_read_in_its_place() -> None:
    with pikepdf.open(io.BytesIO(made('<p><img src="/a.png" alt="Et eple \uf8ff"></p>'))) as opened:
        assert "Eteple[U+F8FF]" in text_of(opened)


def test_without_fontconfig_the_line_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lacking(text: str) -> str:
        raise OSError("libfontconfig.so.1: cannot open shared object file")

    monkeypatch.setattr(pdf, "spelled", lacking)
    with pytest.raises(PdfUnavailable, match="apt-get install libpango"):
        made()


def test_pages_are_numbered() -> None:
    with pikepdf.open(io.BytesIO(made("<p>Langt.</p>" * 120))) as long:
        text = text_of(long)
        pages = len(long.pages)
    assert pages > 1
    assert f"Side1av{pages}" in text
    assert f"Side{pages}av{pages}" in text


def test_the_same_input_gives_the_same_bytes() -> None:
    assert made() == made()
    assert made(made_at=MADE_AT.astimezone(timezone(timedelta(hours=1)))) == made()
    assert made(made_at=MADE_AT + timedelta(seconds=1)) != made()


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import django, hashlib; django.setup()\n"
        "from tests.core.test_pdf import made\n"
        "print(hashlib.sha256(made()).hexdigest())"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": ".", "PYTHONHASHSEED": "7"},
    )
    assert said.stdout.split()[-1] == hashlib.sha256(made()).hexdigest()


@pytest.mark.parametrize(
    "source",
    ["https://ond.example/x.png", "file:///etc/passwd", "data:image/png;base64,AAAA", "//x/y"],
)
def test_nothing_is_fetched(source: str) -> None:
    html = (
        f'<p>Tekst</p><img src="{source}" alt="Et kart"><link rel="stylesheet" href="{source}">'
        f'<object data="{source}"></object><style>@import url({source});</style>'
        f'<link rel="attachment" href="{source}">'
    )
    with pikepdf.open(io.BytesIO(made(html))) as opened:
        assert "Tekst" in text_of(opened)
        assert not opened.attachments


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        made(made_at=datetime(2026, 1, 1))


def test_a_machine_without_pango_gets_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without_pango(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(PdfUnavailable, match="apt-get install libpango"):
        made()


def test_starting_the_portal_does_not_load_the_pdf_maker() -> None:
    program = "import sys; import difi_sosial.core.pdf; sys.exit('weasyprint' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
