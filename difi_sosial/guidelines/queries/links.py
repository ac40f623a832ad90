"""The link in the letter to an approver: it finds the page of one step, and does nothing else."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.urls import reverse

from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.queries.versions import versions
from difi_sosial.guidelines.rules.access import step_now
from difi_sosial.people.models import User

SALT = "difi_sosial.guidelines.approval"
LASTS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Link:
    """Whose link it is, to which version, and whether its step and its text are still those."""

    person: User
    version: GuidelineVersion
    is_current: bool


def link_for(person: User, version: GuidelineVersion) -> str:
    """The path that leads this person, and nobody else, to the step of `version` that waits."""
    facts = [person.pk, version.pk, *_place(version)]
    return reverse("guidelines:approval-link", args=[signing.dumps(facts, salt=SALT)])


def read_link(token: str) -> Link | None:
    """What a link means; None when it is not ours or is older than 30 days."""
    try:
        person_pk, version_pk, *place = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=person_pk).first()
    version = versions().prefetch_related("approvals").filter(pk=version_pk).first()
    if person is None or version is None:
        return None
    is_current = version.state == State.SUBMITTED and place == _place(version)
    return Link(person, version, is_current)


def _place(version: GuidelineVersion) -> list[int]:
    row = step_now(version)
    return [version.edition, version.round, row.order if row else 0]
