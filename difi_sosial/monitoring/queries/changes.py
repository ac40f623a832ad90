"""What has been changed in a post where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from difi_sosial.core.diff import DiffRow, side_by_side
from difi_sosial.monitoring.models import Mention, MentionRevision


@dataclass(frozen=True)
class Change:
    """One change: when we saw it, and what it was."""

    seen_at: datetime
    rows: Sequence[DiffRow]


def changes_of(mention: Mention) -> list[Change]:
    """The changes of a mention, newest first; none of one whose text is held back."""
    if mention.withheld_at is not None:
        return []
    revisions = list(mention.revisions.order_by("number"))
    editions: list[Mention | MentionRevision] = [*revisions, mention]
    texts = [f"{one.title}\n{one.text}".strip() for one in editions]
    sides = zip(revisions, pairwise(texts), strict=True)
    return [Change(one.changed_at, side_by_side(old, new)) for one, (old, new) in sides][::-1]
