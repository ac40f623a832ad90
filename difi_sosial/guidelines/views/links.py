"""The link in a letter: finds the page where its person acts, and never acts itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from difi_sosial.guidelines import queries
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@require_safe
@requires(Permission.GUIDELINE_READ)
def approval_link(request: SignedInRequest, token: str) -> HttpResponse:
    """Lead the one it was written to, to what is to be approved; tell others whose it is."""
    link = queries.read_link(token)
    if link is None:
        return render(request, "guidelines/link_over.html", status=410)
    if link.person != request.user:
        return render(request, "guidelines/link_of_another.html", {"link": link}, status=403)
    version = link.version
    if not link.is_current:
        messages.info(request, _("Versjonen har gått videre siden du fikk e-posten."))
        return redirect(queries.path_of(version))
    return redirect("guidelines:version-approve", version.guideline.slug, version.number)
