"""Settings that would be dangerous or useless, found before anyone can sign in."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


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
