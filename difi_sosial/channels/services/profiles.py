"""The profile text's way: generated, adapted, approved, published."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels import records, rules
from difi_sosial.channels.enums.accounts import ProfileAction, ProfileState, TextLanguage
from difi_sosial.channels.models import (
    BEING_MADE,
    STANDING,
    Account,
    ProfileSentence,
    ProfileText,
    Proof,
)
from difi_sosial.channels.queries import profiles
from difi_sosial.channels.services.guard import guard
from difi_sosial.channels.services.proofs import Upload, keep_proof
from difi_sosial.channels.workflow import PROFILE_WORKFLOW
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, WrongState
from difi_sosial.people import services as people
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may
from difi_sosial.people.rules import other_than

SENTENCES = Path("fixtures", "seed", "profile_sentences.json")


@transaction.atomic
def load_sentences(path: Path | None = None) -> int:
    """Store the sentences from a JSON file; loading again updates those nobody has changed here."""
    rows = json.loads((path or settings.BASE_DIR / SENTENCES).read_text(encoding="utf-8"))
    edited = set(ProfileSentence.objects.exclude(edited_at=None).values_list("key", "language"))
    for row in rows:
        facts = {name: value for name, value in row.items() if name not in ("key", "texts")}
        for language, words in row["texts"].items():
            if (row["key"], language) not in edited:
                ProfileSentence.objects.update_or_create(
                    key=row["key"], language=language, defaults={**facts, **words}
                )
    return len(rows)


@transaction.atomic
def save_sentence(
    *, sentence: ProfileSentence, edition: int, facts: Mapping[str, Any], by: User, at: datetime
) -> ProfileSentence:
    """Change the agency's wording of a sentence. Raises NotAllowed.

    Raises Conflict when somebody saved after `edition`, which the writer's page was made from.
    """
    guard(by, Permission.ACCOUNT_LEAD)
    sentence = lock(sentence)
    if edition != sentence.edition:
        raise Conflict(_("En annen har lagret setningen mens du skrev."))
    before = {name: getattr(sentence, name) for name in facts}
    for name, value in facts.items():
        setattr(sentence, name, value)
    sentence.edited_at, sentence.edition = at, sentence.edition + 1
    sentence.save()
    after = dict(facts)
    audit.record(Event.SENTENCE_CHANGED, by=by, thing=sentence, at=at, before=before, after=after)
    return sentence


@transaction.atomic
def generate(*, account: Account, language: str, by: User, at: datetime) -> ProfileText:
    """A new version made from the facts as they are; a version that was being made gives way.

    Raises NotAllowed; WrongState for a closed account or one whose text is approved and waits to
    be published; Invalid for a language there are no sentences in.
    """
    guard(by, Permission.CHANNEL_WRITE)
    account = lock(account)
    if account.closed_on is not None:
        raise WrongState(_("Kontoen er lagt ned og trenger ingen profiltekst."))
    draft = compose(account, language)
    earlier = account.texts.filter(language=language)
    for old in earlier.filter(state__in=(*BEING_MADE, ProfileState.OUTDATED), approved_at=None):
        _supersede(old, at)
    if earlier.filter(state=ProfileState.APPROVED).exists():
        raise WrongState(_("En godkjent tekst venter på å bli publisert. Publiser den først."))
    last = earlier.aggregate(last=Max("number"))["last"] or 0
    text = ProfileText.objects.create(
        account=account,
        language=language,
        number=last + 1,
        generated_at=at,
        generated_by=by,
        created_at=at,
        **draft,
    )
    audit.record(Event.PROFILE_GENERATED, by=by, thing=account, at=at, after=str(text))
    return text


def compose(account: Account, language: str) -> dict[str, Any]:
    """The columns of a ProfileText that follow from the account's facts and the sentences.

    `body` is the link to the long text when not even what must be said fits the limit.
    """
    facts = profiles.facts_of(account, language)
    found = records.pieces(profiles.sentences(language), facts)
    if language not in TextLanguage.values or not found:
        raise Invalid(_("Det finnes ingen setninger på dette språket."))
    limit, counting = account.channel.profile_limit, records.counting_of(account.channel.slug)
    short = records.shorten(found, limit=limit, counting=counting)
    return {
        "body": short.body,
        "long_body": records.whole(found),
        "limit": limit,
        "counting": counting,
        "left_out": list(short.left_out),
        "facts": facts,
    }


@transaction.atomic
def adapt(
    *, text: ProfileText, edition: int, body: str, long_body: str, by: User, at: datetime
) -> ProfileText:
    """The adviser's wording, or the generated one as it is, sent to the head for approval.

    Raises Conflict when somebody saved after `edition`, and Invalid when the short text is longer
    than the platform allows.
    """
    text = lock(text)
    state = PROFILE_WORKFLOW.check(ProfileAction.ADAPT, state=text.state, by=by, thing=text)
    if edition != text.edition:
        raise Conflict(_("Noen har lagret teksten mens du skrev."))
    body, long_body = body.strip(), long_body.replace("\r\n", "\n").strip()
    count = records.length(body, text.counting)
    if text.limit is not None and count > text.limit:
        over = {"count": count, "limit": text.limit}
        raise Invalid(_("Teksten er %(count)d lang. Kanalen tar høyst %(limit)d.") % over)
    text.body, text.long_body, text.state, text.edition = body, long_body, state, text.edition + 1
    text.adapted_at, text.adapted_by, text.return_reason = at, by, ""
    text.editor_ids = sorted({*text.editor_ids, by.pk})
    text.save()
    _tell(
        text,
        [person for person in people_who_may(Permission.ACCOUNT_LEAD) if person != by],
        gettext_lazy("Godkjenn profilteksten til %(account)s"),
        gettext_lazy(
            "%(person)s har gjort teksten ferdig. Les den og godkjenn, eller send tilbake."
        ),
        at,
        person=str(by),
    )
    audit.record(Event.PROFILE_ADAPTED, by=by, thing=text.account, at=at, after=str(text))
    return text


@transaction.atomic
def approve(*, text: ProfileText, by: User, at: datetime) -> ProfileText:
    """The head's approval: from here the text is frozen."""
    text = lock(text)
    text.state = PROFILE_WORKFLOW.check(ProfileAction.APPROVE, state=text.state, by=by, thing=text)
    text.approved_for = other_than(by, rules.seat_to_approve(by, text))
    text.approved_at, text.approved_by, text.checksum = at, by, checksum(text)
    text.save()
    writers = [text.adapted_by] if text.adapted_by else []
    _tell(
        text,
        writers,
        gettext_lazy("Publiser profilteksten til %(account)s"),
        gettext_lazy(
            "Teksten er godkjent. Legg den inn i kanalen, og meld fra her når det er gjort."
        ),
        at,
    )
    after: dict[str, str] | str = text.checksum
    if text.approved_for:
        after = {"checksum": text.checksum, "on_behalf_of": str(text.approved_for)}
    audit.record(Event.PROFILE_APPROVED, by=by, thing=text.account, at=at, after=after)
    return text


@transaction.atomic
def send_back(*, text: ProfileText, reason: str, by: User, at: datetime) -> ProfileText:
    """Not approved: back to the adviser with a reason."""
    text = lock(text)
    text.state = PROFILE_WORKFLOW.check(
        ProfileAction.RETURN, state=text.state, by=by, thing=text, reason=reason
    )
    writers = [text.adapted_by] if text.adapted_by else []
    text.adapted_at = text.adapted_by = None
    text.return_reason, text.edition = reason.strip(), text.edition + 1
    text.save()
    _tell(
        text,
        writers,
        gettext_lazy("Profilteksten til %(account)s er sendt tilbake"),
        gettext_lazy("%(person)s skriver: %(reason)s"),
        at,
        person=str(by),
        reason=text.return_reason,
    )
    audit.record(Event.PROFILE_RETURNED, by=by, thing=text.account, at=at, reason=reason)
    return text


@transaction.atomic
def publish(
    *, text: ProfileText, url: str, proof: Upload | None, by: User, at: datetime
) -> ProfileText:
    """A person has put the text on the profile, and shows it: an address and a file."""
    text = lock(text)
    state = PROFILE_WORKFLOW.check(ProfileAction.PUBLISH, state=text.state, by=by, thing=text)
    if proof is None:
        raise Invalid(_("Legg ved et skjermbilde eller en fil som viser teksten i kanalen."))
    kept = keep_proof(proof, by=by, at=at)
    return put_up(text, state=state, at=at, by=by, url=url, proof=kept)


def put_up(
    text: ProfileText,
    *,
    state: str,
    at: datetime,
    by: User | None,
    url: str,
    proof: Proof | None = None,
) -> ProfileText:
    """The text stands on the profile; what stood there before is replaced. Locked by the caller."""
    others = ProfileText.objects.filter(account=text.account_id, language=text.language)
    given_way = (*STANDING, ProfileState.OUTDATED)
    for old in others.filter(state__in=given_way, number__lt=text.number):
        _supersede(old, at)
    text.state, text.published_at, text.published_by = state, at, by
    text.published_url, text.proof = url or text.published_url, proof or text.proof
    text.save()
    audit.record(Event.PROFILE_PUBLISHED, by=by, thing=text.account, at=at, after=str(text))
    return text


def checksum(text: ProfileText) -> str:
    """What the approval holds for: both texts, their language and their account."""
    whole = json.dumps(
        [text.account_id, text.language, text.number, text.body, text.long_body],
        ensure_ascii=False,
    )
    return hashlib.sha256(whole.encode()).hexdigest()


def _supersede(text: ProfileText, at: datetime) -> None:
    text = lock(text)
    text.state = PROFILE_WORKFLOW.check(
        ProfileAction.SUPERSEDE, state=text.state, by=None, thing=text
    )
    text.superseded_at = at
    text.save(update_fields=["state", "superseded_at", "updated_at"])


def _tell(
    text: ProfileText, to: list[User], subject: Any, words: Any, at: datetime, **facts: str
) -> None:
    people.tell(
        to=to,
        subject=subject,
        text=words,
        path=profiles.text_url(text),
        key=f"channels.profile:{text.pk}:{text.state}:{text.edition}",
        at=at,
        facts={"account": str(text.account), **facts},
    )
