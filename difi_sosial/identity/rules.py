"""Who may do what with the map of the net identity, and whose name looks private."""

import re

from difi_sosial.identity.enums import Kind
from difi_sosial.identity.models import Check, Finding, Impersonation, Measure
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may, represents

# A word in a name that no private person has.
ORGANISED = re.compile(
    r"\b(as|asa|ba|ans|sa|nuf|ks|inc|ltd|nrk|"
    r"\w*(?:foreninga?|foreningen|forbundet?|forbund|laget?|gruppa|gruppen|gruppe|aksjonen?|"
    r"aksjon|kommunen?|kommune|etaten?|etat|direktoratet?|departementet?|tilsynet|verket|råd|rådet|"
    r"styret|partiet?|parti|avisa|avisen|bladet|bloggen?|blogg|siden|sida|forumet?|forum|wiki|"
    r"universitetet?|skolen?|klubben?|selskapet?|nettverket?|stiftelsen?|organisasjonen?|"
    r"museet|museum|sykehuset|kirken?|senteret|prosjektet|redaksjonen|nytt|posten|tidende))\b",
    re.IGNORECASE,
)
NAME_PART = re.compile(r"[A-ZÆØÅÁČĐŊŠŦŽÉÖÄÜ][a-zæøåáčđŋšŧžéöäüèêô]+(?:-[A-ZÆØÅ][a-zæøå]+)?\.?")
# The only words without a capital that stand inside a person's name.
BETWEEN = frozenset({"von", "van", "de", "der", "af", "av", "dos", "al", "el"})


def looks_private(name: str) -> bool:
    """Whether a name looks like that of a person: two to four words, each as a name is written.

    A guess that only warns; it errs on the side of asking.
    """
    words = name.replace(",", " ").split()
    if not 2 <= len(words) <= 4 or ORGANISED.search(name):
        return False
    return all(NAME_PART.fullmatch(word) or word in BETWEEN for word in words)


def may_write(person: User, thing: object) -> bool:
    """Those who keep the map."""
    return may(person, Permission.MONITORING_WRITE)


def may_lead(person: User, thing: object) -> bool:
    """Those who answer for the map: they note checks and warn the public."""
    return may(person, Permission.IDENTITY_LEAD)


def may_change(person: User, finding: Finding) -> bool:
    """What an employee registered about themself is theirs alone."""
    if finding.kind == Kind.EMPLOYEE:
        return person.pk == finding.employee_id
    return may_write(person, finding) and finding.forgotten_at is None


def may_remove(person: User, finding: Finding) -> bool:
    """Only what is registered of one's own will, and then at once and without a reason."""
    return finding.kind == Kind.EMPLOYEE and person.pk == finding.employee_id


def may_do(person: User, measure: Measure) -> bool:
    """Those who keep the map, and whoever got the task."""
    return may_write(person, measure) or (person.is_active and person.pk == measure.owner_id)


def may_note(person: User, check: Check) -> bool:
    """Nobody notes a check that they sent in themselves, also not as stand-in for who did."""
    return may_lead(person, check) and not represents(person, check.submitted_by_id)


def may_warn(person: User, case: Impersonation) -> bool:
    """The public is told by those who answer for the agency's communication."""
    return may_lead(person, case)
