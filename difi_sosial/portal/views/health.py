"""For the machine that watches this one: is it up, and can it do its work."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from difi_sosial.people.permissions import public
from difi_sosial.portal.queries import health


@public
def health_live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@public
def health_ready(request: HttpRequest) -> HttpResponse:
    """Database, cache and worker answer; 503 when one does not."""
    checks = health.checks()
    ready = all(check.ok for check in checks)
    body = {
        "status": "ok" if ready else "failed",
        "checks": {check.name: check.text for check in checks},
    }
    return JsonResponse(body, status=200 if ready else 503)
