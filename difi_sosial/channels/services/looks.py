"""Looks at the published profile: by the portal each day, by a person where it cannot see."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels.enums.accounts import CheckOutcome, Method, ProfileAction, ProfileState
from difi_sosial.channels.models import (
    STANDING,
    Account,
    ActivitySample,
    ProfileCheck,
    ProfileText,
)
from difi_sosial.channels.queries import profiles, register
from difi_sosial.channels.services.access import heads, owner_of
from difi_sosial.channels.services.accounts import CONTROLLED_EACH
from difi_sosial.channels.services.profiles import put_up
from difi_sosial.channels.services.proofs import Upload, keep_proof
from difi_sosial.channels.workflow import PROFILE_WORKFLOW
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid
from difi_sosial.people import services as people
from difi_sosial.people.models import User

LONGEST_SEEN = 20_000  # a whole web page is more than anybody compares
REMINDED_EACH = 7  # days
SILENT_FOR = timedelta(days=3)


@transaction.atomic
def store_check(
    *,
    account: Account,
    at: datetime,
    url: str,
    seen: str | None,
    sha256: str = "",
    is_page: bool = False,
    detail: str = "",
    sample: Mapping[str, Any] | None = None,
) -> ProfileCheck:
    """What the portal saw on a profile: `seen` is its bare text, None when it could not be read.

    A text that waits for publication and is found there counts as published; one that stood there
    and does not any more is a deviation, and the owner gets a letter. `sample` holds posts_total,
    followers and last_post_at where the profile told them. `is_page`: the text is a part of `seen`.
    """
    account = lock(account)
    texts = list(profiles.standing(account))
    text, outcome = _judged(texts, seen, is_page)
    # What is kept shows a deviation. A page may hold words of others: without need, they go.
    kept = seen if outcome == CheckOutcome.DEVIATION else ""
    check = ProfileCheck.objects.create(
        account=account,
        text=text,
        checked_at=at,
        method=Method.AUTO,
        outcome=outcome,
        url=url[:500],
        seen=(kept or "")[:LONGEST_SEEN],
        sha256=sha256,
        detail=detail[:300],
    )
    if sample and any(value is not None for value in sample.values()):
        ActivitySample.objects.create(
            account=account, taken_at=at, method=Method.AUTO, source=url[:300], **sample
        )
    if text is not None:
        _act_on(text, outcome, at, url)
    return check


def _act_on(text: ProfileText, outcome: CheckOutcome, at: datetime, url: str) -> None:
    if outcome == CheckOutcome.UNREACHABLE:
        _tell_of_silence(text, at)
    else:
        _follow(text, outcome, at, url)


@transaction.atomic
def control(
    *,
    text: ProfileText,
    by: User,
    at: datetime,
    still_stands: bool,
    seen: str = "",
    proof: Upload | None = None,
) -> ProfileCheck:
    """A person has looked at the profile: the text stands there (with a proof), or another does.

    Raises Invalid without a proof that it stands, or without what stands there instead.
    """
    account = lock(text.account)
    text = lock(text)
    action = ProfileAction.CONTROL if still_stands else ProfileAction.DEVIATE
    state = PROFILE_WORKFLOW.check(action, state=text.state, by=by, thing=text, reason=seen)
    if still_stands and proof is None:
        raise Invalid(_("Legg ved et skjermbilde eller en fil som viser teksten i kanalen."))
    kept = keep_proof(proof, by=by, at=at) if proof else None
    outcome = CheckOutcome.OK if still_stands else CheckOutcome.DEVIATION
    check = ProfileCheck.objects.create(
        account=account,
        text=text,
        checked_at=at,
        method=Method.MANUAL,
        outcome=outcome,
        url=text.published_url,
        seen=text.body if still_stands else seen.strip(),
        by=by,
        proof=kept,
    )
    text.state = state
    text.save(update_fields=["state", "updated_at"])
    _controlled(account, at)
    if not still_stands:
        _tell_of_deviation(text, at)
    event = Event.PROFILE_CONTROLLED if still_stands else Event.PROFILE_DEVIATION
    audit.record(event, by=by, thing=account, at=at, after=outcome)
    return check


def _controlled(account: Account, at: datetime) -> None:
    """The next control is due in 90 days; a profile that the portal reads needs none."""
    if account.control_due_on is not None:
        account.control_due_on = local_date(at) + CONTROLLED_EACH
        account.save(update_fields=["control_due_on", "updated_at"])


@transaction.atomic
def remind_of_controls(*, at: datetime) -> int:
    """Every day: letters about profiles that a person must look at, and again each week."""
    today = local_date(at)
    due = Account.objects.filter(
        closed_on=None, control_due_on__lte=today, texts__state__in=STANDING
    ).distinct()
    told = 0
    for account in due.select_related("channel", "owner"):
        due_on = account.control_due_on or today
        told += people.tell(
            to=owner_of(account),
            subject=gettext_lazy("Kontroller profilteksten til %(account)s"),
            text=gettext_lazy(
                "Portalen kan ikke lese profilen selv. Se om den godkjente teksten fortsatt står "
                "der, og legg ved et skjermbilde. Fristen er %(day)s."
            ),
            path=register.account_url(account),
            key=f"channels.account:{account.pk}:control:{due_on}:"
            f"{(today - due_on).days // REMINDED_EACH}",
            at=at,
            facts={"account": str(account), "day": due_on},
        )
    return told


def _judged(
    texts: list[ProfileText], seen: str | None, is_page: bool
) -> tuple[ProfileText | None, CheckOutcome]:
    """Which text a look concerns, and what it says of it."""
    standing = next((text for text in texts if text.state in STANDING), None)
    if seen is None:
        return standing, CheckOutcome.UNREACHABLE
    for text in texts:
        if profiles.stands_in(text.body, seen, is_page=is_page):
            return text, CheckOutcome.OK
    # A text that is approved but not yet put up cannot deviate: only what stood there can.
    return standing, CheckOutcome.DEVIATION if standing else CheckOutcome.OK


def _follow(text: ProfileText, outcome: CheckOutcome, at: datetime, url: str) -> None:
    """Move the text where the look says it is; nothing happens when it is there already."""
    text = lock(text)
    if outcome == CheckOutcome.OK and text.state != ProfileState.PUBLISHED:
        state = PROFILE_WORKFLOW.check(ProfileAction.PUBLISH, state=text.state, by=None, thing=text)
        put_up(text, state=state, at=at, by=None, url=url[:200])
    elif outcome == CheckOutcome.DEVIATION and text.state == ProfileState.PUBLISHED:
        text.state = PROFILE_WORKFLOW.check(
            ProfileAction.DEVIATE, state=text.state, by=None, thing=text
        )
        text.save(update_fields=["state", "updated_at"])
        _tell_of_deviation(text, at)
        audit.record(Event.PROFILE_DEVIATION, by=None, thing=text.account, at=at)


def _tell_of_silence(text: ProfileText, at: datetime) -> None:
    """A letter when the profile could not be read for some days: it may be gone, or taken."""
    read = text.account.checks.exclude(outcome=CheckOutcome.UNREACHABLE).first()
    since = read.checked_at if read else text.published_at or text.approved_at
    if since is None or at - since < SILENT_FOR:
        return
    people.tell(
        to=owner_of(text.account),
        subject=gettext_lazy("Portalen får ikke lest profilen til %(account)s"),
        text=gettext_lazy(
            "Profilen har ikke vært å lese siden %(day)s. Se om kontoen fortsatt finnes, og om "
            "adressen i portalen er rett."
        ),
        path=register.account_url(text.account),
        key=f"channels.account:{text.account_id}:silent:{since:%Y-%m-%d}",
        at=at,
        facts={"account": str(text.account), "day": local_date(since)},
    )


def _tell_of_deviation(text: ProfileText, at: datetime) -> None:
    people.tell(
        to=[*owner_of(text.account), *heads()],
        subject=gettext_lazy("Profilteksten til %(account)s er endret i kanalen"),
        text=gettext_lazy(
            "Det som står i kanalen, er ikke den godkjente teksten. Se forskjellen, og rett "
            "profilen eller lag en ny tekst. Kan noen uvedkommende ha endret den, steng kontoen."
        ),
        path=profiles.text_url(text),
        key=f"channels.profile:{text.pk}:deviation:{at:%Y-%m-%d}",
        at=at,
        facts={"account": str(text.account)},
    )
