"""Hearings about nothing in particular."""

from datetime import UTC, date, datetime

from difi_sosial.hearing import services
from difi_sosial.people.enums import Role
from difi_sosial.people.permissions import Permission
from tests.factories.people import UserFactory

OPENED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DEADLINE = date(2026, 3, 16)


def a_hearing(*, invited=(), at=OPENED, **changes):
    """An open hearing with two parts; somebody is asked when nobody is named."""
    facts = {
        "subject": "test:1",
        "title": "En tekst",
        "path": "/strategi/",
        "deadline": DEADLINE,
        "question": "Hva mangler?",
        "parts": [("maal", "Mål"), ("bruk", "Bruk")],
        "lead": Permission.STRATEGY_LEAD,
    }
    facts |= changes
    by = facts.pop("by", None) or UserFactory(roles=[Role.HEAD])
    asked = invited or [UserFactory(roles=[Role.READER])]
    return services.open_hearing(invited=asked, by=by, at=at, **facts)
