"""The addresses of the Misago that is a peer."""

from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

urlpatterns = [
    path("django-i18n.js", JavaScriptCatalog.as_view(), name="django-i18n"),
    path("", include("misago.urls", namespace="misago")),
]
