"""Whether the published profile still says what was approved: one look a day, through the door."""

import logging
from datetime import datetime, timedelta

from difi_sosial.channels import services as channels
from difi_sosial.channels.enums.accounts import ProfileReader
from difi_sosial.channels.models import Account
from difi_sosial.core import http
from difi_sosial.core.clock import now
from difi_sosial.core.errors import OutsideError
from difi_sosial.monitoring.connectors.base import Response, Unusable
from difi_sosial.monitoring.connectors.profiles import READERS, Place, ProfileSeen
from difi_sosial.monitoring.services import polling
from difi_sosial.monitoring.services.mentions import fit

log = logging.getLogger(__name__)

EACH = timedelta(days=1)
AGAIN = timedelta(hours=2)  # after an answer that could not be used
AT_ONCE = 200
SECONDS = 20.0


def look_due(*, at: datetime, door: http.Door | None = None) -> int:
    """Look at every profile that is due; how many. One profile's trouble is its own."""
    due = Account.objects.filter(closed_on=None, profile_due_at__lte=at)
    readable = due.exclude(reader=ProfileReader.NONE).order_by("profile_due_at")
    return sum(_safely(pk, at, door) for pk in readable.values_list("pk", flat=True)[:AT_ONCE])


def _safely(pk: int, at: datetime, door: http.Door | None) -> bool:
    try:
        return look(pk=pk, at=at, door=door)
    except Exception:
        log.exception("look at the profile of account %s failed", pk)
        return True


def look(*, pk: int, at: datetime, door: http.Door | None = None, hurry: bool = False) -> bool:
    """Look at one profile if it is due (or in a hurry) and nobody else does; whether it was ours.

    The claim is the next due time itself, set by a conditional update before anything is asked.
    """
    due = Account.objects.filter(pk=pk, closed_on=None, reader__in=READERS)
    due = due if hurry else due.filter(profile_due_at__lte=at)
    if due.update(profile_due_at=at + EACH) != 1:
        return False
    account = Account.objects.select_related("channel").get(pk=pk)
    place = Place(account.profile_url or account.url, account.handle, account.profile_part)
    try:
        seen, answer = ask(account.reader, place, door or http.door())
    except (Unusable, OutsideError) as error:
        trouble, detail = polling.named(error)
        log.info("profile of account %s: %s", pk, trouble)
        detail = fit(f"{trouble}: {polling.without_secrets(detail)}", 300)
        channels.store_check(account=account, at=now(), url=place.url, seen=None, detail=detail)
        Account.objects.filter(pk=pk).update(profile_due_at=at + AGAIN)
        return True
    _store(account, seen, answer)
    return True


def ask(reader: str, place: Place, door: http.Door) -> tuple[ProfileSeen, http.Response]:
    """What stands at a place, and the answer that said so. Raises Unusable and OutsideError."""
    question = READERS[reader].request(place)
    answer = polling.ask(door, polling.outgoing(question, "", deadline=SECONDS))
    heard = Response(answer.status, answer.url, answer.headers, answer.body)
    return READERS[reader].parse(heard, place), answer


def _store(account: Account, seen: ProfileSeen, answer: http.Response) -> None:
    channels.store_check(
        account=account,
        at=answer.fetched_at,
        url=polling.without_secrets(answer.url),
        seen=seen.text.replace("\x00", ""),
        sha256=answer.sha256,
        is_page=seen.is_page,
        sample={
            "posts_total": seen.posts_total,
            "followers": seen.followers,
            "last_post_at": seen.last_post_at,
        },
    )
