"""What a thing hangs together with: the page of each link of its chain that exists."""

from collections.abc import Callable
from typing import Any

from difi_sosial.channels.models import Account, ProfileText
from difi_sosial.channels.queries.profiles import SHOWN
from difi_sosial.dialogue.models import Triage
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.queries import source_key as guideline_key
from difi_sosial.journal.enums import JobState
from difi_sosial.journal.models import ExtractionJob, RegistryEntry
from difi_sosial.portal.queries.menu import url_of
from difi_sosial.strategy.queries import source_key as strategy_key

Urls = dict[str, str]


def neighbours(thing: Any) -> Urls:
    """Addresses by link of the chain; only the links that this thing has something for."""
    meta = getattr(thing, "_meta", None)
    finder = FINDERS.get(meta.label_lower) if meta else None
    return finder(thing) if finder else {}


def _strategy(version: Any) -> Urls:
    page = url_of("strategy:version-detail", version.pk)
    return {"purpose": page, "target-group": page, **_entry_of(strategy_key(version))}


def _guideline(version: GuidelineVersion) -> Urls:
    page = url_of("guidelines:version-show", version.guideline.slug, version.number)
    return {"guideline": page, **_entry_of(guideline_key(version))}


def _channel(channel: Any) -> Urls:
    """The promise is what the public reads: the approved text of an open account in the channel."""
    page = {"channel": url_of("channels:channel-detail", channel.slug)}
    approved = ProfileText.objects.filter(state__in=SHOWN, account__closed_on=None)
    slugs = approved.filter(account__channel=channel).values_list("account__slug", flat=True)
    slug = slugs.order_by("account").first()
    return {**page, "promise": url_of("register:account", slug)} if slug else page


def _account(account: Account) -> Urls:
    page = url_of("channels:account-detail", account.pk)
    if account.texts.filter(state__in=SHOWN).exists():
        page = url_of("register:account", account.slug)
    return {"channel": url_of("channels:channel-detail", account.channel.slug), "promise": page}


def _profile_text(text: ProfileText) -> Urls:
    return _account(text.account)


def _mention(mention: Any) -> Urls:
    triage = Triage.objects.filter(mention_uuid=mention.uuid).first()
    entry = _entry_of(f"dialogue.triage:{triage.pk}:in") if triage else {}
    page = url_of("dialogue:mention-detail", mention.uuid)
    return {"follow-up": page, **_channel(mention.source.channel), **entry}


def _triage(triage: Triage) -> Urls:
    page = url_of("dialogue:mention-detail", triage.mention_uuid)
    return {"follow-up": page, **_entry_of(f"dialogue.triage:{triage.pk}:in")}


def _entry(entry: RegistryEntry) -> Urls:
    job = ExtractionJob.objects.filter(year=entry.year, state=JobState.DONE).first()
    found = {"journal": url_of("journal:entry-detail", entry.pk)}
    if job is not None:
        found["extraction"] = url_of("journal:extract-detail", job.pk)
    return found | _origin_of(entry.source_key)


def _entry_of(source_key: str) -> Urls:
    entry = RegistryEntry.objects.filter(source_key=source_key).only("pk").first()
    return {"journal": url_of("journal:entry-detail", entry.pk)} if entry else {}


def _origin_of(source_key: str) -> Urls:
    """The page of what an entry was made from, by the key that its maker gave it."""
    maker, _colon, rest = source_key.partition(":")
    number = rest.partition(":")[0]
    if not number.isdigit():
        return {}
    if maker == "strategy.version":
        return {"purpose": url_of("strategy:version-detail", int(number))}
    if maker == "guidelines.version":
        version = GuidelineVersion.objects.select_related("guideline").filter(pk=number).first()
        return _guideline_page(version)
    if maker == "dialogue.triage":
        triage = Triage.objects.filter(pk=number).first()
        return (
            {"follow-up": url_of("dialogue:mention-detail", triage.mention_uuid)} if triage else {}
        )
    return {}


def _guideline_page(version: GuidelineVersion | None) -> Urls:
    if version is None:
        return {}
    return {"guideline": url_of("guidelines:version-show", version.guideline.slug, version.number)}


FINDERS: dict[str, Callable[[Any], Urls]] = {
    "strategy.strategyversion": _strategy,
    "guidelines.guidelineversion": _guideline,
    "channels.channel": _channel,
    "channels.account": _account,
    "channels.profiletext": _profile_text,
    "monitoring.mention": _mention,
    "dialogue.triage": _triage,
    "journal.registryentry": _entry,
}
