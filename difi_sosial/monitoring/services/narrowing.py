"""«Not like this»: from one mention to an exclusion, weighed on what is stored, then confirmed.

Words and pairs of words of the mention, and its source, are proposed; never its author.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.monitoring.enums import FORGETTABLE
from difi_sosial.monitoring.expressions import (
    AnyOf,
    Field,
    In,
    Matcher,
    Node,
    Not,
    Term,
    Unreadable,
    folded,
    outline,
    wanted_terms,
    written,
)
from difi_sosial.monitoring.models import Mention, Watch
from difi_sosial.monitoring.queries.names import is_name
from difi_sosial.monitoring.services import watches
from difi_sosial.monitoring.services.language import WORDS
from difi_sosial.monitoring.services.trials import FIELDS, Count, document
from difi_sosial.people.models import User

WEIGHED_ON = 2000
MOST_PROPOSED, MOST_CANDIDATES = 8, 60
SHORTEST = 4
WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
# What no text is told by, beside the words that languages are known by.
OTHERS = (
    "dette denne disse hadde blitt blir ville skulle kunne eller etter under over mellom andre "
    "alle mange ingen aldri alltid hele samme derfor fordi kanskje desse vart verte https http www"
)
COMMON = frozenset().union(*WORDS.values()) | frozenset(OTHERS.split())


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that could be kept out: what would be gone, and how many were worked with."""

    key: str
    text: str
    is_source: bool
    removes: int
    worked: int


@dataclass(slots=True)
class Weighed:
    """What an exclusion would have kept out among the newest stored mentions of the watch."""

    expression: str
    weighed_on: int = 0
    removed: Count = field(default_factory=Count)
    worked: int = 0


def proposals(mention: Mention) -> list[Proposal]:
    """What tells this mention from what the watch should find; the most useful first.

    First what has never been worked with, then what would have kept out the most.
    """
    rows = _stored(mention.watch_version.watch)
    nodes: dict[str, Node] = {f"ord:{text}": Term(text) for text in _candidates(mention)}
    nodes[f"kilde:{mention.source.name}"] = Field(In.SOURCE, Term(mention.source.name))
    removes, worked = dict.fromkeys(nodes, 0), dict.fromkeys(nodes, 0)
    judge = Matcher({key: node for key, node in nodes.items() if isinstance(node, Term)})
    for row in rows:
        hits = list(judge.matches(document(row)))
        if row["source__name"] == mention.source.name:
            hits.append(f"kilde:{mention.source.name}")
        for key in hits:
            removes[key] += 1
            worked[key] += row["status"] not in FORGETTABLE
    found = [
        Proposal(key, key.partition(":")[2], key.startswith("kilde:"), removes[key], worked[key])
        for key in nodes
    ]
    best = sorted(found, key=lambda one: (bool(one.worked), -one.removes, -len(one.text)))
    words = [one for one in best if not one.is_source and _says_more(one, removes)][:MOST_PROPOSED]
    return [*words, *(one for one in found if one.is_source)]


def _says_more(one: Proposal, removes: Mapping[str, int]) -> bool:
    """Whether a pair of words would keep out less than each of them alone."""
    words = one.text.split()
    return len(words) == 1 or all(removes[f"ord:{word}"] > one.removes for word in words)


def weigh(*, watch: Watch, words: Sequence[str], sources: Sequence[str]) -> Weighed:
    """The watch with these kept out, and what that would have done. Raises Invalid."""
    unwanted = _unwanted(words, sources)
    weighed = Weighed(_narrowed(watch, unwanted))
    tree = AnyOf(tuple(unwanted))
    judge = Matcher({0: AnyOf(tuple(one for one in unwanted if isinstance(one, Term)))})
    for row in _stored(watch):
        weighed.weighed_on += 1
        if row["source__name"] in sources or judge.matches(document(row)):
            weighed.removed.add(row, tree)
            weighed.worked += row["status"] not in FORGETTABLE
    return weighed


@transaction.atomic
def narrow(
    *,
    mention: Mention,
    words: Sequence[str],
    sources: Sequence[str],
    standing: int,
    by: User,
    at: datetime,
) -> Watch:
    """A new version of the mention's watch with these kept out; the log says from which mention.

    `standing` is the number of the version that was shown. Raises Conflict when another stands
    now, and Invalid.
    """
    watch = lock(mention.watch_version.watch)
    if watch.version is None or watch.version.number != standing:
        raise Conflict(_("Noen har endret overvåkingen i mellomtiden. Se på forslaget på nytt."))
    before = watches.facts_of(watch)
    expression = _narrowed(watch, _unwanted(words, sources))
    names = watches.Names(watch.version.names_role, watch.version.names_reason)
    reason = str(_("Ikke slik som omtalen %(number)s")) % {"number": mention.pk}
    watches.new_version(
        watch=watch, expression=expression, names=names, reason=reason, by=by, at=at
    )
    after = watches.facts_of(watch)
    record(
        Event.WATCH_NARROWED, by=by, thing=watch, at=at, before=before, after=after, reason=reason
    )
    return watch


def _stored(watch: Watch) -> Iterable[dict[str, Any]]:
    """The newest stored mentions of a watch, whichever version found them."""
    rows = Mention.objects.filter(Q(watch_version__watch=watch), withheld_at=None)
    return list(rows.order_by("-posted_at", "-id").values(*FIELDS, "status")[:WEIGHED_ON])


def _candidates(mention: Mention) -> list[str]:
    """Words and pairs of words of the text; not those we look for, nor names of persons."""
    wanted = [folded(term.text) for term in wanted_terms(mention.watch_version.tree)]
    words = WORD.findall(f"{mention.title} . {mention.text}")
    plain = [folded(word) for word in words]
    fit = [_is_telling(word, wanted) for word in plain]
    found = [word for word, is_fit in zip(plain, fit, strict=True) if is_fit]
    for place in range(len(plain) - 1):
        if fit[place] and fit[place + 1]:
            found.append(f"{plain[place]} {plain[place + 1]}")
    return list(dict.fromkeys(found))[:MOST_CANDIDATES]


def _is_telling(word: str, wanted: Iterable[str]) -> bool:
    if len(word) < SHORTEST or word in COMMON or is_name(word):
        return False
    return not any(word in term or term in word for term in wanted)


def _unwanted(words: Sequence[str], sources: Sequence[str]) -> list[Node]:
    nodes: list[Node] = [Term(folded(word.strip('"*'))) for word in words if word.strip('"* ')]
    nodes += [Field(In.SOURCE, Term(name)) for name in sources]
    if not nodes:
        raise Invalid(_("Velg minst ett ord eller kilden."))
    return nodes


def _narrowed(watch: Watch, unwanted: Iterable[Node]) -> str:
    """The newest expression with exclusions after it, in brackets where it needs them."""
    shown = watch.version.shown if watch.version else ""
    try:
        has_choice = isinstance(outline(shown), AnyOf)
    except Unreadable:  # a set of terms beside NEAR has no outline
        has_choice = True
    kept = f"({shown})" if has_choice else shown
    return " AND ".join([kept, *(written(Not(one)) for one in unwanted)])
