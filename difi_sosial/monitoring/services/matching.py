"""Which watch does a post belong to?"""

from collections.abc import Iterable
from functools import lru_cache

from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.expressions import Document, Matcher, folded, parse, refuses
from difi_sosial.monitoring.models import Source, WatchVersion
from difi_sosial.monitoring.services.language import guess


def version_for(
    post: Post,
    versions: Iterable[WatchVersion],
    source: Source | None = None,
    language: str | None = None,
) -> WatchVersion | None:
    """The watch version that this post belongs to, if any. `language`: when it is guessed already.

    The text decides. A server's own search may find more than we can see (a snippet, a stemmer, a
    link): then the version that asked, unless the post has something the version will not have.
    """
    candidates = list(versions)
    document = document_of(post, source, language)
    for number in matcher(tuple(version.expression for version in candidates)).matches(document):
        return candidates[number]
    if not post.found_by:
        return None
    asked = _bare(post.found_by)
    open_to = [version for version in candidates if not refuses(version.tree, document)]
    named = (version for version in open_to if asked in map(_bare, version.asked_terms))
    return next(named, open_to[0] if open_to else None)


@lru_cache(maxsize=64)
def matcher(expressions: tuple[str, ...]) -> Matcher[int]:
    """The expressions ready to judge many documents; the key of each is its place in the list."""
    return Matcher(dict(enumerate(map(parse, expressions))))


def language_of(post: Post) -> str:
    """The language a post most likely is in; reading all its words takes as long as matching it."""
    return guess(f"{post.title} {post.text}", post.language)


def document_of(post: Post, source: Source | None = None, language: str | None = None) -> Document:
    """A post as the expressions see it."""
    return Document(
        title=post.title,
        text=post.text,
        author=f"{post.author_name} {post.author_handle}".strip(),
        link=post.url,
        language=language_of(post) if language is None else language,
        source=source.name if source else "",
        channel=source.channel.name if source else "",
    )


def _bare(term: str) -> str:
    return folded(term).strip("#*")
