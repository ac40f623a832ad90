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
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.queries import PublicChange
from difi_sosial.guidelines.views.freshness import kept, mark, unchanged
from difi_sosial.people.permissions import public


@public
def changes_feed(request: HttpRequest) -> HttpResponse:
    """Which version of which public guideline began or ceased to apply, newest first."""
    changes = queries.public_changes()
    newest = max((_moment(change) for change in changes), default=None)
    etag = mark(
        request, *((c.version.pk, c.has_ended, c.version.guideline.updated_at) for c in changes)
    )
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
    is_gone = version.state == State.WITHDRAWN  # its page is no longer anybody's to read
    feed.add_item(
        title=_title(change),
        link=settings.SITE_URL + (reverse("portal:public-start") if is_gone else path),
        unique_id=settings.SITE_URL + path + ("#slutt" if change.has_ended else ""),
        description=escape(_told(change)),  # the summary is read as HTML
        author_name=settings.AGENCY_NAME,
        pubdate=_moment(change),
        updateddate=_moment(change),
    )


def _title(change: PublicChange) -> str:
    version = change.version
    facts = {"title": version.title, "number": version.number, "day": day(version.in_force_from)}
    if change.has_ended:
        return _("%(title)s, versjon %(number)s gjelder ikke lenger") % facts
    return _("%(title)s, versjon %(number)s gjelder fra %(day)s") % facts


def _told(change: PublicChange) -> str:
    """What is new, in a sentence each; the first version is all new."""
    if change.has_ended:
        return _end(change.version)
    if change.is_first:
        return _("Første versjon.")
    parts = (
        (_("Endret: %(parts)s."), change.changed),
        (_("Nytt: %(parts)s."), change.added),
        (_("Fjernet: %(parts)s."), change.removed),
    )
    said = [text % {"parts": ", ".join(names)} for text, names in parts if names]
    if change.moved:
        said.append(_("Rekkefølgen er endret."))
    return " ".join(said) or _("Ingen endringer i delene eller husreglene.")


def _end(version: GuidelineVersion) -> str:
    facts = {"day": day(version.in_force_until)}
    if version.state == State.WITHDRAWN:
        return _("Trukket tilbake %(day)s.") % facts
    return _("Gjaldt til og med %(day)s.") % facts


def _moment(change: PublicChange) -> datetime:
    """The start of the day of a change, on a Norwegian clock."""
    return datetime.combine(change.day, time.min, tzinfo=OSLO)
