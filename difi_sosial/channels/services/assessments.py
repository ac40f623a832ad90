"""What is done to assessments."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels.models import (
    ASSESSMENT_FIELDS,
    REACH_FIELDS,
    Assessment,
    Channel,
    Reach,
)
from difi_sosial.channels.services.guard import guard
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.strategy import queries as strategy


@transaction.atomic
def save_assessment(
    *,
    channel: Channel,
    edition: int,
    values: Mapping[str, Any],
    reaches: Mapping[UUID, Mapping[str, Any]],
    by: User,
    at: datetime,
) -> Assessment:
    """Write down what we think of a channel.

    `values` are columns of Assessment; `reaches` are cells by the key of a target group in the
    strategy in force (`level` None takes the cell away). `edition` is the number that the writer's
    page was made from, 0 for none: raises Conflict when somebody saved after that.
    """
    guard(by, Permission.CHANNEL_WRITE)
    channel = lock(channel)
    assessment = Assessment.objects.filter(channel=channel).first()
    if (assessment.edition if assessment else 0) > edition:
        raise Conflict(_("En annen har lagret vurderingen mens du skrev."))
    assessment = assessment or Assessment(channel=channel, edition=0, created_at=at)
    changed = [
        name
        for name in ASSESSMENT_FIELDS
        if name in values and getattr(assessment, name) != values[name]
    ]
    for name in changed:
        setattr(assessment, name, values[name])
    changed += _save_reaches(channel, reaches)
    if not changed and assessment.pk:
        return assessment
    assessment.edition += 1
    assessment.changed_by = by
    assessment.save()
    audit.record(Event.ASSESSMENT_SAVED, by=by, thing=channel, at=at, after={"fields": changed})
    return assessment


def _save_reaches(channel: Channel, reaches: Mapping[UUID, Mapping[str, Any]]) -> list[str]:
    """Make the given cells what they are given as; names of the groups whose cell changed."""
    stored = {reach.target_group_key: reach for reach in channel.reaches.all()}
    changed = []
    for group in strategy.target_groups():
        given = reaches.get(group.key)
        if given is None:
            continue
        reach = stored.get(group.key)
        if given["level"] is None:
            if reach is not None:
                reach.delete()
                changed.append(group.name)
            continue
        reach = reach or Reach(channel=channel, target_group_key=group.key)
        wanted = {name: given[name] for name in REACH_FIELDS if name in given}
        if reach.pk is None or any(getattr(reach, name) != wanted[name] for name in wanted):
            for name, value in wanted.items():
                setattr(reach, name, value)
            reach.target_group = group
            reach.save()
            changed.append(group.name)
    return changed
