"""What a person is asked to read and confirm."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import form_status
from difi_sosial.core.markdown import render as to_html
from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import CampaignState, State
from difi_sosial.guidelines.forms import AskAuthorForm
from difi_sosial.guidelines.models import Asked, Section
from difi_sosial.guidelines.views.reading import shown_rules
from difi_sosial.people.permissions import SignedInRequest, signed_in

PER_PAGE = 30


@signed_in
def receipt_list(request: SignedInRequest) -> HttpResponse:
    """What waits for one's confirmation, and what one has confirmed before."""
    confirmed = queries.asked_of(request.user).filter(receipt__isnull=False)
    context = {
        "waiting": queries.to_confirm(request.user),
        "page": Paginator(confirmed, PER_PAGE).get_page(request.GET.get("page")),
        "today": local_date(now()),
    }
    return render(request, "guidelines/receipt_list.html", context)


@signed_in
def receipt_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """The text, or what changed in it since last time, and the button that confirms."""
    asked = _mine(request, pk)
    if request.method == "POST":
        guidelines.confirm(campaign=asked.campaign, by=request.user, at=now())
        messages.success(request, _("Takk. Du har bekreftet."))
        return redirect("guidelines:receipt-confirm", pk=pk)
    return render(request, "guidelines/receipt_confirm.html", _page(asked, AskAuthorForm()))


@require_POST
@signed_in
def receipt_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask those who wrote the text."""
    asked = _mine(request, pk)
    form = AskAuthorForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        guidelines.ask_author(campaign=asked.campaign, text=text, by=request.user, at=now())
        messages.success(request, _("Spørsmålet er sendt."))
        return redirect("guidelines:receipt-confirm", pk=pk)
    context = _page(asked, form)
    return render(request, "guidelines/receipt_confirm.html", context, status=form_status(form))


def _mine(request: SignedInRequest, pk: int) -> Asked:
    """One's own row; what others are asked does not exist."""
    found = queries.asked_of(request.user).prefetch_related(
        "campaign__version__sections", "campaign__version__house_rules", "questions__answered_by"
    )
    return get_object_or_404(found, campaign=pk)


def _page(asked: Asked, form: AskAuthorForm) -> dict[str, Any]:
    version = asked.campaign.version
    receipt = getattr(asked, "receipt", None)
    read = queries.to_read(asked)
    is_open = asked.campaign.state == CampaignState.OPEN and version.state == State.IN_FORCE
    is_open = is_open and not asked.excused_at
    return {
        "asked": asked,
        "campaign": asked.campaign,
        "version": version,
        "guideline": version.guideline,
        "receipt": receipt,
        "is_open": is_open,
        "read": read,
        "changed": [(part, _html(part.right)) for part in read.changed],
        "sections": [] if read.base else [(one, _html(one)) for one in version.sections.all()],
        **shown_rules(version),
        "questions": asked.questions.all(),
        "ask_form": form,
        "today": local_date(now()),
    }


def _html(section: Section | None) -> str:
    return to_html(section.body, top=3, prefix=f"{section.anchor}-") if section else ""
