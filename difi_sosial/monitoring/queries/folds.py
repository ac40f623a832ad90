"""Which posts are one: where else a mention stands, and what people have said of it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from difi_sosial.monitoring.models import FoldChange, Mention

SHOWN, ALIKE = 10, 2  # so many words in common, at least
NEAR = timedelta(days=3)
LONG_WORD = re.compile(r"\w{4,}")

# The names of the sources that have copies of a mention, as a column of it: read for the rows that
# are shown, and no others.
COPIES = Mention.objects.filter(head=OuterRef("pk")).order_by("posted_at", "pk")
ALSO = ArraySubquery(COPIES.values("source__name"))


@dataclass(frozen=True, slots=True)
class Fold:
    """The copies of a mention, oldest first, or the head it is a copy of; and what was changed."""

    head: Mention | None
    copies: Sequence[Mention]
    changes: Sequence[FoldChange]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return self.head is None and not self.copies and not self.changes


def fold_of(mention: Mention) -> Fold:
    """What belongs to a mention; three queries, whatever there is."""
    related = ("source__channel",)
    heads = Mention.objects.select_related(*related).filter(copies=mention)
    copies = Mention.objects.filter(head=mention).select_related(*related).defer("html", "search")
    of = Q(head=mention) | Q(mention=mention)
    changes = FoldChange.objects.filter(of).select_related(
        "by", "undone_by", "head__source", "mention__source"
    )
    found = list(copies.order_by("posted_at", "pk"))
    return Fold(heads.first(), found, list(changes[:SHOWN]))


def also_at(heads: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The names of the sources that have copies of these mentions, by key; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    copies = Mention.objects.filter(head__in=list(heads)).order_by("posted_at", "pk")
    for head, name in copies.values_list("head", "source__name"):
        if head is not None:
            found[head].append(name)
    return {head: tuple(names) for head, names in found.items()}


def candidates(mention: Mention) -> Sequence[Mention]:
    """Mentions of the same watch from the days round it: what it may be joined with.

    Those that have words in common with it, most first; one query.
    """
    begins, ends = mention.posted_at - NEAR, mention.posted_at + NEAR
    near = Mention.objects.filter(
        watch_version__watch=mention.watch_version.watch_id,
        posted_at__range=(begins, ends),
        head=None,
        withheld_at=None,
    )
    found = list(
        near.exclude(pk=mention.pk)
        .select_related("source")
        .only("uuid", "title", "text", "url", "posted_at", "status", "source__name")
        .order_by("-posted_at", "-pk")[:200]
    )
    words = _words(mention)
    alike = [(len(words & _words(one)), one) for one in found]
    close = sorted((pair for pair in alike if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [one for _count, one in close[:SHOWN]]


def uuid_in(text: str) -> UUID | None:
    """The mention that an address of its page names."""
    for part in reversed(text.strip().rstrip("/").split("/")):
        try:
            return UUID(part)
        except ValueError:
            continue
    return None


def _words(mention: Mention) -> set[str]:
    return set(LONG_WORD.findall(f"{mention.title} {mention.text}".casefold()))
