"""What anyone may read about the agency's use of social media."""

from difi_sosial.channels.models import Account
from difi_sosial.channels.queries.public import public_register
from difi_sosial.guidelines import queries as texts
from difi_sosial.guidelines.models import GuidelineVersion


def guidelines() -> list[GuidelineVersion]:
    """The versions in force that are meant for the public, by title."""
    return list(texts.current().filter(guideline__is_public=True).order_by("title"))


def accounts() -> list[Account]:
    """Our accounts in use, so that an impostor can be told from us."""
    return [row.account for row in public_register() if row.status.is_in_use]
