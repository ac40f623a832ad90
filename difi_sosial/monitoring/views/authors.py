"""The name behind a pseudonym, for one who says why."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.monitoring.forms import RevealForm
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.queries import shown_author
from difi_sosial.monitoring.services import authors
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@never_cache
@requires(Permission.AUTHOR_REVEAL)
def author_reveal(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Shown once, in the answer to the form: whoever comes back says why again."""
    mention = get_object_or_404(Mention.objects.select_related("source__channel"), uuid=uuid)
    form = RevealForm(request.POST or None)
    author = None
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        author = authors.reveal(mention=mention, by=request.user, at=now(), reason=reason)
    context = {"mention": mention, "form": form, "author": author, "shown": shown_author(mention)}
    return render(request, "monitoring/author_reveal.html", context, status=form_status(form))
