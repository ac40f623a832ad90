# ruff: noqa: E501 - a feed is one line
"""Feeds as they are out there, whole and broken: what each is, and the titles that are to be read."""

from dataclasses import dataclass

DC = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
SPACES = f'xmlns:dc="{DC}" xmlns:content="{CONTENT}" xmlns:a="http://www.w3.org/2005/Atom"'
UTF8 = '<?xml version="1.0" encoding="UTF-8"?>'


@dataclass(frozen=True)
class Feed:
    """One answer, the titles in it, and whether it is plain enough for the fast reading."""

    name: str
    body: bytes
    titles: list[str]
    fast: bool = False
    media_type: str = "application/xml"

    def __str__(self) -> str:
        return self.name


def rss(
    *items: str, head: str = UTF8, channel: str = "<title>Blogg</title>", root: str = ""
) -> str:
    rows = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0" {SPACES} {root}><channel>{channel}{rows}</channel></rss>'


def atom(*entries: str, head: str = UTF8, root: str = "", feed: str = "") -> str:
    rows = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'{head}<feed xmlns="http://www.w3.org/2005/Atom" {root}>{feed}{rows}</feed>'


def _plain(name: str, text: str, *titles: str, **more) -> Feed:
    return Feed(name, text.encode(), list(titles), fast=True, **more)


def _odd(name: str, text: str, *titles: str, charset: str = "utf-8", **more) -> Feed:
    return Feed(name, text.encode(charset), list(titles), **more)


ONE = "<title>Blåbær</title><link>https://a.example/1</link>"
DAY = "<pubDate>Sun, 22 Nov 2026 12:00:34 +0100</pubDate>"
DIV = '<div xmlns="http://www.w3.org/1999/xhtml">'

PLAIN = [
    _plain("rss 2.0", rss(ONE + DAY + "<guid>https://a.example/1</guid>"), "Blåbær"),
    _plain("atom 1.0", atom("<title>En</title><id>urn:1</id><updated>2026-11-22T12:00:34Z</updated>"), "En"),
    _plain("no declaration", rss(ONE, head=""), "Blåbær"),
    _plain("text/xml, declared", rss(ONE), "Blåbær", media_type="text/xml"),
    _plain("told in the header", rss(ONE, head=""), "Blåbær", media_type="text/xml; charset=UTF-8"),
    _plain("guid is a link", rss("<title>En</title><guid>https://a.example/g</guid>"), "En"),
    _plain("guid is no link", rss('<title>En</title><guid isPermaLink="false">/g</guid>'), "En"),
    _plain("guid is a relative link", rss("<title>En</title><guid>g/1</guid>"), "En"),
    _plain("relative links", rss("<title>En</title><link>/1?a=1&amp;b=2</link>"), "En"),
    _plain("an empty link before a guid", rss("<title>En</title><link/><guid>x</guid>"), "En"),
    _plain("a link that must not be shown", rss("<title>En</title><link>javascript:a()</link>"), "En"),
    _plain("neither id, link nor date", rss("<title>En</title>", "<description>To</description>"), "En", ""),
    _plain("atom: which link", atom('<title>En</title><link rel="self" href="/s"/><link href="/a"/><link rel="replies" type="text/html" href="/r"/>'), "En"),
    _plain("atom: link of another type", atom('<title>En</title><id>u</id><link type="application/json" href="/j"/>'), "En"),
    _plain("rss with atom's link", rss('<title>En</title><a:link href="https://b.example/"/>'), "En"),
    _plain("CDATA in the title", rss("<title><![CDATA[<b>Fet</b> & rar]]></title>"), "Fet & rar"),
    _plain("CDATA around the content", rss("<title>En</title><description>Kort</description><content:encoded><![CDATA[<p>Hele <em>innlegget</em></p>]]></content:encoded>"), "En"),
    _plain("content before the summary", rss("<content:encoded>Hele</content:encoded><description>Kortere, men lenger</description>"), ""),
    _plain("escaped twice", rss("<title>Hus &amp;amp; hage</title>"), "Hus & hage"),
    _plain("atom: html", atom('<title type="html">&lt;i&gt;Ja&lt;/i&gt;</title><content type="html">&lt;p&gt;x&lt;/p&gt;</content><summary>y</summary>'), "Ja"),
    _plain("atom: author with name, address and page", atom("<title>En</title><author><name>Åse</name><email>a@b.example</email><uri>/u</uri></author>"), "En"),
    _plain("dc:creator", rss("<title>En</title><dc:creator>Kari &amp; Ås</dc:creator>"), "En"),
    _plain("language of the channel", rss(ONE, channel="<language>nn-NO</language>"), "Blåbær"),
    _plain("language of the root", atom("<title>En</title>", root='xml:lang="se_NO"'), "En"),
    _plain("dates", rss(*(f"<title>{n}</title><pubDate>{day}</pubDate>" for n, day in enumerate(["Sun, 22 Nov 2026 12:00:34 GMT", "22 Nov 2026", "Sun, 22 Nov 26 12:00 EST", "2026-11-22T12:00:34.5Z", "2026-11-22", "i går", "", "Sun, 31 Feb 2026 25:61:00 GMT", "Sun, 22 Nov 2026 12:00:34 +9999"]))), *"012345678"),
    _plain("dc:date beside pubDate", rss("<title>En</title><dc:date>2025-01-01T00:00:00Z</dc:date>" + DAY), "En"),
    _plain("comments and instructions", rss("<!-- x --><title>E<!-- y -->n</title><?z z?>"), "En"),
    _plain("white space", rss("<title>\n  En   \t to\n</title>"), "En to"),
    _plain("no entries", rss()),
    _plain("a picture of the channel", rss(ONE, channel="<image><url>/i</url><title>T</title><link>/</link></image>"), "Blåbær"),
]  # fmt: skip

OLD = [
    _odd("rss 0.90", '<?xml version="1.0"?><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>k</title></channel><item><title>En</title><link>/1</link></item></r:RDF>', "En"),
    _odd("rss 0.91 with a doctype", '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://n.example/rss-0.91.dtd"><rss version="0.91"><channel><item><title>Caf&eacute;</title></item></channel></rss>', "Café"),
    _odd("rss 0.92", '<rss version="0.92"><channel><item><description>Bare tekst</description></item></channel></rss>', ""),
    _odd("rdf", f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="{DC}"><channel rdf:about="/"/><item rdf:about="https://a.example/om"><title>En</title><dc:date>2026-11-22T12:00Z</dc:date></item></rdf:RDF>', "En"),
    _odd("atom 0.3", '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped" type="text/html">&lt;b&gt;En&lt;/b&gt;</title><issued>2026-11-22T12:00:34Z</issued><content mode="base64" type="text/html">PGI+aGVpPC9iPg==</content></entry></feed>', "En"),
]  # fmt: skip

ODD = [
    _odd("xhtml title and content", atom(f'<title type="xhtml">{DIV}<b>Fet</b> tittel</div></title><content type="xhtml">{DIV}<p>a &amp; b</p></div></content>'), "Fet tittel"),
    _odd("base64 content", atom('<title>En</title><content type="image/png">aGVp</content>'), "En"),
    _odd("xml:base", atom('<title>En</title><link href="1"/>', root='xml:base="https://base.example/b/"'), "En"),
    _odd("xml:base on an entry's link", atom('<title>En</title><link xml:base="https://c.example/" href="q"/>'), "En"),
    _odd("a language of its own", atom('<title xml:lang="nn">Ein</title>', root='xml:lang="nb"'), "Ein"),
    _odd("two titles", rss("<title>En</title><title>To</title>"), "En"),
    _odd("two descriptions", rss("<title>En</title><description>a</description><description>b</description>"), "En"),
    _odd("a title of the media", rss('<m:group xmlns:m="http://search.yahoo.com/mrss/"><m:title>Nei</m:title></m:group><title>En</title>'), "En"),
    _odd("an element of nobody's", rss('<x:title xmlns:x="urn:x">Nei</x:title><title>En</title>'), "En"),
    _odd("an unknown default namespace", rss('<title>En</title><title xmlns="urn:x">To</title>'), "En"),
    _odd("an entry of another feed", atom("<title>En</title><source><title>Nei</title><id>s</id></source>"), "En"),
    _odd("author with an address", rss("<title>En</title><author>kari@a.example (Kari)</author>"), "En"),
    _odd("markup that is not escaped", rss("<title>En</title><description>a <b>b</b></description>"), "En"),
    _odd("UTF-8 encoded twice", rss("<title>BlÃ¥bÃ¦r</title>"), "Blåbær"),
    _odd("windows-1252 in disguise", rss("<title>\x93Sitat\x94</title>"), "“Sitat”"),
]  # fmt: skip

CHARSETS = [
    _odd("latin-1, declared", rss(ONE, head='<?xml version="1.0" encoding="ISO-8859-1"?>'), "Blåbær", charset="latin-1"),
    _odd("latin-1, not declared", rss(ONE + "<description>Så på sjøen, håper været bedrer seg</description>", head=""), "Blåbær", charset="latin-1"),
    _odd("windows-1252, declared", rss("<title>“Sitat” – så</title>", head='<?xml version="1.0" encoding="windows-1252"?>'), "“Sitat” – så", charset="cp1252"),
    _odd("utf-16 with a mark", rss(ONE, head='<?xml version="1.0" encoding="UTF-16"?>'), "Blåbær", charset="utf-16"),
    Feed("utf-8 with a mark", b"\xef\xbb\xbf" + rss(ONE).encode(), ["Blåbær"]),
    _odd("the header says another", rss(ONE, head=""), "Blåbær", charset="latin-1", media_type="application/xml; charset=iso-8859-1"),
    _odd("the header is wrong", rss(ONE), "Blåbær", media_type="text/xml; charset=us-ascii"),
    _odd("text/xml, not declared", rss(ONE, head=""), "Blåbær", media_type="text/xml"),
    _odd("an unknown charset", rss(ONE, head='<?xml version="1.0" encoding="klingon"?>'), "Blåbær"),
    Feed("a byte that is wrong", rss("<title>Bl?r</title>").encode().replace(b"?", b"\xe5"), ["Blår"]),
]  # fmt: skip

FORUMS = [
    _plain("WordPress, with what it always has", rss("<title>En</title><comments>/c</comments><w:commentRss>/f</w:commentRss><s:comments>2</s:comments><post-id xmlns='com-wordpress:feed-additions:1'>7</post-id>", root='xmlns:w="http://wellformedweb.org/CommentAPI/" xmlns:s="http://purl.org/rss/1.0/modules/slash/"'), "En"),
    _plain("phpBB", atom('<author><name><![CDATA[Kari]]></name></author><updated>2026-11-22T12:00:34+01:00</updated><id>https://f.example/t?p=1#p1</id><link href="https://f.example/t?p=1&amp;s=2#p1"/><title type="html"><![CDATA[Skjema • Re: Svartid]]></title><category term="Skjema" scheme="https://f.example/c" label="Skjema"/><content type="html" xml:base="https://f.example/t?p=1#p1"><![CDATA[Noen som vet?<br /> :-)]]></content>', root='xml:lang="nb"'), "Skjema • Re: Svartid"),
    _odd("XenForo", rss("<title>Svartid</title><pubDate>Sun, 22 Nov 2026 12:00:34 +0000</pubDate><guid isPermaLink='false'>9</guid><author>invalid@f.example (kari)</author><category domain='/c'><![CDATA[Skjema]]></category><dc:creator>kari</dc:creator><content:encoded><![CDATA[<div>Noen som vet?</div>]]></content:encoded>"), "Svartid"),
    _odd("vBulletin", rss("<title>Svartid</title><link>https://f.example/t?t=1&amp;goto=newpost</link><description>Utdrag</description><content:encoded><![CDATA[<div>Så</div>]]></content:encoded><dc:creator>kari</dc:creator><guid isPermaLink='true'>https://f.example/t?t=1</guid>", head='<?xml version="1.0" encoding="ISO-8859-1"?>'), "Svartid", charset="latin-1"),
    _plain("Invision", rss("<title>Svartid</title><link>https://f.example/topic/1/?do=findComment</link><description><![CDATA[<p>Noen?</p>]]></description><guid isPermaLink='false'>1</guid><pubDate>Sun, 22 Nov 2026 12:00:34 +0000</pubDate>"), "Svartid"),
    _plain("NodeBB", rss("<title><![CDATA[Reply to Svartid]]></title><description><![CDATA[<p dir='auto'>Ja</p>]]></description><link>https://f.example/post/2</link><guid isPermaLink='true'>https://f.example/post/2</guid><dc:creator><![CDATA[kari_n]]></dc:creator>"), "Reply to Svartid"),
    _odd("Discourse", rss("<title>Svartid</title><dc:creator><![CDATA[@kari]]></dc:creator><description><![CDATA[<p>Ja</p>]]></description><link>https://f.example/t/1/2</link><guid isPermaLink='false'>f.example-post-1-2</guid><source url='https://f.example/t/1.rss'>Svartid</source>"), "Svartid"),
]  # fmt: skip

BROKEN = [
    _odd("cut off", rss(ONE, "<title>To</title><link>/2</link>")[:-14], "Blåbær", "To"),
    _odd("a bare ampersand", rss("<title>Hus & hage</title>"), "Hus & hage"),
    _odd("an HTML entity", rss("<title>Caf&eacute;</title>"), "Café"),
    _odd("an undeclared prefix", rss("<title>En</title><zz:x>1</zz:x>"), "En"),
    _odd("a space before the declaration", " " + rss(ONE), "Blåbær"),
    _odd("tags that cross", rss("<title>En</title><description><p>a</description></p>"), "En"),
    _odd("a control character", rss("<title>E\x0bn</title>"), "E n"),
    _odd("an entity of its own", '<!DOCTYPE rss [<!ENTITY e "Entitet">]>' + rss("<title>&e;</title>", head=""), "&e;"),
]  # fmt: skip

CORPUS = [*PLAIN, *OLD, *ODD, *CHARSETS, *FORUMS, *BROKEN]
