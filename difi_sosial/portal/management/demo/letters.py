"""What became of the letters of the past: they were sent then, and are not sent now."""

from datetime import datetime

from django.db.models import F

from difi_sosial.people import services as people
from difi_sosial.people.models import Letter

REFUSED = "550 5.2.1 Postboksen tar ikke imot e-post"


def settle(*, at: datetime) -> None:
    """Mark the letters up to `at` as sent, all but one, and forget the old ones.

    The portal itself never sends for the example agency's past: nobody would want that mail.
    """
    past = Letter.objects.filter(next_attempt_at__lte=at, given_up_at=None)
    past.update(sent_at=F("next_attempt_at"), attempts=1)
    people.forget_old(at=at)
    refused = Letter.objects.exclude(sent_at=None).order_by("-sent_at", "-pk").first()
    if refused is not None:
        refused.reason = REFUSED
        refused.given_up_at, refused.sent_at = refused.sent_at, None
        refused.save()
