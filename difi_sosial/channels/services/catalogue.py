"""What is done to the catalogue."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels.models import (
    Channel,
)
from difi_sosial.channels.services.guard import guard
from difi_sosial.core.db import as_stored, lock
from difi_sosial.core.errors import Conflict
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission

CATALOGUE = Path("fixtures", "seed", "channels.json")


@transaction.atomic
def load_catalogue(path: Path | None = None) -> int:
    """Store the catalogue from a JSON file: a list of objects with the columns of Channel.

    Loading again updates the rows that nobody has changed in the browser. Returns how many rows
    the file holds. Reference data: run by the seeder, with or without the demo.
    """
    rows = json.loads((path or settings.BASE_DIR / CATALOGUE).read_text(encoding="utf-8"))
    edited = set(Channel.objects.exclude(edited_at=None).values_list("slug", flat=True))
    for row in rows:
        if row["slug"] not in edited:
            facts = {
                name: as_stored(Channel, name, value)
                for name, value in row.items()
                if name != "slug"
            }
            Channel.objects.update_or_create(slug=row["slug"], defaults=facts)
    return len(rows)


@transaction.atomic
def save_channel(
    *,
    by: User,
    at: datetime,
    facts: Mapping[str, Any],
    channel: Channel | None = None,
    seen: datetime | None = None,
) -> Channel:
    """Change a row of the catalogue, or add one. Raises NotAllowed.

    `seen` is `updated_at` of the row that the writer's page was made from: raises Conflict when
    somebody has saved after that.
    """
    guard(by, Permission.CATALOGUE_WRITE)
    channel = lock(channel) if channel else Channel(created_at=at)
    if seen and channel.updated_at > seen:
        raise Conflict(_("En annen har endret kanalen mens du skrev."))
    facts = {name: as_stored(Channel, name, value) for name, value in facts.items()}
    stored = {name: as_stored(Channel, name, getattr(channel, name)) for name in facts}
    before = stored if channel.pk else {}
    changed = [name for name, value in facts.items() if before.get(name) != value]
    if not changed:
        return channel
    for name in changed:
        setattr(channel, name, facts[name])
    channel.edited_at = at
    channel.save()
    audit.record(
        Event.CHANNEL_CHANGED,
        by=by,
        thing=channel,
        at=at,
        before={name: before.get(name) for name in changed},
        after={name: facts[name] for name in changed},
    )
    return channel
