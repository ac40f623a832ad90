"""What could be better in a guideline's text. Nothing of it stops anybody.

One module per subject; each rule is a function of plain text, so that it is tested by sentences.
They point out rather too little than too much: an adviser who is told of trifles stops reading.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.functional import Promise

from difi_sosial.guidelines.enums import LintRule
from difi_sosial.guidelines.rules.lint.deletion import deletes_without_reason
from difi_sosial.guidelines.rules.lint.explanations import EXPLANATIONS
from difi_sosial.guidelines.rules.lint.expression import restricts_commenters, restricts_employees
from difi_sosial.guidelines.rules.lint.form import (
    abbreviations,
    blanks,
    heading_jumps,
    pictures_without_words,
    unexplained,
)
from difi_sosial.guidelines.rules.lint.guidance import declines_without_guidance
from difi_sosial.guidelines.rules.lint.private import demands_approval
from difi_sosial.guidelines.rules.lint.promises import other_promise
from difi_sosial.guidelines.rules.lint.text import Sentence, blocks, sentences

MAX_WORDS = 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing pointed out: the rule, why it matters, and the words it is about."""

    rule: LintRule
    excerpt: str
    detail: str = ""

    @property
    def explanation(self) -> str | Promise:
        """What is wrong and what to do about it."""
        return EXPLANATIONS[self.rule]

    @property
    def digest(self) -> str:
        """What the finding is known by: it changes when its words change, and not with spaces."""
        words = " ".join(self.excerpt.casefold().split())
        return hashlib.sha256(f"{self.rule}\n{words}".encode()).hexdigest()

    @property
    def short(self) -> str:
        """The digest's first digits, for an address."""
        return self.digest[:16]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a section is judged by beside its own text.

    `explained`: abbreviations that are explained elsewhere in the document, or are names.
    `promised`: the response times of the open accounts, in working hours.
    """

    explained: frozenset[str] = frozenset()
    promised: frozenset[int] = field(default_factory=frozenset)


ALONE = Surroundings()


def surroundings(
    bodies: Iterable[str], *, promised: Iterable[int] = (), names: Iterable[str] = ()
) -> Surroundings:
    """What the sections of one document share."""
    explained = {word for name in names for word in name.split()}
    for body in bodies:
        explained |= abbreviations(body)
    return Surroundings(frozenset(explained), frozenset(promised))


def lint(body: str, around: Surroundings = ALONE) -> list[Finding]:
    """All that could be better in a Markdown text, the rules in their order."""
    return list(_findings(body, around))


# A long document is judged each time its page is looked at, and few of its sections have changed.
@lru_cache(maxsize=500)
def _findings(body: str, around: Surroundings) -> tuple[Finding, ...]:
    found = blocks(body)
    said = sentences(found)
    findings = [Finding(LintRule.BLANK, excerpt) for excerpt in blanks(body)]
    for sentence in said:
        findings += _about(sentence, around)
    findings += [Finding(LintRule.GUIDANCE, s.text) for s in declines_without_guidance(said)]
    findings += [Finding(LintRule.ALT_TEXT, excerpt) for excerpt in pictures_without_words(body)]
    findings += [Finding(LintRule.HEADING_JUMP, excerpt) for excerpt in heading_jumps(found)]
    explained = around.explained | abbreviations(body)
    findings += [
        Finding(LintRule.ABBREVIATION, excerpt, detail=short)
        for short, excerpt in unexplained(found, explained)
    ]
    return tuple(findings)


def _about(sentence: Sentence, around: Surroundings) -> list[Finding]:
    found = []
    if deletes_without_reason(sentence):
        found.append(Finding(LintRule.DELETION, sentence.text))
    if restricts_commenters(sentence):
        found.append(Finding(LintRule.COMMENTERS, sentence.text))
    if restricts_employees(sentence):
        found.append(Finding(LintRule.EMPLOYEES, sentence.text))
    if demands_approval(sentence):
        found.append(Finding(LintRule.PRIVATE_USE, sentence.text))
    if other := other_promise(sentence, around.promised):
        found.append(Finding(LintRule.RESPONSE_TIME, sentence.text, detail=other))
    if sentence.words > MAX_WORDS:
        found.append(Finding(LintRule.LONG_SENTENCE, sentence.text, detail=str(sentence.words)))
    return found


__all__ = ["ALONE", "Finding", "Surroundings", "lint", "surroundings"]
