"""Keeping up: yearly reviews."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.guidelines import queries
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.people.services import tell


def open_reviews(*, at: datetime) -> int:
    """Open the yearly review of every version whose date has come, once; the owner gets a letter.

    Returns how many were opened. Safe to run twice.
    """
    today = local_date(at)
    due = queries.due_for_review(today).filter(review_opened_at__isnull=True)
    return sum(_open_review(version, at=at) for version in due)


@transaction.atomic
def _open_review(version: GuidelineVersion, *, at: datetime) -> bool:
    version = lock(version)
    if version.review_opened_at is not None:
        return False
    version.review_opened_at = at
    version.save(update_fields=["review_opened_at", "updated_at"])
    _tell_owner(version, at)
    audit.record(
        Event.GUIDELINE_REVIEW_OPENED,
        by=None,
        thing=version,
        at=at,
        after={"review_on": version.review_on},
    )
    return True


def _tell_owner(version: GuidelineVersion, at: datetime) -> None:
    tell(
        to=[version.guideline.owner],
        subject=_("Retningslinjene skal gjennomgås: %(title)s"),
        text=_(
            "«%(title)s», versjon %(number)d, skulle gjennomgås innen %(day)s. Les gjennom teksten."
            " Lag en ny versjon hvis noe må endres, eller sett en ny dato hvis alt fortsatt"
            " stemmer."
        ),
        path=reverse("guidelines:guideline-show", args=[version.guideline.slug]),
        key=f"guidelines.version:{version.pk}:review:{version.review_on}",
        at=at,
        facts={"title": version.title, "number": version.number, "day": version.review_on},
    )
