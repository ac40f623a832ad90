"""What is done to assessments."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels.enums.assessment import Part
from difi_sosial.channels.models import (
    ASSESSMENT_FIELDS,
    PART_FIELDS,
    PART_ROWS,
    REACH_FIELDS,
    Assessment,
    AssessmentChange,
    Channel,
    DeviceException,
    Reach,
    Risk,
)
from difi_sosial.channels.queries import stored_rows
from difi_sosial.channels.services.guard import guard
from difi_sosial.channels.services.opinions import tell_of_change
from difi_sosial.core.db import as_stored, lock, put
from difi_sosial.core.errors import Conflict
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.strategy import queries as strategy

PART_OF = {name: part for part, names in PART_FIELDS.items() for name in names}
Rows = Mapping[Part, Sequence[Mapping[str, Any]]]


@transaction.atomic
def save_assessment(
    *,
    channel: Channel,
    edition: int,
    values: Mapping[str, Any],
    reaches: Mapping[UUID, Mapping[str, Any]],
    by: User,
    at: datetime,
    rows: Rows | None = None,
    part: Part | None = None,
) -> Assessment:
    """Write down what we think of a channel.

    `values` are columns of Assessment; `reaches` are cells by the key of a target group in the
    strategy in force (`level` None takes the cell away); `rows` are the whole rows of a part, in
    order. `edition` is the number that the writer's page was made from, 0 for none: raises Conflict
    when somebody saved after that. With `part`, only a change of that part counts. A change after
    the data protection officer's opinion is told to the officer. What changes nothing stores
    nothing: the first assessment of a channel comes back unsaved when it says nothing.
    """
    guard(by, Permission.CHANNEL_WRITE)
    channel = lock(channel)
    assessment = Assessment.objects.filter(channel=channel).first()
    _refuse_older(assessment, edition, part)
    assessment = assessment or Assessment(channel=channel, edition=0, created_at=at)
    changed = _set_values(assessment, values)
    groups = _save_reaches(channel, reaches)
    fresh = {one: given for one, given in (rows or {}).items() if _differ(assessment, one, given)}
    if not (changed or groups or fresh):
        return assessment
    touched = {PART_OF[name] for name in changed} | set(fresh) | ({Part.REACH} if groups else set())
    _store(assessment, touched, by, at)
    for one, given in fresh.items():
        _replace_rows(assessment, one, given)
    fields = [*changed, *groups, *(PART_ROWS[one][0] for one in fresh)]
    tell_of_change(channel=channel, by=by, at=at)
    audit.record(Event.ASSESSMENT_SAVED, by=by, thing=channel, at=at, after={"fields": fields})
    return assessment


def _store(assessment: Assessment, touched: Iterable[Part], by: User, at: datetime) -> None:
    """The next edition, and who changed which parts in it."""
    assessment.edition += 1
    assessment.part_editions |= {one.value: assessment.edition for one in touched}
    assessment.changed_by = by
    assessment.save()
    facts = {"assessment": assessment, "edition": assessment.edition, "by": by, "at": at}
    AssessmentChange.objects.bulk_create(AssessmentChange(part=one, **facts) for one in touched)


def _refuse_older(assessment: Assessment | None, edition: int, part: Part | None) -> None:
    if assessment is None:
        return
    newest = assessment.part_editions.get(part.value, 0) if part else assessment.edition
    if newest > edition:
        raise Conflict(_("En annen har lagret vurderingen mens du skrev."))


def _set_values(assessment: Assessment, values: Mapping[str, Any]) -> list[str]:
    """Set the columns that differ; their names."""
    given = [name for name in ASSESSMENT_FIELDS if name in values]
    return [name for name in given if put(assessment, name, values[name])]


def _differ(assessment: Assessment, part: Part, given: Sequence[Mapping[str, Any]]) -> bool:
    columns = PART_ROWS[part][1]
    made = _made(assessment, part, given)
    wanted = [{name: getattr(row, name) for name in columns} for row in made]
    return wanted != stored_rows(assessment, part)


def _replace_rows(assessment: Assessment, part: Part, given: Sequence[Mapping[str, Any]]) -> None:
    rows = getattr(assessment, PART_ROWS[part][0])
    rows.all().delete()
    rows.bulk_create(_made(assessment, part, given))


def _made(
    assessment: Assessment, part: Part, given: Sequence[Mapping[str, Any]]
) -> list[Risk | DeviceException]:
    """The rows as objects that are not stored; what is not given is as a new row has it."""
    relation, columns = PART_ROWS[part]
    models: dict[str, Any] = {"risks": Risk, "exceptions": DeviceException}
    model = models[relation]
    return [
        model(
            assessment=assessment,
            position=position,
            **{name: as_stored(model, name, row[name]) for name in columns if name in row},
        )
        for position, row in enumerate(given)
    ]


def _save_reaches(channel: Channel, reaches: Mapping[UUID, Mapping[str, Any]]) -> list[str]:
    """Make the given cells what they are given as; names of the groups whose cell changed."""
    if not reaches:
        return []
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
        told = [name for name in REACH_FIELDS if name in given and put(reach, name, given[name])]
        if reach.pk is None or told:
            reach.target_group = group
            reach.save()
            changed.append(group.name)
    return changed
