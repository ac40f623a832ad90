"""An approved strategy as the archive gets it, with every kind of text that people write."""

from datetime import UTC, datetime
from pathlib import Path

# The main job has closed the journal of this year.
APPROVED = datetime(datetime.now(UTC).year + 1, 1, 15, 10, 0, tzinfo=UTC)
TEXT = """\
Direktøren har *bestemt* det. Vi sier **buorre beaivi**, og skriver čálašeamos áŋŧđžš.

1. Først [Lommeregelen](https://www.digdir.no/)
2. Så `kode` og – tankestrek
   - en liste i listen

> «Man trenger ikke svare straks, men må gi respons.»

| Kanal | Timer |
| :-- | --: |
| Mastodon | 12,5 |
| Nettforum | 2 |

```
En linje kode
```

Folk skriver også 👍🏽, 👩‍👩‍👧, ❤️, 🇳🇴, 中文, עברית, العربية, e\u0301 og \uf8ff.
"""


def write(into: str) -> None:
    """The PDF that the archive keeps, as a file; the database is as it was afterwards."""
    from django.db import transaction  # noqa: PLC0415 - app ready

    from difi_sosial.journal import services as journal  # noqa: PLC0415 - app ready
    from difi_sosial.people.enums import Role  # noqa: PLC0415 - app ready
    from difi_sosial.strategy import queries, services  # noqa: PLC0415 - app ready
    from difi_sosial.strategy.enums import State  # noqa: PLC0415 - app ready
    from tests.factories.people import UserFactory  # noqa: PLC0415 - app ready
    from tests.factories.strategy import VersionFactory  # noqa: PLC0415 - app ready

    with transaction.atomic():
        version = VersionFactory(state=State.SUBMITTED, mandate=TEXT, crisis_plan=TEXT)
        manager = UserFactory(roles=[Role.MANAGER])
        services.approve(version=version, by=manager, at=APPROVED)
        journal.render_waiting(at=APPROVED)
        archived = queries.archived_pdf(version)
        if archived is None:
            raise RuntimeError("the approved strategy was not made into a PDF")
        Path(into).write_bytes(archived.blob.content)
        transaction.set_rollback(True)
