"""Who may do what to a version, what stops a submission, and what is pointed out in a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.markdown import plain, render
from difi_sosial.guidelines.enums import MANDATORY, LintRule, State
from difi_sosial.guidelines.models import GuidelineVersion, Section
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

MAX_WORDS = 30
MAX_FINDINGS = 20
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
NO_ALT = re.compile(r"!\[\s*\]\([^)]*\)")
REMOVES = re.compile(r"\b(slett|fjern|skjul|blokker|utesteng)", re.IGNORECASE)
WITHOUT_REASON = re.compile(
    r"\but(?:en|an) (?:(?:nærmere|nærare|videre|vidare) )?"
    r"(?:begrunnelse|grunngjeving|forklaring|varsel|grunn)"
    r"|\bnår som helst|\bforbeholder (?:oss|seg)|\bførebehold|\bfritt\b|\better eget skjønn"
    r"|\better eige skjøn",
    re.IGNORECASE,
)

EXPLANATIONS: dict[LintRule, str | Promise] = {
    LintRule.DELETION: _(
        "Teksten åpner for å fjerne innlegg uten å si hvorfor. Ytringsfriheten krever en grunn: "
        "Vis til regelen som er brutt, og si hvordan den det gjelder kan klage."
    ),
    LintRule.ALT_TEXT: _(
        "Bildet mangler alternativ tekst. Skriv hva bildet viser mellom hakeparentesene."
    ),
    LintRule.LONG_SENTENCE: _(
        "Setningen har over 30 ord. Del den i to, så blir den lettere å forstå."
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing pointed out: the rule, why it matters, and the words it is about."""

    rule: LintRule
    excerpt: str

    @property
    def explanation(self) -> str | Promise:
        """What is wrong and what to do about it."""
        return EXPLANATIONS[self.rule]


def may_write(person: User, version: GuidelineVersion) -> bool:
    """Writers write, submit and take back."""
    return may(person, Permission.GUIDELINE_WRITE)


def may_decide(person: User, version: GuidelineVersion) -> bool:
    """Four eyes: approvers decide, but never on what they wrote or submitted themselves."""
    return may(person, Permission.GUIDELINE_APPROVE) and not is_author(person, version)


def may_put_in_force(person: User, version: GuidelineVersion) -> bool:
    """Once approved, a writer or an approver puts it in force."""
    return may_write(person, version) or may(person, Permission.GUIDELINE_APPROVE)


def may_withdraw_approved(person: User, version: GuidelineVersion) -> bool:
    """What a manager approved, only a manager takes away."""
    return may(person, Permission.GUIDELINE_APPROVE)


def is_author(person: User, version: GuidelineVersion) -> bool:
    """Did this person write or submit anything of this version? (Loads the authors.)"""
    authors = {author.pk for author in version.authors.all()}
    return person.pk in authors | {version.submitted_by_id}


def is_editable(version: GuidelineVersion) -> bool:
    """Only a draft can be written in."""
    return version.state == State.DRAFT


def a_year_after(day: date) -> date:
    """When the yearly review of something that applies from `day` is due."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


def missing(sections: Iterable[Section]) -> list[Section]:
    """The parts of the guidance that have no text yet, in the order of the page."""
    return [section for section in sections if section.kind in MANDATORY and not section.body]


def lint(body: str) -> list[Finding]:
    """What could be better in a Markdown text; at most twenty findings, nothing of it binding."""
    sentences = [
        sentence
        for line in plain(render(body)).split("\n")
        for sentence in SENTENCE_END.split(line)
    ]
    findings = [Finding(LintRule.ALT_TEXT, match[0]) for match in NO_ALT.finditer(body)]
    for sentence in sentences:
        if REMOVES.search(sentence) and WITHOUT_REASON.search(sentence):
            findings.append(Finding(LintRule.DELETION, sentence))
        if len(sentence.split()) > MAX_WORDS:
            findings.append(Finding(LintRule.LONG_SENTENCE, sentence))
    return findings[:MAX_FINDINGS]
