"""What was said about a version, where it points to now, and how much of it is still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.safestring import SafeString

from difi_sosial.core.markdown import render
from difi_sosial.core.passages import Marked, flat, locate, marked
from difi_sosial.guidelines.models import GuidelineVersion, Remark, Section, Thread
from difi_sosial.people.models import User

Where = Literal["section", "here", "moved", "changed"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A thread with its number in the version, and where its words stand now.

    `where`: on the whole section, here in its own section, moved to the section `now_in`, or
    changed: the words (or the section) are gone.
    """

    thread: Thread
    number: int
    where: Where
    now_in: Section | None = None
    start: int = 0

    @property
    def anchor(self) -> str:
        """The section it is shown with."""
        return self.now_in.anchor if self.now_in else self.thread.anchor


@dataclass(slots=True)
class Shown:
    """A section as it is read: its HTML with the open passages marked, and its threads."""

    section: Section
    html: SafeString
    threads: list[Placed] = field(default_factory=list)

    @property
    def open(self) -> list[Placed]:
        """The threads that somebody still has to do something about."""
        return [placed for placed in self.threads if not placed.thread.resolved_at]

    @property
    def closed(self) -> int:
        """How many are dealt with."""
        return len(self.threads) - len(self.open)


def threads(version: GuidelineVersion) -> QuerySet[Thread]:
    """Every thread of a version with all that was said, oldest first; two queries."""
    remarks = Remark.objects.select_related("by").order_by("at", "pk")
    return (
        Thread.objects.filter(version=version)
        .select_related("started_by", "resolved_by", "version__guideline")
        .defer("version__frozen")
        .prefetch_related(Prefetch("remarks", remarks))
        .order_by("started_at", "pk")
    )


def open_threads(version: GuidelineVersion) -> dict[str, int]:
    """How many open threads each section has, by its anchor; sections without any are left out."""
    rows = Thread.objects.filter(version=version, resolved_at=None).order_by()
    return dict(rows.values_list("anchor").annotate(number=Count("pk")))


def thread_counts(version: GuidelineVersion) -> dict[str, int]:
    """How many threads a version has: `open` and `resolved`."""
    return Thread.objects.filter(version=version).aggregate(
        open=Count("pk", filter=Q(resolved_at=None)),
        resolved=Count("pk", filter=Q(resolved_at__isnull=False)),
    )


def shown(sections: Iterable[Section], found: Iterable[Thread]) -> list[Shown]:
    """The sections as they are read, each with its threads and the open passages marked.

    Threads whose section was left out come with none of them.
    """
    pages = [plain_page(section) for section in sections]
    placed = place(pages, found)
    for page in pages:
        page.threads = [one for one in placed if one.anchor == page.section.anchor]
        page.html = marked(page.html, [_mark(one) for one in page.open if one.where in POINTING])
    return pages


@dataclass(frozen=True, slots=True)
class Group:
    """Chosen threads of one section; `section` is None when it was left out."""

    heading: str
    section: Section | None
    threads: list[Placed]


def chosen_threads(
    pages: Iterable[Shown],
    found: Iterable[Thread],
    *,
    status: str = "apne",
    anchor: str = "",
    person: User | None = None,
) -> list[Group]:
    """Threads by section in the order of the page, those of left-out sections last.

    `status` is apne, loste or alle; `person` narrows to the threads where they said something.
    """
    pages = list(pages)
    placed = place(pages, found)

    def wanted(one: Placed) -> bool:
        thread = one.thread
        by_status = status == "alle" or (status == "loste") == bool(thread.resolved_at)
        said = person is None or any(remark.by_id == person.pk for remark in thread.remarks.all())
        return by_status and said and anchor in ("", thread.anchor)

    chosen = [one for one in placed if wanted(one)]
    known = {page.section.anchor for page in pages}
    groups = [
        Group(page.section.heading, page.section, mine)
        for page in pages
        if (mine := [one for one in chosen if one.anchor == page.section.anchor])
    ]
    gone: dict[str, list[Placed]] = {}
    for one in chosen:
        if one.anchor not in known:
            gone.setdefault(one.thread.heading, []).append(one)
    return [*groups, *(Group(heading, None, mine) for heading, mine in gone.items())]


def place(pages: Iterable[Shown], found: Iterable[Thread]) -> list[Placed]:
    """Where the words of each thread stand now: in its own section first, else in any other."""
    pages = list(pages)
    texts = {page.section.anchor: _Text(page) for page in pages}
    return [_placed(thread, number, texts) for number, thread in enumerate(found, start=1)]


POINTING = ("here", "moved")


class _Text:
    """A section with its words, read when first asked for."""

    def __init__(self, page: Shown) -> None:
        self.section, self.html = page.section, page.html
        self._words: str | None = None

    @property
    def words(self) -> str:
        if self._words is None:
            self._words = flat(self.html)
        return self._words


def _placed(thread: Thread, number: int, texts: Mapping[str, _Text]) -> Placed:
    own = texts.get(thread.anchor)
    if not thread.quote:
        return Placed(thread, number, "section" if own else "changed")
    start = locate(own.words, thread.passage) if own else None
    if own and start is not None:
        return Placed(thread, number, "here", start=start)
    for text in texts.values():
        start = locate(text.words, thread.passage)
        if start is not None:
            return Placed(thread, number, "moved", now_in=text.section, start=start)
    return Placed(thread, number, "changed")


def _mark(placed: Placed) -> Marked:
    end = placed.start + len(placed.thread.quote)
    return Marked(placed.start, end, placed.thread.key, str(placed.number))


def plain_page(section: Section) -> Shown:
    """A section as it is read, without any marks."""
    return Shown(section, _html(section))


def _html(section: Section) -> SafeString:
    return render(section.body, top=3, prefix=f"{section.anchor}-")
