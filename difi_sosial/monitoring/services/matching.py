"""Does a text concern us? Terms against texts: whole words, any case, every letter."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.models import WatchVersion

# Soft hyphens, zero-width marks and direction marks come with pasted text and part words unseen.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
NEVER = re.compile(r"(?!)")


def folded(text: str) -> str:
    """The text as it is compared: composed, without case and without unseen marks."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", text)).casefold()


@lru_cache(maxsize=512)
def pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all the terms. A term is a word or a phrase; `*` at its end stands for
    any ending («testetat*» finds «testetatens»)."""
    wanted = [_expression(folded(term)) for term in terms if term.strip(" *")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(wanted)})") if wanted else NEVER


def _expression(term: str) -> str:
    words = r"\s+".join(re.escape(word) for word in term.rstrip("*").split())
    return words if term.endswith("*") else rf"{words}(?!\w)"


def accepts(any_of: Sequence[str], none_of: Sequence[str], text: str) -> bool:
    """Whether the text has one of the wanted terms and none of the unwanted."""
    plain = folded(text)
    return bool(pattern(tuple(any_of)).search(plain)) and not refuses(none_of, plain)


def refuses(none_of: Sequence[str], plain: str) -> bool:
    """Whether an already folded text has one of the unwanted terms."""
    return bool(pattern(tuple(none_of)).search(plain))


def version_for(post: Post, versions: Iterable[WatchVersion]) -> WatchVersion | None:
    """The watch version that this post belongs to, if any.

    The text decides. A server's own search may find more than we can see (a snippet, a stemmer, a
    link): then the version that asked, unless the text holds one of its unwanted terms.
    """
    text = f"{post.title}\n{post.text}"
    candidates = list(versions)
    for version in candidates:
        if accepts(version.any_of, version.none_of, text):
            return version
    if not post.found_by:
        return None
    plain, asked = folded(text), _bare(post.found_by)
    open_to = [version for version in candidates if not refuses(version.none_of, plain)]
    named = (version for version in open_to if asked in map(_bare, version.any_of))
    return next(named, open_to[0] if open_to else None)


def _bare(term: str) -> str:
    return folded(term).strip("#*")
