"""A person's own alerts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.monitoring.forms.alerts import AlertForm
from difi_sosial.monitoring.queries import alerts as read
from difi_sosial.monitoring.queries.searches import saved_searches
from difi_sosial.monitoring.queries.watches import active_watches
from difi_sosial.monitoring.services import alerts
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.MONITORING_READ)
def alert_edit(request: SignedInRequest) -> HttpResponse:
    """What I want to be told of, when not, and what I have been told."""
    person = request.user
    form = AlertForm(
        request.POST or None,
        watches=active_watches(),
        searches=saved_searches(person),
        alerts=read.alerts_of(person),
        hours=read.hours_of(person),
    )
    if form.is_valid():
        alerts.choose(person=person, choices=form.choices, hours=form.hours, at=now())
        messages.success(request, _("Varslene er lagret."))
        return redirect("monitoring:alert-edit")
    context = {
        "form": form,
        "letters": read.letters_of(person),
        "ended": read.ended_alerts(person),
    }
    return render(request, "monitoring/alert_edit.html", context, status=form_status(form))
