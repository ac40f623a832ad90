"""What is pointed out in a text. Nothing of it stops anybody."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.markdown import plain, render
from difi_sosial.guidelines.enums import LintRule

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
