"""Where the data protection officer advises."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from difi_sosial.channels import queries, records, services
from difi_sosial.channels.forms import OpinionForm
from difi_sosial.channels.views.assessments import channel_of, opinions_with_changes
from difi_sosial.channels.views.steps import typed_again
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Conflict
from difi_sosial.core.forms import form_status
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

GIVEN = gettext_lazy("Uttalelsen er logget. Den som foreslo kanalen, får beskjed.")


@requires(Permission.CHANNEL_ADVISE)
def opinion_give(request: SignedInRequest, slug: str) -> HttpResponse:
    """The parts that concern personal data, and the officer's own words on them."""
    row = queries.row_of(channel_of(slug))
    services.refuse_proposer(row.channel, request.user)
    form = OpinionForm(request.POST or None, initial={"edition": queries.edition_of(row.channel)})
    status = 0
    try:
        if form.is_valid():
            given = form.cleaned_data
            services.give_opinion(channel=row.channel, by=request.user, at=now(), **given)
            messages.success(request, GIVEN)
            return redirect("channels:assessment-edit", slug=slug)
    except Conflict as error:
        row = queries.row_of(channel_of(slug))
        form, status = _to_read_again(request, row, error), error.status
    context = {
        "form": form,
        "channel": row.channel,
        "opinions": opinions_with_changes(row.channel)[:1],
        "parts": records.read_parts(row, local_date(now()), records.PRIVACY_PARTS),
    }
    return render(
        request, "channels/opinion_give.html", context, status=status or form_status(form)
    )


def _to_read_again(
    request: SignedInRequest, row: queries.MatrixRow, error: Conflict
) -> OpinionForm:
    """The form as it was typed, for the assessment as it now stands."""
    form = OpinionForm(typed_again(request, queries.edition_of(row.channel)))
    form.add_error(None, str(error))
    return form
