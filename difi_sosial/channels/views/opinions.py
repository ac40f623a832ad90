"""Where the data protection officer advises."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from difi_sosial.channels import queries, records, services
from difi_sosial.channels.forms import OpinionForm
from difi_sosial.channels.views.assessments import channel_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import form_status
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.CHANNEL_ADVISE)
def opinion_give(request: SignedInRequest, slug: str) -> HttpResponse:
    """The parts that concern personal data, and the officer's own words on them."""
    row = queries.row_of(channel_of(slug))
    services.refuse_proposer(row.channel, request.user)
    form = OpinionForm(request.POST or None)
    if form.is_valid():
        services.give_opinion(channel=row.channel, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Uttalelsen er logget. Den som foreslo kanalen, får beskjed."))
        return redirect("channels:assessment-edit", slug=slug)
    context = {
        "form": form,
        "channel": row.channel,
        "parts": records.read_parts(row, local_date(now()), records.PRIVACY_PARTS),
    }
    return render(request, "channels/opinion_give.html", context, status=form_status(form))
