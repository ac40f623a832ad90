"""A person's deadlines: a page, and a calendar behind a secret address."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from difi_sosial.people import queries as people
from difi_sosial.people import services as people_services
from difi_sosial.people.permissions import Permission, SignedInRequest, public, requires
from difi_sosial.people.rules import may
from difi_sosial.portal.queries.deadlines import as_calendar, deadlines, weeks
from difi_sosial.portal.queries.facts import Facts


@requires(Permission.PORTAL_READ)
def deadline_list(request: SignedInRequest) -> HttpResponse:
    """Overdue first, then week by week."""
    facts = Facts(request.user)
    found, today = deadlines(facts), facts.today
    context = {"weeks": weeks(found, today), "count": len(found), "today": today}
    return render(request, "portal/deadline_list.html", context)


@public
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines of whoever holds this address, in that person's language form."""
    feed = people.calendar_of(token)
    if feed is None or not may(feed.user, Permission.PORTAL_READ):
        raise Http404(_("Kalenderadressen gjelder ikke lenger. Lag en ny på siden din."))
    facts = Facts(feed.user)
    with translation.override(feed.user.language):
        body = as_calendar(deadlines(facts), facts.today)
    people_services.note_fetched(feed=feed, day=facts.today)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="frister.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["ETag"] = etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=etag, response=response) or response
