"""The page of a step: one form about one channel."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from difi_sosial.channels.models import Channel
from difi_sosial.core.forms import Text, form_status
from difi_sosial.people.permissions import SignedInRequest


def step_page(
    request: SignedInRequest,
    channel: Channel,
    form: BaseForm,
    *,
    title: Text,
    lead: Text = "",
    status: int = 0,
    **context: Any,
) -> HttpResponse:
    """The form with its heading; 422 when it was refused."""
    context |= {"channel": channel, "form": form, "title": title, "lead": lead}
    code = status or form_status(form)
    return render(request, "channels/decision_step.html", context, status=code)


def typed_again(request: SignedInRequest, edition: int) -> QueryDict:
    """What was typed, for what is stored in this edition: nobody writes it twice."""
    again = request.POST.copy()
    again["edition"] = str(edition)
    return again
