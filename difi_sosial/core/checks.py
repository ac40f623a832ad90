"""Settings that would be dangerous or useless, found before anyone can sign in."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

KNOWS_LETTERS = "SELECT to_tsvector('simple', '«ord»') @@ 'ord'::tsquery"


@register(Tags.security, deploy=True)
def no_demo_in_production(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Demo mode has known passwords and no second factor."""
    if settings.DEMO:
        return [Error("DEMO is on: unset it before the portal is put to use.", id="sosial.E001")]
    return []


@register(Tags.security, deploy=True)
def second_factor_is_demanded(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Managers, archivists and administrators sign in with two factors."""
    if not settings.MFA_REQUIRED:
        return [Error("MFA_REQUIRED is off: unset it.", id="sosial.E002")]
    return []


@register(deploy=True)
def agency_is_named(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The archive needs the agency's name and organisation number, the law its statement."""
    found: list[CheckMessage] = []
    if not settings.AGENCY_ORGNR:
        found.append(Error("Set AGENCY_NAME and AGENCY_ORGNR.", id="sosial.E003"))
    if not settings.ACCESSIBILITY_STATEMENT_URL:
        found.append(Warning("Set TILGJENGELIGHETSERKLARING_URL.", id="sosial.W001"))
    return found


@register(Tags.database)
def words_are_told_apart(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A database whose LC_CTYPE is plain C takes all signs beyond ASCII for letters."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute(KNOWS_LETTERS)
            if not cursor.fetchone()[0]:
                told = (
                    "Searches will not find words in «»: make the database with LC_CTYPE C.UTF-8."
                )
                found.append(Warning(told, id="sosial.W002"))
    return found
