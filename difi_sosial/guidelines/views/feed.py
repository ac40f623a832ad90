"""The changes to public guidelines as an Atom feed (RFC 4287)."""

from datetime import datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from difi_sosial.core.clock import OSLO
from difi_sosial.core.templatetags.sosial import day
from difi_sosial.guidelines import queries
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.queries import PublicChange
from difi_sosial.guidelines.views.freshness import kept, mark, unchanged
from difi_sosial.people.permissions import public


@public
def changes_feed(request: HttpRequest) -> HttpResponse:
    """Which version of which public guideline began to apply, newest first."""
    changes = queries.public_changes()
    newest = max((_moment(change.version) for change in changes), default=None)
    etag = mark(request, *((c.version.pk, c.version.guideline.updated_at) for c in changes))
    if same := unchanged(request, etag, newest):
        return same
    address = settings.SITE_URL + reverse("guidelines:changes-feed")
    feed = Atom1Feed(
        title=_("Retningslinjer for sosiale medier, %(agency)s") % {"agency": settings.AGENCY_NAME},
        link=settings.SITE_URL + reverse("portal:public-start"),
        description="",
        language=request.LANGUAGE_CODE or "nb",
        feed_url=address,
        feed_guid=address,
        author_name=settings.AGENCY_NAME,
    )
    for change in changes:
        _add(feed, change)
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    return kept(response, etag, newest)


def _add(feed: Atom1Feed, change: PublicChange) -> None:
    version = change.version
    path = reverse("guidelines:public-version", args=[version.guideline.slug, version.number])
    link = settings.SITE_URL + path
    feed.add_item(
        title=_("%(title)s, versjon %(number)s gjelder fra %(day)s")
        % {"title": version.title, "number": version.number, "day": day(version.in_force_from)},
        link=link,
        unique_id=link,
        description=escape(_told(change)),  # the summary is read as HTML
        author_name=settings.AGENCY_NAME,
        pubdate=_moment(version),
        updateddate=_moment(version),
    )


def _told(change: PublicChange) -> str:
    """What is new, in a sentence each; the first version is all new."""
    if change.is_first:
        return _("Første versjon.")
    parts = (
        (_("Endret: %(parts)s."), change.changed),
        (_("Nytt: %(parts)s."), change.added),
        (_("Fjernet: %(parts)s."), change.removed),
    )
    said = [text % {"parts": ", ".join(names)} for text, names in parts if names]
    return " ".join(said) or _("Ingen endringer i delene.")


def _moment(version: GuidelineVersion) -> datetime:
    """The start of the day from which a version applies, on a Norwegian clock."""
    if version.in_force_from is None:
        raise ValueError("A public version has a day from which it applies")
    return datetime.combine(version.in_force_from, time.min, tzinfo=OSLO)
