"""The list of mentions, and the original answer behind one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from difi_sosial.core.clock import local_date, now
from difi_sosial.monitoring import queries
from difi_sosial.monitoring.forms import MentionFilterForm
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.services import mentions, warc
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.people.rules import may

# Who is offered to do something with many mentions at once; the workflow says what.
ACTING = (Permission.DIALOGUE_WRITE, Permission.DIALOGUE_LEAD, Permission.JOURNAL_WRITE)


@requires(Permission.MONITORING_READ)
def mention_list(request: SignedInRequest) -> HttpResponse:
    """What is said of us, newest first; search and filters live in the address."""
    places = queries.places(request.user)
    form = MentionFilterForm(request.GET, places=places)
    wanted = form.wanted
    page = queries.mention_page(
        wanted, before=request.GET.get("before", ""), after=request.GET.get("after", "")
    )
    context = {
        "form": form,
        "page": page,
        "wanted": wanted,
        "notes": queries.understood(wanted.q).messages,
        "searches": places.searches,
        "can_act": any(may(request.user, one) for one in ACTING),
        "overview": queries.overview(wanted, places, local_date(now())),
    }
    return render(request, "monitoring/mention_list.html", context)


@requires(Permission.JOURNAL_WRITE)
def capture_download(request: SignedInRequest, uuid: str) -> HttpResponse:
    """The very bytes a mention came in, for the archivist; never shown as a page."""
    mention = get_object_or_404(
        Mention.objects.select_related("capture"), uuid=uuid, capture__isnull=False
    )
    body = mentions.fetch_capture(mention=mention, by=request.user, at=now())
    response = HttpResponse(body, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="omtale-{mention.uuid}.bin"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@requires(Permission.JOURNAL_WRITE)
def warc_download(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Every answer behind a mention and its earlier revisions, as archives exchange them."""
    mention = get_object_or_404(Mention, uuid=uuid)
    packed = warc.fetch_warc(mention=mention, by=request.user, at=now())
    response = HttpResponse(packed, content_type="application/gzip")
    response["Content-Disposition"] = f'attachment; filename="omtale-{mention.uuid}.warc.gz"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
