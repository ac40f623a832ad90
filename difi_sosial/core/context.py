"""What every template may know."""

from django.conf import settings
from django.http import HttpRequest

from difi_sosial import __version__

SCHEMES = ("auto", "light", "dark")


def agency(request: HttpRequest) -> dict[str, object]:
    """The agency's names and links, the portal's version, and the chosen colour scheme."""
    scheme = request.COOKIES.get("scheme", "auto")
    return {
        "agency_name": settings.AGENCY_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "accessibility_statement_url": settings.ACCESSIBILITY_STATEMENT_URL,
        "demo": settings.DEMO,
        "portal_version": __version__,
        "color_scheme": scheme if scheme in SCHEMES else "auto",
    }
