"""What was said about a version, where it points to now, and how much of it is still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
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
    texts = _texts(sections)
    placed = _placed_all(texts, found)
    return [_shown(text, [p for p in placed if p.anchor == a]) for a, text in texts.items()]


def shown_alone(section: Section, found: Iterable[Thread]) -> Shown:
    """One section as it is read, with its own threads; the other sections are not even rendered."""
    texts = _texts(section.version.sections.all())
    return _shown(texts[section.anchor], _placed_all(texts, found, only=section.anchor))


@dataclass(frozen=True, slots=True)
class Group:
    """Chosen threads of one section; `section` is None when it was left out."""

    heading: str
    section: Section | None
    threads: list[Placed]


def chosen_threads(
    sections: Iterable[Section],
    found: Iterable[Thread],
    *,
    status: str = "apne",
    anchor: str = "",
    person: User | None = None,
) -> list[Group]:
    """Threads by section in the order of the page, those of left-out sections last.

    `status` is apne, loste or alle; `person` narrows to the threads where they said something.
    """
    sections = list(sections)
    placed = place(sections, found)

    def wanted(one: Placed) -> bool:
        thread = one.thread
        by_status = status == "alle" or (status == "loste") == bool(thread.resolved_at)
        said = person is None or any(remark.by_id == person.pk for remark in thread.remarks.all())
        return by_status and said and anchor in ("", thread.anchor)

    chosen = [one for one in placed if wanted(one)]
    known = {section.anchor for section in sections}
    groups = [
        Group(section.heading, section, mine)
        for section in sections
        if (mine := [one for one in chosen if one.anchor == section.anchor])
    ]
    gone: dict[str, list[Placed]] = {}
    for one in chosen:
        if one.anchor not in known:
            gone.setdefault(one.thread.heading, []).append(one)
    return [*groups, *(Group(heading, None, mine) for heading, mine in gone.items())]


def place(sections: Iterable[Section], found: Iterable[Thread]) -> list[Placed]:
    """Where the words of each thread stand now: in its own section first, else in any other."""
    return _placed_all(_texts(sections), found)


POINTING = ("here", "moved")


class _Text:
    """A section with its HTML and its words, made when first asked for."""

    def __init__(self, section: Section) -> None:
        self.section = section

    @cached_property
    def html(self) -> SafeString:
        return render(self.section.body, top=3, prefix=f"{self.section.anchor}-")

    @cached_property
    def words(self) -> str:
        return flat(self.html)


def _texts(sections: Iterable[Section]) -> dict[str, _Text]:
    return {section.anchor: _Text(section) for section in sections}


def _placed_all(
    texts: Mapping[str, _Text], found: Iterable[Thread], only: str = ""
) -> list[Placed]:
    """Threads with their numbers in the version; `only` those of one section."""
    numbered = enumerate(found, start=1)
    return [_placed(t, number, texts) for number, t in numbered if only in ("", t.anchor)]


def _shown(text: _Text, threads: list[Placed]) -> Shown:
    page = Shown(text.section, text.html, threads)
    page.html = marked(page.html, [_mark(one) for one in page.open if one.where in POINTING])
    return page


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
