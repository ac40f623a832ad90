"""Mentions as a list to take away, with as little about persons as the purpose can do with."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring.queries import MentionFilter, also_at, filtered, pseudonym_of
from difi_sosial.people.models import User

MOST = 20_000
READ = (
    *("uuid", "posted_at", "status", "language", "author_key", "source__name"),
    *("source__channel__name", "source__channel__category", "watch_version__watch__name"),
    *("withheld_at", "title", "text"),
)


class Exported(NamedTuple):
    """One mention as it leaves the portal: no names, and no address that names its writer."""

    uuid: object
    posted_at: datetime
    status: str
    language: str
    author_key: str
    source: str
    channel: str
    category: str
    watch: str
    withheld_at: datetime | None
    title: str
    text: str
    also: tuple[str, ...] = ()  # the sources of its copies

    @property
    def author(self) -> str:
        """Tells one writer from another without saying who."""
        return pseudonym_of(self.author_key)

    @property
    def address(self) -> str:
        """Its page here, which asks who you are."""
        return f"{settings.SITE_URL.rstrip('/')}/omtaler/{self.uuid}/"


@transaction.atomic
def export(
    *, wanted: MentionFilter, query: str, kind: str, with_text: bool, by: User, at: datetime
) -> Sequence[Exported]:
    """The mentions of a filter, newest first; that they were taken away is written in the log.

    Texts are withheld when their writers took them away, and empty without `with_text`. Invalid
    when there are more than `MOST`.
    """
    found = list(filtered(wanted).values_list("pk", *READ)[: MOST + 1])
    also = also_at(pk for pk, *_row in found)
    rows = [Exported(*row)._replace(also=also.get(pk, ())) for pk, *row in found]
    if len(rows) > MOST:
        raise Invalid(
            _("Dette er over %(most)s omtaler. Velg en kortere periode.") % {"most": MOST}
        )
    facts = {"rows": len(rows), "kind": kind, "filter": query, "with_text": with_text}
    record(Event.MENTIONS_EXPORTED, by=by, thing=by, at=at, after=facts)
    return [
        row if with_text and row.withheld_at is None else row._replace(title="", text="")
        for row in rows
    ]
