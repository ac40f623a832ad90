"""Keeping up: yearly reviews."""

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.guidelines import queries
from difi_sosial.guidelines.models import GuidelineVersion


def open_reviews(*, at: datetime) -> int:
    """Open the yearly review of every version whose date has come, once, with a mail to the owner.

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
    audit.record(
        Event.GUIDELINE_REVIEW_OPENED,
        by=None,
        thing=version,
        at=at,
        after={"review_on": version.review_on},
    )
    # A mail server that is down must not keep the next review shut; the page tells of this one.
    transaction.on_commit(lambda: _mail_owner(version), robust=True)
    return True


def _mail_owner(version: GuidelineVersion) -> None:
    owner = version.guideline.owner
    address = reverse("guidelines:guideline-show", args=[version.guideline.slug])
    with translation.override(owner.language):
        text = render_to_string(
            "guidelines/email/review_opened.txt",
            {"version": version, "owner": owner, "url": settings.SITE_URL + address},
        )
        subject = _("Retningslinjene skal gjennomgås: %(title)s") % {"title": version.title}
    send_mail(" ".join(subject.split()), text, None, [owner.email])
