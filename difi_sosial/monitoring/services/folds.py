"""The same post from many places is one mention: stored as often as it is found, shown once.

The one found first is the head; the others are its copies. Only posts that the same watch found are
folded, so that no watch misses one. What the machine folds, a person can part, and the other way.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.db import insert_many, lock, number_many, one_of, save_many
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.monitoring.enums import FoldAct, MentionStatus, Retention
from difi_sosial.monitoring.models import FoldChange, Mention
from difi_sosial.people.models import User

NEAR = timedelta(days=14)  # the same words later than this are said anew
LATE = timedelta(minutes=30)
READ = (
    *("pk", "head", "source", "author_key", "posted_at", "watch_version__watch"),
    *("same_link", "same_text"),
)
Heir = Callable[[Mention, Mention], None]
_heirs: list[Heir] = []


def register_heir(move: Heir) -> None:
    """The app above says how what it knows of a mention goes to the one that takes over."""
    _heirs[:] = [move]


class Seen(NamedTuple):
    """A mention as far as folding cares; `head` is the one it would be a copy of."""

    head: int
    source: int
    author: str
    posted_at: datetime
    watch: int
    link: int | None
    text: int | None

    def is_same(self, other: "Seen") -> bool:
        """Whether the two are one post. Two who write the same in one place are two."""
        if self.watch != other.watch:
            return False
        elsewhere = self.source != other.source
        if elsewhere and self.link is not None and self.link == other.link:
            return True
        alike = self.text is not None and self.text == other.text
        one_writer = elsewhere or bool(self.author and self.author == other.author)
        return alike and one_writer and abs(self.posted_at - other.posted_at) <= NEAR


def insert(mentions: Sequence[Mention]) -> None:
    """Store new mentions, those that are stored elsewhere as copies; three statements at most."""
    number_many(mentions)
    watches = _watches(mentions)
    known = _stored(mentions, watches)
    for one in mentions:
        seen = _seen(one, watches)
        if same := next(_alike(seen, known), None):
            one.head_id = same.head
            seen = seen._replace(head=same.head)
        _note(known, seen)
    insert_many(Mention, mentions)


def fold_late(*, at: datetime) -> int:
    """Fold what two workers stored at the same moment, and so did not see of each other; how many.

    What a person has parted stays so.
    """
    lately = Mention.objects.filter(found_at__gt=at - LATE, withheld_at=None, head=None)
    rows = lately.filter(is_parted=False, status=MentionStatus.NEW, copies=None)
    new = list(rows.select_related("watch_version").defer("html", "text", "search").order_by("pk"))
    watches = _watches(new)
    known = _stored(new, watches)
    found: dict[int, int] = {}
    for one in new:
        older = (other.head for other in _alike(_seen(one, watches), known))
        head = next((pk for pk in older if pk < one.pk and pk not in found), None)
        if head is not None:
            found[one.pk] = head
    return len(save_many(Mention, [{"pk": pk, "head": head} for pk, head in found.items()]))


Known = dict[int, list[Seen]]


def _watches(mentions: Iterable[Mention]) -> dict[int, int]:
    """The watch of each version that found one of these."""
    one_of_each = {one.watch_version_id: one for one in mentions}
    return {version: one.watch_version.watch_id for version, one in one_of_each.items()}


def _stored(mentions: Sequence[Mention], watches: Mapping[int, int]) -> Known:
    """What is stored with the same address or text; one query."""
    links = {one.same_link for one in mentions if one.same_link is not None}
    texts = {one.same_text for one in mentions if one.same_text is not None}
    known: Known = defaultdict(list)
    if links or texts:
        # A text that thousands have in common is read only where it could be the same post.
        moments = [one.posted_at for one in mentions]
        near = (min(moments) - NEAR, max(moments) + NEAR)
        alike = Q(one_of("same_link", links)) | Q(one_of("same_text", texts), posted_at__range=near)
        rows = Mention.objects.filter(
            alike, withheld_at=None, watch_version__watch__in={*watches.values()}
        ).order_by("pk")
        for pk, head, *rest in rows.values_list(*READ):
            _note(known, Seen(head or pk, *rest))
    return known


def _note(known: Known, seen: Seen) -> None:
    for key in (seen.link, seen.text):
        if key is not None:
            known[key].append(seen)


def _alike(seen: Seen, known: Known) -> Iterator[Seen]:
    for key in (seen.link, seen.text):
        for other in known.get(key, ()) if key is not None else ():
            if seen.is_same(other):
                yield other


def _seen(one: Mention, watches: Mapping[int, int]) -> Seen:
    watch = watches[one.watch_version_id]
    author, link, text = one.author_key, one.same_link, one.same_text
    return Seen(one.pk, one.source_id, author, one.posted_at, watch, link, text)


@transaction.atomic
def join(*, mention: Mention, other: Mention, by: User, at: datetime) -> FoldChange:
    """Say that two are one. The one that somebody works with is the head, else the older.

    Invalid when they are one already, or when both are worked with.
    """
    keys = sorted({_root(mention), _root(other)})
    if len(keys) == 1:
        raise Invalid(_("De to er samme omtale allerede."))
    one, two = map(_locked, keys)
    if one.head_id or two.head_id:
        raise Conflict(_("Noen har endret dette i mellomtiden. Se over på nytt."))
    begun = [each for each in (one, two) if each.status != MentionStatus.NEW]
    if len(begun) == 2:
        raise Invalid(_("Dere har begynt på begge. Lukk den ene før du slår dem sammen."))
    head = begun[0] if begun else one
    copy = two if head is one else one
    moved = list(copy.copies.values_list("pk", flat=True))
    Mention.objects.filter(pk__in=[copy.pk, *moved]).update(head=head)
    change = _change(FoldAct.JOIN, head, copy, moved, by, at)
    record(Event.MENTIONS_JOINED, by=by, thing=head, at=at, after=_facts(change))
    return change


@transaction.atomic
def split(*, mention: Mention, by: User, at: datetime) -> FoldChange:
    """Say that a copy is a mention of its own; the machine leaves it so. Invalid if it is one."""
    if mention.head_id is None:
        raise Invalid(_("Omtalen står for seg selv allerede."))
    head, copy = _locked(mention.head_id), lock(mention)
    if copy.head_id != head.pk:
        raise Conflict(_("Noen har endret dette i mellomtiden. Se over på nytt."))
    copy.head, copy.is_parted = None, True
    copy.save(update_fields=["head", "is_parted"])
    change = _change(FoldAct.SPLIT, head, copy, [], by, at)
    record(Event.MENTIONS_SPLIT, by=by, thing=head, at=at, after=_facts(change))
    return change


@transaction.atomic
def undo(*, change: FoldChange, by: User, at: datetime) -> None:
    """Make it as it was. A second time changes nothing; Conflict when somebody has gone on."""
    change = lock(change)
    if change.undone_at is not None:
        return
    copy = lock(change.mention)
    joined = change.act == FoldAct.JOIN
    begun = copy.status != MentionStatus.NEW or copy.copies.exists()
    if (copy.head_id != change.head_id) if joined else (copy.head_id is not None or begun):
        raise Conflict(_("Omtalene er endret siden, så dette kan ikke angres."))
    Mention.objects.filter(pk=copy.pk).update(head=None if joined else _root(change.head))
    if joined:
        back = Mention.objects.filter(pk__in=change.moved, head=change.head_id)
        back.update(head=copy)
    change.undone_by, change.undone_at = by, at
    change.save(update_fields=["undone_by", "undone_at"])
    record(Event.FOLD_UNDONE, by=by, thing=change.head, at=at, before=_facts(change))


@transaction.atomic
def pass_on(*, mention: Mention) -> Mention | None:
    """Before a head is held back or deleted: the first of its copies takes over, with its work.

    Returns the new head; None when there is no copy whose text can be shown. The mention is
    locked. Whoever calls writes the log, which is locked last.
    """
    if mention.head_id is not None:
        return None
    standing = mention.copies.filter(withheld_at=None).select_for_update(of=("self",))
    heir = standing.order_by("posted_at", "pk").first()
    if heir is None:
        return None
    mention.copies.exclude(pk=heir.pk).update(head=heir)
    heir.head, heir.status = None, mention.status
    if mention.retention != Retention.ORDINARY:  # what nobody touched has its own time
        heir.retention, heir.retain_from = mention.retention, mention.retain_from
    heir.save(update_fields=["head", "status", "retention", "retain_from"])
    mention.head, mention.status = heir, MentionStatus.NEW
    if mention.retention == Retention.OPEN:  # nobody works with it here, and nobody would close it
        mention.retention, mention.retain_from = Retention.ORDINARY, mention.found_at
    mention.save(update_fields=["head", "status", "retention", "retain_from"])
    for move in _heirs:
        move(mention, heir)
    return heir


def _root(mention: Mention) -> int:
    return mention.head_id or mention.pk


def _locked(pk: int) -> Mention:
    return Mention.objects.select_for_update(of=("self",)).get(pk=pk)


def _change(
    act: FoldAct, head: Mention, mention: Mention, moved: list[int], by: User, at: datetime
) -> FoldChange:
    return FoldChange.objects.create(act=act, head=head, mention=mention, moved=moved, by=by, at=at)


def _facts(change: FoldChange) -> dict[str, object]:
    return {"mention": str(change.mention.uuid), "moved": len(change.moved)}
