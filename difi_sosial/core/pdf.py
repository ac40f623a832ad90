"""HTML in, PDF/A-2a out: tagged, with language and title, and the same bytes for the same input."""

import re
import threading
import warnings
from datetime import UTC, datetime
from functools import lru_cache
from html import unescape
from typing import Any, Never

from django.conf import settings
from django.utils.html import escape, format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.core.bootstrap import PANGO
from difi_sosial.core.errors import OutsideError
from difi_sosial.core.fonts import spelled

INSTALL = f"apt-get install {PANGO}"
PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="author" content="{author}">
<meta name="generator" content="difi_sosial">
<meta name="dcterms.created" content="{made}">
<meta name="dcterms.modified" content="{made}">
</head>
<body>
{html}
</body>
</html>
"""
STYLE = """\
@page {
  size: A4;
  margin: 22mm 20mm 24mm 25mm;
  @bottom-right { content: "%(page)s"; font: 8pt %(font)s; color: #4a4a4a; }
}
/* An emoji in colours is a picture, and PDF/A wants none that are smoothed (6.2.8). */
html { font: 10.5pt/1.5 %(font)s; color: #1a1a1a; hyphens: manual; image-rendering: crisp-edges; }
body { margin: 0; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; break-after: avoid; margin: 1.4em 0 .4em; }
h1 { font-size: 20pt; margin-top: 0; }
h2 { font-size: 15pt; }
h3 { font-size: 12.5pt; }
h4, h5, h6 { font-size: 10.5pt; }
p, ul, ol, dl, table, blockquote, pre { margin: 0 0 .8em; }
p { orphans: 3; widows: 3; }
li { margin-bottom: .2em; }
dt { font-weight: bold; }
dd { margin: 0 0 .5em; }
table { border-collapse: collapse; width: 100%%; }
caption { text-align: left; font-weight: bold; margin-bottom: .4em; }
th, td { border: .5pt solid #808080; padding: 1.5mm 2mm; text-align: left; vertical-align: top; }
td[align=right], th[align=right] { text-align: right; }
td[align=center], th[align=center] { text-align: center; }
th { background: #f0f0f0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.number { text-align: right; }
figure { margin: 0; }
blockquote { border-left: 2pt solid #808080; padding-left: 4mm; margin-left: 0; }
pre, code { font-family: "DejaVu Sans Mono", monospace; font-size: 9pt; white-space: pre-wrap; }
ins { color: #0b5d1e; text-decoration: underline; }
del { color: #8c1d18; text-decoration: line-through; }
a { color: inherit; text-decoration: underline; }
.contents { break-after: page; }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents a { text-decoration: none; }
.contents a::after { content: leader(".") target-counter(attr(href), page); }
.approval { border: 1pt solid #1a1a1a; break-inside: avoid; margin-top: 2em; padding: 4mm 5mm 1mm; }
.approval h2 { margin-top: 0; }
.approval th { width: 32%%; }
.approval td { overflow-wrap: anywhere; }
.footnote { font-size: 9pt; border-top: .5pt solid #808080; }
"""
# A tag, whose names and addresses are not to be read; our HTML has its attributes in double quotes.
TAG = re.compile(r'(<[A-Za-z/!](?:[^>"]|"[^"]*")*>)')
ALTERNATIVE = re.compile(r'(?<=\balt=")[^"]*')  # is read, for no picture is fetched
# What differs from document to document, so that the rest is read once.
HEADER = """\
@page {
  @top-left { content: "%(title)s"; font: 8pt %(font)s; color: #4a4a4a; vertical-align: middle; }
}
@page :first { @top-left { content: none; } }
"""
FONT = '"Inter", "DejaVu Sans", "Liberation Sans", "Noto Sans", sans-serif'

_OF_THREAD = threading.local()


class PdfUnavailable(OutsideError):
    """The machine lacks a system library; the message is the command that installs it."""


def pdf_a(
    html: str, *, title: str, language: str, made_at: datetime, author: str = "difi_sosial"
) -> bytes:
    """Bytes of a PDF/A-2a of an HTML fragment (body content; safe HTML only).

    `language` is a BCP 47 tag (nb, nn, se, en); `made_at` is an aware time and the only time that
    gets into the file. The same arguments give the same bytes on the same fonts. A character that
    no font here has is spelled out. Raises PdfUnavailable when Pango is lacking.
    """
    if made_at.tzinfo is None:
        raise ValueError("made_at must be aware")
    title, author = _writable(title), _writable(author)
    page = PAGE.format(
        language=escape(language),
        title=escape(title),
        author=escape(author),
        made=made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        html=_writable(html),
    )
    return _write(page, _style(language), HEADER % {"title": _css_string(title), "font": FONT})


def contents_list(html: str, *, heading: str, level: int = 2) -> SafeString:
    """A table of contents for `pdf_a`: the headings of one level that have an id, each with its
    page number. Empty when there are none. `html` is safe HTML of our own making.
    """
    found = re.findall(rf'<h{level} id="([^"]+)">(.*?)</h{level}>', html)
    if not found:
        return SafeString()
    rows = format_html_join("", '<li><a href="#{}">{}</a></li>', _plain_headings(found))
    pattern = '<nav class="contents"><h{0}>{1}</h{0}><ol>{2}</ol></nav>'
    return format_html(pattern, level, heading, rows)


def _plain_headings(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(anchor, unescape(strip_tags(words))) for anchor, words in found]


def _writable(html: str) -> str:
    """The same with every character that no font has spelled out, but for what stands in tags."""
    try:
        parts = TAG.split(html)
        parts[::2] = map(spelled, parts[::2])
        parts[1::2] = [ALTERNATIVE.sub(lambda found: spelled(found[0]), tag) for tag in parts[1::2]]
    except OSError as error:
        raise PdfUnavailable(INSTALL) from error
    return "".join(parts)


def _write(page: str, style: str, header: str) -> bytes:
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415 - slow import
    except OSError as error:
        raise PdfUnavailable(INSTALL) from error
    with warnings.catch_warnings():
        # WeasyPrint leaves its own colour profile for the garbage collector to close.
        warnings.simplefilter("ignore", ResourceWarning)
        # The base makes whole addresses of links to our own pages; nothing is fetched from it.
        written = HTML(string=page, base_url=settings.SITE_URL, url_fetcher=_Closed()).write_pdf(
            stylesheets=[_sheet(style), CSS(string=header, url_fetcher=_Closed())],
            pdf_variant="pdf/a-2a",
            font_config=_fonts(),
        )
    return bytes(written)


@lru_cache
def _sheet(style: str) -> Any:
    """A style that many documents share, read once."""
    from weasyprint import CSS  # noqa: PLC0415 - slow import

    return CSS(string=style, url_fetcher=_Closed())


def _fonts() -> Any:
    """What this thread knows of the machine's fonts, found once."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - slow import

    if not hasattr(_OF_THREAD, "fonts"):
        _OF_THREAD.fonts = FontConfiguration()
    return _OF_THREAD.fonts


class _Closed:
    """What the PDF maker asks for images, fonts and stylesheets: it gets none, from anywhere."""

    _fail_on_errors = False  # WeasyPrint reads it: a missing picture does not stop the document

    def fetch(self, url: str, headers: object = None) -> Never:
        raise ValueError(f"No resource is fetched into a PDF: {url[:100]}")

    __call__ = fetch


def _style(language: str) -> str:
    written = language if language in {"nb", "nn"} else "nb"
    with override(written):
        page = _("Side {page} av {pages}").format(
            page='" counter(page) "', pages='" counter(pages) "'
        )
    return STYLE % {"page": page, "font": FONT}


def _css_string(text: str) -> str:
    """The text for a CSS string: all but letters, digits and spaces as escapes."""
    return re.sub(r"[^\w ]", lambda match: f"\\{ord(match[0]):x} ", " ".join(text.split()))
