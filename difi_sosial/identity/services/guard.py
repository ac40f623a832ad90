"""Who may do it at all, and what is never written down."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.core.errors import Invalid, NotAllowed
from difi_sosial.identity.enums import Kind, Party
from difi_sosial.identity.models import Finding
from difi_sosial.identity.rules import looks_private
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

Refusals = dict[str, str | Promise]

NO_STANCE = gettext_lazy(
    "En privatperson kan aldri stå som støttespiller eller motstander: hva noen mener om politikk, "
    "er en særlig kategori personopplysninger (personvernforordningen artikkel 9). "
    "La feltet stå tomt."
)
NO_PERSON = gettext_lazy(
    "Her står bare organisasjoner og personer i offentlig rolle. "
    "En privatperson skal ikke registreres."
)
NO_TONE = gettext_lazy(
    "Tone gjelder sider og grupper. Hvordan en person uttaler seg, skal ikke registreres. "
    "La feltet stå tomt."
)
ROLE_REASON = gettext_lazy("Skriv hvilken offentlig rolle personen har.")
ONLY_ACTORS = gettext_lazy(
    "Holdning gjelder bare organiserte aktører (type I). La feltet stå tomt."
)
ONLY_RATED = gettext_lazy(
    "Vurderinger gjelder bare kart- og vurderingstjenester (type G). La feltet stå tomt."
)
WRONG_SCORE = gettext_lazy("Skriv en karakter fra 0 til 10, slik tjenesten viser den.")
TOO_MANY = gettext_lazy("Flere uten svar enn det er vurderinger. Rett ett av tallene.")
RATED = ("score", "ratings", "unanswered")
# Behind these a name of a person is as it should be.
NAMED = (Party.US, Party.PUBLIC_ROLE)
PERSONS = (Party.PERSON, Party.PUBLIC_ROLE)


def guard(by: User, permission: Permission = Permission.MONITORING_WRITE) -> None:
    """Raises NotAllowed unless the person holds the permission."""
    if not may(by, permission):
        raise not_yours()


def not_yours() -> NotAllowed:
    """The refusal of what belongs to others."""
    return NotAllowed(_("Du kan ikke gjøre dette. Be en kollega med rett rolle om det."))


def still_there(finding: Finding) -> Finding:
    """The finding. Raises Invalid when its time is up and only its number is left."""
    if finding.forgotten_at:
        raise Invalid(_("Funnet er slettet etter lagringstiden. Registrer det på nytt."))
    return finding


def refusals(facts: Mapping[str, Any]) -> Refusals:
    """What the database would refuse, field by field, with the reason.

    Looks at kind, party, stance, its reason and tone (GDPR art. 9), and at what is rated: all of
    it domain.md 4.
    """
    kind, party, stance = facts.get("kind"), facts.get("party"), facts.get("stance")
    found: Refusals = _refused_ratings(facts)
    if stance and kind != Kind.ACTOR:
        found["stance"] = ONLY_ACTORS
    if stance and party not in (Party.ORGANISATION, Party.PUBLIC_ROLE):
        found["stance"] = NO_STANCE
    if kind == Kind.ACTOR and party == Party.PERSON:
        found["party"] = NO_PERSON
    if facts.get("tone") and (kind == Kind.EMPLOYEE or party in PERSONS):
        found["tone"] = NO_TONE
    is_role = party == Party.PUBLIC_ROLE and (stance or kind == Kind.ACTOR)
    if is_role and not str(facts.get("stance_reason") or "").strip():
        found["stance_reason"] = ROLE_REASON
    return found


def asks_about_name(facts: Mapping[str, Any]) -> bool:
    """Whether the name looks like a private person's, so that somebody must say that it is not."""
    if facts.get("kind") == Kind.EMPLOYEE or facts.get("party") in NAMED:
        return False
    return looks_private(str(facts.get("name") or ""))


def _refused_ratings(facts: Mapping[str, Any]) -> Refusals:
    if facts.get("kind") != Kind.RATING:
        return {name: ONLY_RATED for name in RATED if facts.get(name) is not None}
    score, ratings, unanswered = (facts.get(name) for name in RATED)
    found: Refusals = {}
    if score is not None and not 0 <= score <= 10:
        found["score"] = WRONG_SCORE
    if ratings is not None and unanswered is not None and unanswered > ratings:
        found["unanswered"] = TOO_MANY
    return found
