"""What every verb on a draft begins and ends with."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.audit.queries import history_of
from difi_sosial.core.db import lock
from difi_sosial.core.errors import NotAllowed, WrongState
from difi_sosial.guidelines import rules
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.people.models import User

MAX_SLUG = 70
ONE_EVENT = timedelta(minutes=30)
Facts = dict[str, Any]


def editable(version: GuidelineVersion, by: User) -> GuidelineVersion:
    """The locked draft, to be written in. Raises NotAllowed, WrongState."""
    version = lock(version)
    if not rules.may_write(by, version):
        raise NotAllowed(_("Du kan ikke skrive her. Be en rådgiver om det."))
    if not rules.is_editable(version):
        raise WrongState(
            _("Versjonen er ikke lenger en kladd. Ta den tilbake, eller lag en ny versjon.")
        )
    return version


def edited(
    version: GuidelineVersion, *, by: User, at: datetime, what: Facts, by_itself: bool = False
) -> None:
    """Count the change, name its author, and leave the event.

    A page that saves itself would drown the log, which nobody may shorten afterwards: so one
    person's savings of one section, with nothing between, are one event per half hour. What was
    sent in is frozen whole when it is approved, and its authors are kept at once.
    """
    GuidelineVersion.objects.filter(pk=version.pk).update(edition=F("edition") + 1, updated_at=at)
    version.authors.add(by)
    after = {**what, "by_itself": True} if by_itself else what
    if not (by_itself and _is_told(version, after, by, at)):
        audit.record(Event.GUIDELINE_EDITED, by=by, thing=version, at=at, after=after)


def _is_told(version: GuidelineVersion, after: Facts, by: User, at: datetime) -> bool:
    """Whether the newest event of the version says the same of the same person."""
    newest = history_of(version).first()
    return (
        newest is not None
        and newest.kind == Event.GUIDELINE_EDITED
        and newest.actor_key == f"{by._meta.label_lower}:{by.pk}"
        and newest.after == after
        and at - newest.at < ONE_EVENT
    )


def tidy(text: str) -> str:
    """LF line endings and no space at the ends, so that equal texts have equal bytes."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def free(wanted: str, taken: set[str]) -> str:
    """The wanted address, with a number after it when it is taken."""
    if wanted not in taken:
        return wanted
    return next(f"{wanted}-{n}" for n in range(2, len(taken) + 3) if f"{wanted}-{n}" not in taken)
