"""Facts that profile texts are made of, the texts themselves, and what they look like outside."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse

from difi_sosial.channels.enums.accounts import ProfileState, TextLanguage
from difi_sosial.channels.models import (
    STANDING,
    Account,
    ProfileCheck,
    ProfileSentence,
    ProfileText,
)
from difi_sosial.channels.queries import register
from difi_sosial.channels.queries.words import hours_in_words, kinds_in_words, response_in_words

GENERATED_IN = (TextLanguage.NB, TextLanguage.NN, TextLanguage.EN)
# Approved texts are shown to the public until they are replaced, also while something is amiss.
SHOWN = (ProfileState.APPROVED, *STANDING, ProfileState.OUTDATED)
SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
# A full stop in «kl. 9» ends no sentence.
SENTENCES = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÆØÅČŠŽĐ])")
SLASH = re.compile(r"/+(?=[\s.,;)]|$)")
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u200b": ""})

# The address of the public house rules, empty when none are in force; guidelines register theirs.
HouseRules = Callable[[], str]
_house_rules: list[HouseRules] = []


def register_house_rules(builder: HouseRules) -> None:
    """Let the app that has the guidelines say where the public house rules are, if anywhere."""
    _house_rules[:] = [builder]


def house_rules(account: Account) -> str:
    """The address of the house rules: the account's own, else the public ones in force."""
    return house_rules_of([account])[account.pk]


def house_rules_of(accounts: Iterable[Account]) -> dict[int, str]:
    """The address of each account's house rules by its pk; one query at most for any number."""
    own = {account.pk: account.rules_url for account in accounts}
    common = _house_rules[0]() if _house_rules and not all(own.values()) else ""
    return {pk: address or common for pk, address in own.items()}


def privacy_notice(account: Account) -> str:
    """The address of the privacy notice: the account's own, else the portal's public page."""
    if account.privacy_url:
        return account.privacy_url
    try:
        return settings.SITE_URL + reverse("portal:privacy")
    except NoReverseMatch:
        return ""


def website() -> str:
    """The agency's own site, without a scheme, as people write it."""
    return str(settings.AGENCY_DOMAIN)


def facts_of(account: Account, language: str, rules: str | None = None) -> dict[str, str]:
    """Everything that a sentence can ask for, in one language; empty where nothing is known.

    `rules` is the address of the house rules where the caller has found it for many accounts.
    """
    own = {"nb": account.purpose, "nn": account.purpose_nn, "en": account.purpose_en}
    promises = [(promise.kind, promise.hours) for promise in account.promises.all()]
    return {
        "agency": str(settings.AGENCY_NAME),
        "site": website(),
        "unit": account.unit.name,
        "purpose": own.get(language, "").strip().rstrip("."),
        "activity": account.activity,
        "direct_messages": account.direct_messages,
        "response": response_in_words(account.response_hours, language),
        "response_by_kind": kinds_in_words(promises, language),
        "hours": hours_in_words(register.week_of(account), language),
        "case": account.case_address or str(settings.CONTACT_EMAIL),
        "privacy": privacy_notice(account),
        "rules": house_rules(account) if rules is None else rules,
        "long_url": register.public_url(account),
    }


def changed_facts(text: ProfileText, facts: Mapping[str, str]) -> list[str]:
    """Which facts are others now than when the text was made.

    House rules that came afterwards make nothing that the text says untrue: the next text has them.
    """
    known = text.facts
    return sorted(
        name
        for name, value in facts.items()
        if known.get(name, "") != value and (name != "rules" or known.get(name))
    )


def sentences(language: str) -> QuerySet[ProfileSentence]:
    """The sentences of one language in the order of reading."""
    return ProfileSentence.objects.filter(language=language)


def text_page(pk: int) -> QuerySet[ProfileText]:
    """A text with what its page shows."""
    found = ProfileText.objects.filter(pk=pk).defer("proof__content")
    return found.select_related(
        "account__channel",
        "account__unit",
        "account__owner",
        "generated_by",
        "adapted_by",
        "approved_by",
        "published_by",
        "proof",
    )


def text_url(text: ProfileText) -> str:
    """Where the text's page lies inside the portal."""
    return reverse("channels:profile-detail", args=[text.pk])


def texts_of(account: Account) -> QuerySet[ProfileText]:
    """Every version, newest first."""
    return account.texts.select_related("approved_by", "approved_for").order_by(
        "language", "-number"
    )


def current_texts_of(account: Account) -> list[ProfileText]:
    """The versions that are not replaced, by language; the newest first."""
    return list(texts_of(account).exclude(state=ProfileState.SUPERSEDED))


def standing(account: Account) -> QuerySet[ProfileText]:
    """Texts of the profile's own language that may stand on the profile now, newest first."""
    states = (ProfileState.APPROVED, *STANDING)
    found = account.texts.filter(language=account.profile_language, state__in=states)
    return found.order_by("-number")


def public_texts(account: Account) -> list[ProfileText]:
    """The newest approved text of each language, in the order of the languages."""
    found: dict[str, ProfileText] = {}
    shown = Q(state__in=SHOWN, approved_at__isnull=False)
    for text in account.texts.filter(shown).order_by("number"):
        found[text.language] = text
    return [found[language] for language in GENERATED_IN if language in found]


def last_check(account: Account) -> ProfileCheck | None:
    """The newest look at the published profile."""
    return account.checks.select_related("by", "proof", "text").defer("proof__content").first()


def comparable(text: str) -> str:
    """A text as it is compared: one kind of space and quote, addresses without what sites drop."""
    plain = unicodedata.normalize("NFC", text).translate(QUOTES)
    plain = SLASH.sub("", SCHEME.sub("", plain))
    return " ".join(plain.split())


def stands_in(body: str, seen: str, *, is_page: bool) -> bool:
    """Whether a text is what stands on a profile; on a page it may be a part of what is there."""
    wanted, found = comparable(body), comparable(seen)
    return bool(wanted) and (wanted == found or (is_page and wanted in found))


def lines_for_diff(text: str) -> str:
    """A text with each sentence on its own line, so that a comparison reads like prose."""
    return "\n".join(SENTENCES.split(" ".join(text.split())))
