"""Letters that did not get there, for the administrator."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.people import queries, services
from difi_sosial.people.models import Letter
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

PAGE_SIZE = 50


@requires(Permission.PEOPLE_WRITE)
def letter_list(request: SignedInRequest) -> HttpResponse:
    """What was given up, why, and how the others are doing."""
    page = Paginator(queries.given_up(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "outbox": queries.outbox(now())}
    return render(request, "people/letter_list.html", context)


@require_POST
@requires(Permission.PEOPLE_WRITE)
def letter_send_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Try one letter once more."""
    letter = get_object_or_404(Letter, pk=pk)
    services.send_again(letter=letter, by=request.user, at=now())
    messages.success(request, _("E-posten blir sendt på nytt i løpet av et minutt."))
    return redirect("people:letter-list")
