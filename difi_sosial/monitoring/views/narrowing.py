"""«Not like this»: a mention that should not have been found, and what keeps its like out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.core.clock import now
from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring.forms.narrowing import ExclusionForm
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.services import narrowing
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.MONITORING_WRITE)
def mention_exclude(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Choose what to keep out, see what it would have done, and confirm the new version."""
    found = Mention.objects.select_related("source", "watch_version__watch__version")
    mention = get_object_or_404(found, uuid=uuid, withheld_at=None)
    form = ExclusionForm(request.POST or None, proposals=narrowing.proposals(mention))
    watch, weighed = mention.watch_version.watch, None
    if form.is_valid():
        try:
            weighed = narrowing.weigh(watch=watch, words=form.words, sources=form.sources)
            # Only what was shown is saved: other ticks since then are shown first.
            if "confirm" in request.POST and request.POST.get("seen") == weighed.expression:
                _narrow(request, mention, form)
                messages.success(request, _("Overvåkingen har fått en ny versjon."))
                return redirect("monitoring:watch-detail", pk=watch.pk)
        except Invalid as error:
            form.add_error(None, str(error))
    context = {"mention": mention, "watch": watch, "form": form, "weighed": weighed}
    status = 422 if form.errors else 200
    return render(request, "monitoring/mention_exclude.html", context, status=status)


def _narrow(request: SignedInRequest, mention: Mention, form: ExclusionForm) -> None:
    narrowing.narrow(
        mention=mention,
        words=form.words,
        sources=form.sources,
        standing=form.version_shown,
        by=request.user,
        at=now(),
    )
