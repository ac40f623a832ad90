"""Markdown becomes what the author meant, and nothing from anybody becomes a script."""

import re
import threading
import time
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import pytest
from django.utils.safestring import SafeString
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from difi_sosial.core.markdown import is_own_path, plain, render, sanitise, slug

BELL, TAB = chr(1), chr(9)
PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//ond.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=`x`onerror=alert(1)>",
    '<img """><script>alert(1)</script>">',
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table>",
    "<math href=javascript:alert(1)>x</math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<base href=//ond.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//ond.example/x.css>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<div style='position:fixed;inset:0'>x</div>",
    "<p onclick=alert(1)>x</p>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    f"<a href='java{TAB}script:alert(1)'>x</a>",
    f"<a href='{BELL}javascript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href=JaVaScRiPt:alert(1)>x</a>",
    "<a href=vbscript:msgbox(1)>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href=# onmouseover=alert(1)>x</a>",
    "<a href='https://x' target=_blank onclick=alert(1)>x</a>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input onfocus=alert(1) autofocus>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<xmp><script>alert(1)</script></xmp>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java&#x73;cript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](javascript:alert(1))",
    "![x](x 'y\" onerror=\"alert(1)')",
    "[x](https://x \"y' onclick='alert(1)\")",
    "<javascript:alert(1)>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "# <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
]


class Reader(HTMLParser):
    """Reads HTML the simple way and collects what could hurt."""

    ALLOWED = frozenset(
        {"a", "b", "blockquote", "br", "code", "del", "div", "em", "hr", "i", "img", "ins", "li"}
        | {"ol", "p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead"}
        | {"tr", "u", "ul", "h1", "h2", "h3", "h4", "h5", "h6"}
    )
    ATTRIBUTES = frozenset({"align", "alt", "class", "href", "id", "rel", "src", "start", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.ALLOWED:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name not in self.ATTRIBUTES:
                self.found.append(f"{name}={value}")
            # A browser drops these before it looks for a scheme (the URL standard, 4.4).
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name == "href" and re.match(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", address):
                self.found.append(f"{name}={value}")
            if name == "src" and not is_own_path(value or ""):
                self.found.append(f"{name}={value}")

    def handle_comment(self, text: str) -> None:
        self.found.append(f"<!--{text}")

    def handle_decl(self, text: str) -> None:
        self.found.append(f"<!{text}")


def dangers(html: str) -> list[str]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_comes_through(payload: str) -> None:
    for html in (render(payload), sanitise(payload), render(f"> - {payload}\n")):
        assert dangers(html) == []
        assert isinstance(html, SafeString)


FRAGMENTS = st.lists(
    st.sampled_from(
        [*PAYLOADS, "<", ">", '"', "'", "`", "[", "](", ")", "![", "\n", "\n\n", "    ", "&#", ";"]
        + [
            "javascript:",
            "<a href=",
            "<img src=",
            "onerror=",
            "<svg",
            "<style>",
            "</",
            "<!--",
            "-->",
        ]
        + ["|", "---", "#", "> ", "[^1]", "[^1]: ", "*", "\x00", "\u202e", "æ"]
    )
    | st.text(max_size=8),
    max_size=8,
).map("".join)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(FRAGMENTS)
def test_nothing_dangerous_ever_comes_out(text: str) -> None:
    assert dangers(render(text)) == []
    assert dangers(sanitise(text)) == []


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(FRAGMENTS)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = sanitise(text)
    assert sanitise(once) == once


@pytest.mark.parametrize("way", [render, sanitise, plain])
def test_hidden_characters_are_taken_away_however_they_are_written(way: Callable) -> None:
    zeros = "0" * 5000
    html = way(f"a&#1;b&#x202E;c\x01d&#x{zeros}202eg&#&#1;1;h&#\x012;i&#230;&#{'9' * 5000};")
    assert not re.search("[\x00-\x08\u202a-\u202e]", unescape(html))
    assert all(letter in html for letter in ("a\ufffdb", "cd", "æ"))


@pytest.mark.parametrize("way", [render, sanitise])
def test_what_was_apart_is_no_address_together(way: Callable) -> None:
    for hidden in ("&#1;", "&#1", "\x01", "&#x202e;"):
        link = f'<a href="java{hidden}script:alert(1)">x</a> [x](java{hidden}script:alert(1))'
        assert dangers(way(link)) == []


def test_raw_html_is_shown_as_the_text_it_is() -> None:
    assert render("Skriv <b>fet</b>") == "<p>Skriv &lt;b&gt;fet&lt;/b&gt;</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n## B\n\n# C", ["h2", "h3", "h2"]),
        ("### A\n\n### B", ["h2", "h2"]),
        ("# A\n\n#### B\n\n## C", ["h2", "h3", "h3"]),
        ("###### A\n\n# B", ["h2", "h2"]),
        ("\n\n".join(f"{'#' * n} {n}" for n in range(1, 7)), ["h2", "h3", "h4", "h5", "h6", "h6"]),
    ],
)
def test_headings_start_at_two_and_leave_no_level_out(text: str, expected: list[str]) -> None:
    assert re.findall(r"<(h\d)", render(text)) == expected


def test_headings_can_start_elsewhere() -> None:
    assert render("# A", top=1).startswith("<h1 ")
    assert render("# A", top=4).startswith("<h4 ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mål og målgrupper", "maal-og-maalgrupper"),
        ("Særpreg, øving & råd!", "saerpreg-oeving-raad"),
        ("Čáhčesuolu đ ŋ ŧ š ž", "cahcesuolu-d-n-t-s-z"),
        ("Ma\u030al", "maal"),
        ("一", "del"),
        ("", "del"),
    ],
)
def test_a_heading_gets_an_id_of_plain_letters(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_two_equal_headings_get_two_ids() -> None:
    ids = re.findall(r'id="([^"]+)"', render("# Mål\n\n# Mål"))
    assert ids == ["maal", "maal_1"]


def test_a_prefix_keeps_two_texts_on_a_page_apart() -> None:
    html = render("# Mål\n\n[se](#maal) og[^1]\n\n[^1]: note", prefix="d1-")
    assert 'id="d1-maal"' in html
    assert 'href="#d1-maal"' in html
    ids = set(re.findall(r'id="([^"]+)"', html))
    assert all(target in ids for target in re.findall(r'href="#([^"]+)"', html))
    assert all(name.startswith("d1-") for name in ids)


def test_tables_footnotes_and_numbered_lists_work() -> None:
    html = render("| a | b |\n|---|--:|\n| 1 | 2 |\n\n3. tre\n4. fire\n\nx[^a]\n\n[^a]: note")
    assert '<td align="right">2</td>' in html
    assert '<ol start="3">' in html
    assert 'title="Tilbake til note 1 i teksten"' in html
    assert "style=" not in html


def test_links_lead_out_without_giving_anything_away() -> None:
    assert render("[x](https://ssb.no)") == (
        '<p><a href="https://ssb.no" rel="noopener nofollow">x</a></p>'
    )


@pytest.mark.parametrize(
    ("source", "is_kept"),
    [
        ("/static/kart.png", True),
        ("bilder/kart.png", True),
        ("https://ond.example/x.png", False),
        ("//ond.example/x.png", False),
        ("/\\ond.example/x.png", False),
        ("\\\\ond.example\\x.png", False),
        ("data:image/png;base64,AAAA", False),
        ("http:x.png", False),
    ],
)
def test_only_our_own_pictures_are_shown(source: str, is_kept: bool) -> None:
    html = render(f"![Et kart](<{source}>)")
    assert ("<img" in html) is is_kept
    assert "Et kart" in html


def test_a_post_from_outside_keeps_its_words_and_absolute_links_only() -> None:
    post = (
        '<p class="x">Hei <a href="https://mastodon.example/@kari" class="u-url">@kari</a>'
        '<a href="/settings">her</a><img src="https://ond.example/1.gif" alt="a"></p><h1>Å</h1>'
    )
    assert sanitise(post) == (
        '<p>Hei <a href="https://mastodon.example/@kari" rel="noopener nofollow">@kari</a>'
        '<a rel="noopener nofollow">her</a></p>Å'
    )


def test_letters_that_turn_the_page_around_are_taken_out() -> None:
    assert sanitise("a\u202eb\u2066c\x00d") == "abcd"
    assert "\u202e" not in render("a\u202eb")
    assert plain("a\x00\u202eb") == "ab"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>En</p><p>To<br>tre</p>", "En\nTo\ntre"),
        ("a &lt;b&gt; &amp; æ", "a <b> & æ"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<b>a</b><i>b</i>", "ab"),
        ("<script>x</script>y<style>z</style>", "y"),
        ("  mange   rom \n her ", "mange rom\nher"),
        ("<span class='invisible'>https://</span>ssb.no", "https://ssb.no"),
        ("1 < 2 og 3 > 2", "1 < 2 og 3 > 2"),
        ("", ""),
    ],
)
def test_plain_is_the_text_one_line_per_block(html: str, expected: str) -> None:
    assert plain(html) == expected


@pytest.mark.parametrize(
    "text",
    ["> " * 3000 + "x", "- " * 500 + "x", "[" * 9000, "![" * 500, "[x](" * 9000, "[x][" * 500]
    + ["*" * 9000, "[^" * 9000, "`" * 9000, "|a" * 9000],
)
def test_deep_nesting_is_rendered_safely_and_in_time(text: str) -> None:
    started = time.thread_time()
    html = render(text)
    assert time.thread_time() - started < 2
    assert dangers(html) == []
    assert html


def test_threads_do_not_disturb_each_other() -> None:
    results: list[set[str]] = []

    def work(name: str) -> None:
        results.append({render(f"# {name}\n\nx[^1]\n\n[^1]: {name}") for _ in range(20)})

    threads = [threading.Thread(target=work, args=[f"t{n}"]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(result) for result in results] == [1, 1, 1, 1]
