"""The house rules that apply, for the public page and for moderation."""

import hashlib
import json
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from difi_sosial.guidelines.enums import Language, State
from difi_sosial.guidelines.models import HouseRule


def house_rules() -> QuerySet[HouseRule]:
    """The rules of every guideline in force, in order, with their versions.

    `rule.key` ("R3") and `rule.version` are what a moderation log keeps: the key always means the
    same rule in that guideline, and the version is frozen.
    """
    found = HouseRule.objects.filter(version__state=State.IN_FORCE)
    with_versions = found.select_related("version__guideline__unit").defer("version__frozen")
    return with_versions.order_by("version__guideline__title", "version", "order", "number")


def public_house_rules() -> QuerySet[HouseRule]:
    """Those of guidelines that anybody may read; of two that are twins, the bokmål one's alone.

    A rule holds both written forms, so the twin would only say the same once more.
    """
    twins = HouseRule.objects.filter(
        version__state=State.IN_FORCE, version__guideline__is_public=True
    )
    told_elsewhere = Exists(twins.filter(version__guideline__translation_of=OuterRef("guideline")))
    tells_elsewhere = Exists(twins.filter(version__guideline=OuterRef("twin")))
    found = house_rules().filter(version__guideline__is_public=True)
    known = found.annotate(
        guideline=F("version__guideline"), twin=F("version__guideline__translation_of")
    )
    is_nynorsk = Q(version__guideline__language=Language.NN)
    return known.exclude(is_nynorsk & (Q(told_elsewhere) | Q(tells_elsewhere)))


def rule_name(number: int) -> str:
    """What a rule is called where it stands among sections: Husregel R3."""
    return _("Husregel R%(number)s") % {"number": number}


def rules_as_data(known: Iterable[HouseRule]) -> list[dict[str, object]]:
    """Rules as plain data in their order, for the frozen bytes and the audit trail."""
    return [
        {
            "number": rule.number,
            "nb": rule.text_nb,
            "nn": rule.text_nn,
            "legal_ground": rule.legal_ground,
        }
        for rule in known
    ]


def fingerprint(known: Iterable[HouseRule]) -> str:
    """What a set of rules is recognised by when a form comes back: 16 hex digits."""
    text = json.dumps(rules_as_data(known), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def rule_fields(rule: HouseRule) -> dict[str, object]:
    """A rule as a row of the form."""
    return {
        "number": rule.number,
        "text_nb": rule.text_nb,
        "text_nn": rule.text_nn,
        "legal_ground": rule.legal_ground,
    }


def public_address() -> str:
    """Where anybody reads the house rules in force; empty when there are none. One query."""
    if not public_house_rules().exists():
        return ""
    return settings.SITE_URL + reverse("guidelines:house-rules-public")
