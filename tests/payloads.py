"""Texts that try to run a script, put together by technique.

Each calls `alert`; a page that shows it safely never does. `CORPUS` maps a name to a text, and the
name begins with the technique. `RAW` says which run a script when a page shows them as they are:
the hooks of the browser test are tried on those first.
"""

RUN = "alert(1)"
ENTITIES = "".join(f"&#{ord(letter)};" for letter in RUN)
HEX = "".join(f"&#x{ord(letter):x}" for letter in RUN)

SCRIPTS = (
    f"<script>{RUN}</script>",
    f"<SCRIPT>{RUN}</SCRIPT>",
    f"<ScRiPt >{RUN}</sCrIpT\t>",
    f"<script\n>{RUN}</script\n>",
    f"<script/x>{RUN}</script>",
    f"<script>{RUN}",
    f"<script>{RUN}//",
    f"<<script>{RUN}//<</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<script><!--\n{RUN}\n//--></script>",
    f"<script type=module>{RUN}</script>",
    f"<script src=data:text/javascript,{RUN}></script>",
    f'<script src="data:,{RUN}"/>',
    f"<svg><script>{RUN}</script></svg>",
    "<svg><script>&#97;lert(1)</script></svg>",
    f"<svg><script href=data:,{RUN} /></svg>",
    f'<svg><script xlink:href="data:,{RUN}"></script></svg>',
    f"<math><script>{RUN}</script></math>",
    f"\x00<script>{RUN}</script>",
    f"<scr\x00ipt>{RUN}</scr\x00ipt>",
    f"\ufeff<script>{RUN}</script>",
    f"</p><script>{RUN}</script><p>",
    f"</title></textarea></style><script>{RUN}</script>",
    f"`<script>{RUN}</script>",
    f"    <script>{RUN}</script>",
    f"- <script>{RUN}</script>",
    f"> <script>{RUN}</script>",
    f"# <script>{RUN}</script>",
    f"| a |\n|---|\n| <script>{RUN}</script> |",
    f"[^1]\n\n[^1]: <script>{RUN}</script>",
    f"**<script>{RUN}</script>**",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"&amp;lt;script&amp;gt;{RUN}&amp;lt;/script&amp;gt;",
    f"\\<script>{RUN}\\</script>",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    f"＜script＞{RUN}＜/script＞",
)

# Tag and handler: what the browser calls by itself, or when the reader moves, types or clicks.
HANDLERS = (
    ("img src=x", "onerror"),
    ("img src=data:,x", "onerror"),
    ("image src=x", "onerror"),
    ("svg", "onload"),
    ("svg/", "onload"),
    ("svg><g", "onload"),
    ("svg><animate attributeName=x dur=1s", "onbegin"),
    ("svg><set attributeName=x", "onbegin"),
    ("body", "onload"),
    ("body", "onpageshow"),
    ("iframe", "onload"),
    ("iframe src=about:blank", "onload"),
    ("object data=x", "onerror"),
    ("embed src=x", "onerror"),
    ("video src=x", "onerror"),
    ("video><source src=x", "onerror"),
    ("audio src=x", "onerror"),
    ("details open", "ontoggle"),
    ("input autofocus", "onfocus"),
    ("select autofocus", "onfocus"),
    ("textarea autofocus", "onfocus"),
    ("button autofocus", "onfocus"),
    ("a href=# autofocus", "onfocus"),
    ("div tabindex=1 autofocus", "onfocus"),
    ("link rel=stylesheet href=x", "onerror"),
    ("style", "onload"),
    ("marquee", "onstart"),
    ("p", "onmouseover"),
    ("p", "onclick"),
    ("b", "onpointerenter"),
    ("a href=https://testetaten.example/", "onmouseover"),
    ("a href=https://testetaten.example/", "onclick"),
    ("td", "onclick"),
    ("h2", "onmouseenter"),
    ("blockquote", "onfocusin"),
    ("li", "onauxclick"),
)
WRITTEN = (
    "<{tag} {on}={run}>",
    '<{tag} {on}="{run}">text</p>',
    "<{tag}\n{on}\n=\n'{run}' ",
)
OTHERWISE = (
    f"<img src=x onerror={ENTITIES}>",
    f"<img src=x onerror={HEX}>",
    "<img src=x onerror=alert`1`>",
    '<img src=x onerror="window[`al`+`ert`](1)">',
    f"<img/src=x/onerror={RUN}>",
    f"<img src=x\x0conerror={RUN}>",
    f"<img src=x a=`>`onerror={RUN}>",
    f'<img src="x` `<script>{RUN}</script>"` `>',
    f'<img """><script>{RUN}</script>">',
    f"<img src=x oNeRrOr={RUN}>",
    f"<img src=x onerror\x00={RUN}>",
    f"<img src=x onerror=\u2028{RUN}>",
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f"--><img src=x onerror={RUN}>",
    f"]]><img src=x onerror={RUN}>",
    f"*/--><img src=x onerror={RUN}>",
    f"<p title='</p><img src=x onerror={RUN}>'>",
    f"<p style=animation-name:x onanimationstart={RUN}><style>@keyframes x{{}}</style>",
)

# What a link may be made to lead to; the browser's own way of reading an address is the trick.
ADDRESSES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" javascript:{RUN}",
    f"\x01javascript:{RUN}",
    f"java\tscript:{RUN}",
    f"java\nscript:{RUN}",
    f"java\rscript:{RUN}",
    f"java&Tab;script:{RUN}",
    f"java&NewLine;script:{RUN}",
    f"javascript&colon;{RUN}",
    f"javascript&#58;{RUN}",
    f"javascript&#x3a;{RUN}",
    f"&#106;avascript:{RUN}",
    f"&#0000106avascript:{RUN}",
    f"&#x6A&#x61vascript:{RUN}",
    f"javascript://%0a{RUN}",
    f"javascript:/*--></title>*/{RUN}",
    f"javascript:void({RUN})",
    "javascript:alert%281%29",
    f"\\javascript:{RUN}",
    f"view-source:javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{RUN}'/>",
    f"vbscript:{RUN}",
    f"livescript:{RUN}",
    f"//testetaten.example/%0d%0a<script>{RUN}</script>",
    f'https://testetaten.example/"onmouseover="{RUN}',
    f"https://testetaten.example/'onclick='{RUN}",
    f"https://testetaten.example/><script>{RUN}</script>",
)
LINKED = (
    "[lenke]({url})",
    "[lenke](<{url}>)",
    "[lenke][a]\n\n[a]: {url}",
    '<a href="{url}">lenke</a>',
)
POINTED = (
    f"<javascript:{RUN}>",
    f"<javascript:{RUN}//@testetaten.example>",
    f"![bilde](javascript:{RUN})",
    f'![bilde](x "onerror={RUN}")',
    f"![bilde](x'onerror={RUN})",
    f'![x" onerror="{RUN}](/bilder/x.png)',
    f'![x](/bilder/x.png "x" onerror="{RUN}")',
    f'[x](/ "x" onmouseover="{RUN}")',
    f"[x](/ 'x\" onmouseover=\"{RUN}')",
    f"[<img src=x onerror={RUN}>](https://testetaten.example/)",
    f"[![x](javascript:{RUN})](javascript:{RUN})",
    f"[a](javascript:{RUN}) [b](https://testetaten.example)",
    f"[x](https://testetaten.example/?q=<script>{RUN}</script>)",
    f"[x](javascript\\:{RUN})",
    f"[x](&#x6A;avascript&#58;{RUN})",
    f"[x]( javascript:{RUN} )",
    f"[x]\n\n[x]: javascript:{RUN} 'tittel'",
    f"## <svg onload={RUN}> {{#x}}",
    f'## Tittel" onclick="{RUN}',
    f"[^<img src=x onerror={RUN}>]\n\n[^<img src=x onerror={RUN}>]: note",
    f'[^" onclick="{RUN}]\n\n[^" onclick="{RUN}]: note',
    f'```"><img src=x onerror={RUN}>\nkode\n```',
    f"``<img src=x onerror={RUN}>`",
    f'| <img src=x onerror={RUN}> |\n|:-" onclick="{RUN}:-|\n| x |',
    f"1. x\n   <img src=x onerror={RUN}>",
    f"*[ABC]: <img src=x onerror={RUN}>\n\nABC",
    f"{{: onclick={RUN} }}\ntekst",
)

# Texts that are harmless where they are cleaned and not where they are read a second time.
MUTATIONS = (
    f"<math><mtext><table><mglyph><style><!--</style>"
    f"<img title='--&gt;&lt;img src=x onerror={RUN}&gt;'>",
    f"<svg></p><style><a id='</style><img src=x onerror={RUN}>'>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<noembed><p title='</noembed><img src=x onerror={RUN}>'></noembed>",
    f"<noframes><p title='</noframes><img src=x onerror={RUN}>'></noframes>",
    f"<xmp><p title='</xmp><img src=x onerror={RUN}>'></xmp>",
    f"<title><p title='</title><img src=x onerror={RUN}>'></title>",
    f"<textarea><p title='</textarea><img src=x onerror={RUN}>'></textarea>",
    f"<plaintext><img src=x onerror={RUN}>",
    f"<template><img src=x onerror={RUN}></template>",
    f"<div><template shadowrootmode=open><img src=x onerror={RUN}></template></div>",
    f"<svg><desc><img src=x onerror={RUN}></desc></svg>",
    f"<svg><foreignObject><img src=x onerror={RUN}></foreignObject></svg>",
    f"<svg><title><img src=x onerror={RUN}></title></svg>",
    f"<math><annotation-xml encoding=text/html><img src=x onerror={RUN}></annotation-xml></math>",
    f"<math><mi><img src=x onerror={RUN}></mi></math>",
    f"<table><img src=x onerror={RUN}></table>",
    f"<table><tr><td><form><img src=x onerror={RUN}></form></td></tr>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f"<select><img src=x onerror={RUN}></select>",
    f"<select><style></select><img src=x onerror={RUN}></style>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<!-- --!><img src=x onerror={RUN}> -->",
    f"<![CDATA[><img src=x onerror={RUN}>]]>",
    f"<?xml ?><img src=x onerror={RUN}>",
    f"<!DOCTYPE x [<!ENTITY y '<img src=x onerror={RUN}>']>&y;",
    f"<a><b></a><img src=x onerror={RUN}></b>",
    f"<p><svg><p><style><img src=x onerror={RUN}></style>",
    f"</br><img src=x onerror={RUN}>",
    f"<img src='&lt;img src=x onerror={RUN}&gt;'>",
)

# Whole documents, forms and styles put inside the page.
FRAMES = (
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f'<iframe srcdoc="&lt;script&gt;parent.{RUN}&lt;/script&gt;"></iframe>',
    f"<iframe src=javascript:parent.{RUN}></iframe>",
    f"<iframe src='data:text/html,<script>{RUN}</script>'></iframe>",
    f"<object data=javascript:{RUN}></object>",
    f"<object data='data:text/html,<script>{RUN}</script>'></object>",
    f"<embed src=javascript:{RUN}>",
    f"<frameset onload={RUN}><frame src=javascript:{RUN}></frameset>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<base href=javascript:{RUN}//><a href=#>x</a>",
    f"<form action=javascript:{RUN}><button>x</button></form>",
    f"<form><button formaction=javascript:{RUN}>x</button></form>",
    f"<form id=f></form><button form=f formaction=javascript:{RUN}>x</button>",
    f"<input type=image src=x formaction=javascript:{RUN} onerror={RUN}>",
    f"<isindex action=javascript:{RUN} type=submit>",
    f"<link rel=import href='data:text/html,<script>{RUN}</script>'>",
    f"<svg><a xlink:href=javascript:{RUN}><text y=20>x</text></a></svg>",
    f"<svg><a><animate attributeName=href values=javascript:{RUN} /><text y=20>x</text></a></svg>",
    f"<svg><use href='data:image/svg+xml,"
    f"<svg id=x xmlns=http://www.w3.org/2000/svg onload={RUN}/>#x'/></svg>",
    f"<math href=javascript:{RUN}>x</math>",
    f'<p style="background:url(javascript:{RUN})">x</p>',
    f"<p style='width:expression({RUN})'>x</p>",
    f"<style>@import 'javascript:{RUN}';</style>",
    f"<style>*{{background:url(javascript:{RUN})}}</style>",
    f"<link rel=stylesheet href=javascript:{RUN}>",
    f"<xml id=x><x><![CDATA[<img src=x onerror={RUN}>]]></x></xml>",
    f"<button popovertarget=p>x</button><div popover id=p onbeforetoggle={RUN}>x</div>",
    f"<dialog open onclose={RUN}><form method=dialog><button>x</button></form></dialog>",
    f"<a href=# ping=javascript:{RUN} onclick={RUN}>x</a>",
    f"<map name=m><area href=javascript:{RUN} shape=default></map><img usemap=#m src=x>",
    f"<label for=x>x</label><input id=x onclick={RUN}>",
    f"<object><param name=src value=javascript:{RUN}></object>",
)


def _corpus() -> dict[str, str]:
    found: dict[str, str] = {}
    for technique, texts in (
        ("script", SCRIPTS),
        ("handler-otherwise", OTHERWISE),
        ("markdown", POINTED),
        ("mutation", MUTATIONS),
        ("frame", FRAMES),
    ):
        found |= {f"{technique}-{number}": text for number, text in enumerate(texts, start=1)}
    for number, (tag, on) in enumerate(HANDLERS, start=1):
        written = WRITTEN[number % len(WRITTEN)]
        found[f"handler-{number}"] = written.format(tag=tag, on=on, run=RUN)
    for number, url in enumerate(ADDRESSES, start=1):
        for way, pattern in enumerate(LINKED, start=1):
            found[f"address-{number}-{way}"] = pattern.format(url=url)
    return found


CORPUS = _corpus()
RAW = tuple(name for name in CORPUS if name.startswith(("handler", "mutation", "frame", "address")))
