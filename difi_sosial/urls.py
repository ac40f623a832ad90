"""Which app answers which path."""

from importlib.util import find_spec

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

# A task that a page hurries must find the app whose broker the worker listens to.
from difi_sosial.celery import app as celery_app
from difi_sosial.channels.urls import register
from difi_sosial.people.permissions import signed_in

__all__ = ("celery_app", "urlpatterns")

APPS = (
    ("", "portal"),
    ("omtaler/", "dialogue"),
    ("", "monitoring"),
    ("", "guidelines"),
    ("nettidentitet/", "identity"),
    ("kanaler/", "channels"),
    ("strategi/", "strategy"),
    ("horing/", "hearing"),
    ("journal/", "journal"),
    ("regelverk/", "law"),
    ("personer/", "people"),
)

# Django's own log-in page knows no second factor: there is one door, and it is allauth's.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


@signed_in
def closed(request: HttpRequest) -> HttpResponse:
    """The address is the log-in, and an administrator sets it: allauth's page for it is shut."""
    raise Http404


urlpatterns = [
    *(
        path(prefix, include(f"difi_sosial.{app}.urls"))
        for prefix, app in APPS
        if find_spec(f"difi_sosial.{app}") and find_spec(f"difi_sosial.{app}.urls")
    ),
    path("offentlig/", include((register, "register"))),
    path("konto/email/", closed),
    path("konto/", include("allauth.urls")),
    path("drift/", admin.site.urls),
]
