"""Files taken in by hand: uploaded, looked at, then stored row by row, each row once."""

import hashlib
import zlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.monitoring.connectors.file_rows import Taken, guess, posts_of
from difi_sosial.monitoring.connectors.sheet_bounds import BadFile
from difi_sosial.monitoring.connectors.sheets import sheet_of
from difi_sosial.monitoring.enums import FILE_FAULTS, SourceState
from difi_sosial.monitoring.models import ImportFile, Source
from difi_sosial.monitoring.services.mentions import fit, pack, store
from difi_sosial.people.models import User

FORGOTTEN_AFTER = timedelta(days=1)


@transaction.atomic
def upload(*, source: Source, name: str, body: bytes, by: User, at: datetime) -> ImportFile:
    """Keep a file for a day, so that its columns can be named. Raises Invalid."""
    if source.reader is None or not source.reader.by_hand:
        raise WrongState(_("Denne kilden tar ikke imot filer."))
    if source.state != SourceState.ACTIVE:
        raise WrongState(_("Kilden er på pause. Start den igjen før du tar inn en fil."))
    try:
        sheet = sheet_of(name, body)
    except BadFile as bad:
        raise Invalid(in_words(bad)) from bad
    return ImportFile.objects.create(
        source=source,
        name=fit(name, 200),
        sha256=hashlib.sha256(body).hexdigest(),
        packed=zlib.compress(body),
        columns=guess(sheet),
        uploaded_by=by,
        uploaded_at=at,
    )


def look(file: ImportFile, columns: Mapping[str, str]) -> Taken:
    """What the rows come to with these columns; nothing is stored."""
    return posts_of(file.sheet, columns, file.source.settings)


@transaction.atomic
def take_in(*, file: ImportFile, columns: Mapping[str, str], by: User, at: datetime) -> ImportFile:
    """Store what a watch wants of the rows. A file that comes again gives nothing twice."""
    file = lock(file)
    if file.taken_at is not None:
        raise WrongState(_("Filen er alt tatt inn."))
    if not file.packed:
        raise WrongState(_("Filen er slettet fordi den lå i mer enn et døgn. Last den opp igjen."))
    taken, source, body = look(file, columns), lock(file.source), file.body
    capture = pack(
        source=source,
        url=f"file:{file.name}",
        status=200,
        content_type="application/octet-stream",
        body=body,
        at=file.uploaded_at,
        sha256=file.sha256,
    )
    new = store(source=source, posts=taken.posts, at=at, capture=capture)
    file.columns, file.taken_at, file.packed = dict(columns), at, b""
    file.rows, file.new = len(taken.posts) + len(taken.faults), len(new)
    file.faults = len(taken.faults)
    file.save()
    source.last_tried_at = source.last_ok_at = at
    source.last_new_at = at if new else source.last_new_at
    source.save(update_fields=["last_tried_at", "last_ok_at", "last_new_at"])
    counts = {"name": file.name, "rows": file.rows, "new": file.new, "sha256": file.sha256}
    record(Event.FILE_TAKEN_IN, by=by, thing=source, at=at, after=counts)
    return file


def forget(*, at: datetime) -> int:
    """Forget the bytes of files that nobody took in within a day; how many."""
    waiting = ImportFile.objects.filter(taken_at=None, uploaded_at__lte=at - FORGOTTEN_AFTER)
    return waiting.delete()[0]


def in_words(bad: BadFile) -> str:
    """What is wrong with a file, and in which row."""
    text = str(FILE_FAULTS[bad.fault])
    return str(_("Rad %(row)s: %(text)s") % {"row": bad.row, "text": text}) if bad.row else text
