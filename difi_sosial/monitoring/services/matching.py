"""Which watch does a post belong to?"""

from collections.abc import Iterable
from functools import lru_cache

from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.expressions import Document, Matcher, folded, parse, refuses
from difi_sosial.monitoring.models import Source, WatchVersion
from difi_sosial.monitoring.services.language import guess


class Judge:
    """What the posts of one source are held against, made ready once for all of them.

    The text decides. A server's own search may find more than we can see (a snippet, a stemmer, a
    link): then the version that asked, unless the post has something the version will not have.
    """

    def __init__(self, versions: Iterable[WatchVersion], source: Source | None = None) -> None:
        self.versions = list(versions)
        self.matcher = matcher(tuple(version.expression for version in self.versions))
        self.source = source.name if source else ""
        self.channel = source.channel.name if source else ""

    def version_for(self, post: Post, language: str) -> WatchVersion | None:
        """The watch version that this post, in this language, belongs to, if any."""
        document = self._document(post, language)
        for number in self.matcher.matches(document):
            return self.versions[number]
        if not post.found_by:
            return None
        asked = _bare(post.found_by)
        open_to = [version for version in self.versions if not refuses(version.tree, document)]
        named = (version for version in open_to if asked in map(_bare, version.asked_terms))
        return next(named, open_to[0] if open_to else None)

    def _document(self, post: Post, language: str) -> Document:
        return Document(
            title=post.title,
            text=post.text,
            author=f"{post.author_name} {post.author_handle}".strip(),
            link=post.url,
            language=language,
            source=self.source,
            channel=self.channel,
        )


@lru_cache(maxsize=64)
def matcher(expressions: tuple[str, ...]) -> Matcher[int]:
    """The expressions ready to judge many documents; the key of each is its place in the list."""
    return Matcher(dict(enumerate(map(parse, expressions))))


def language_of(post: Post) -> str:
    """The language a post most likely is in; reading all its words takes as long as matching it."""
    return guess(f"{post.title} {post.text}", post.language)


def _bare(term: str) -> str:
    return folded(term).strip("#*")
