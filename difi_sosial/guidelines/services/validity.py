"""The end of a version that was approved for a time: told of before, and done by the clock."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.errors import WrongState
from difi_sosial.guidelines import queries
from difi_sosial.guidelines.enums import Action
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.services import letters
from difi_sosial.guidelines.services.steps import step, told

# How long before its last day the owner and the writers are told, the last first.
BEFORE = (timedelta(days=7), timedelta(days=30))


@transaction.atomic
def expire(*, version: GuidelineVersion, at: datetime) -> bool:
    """The clock, after the last day that was approved; False when it is not to end, or has."""
    last = version.valid_until
    if last is None or last >= local_date(at):
        return False
    try:
        version, before = step(version, Action.EXPIRE, None)
    except WrongState:
        return False  # another run was first, or it was replaced or withdrawn
    version.in_force_until = last
    version.save(update_fields=["state", "in_force_until", "updated_at"])
    subject = _("Gjelder ikke lenger: %(title)s")
    text = _(
        "«%(title)s» gjaldt til og med %(day)s, og gjelder ikke lenger. Noen må ta stilling "
        "til om det trengs en ny versjon."
    )
    letters.about_end(version, subject, text, "expired", at)
    told(Event.GUIDELINE_EXPIRED, version, before, by=None, at=at)
    return True


def tell_of_end(*, version: GuidelineVersion, at: datetime) -> int:
    """Tell the owner and the writers that a version soon ends; once for each time before it."""
    last, today = version.valid_until, local_date(at)
    due = next((one for one in BEFORE if last and today >= last - one), None)
    if last is None or last < today or due is None or version not in queries.ending(today):
        return 0
    subject = _("Slutter snart å gjelde: %(title)s")
    text = _(
        "«%(title)s» slutter å gjelde etter %(day)s. Lag en ny versjon i tide hvis noe skal "
        "gjelde etterpå: Den skal høres, godkjennes og journalføres først."
    )
    return letters.about_end(version, subject, text, f"ends:{last}:{due.days}", at)
