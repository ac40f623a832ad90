"""What tells that two posts are one: the same address, or the same text word for word; pure.

Both are 64 bits of a hash, for a column with an index. The same address is sure; a text is so only
when it is long enough that no two people write it by chance. Texts that are nearly the same are
left apart: a wrong fold hides what somebody wrote.
"""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.expressions import LATIN, unmarked

LETTERS = 60  # about ten words, and not counting spaces and signs
# The address is that of a page which other posts share, or of what the post is about.
SHARED = frozenset({"webpage", "google-business", "linkding", "files"})
# The id is the same on every server; the address need not be.
BY_ID = frozenset({"mastodon", "lemmy"})
TRACKING = re.compile(
    r"utm_.*|mc_[ce]id|mkt_tok|(?:fb|g|dc|y)clid|msclkid|igshid|ref_src|cmpid|_ga"
)
# Most addresses have nothing that may differ but their scheme, «www.» and a last slash. Who answers
# may write a long one: what has been read is never read again (`*+`).
PLAIN = re.compile(
    r"https?://(?:www\.)?+([a-z0-9][a-z0-9.-]*+)(?!\S*/(?:index\.|users/))((?:/[\w~.-]++)+)/?",
    re.ASCII,
)
FRONT = re.compile(r"/(?:index\.(?:html?|php))?$")
PERSON = re.compile(r"^/users/([^/]+)/statuses/([^/]+)$")
ADDRESS = re.compile(r"https?://\S+")
NOT_LETTERS = re.compile(r"[\W_]+")
ODD = "ßµ".encode("latin-1")
SIGNS = bytes(number for number in range(256) if not chr(number).isalnum())


def link_key(post: Post, connector: str) -> int | None:
    """What posts at the same address share; None when the address is not the post's own."""
    if connector in SHARED:
        return None
    is_address = post.external_id.startswith(("http://", "https://"))
    place = canonical(post.external_id if is_address and connector in BY_ID else post.url)
    return _hashed(place) if "/" in place or "?" in place else None


def text_key(title: str, text: str) -> int | None:
    """What posts with the same words share; None when there are too few of them."""
    for said in (text, f"{title} {text}"):
        letters = _letters(ADDRESS.sub("", said) if "://" in said else said)
        if len(letters) >= LETTERS:
            return _hashed(letters)
    return None


def _letters(text: str) -> str:
    """The letters and digits alone, in lower case and without marks.

    Most texts can be written in bytes, and a table of bytes is ten times as quick. But ß becomes
    two letters in lower case, and µ lies elsewhere.
    """
    try:
        written = text.encode("latin-1")
    except UnicodeEncodeError:
        written = ODD
    if ODD[:1] in written or ODD[1:] in written:
        return NOT_LETTERS.sub("", unmarked(text.casefold()))
    return written.translate(LATIN, SIGNS).decode("latin-1")


def canonical(address: str) -> str:
    """An address without what may differ between two links to one page (RFC 3986 section 6).

    Scheme, «www.», marks of who sent the reader, the order of parameters, a last slash. A fragment
    stays when it names a comment («#comment-12»). The two addresses that Mastodon gives a post
    become one.
    """
    if plain := PLAIN.fullmatch(address):
        return "".join(plain.groups(""))
    parts = urlsplit(address.strip())
    host = parts.netloc.lower().removeprefix("www.")
    path = FRONT.sub("", PERSON.sub(r"/@\1/\2", parts.path))
    query = _in_order(parts.query) if parts.query else ""
    named = parts.fragment if any(map(str.isdigit, parts.fragment)) else ""
    return f"{host}{path}{'?' if query else ''}{query}{'#' if named else ''}{named}"


def _in_order(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if not TRACKING.fullmatch(pair[0].lower())))


def _hashed(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
