"""Asking people to confirm what is in force, and following it up."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Invalid
from difi_sosial.core.forms import form_status
from difi_sosial.core.tables import Column, table_response
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.forms import (
    AnswerReaderForm,
    CampaignForm,
    ChangeCampaignForm,
    CloseCampaignForm,
    ExcuseForm,
)
from difi_sosial.guidelines.models import Asked, Campaign
from difi_sosial.guidelines.workflow import CAMPAIGN
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

PER_PAGE = 30
HISTORY = 20
PERSONS = (
    Column("name", gettext_lazy("Navn"), lambda row: row.person.name, 28),
    Column("email", gettext_lazy("E-post"), lambda row: row.person.email, 34),
    Column("unit", gettext_lazy("Enhet"), lambda row: str(row.person.unit or ""), 28),
    Column("deadline", gettext_lazy("Frist"), lambda row: row.deadline, 12),
    Column("confirmed_at", gettext_lazy("Bekreftet"), lambda row: _receipt(row, "at")),
    Column("excused_at", gettext_lazy("Fritatt"), lambda row: row.excused_at),
    Column("excused_reason", gettext_lazy("Begrunnelse"), lambda row: row.excused_reason, 30),
    Column(
        "checksum", gettext_lazy("Sjekksum (SHA-256)"), lambda row: _receipt(row, "checksum"), 60
    ),
)


@requires(Permission.GUIDELINE_WRITE)
def campaign_start(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Choose who shall confirm a version in force, what, and until when."""
    version = get_object_or_404(queries.full(slug, number), state=State.IN_FORCE)
    if (running := queries.open_campaign(version)) is not None:
        return redirect("guidelines:campaign-show", pk=running.pk)
    back = reverse("guidelines:version-show", args=[slug, number])
    form = CampaignForm(request.POST or None, back=back)
    if form.is_valid():
        try:
            campaign = guidelines.start_campaign(
                version=version, by=request.user, at=now(), **form.cleaned_data
            )
        except Invalid as refused:
            form.add_error("everyone", str(refused))
        else:
            messages.success(request, _("De som er valgt, har fått e-post."))
            return redirect("guidelines:campaign-show", pk=campaign.pk)
    context = {"version": version, "guideline": version.guideline, "form": form}
    return render(request, "guidelines/receipt_start.html", context, status=form_status(form))


@requires(Permission.RECEIPT_COUNT)
def campaign_list(request: SignedInRequest) -> HttpResponse:
    """Every version that people were asked to confirm, with the numbers."""
    found = queries.campaigns_with_numbers(local_date(now()))
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "today": local_date(now()),
    }
    return render(request, "guidelines/receipt_campaigns.html", context)


@requires(Permission.RECEIPT_COUNT)
def campaign_show(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far it has come, per unit; who, for those who may know; and what readers ask."""
    campaign = _campaign(pk)
    return render(request, "guidelines/receipt_overview.html", _page(request, campaign))


@requires(Permission.GUIDELINE_WRITE)
def campaign_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop asking, with a note."""
    campaign = _campaign(pk)
    form = CloseCampaignForm(
        request.POST or None, back=reverse("guidelines:campaign-show", args=[pk])
    )
    if form.is_valid():
        note = form.cleaned_data["note"]
        guidelines.close_campaign(campaign=campaign, note=note, by=request.user, at=now())
        messages.success(request, _("Avsluttet. Tallene står her slik de var."))
        return redirect("guidelines:campaign-show", pk=pk)
    numbers = queries.tally(campaign, local_date(now()))
    context = {"campaign": campaign, "version": campaign.version, "form": form, "numbers": numbers}
    return render(request, "guidelines/receipt_close.html", context, status=form_status(form))


@requires(Permission.GUIDELINE_WRITE)
def campaign_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Move the deadline, and ask more people."""
    campaign = _campaign(pk)
    back = reverse("guidelines:campaign-show", args=[pk])
    if not rules.may_change_campaign(request.user, campaign):
        return redirect(back)
    form = ChangeCampaignForm(request.POST or None, campaign=campaign, back=back)
    if form.is_valid():
        guidelines.change_campaign(
            campaign=campaign, by=request.user, at=now(), **form.cleaned_data
        )
        messages.success(request, _("Endringene er lagret. De det gjelder, har fått e-post."))
        return redirect(back)
    context = {"campaign": campaign, "version": campaign.version, "form": form}
    return render(request, "guidelines/receipt_change.html", context, status=form_status(form))


@requires(Permission.RECEIPT_READ)
def campaign_excuse(request: SignedInRequest, pk: int, asked: int) -> HttpResponse:
    """Let one person off, with a reason."""
    campaign = _campaign(pk)
    back = reverse("guidelines:campaign-show", args=[pk])
    if not rules.may_excuse(request.user, campaign):
        return redirect(back)
    silent = queries.readers(campaign, request.user).filter(receipt=None, excused_at=None)
    row = get_object_or_404(silent, pk=asked)
    form = ExcuseForm(request.POST or None, back=back)
    if form.is_valid():
        guidelines.excuse(asked=row, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("%(who)s har fått fritak.") % {"who": row.person})
        return redirect(back)
    context = {"campaign": campaign, "version": campaign.version, "row": row, "form": form}
    return render(request, "guidelines/receipt_excuse.html", context, status=form_status(form))


@requires(Permission.RECEIPT_READ)
def campaign_export(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Those this person may know about, as a file; the log remembers who took it."""
    campaign = _campaign(pk)
    rows = list(queries.readers(campaign, request.user))
    name = f"bekreftelser-{campaign.version.guideline.slug}-v{campaign.version.number}"
    answer = table_response(request, name, PERSONS, rows, kind)
    guidelines.note_export(campaign=campaign, count=len(rows), by=request.user, at=now())
    return answer


@require_POST
@requires(Permission.GUIDELINE_WRITE)
def reader_answer(request: SignedInRequest, pk: int, question: int) -> HttpResponse:
    """Answer a reader."""
    campaign = _campaign(pk)
    asked = get_object_or_404(queries.questions_about(campaign), pk=question)
    form = AnswerReaderForm(request.POST, auto_id=f"id_{question}_%s")
    if form.is_valid():
        text = form.cleaned_data["text"]
        guidelines.answer_reader(question=asked, text=text, by=request.user, at=now())
        messages.success(request, _("Svaret er sendt."))
        return redirect(f"{reverse('guidelines:campaign-show', args=[pk])}#sporsmal-{question}")
    context = _page(request, campaign, {question: form})
    return render(request, "guidelines/receipt_overview.html", context, status=422)


def _campaign(pk: int) -> Campaign:
    return get_object_or_404(queries.campaigns(), pk=pk)


def _page(
    request: SignedInRequest, campaign: Campaign, forms: dict[int, AnswerReaderForm] | None = None
) -> dict[str, Any]:
    today, person = local_date(now()), request.user
    may_answer = rules.may_close_campaign(person, campaign)
    found = queries.readers(campaign, person)
    return {
        "campaign": campaign,
        "version": campaign.version,
        "guideline": campaign.version.guideline,
        "numbers": queries.tally(campaign, today),
        "audience": [] if campaign.everyone else queries.audience_of(campaign),
        "receipt_years": settings.RECEIPT_YEARS,
        "tallies": queries.tallies(campaign, today),
        **_rights(person, campaign),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "questions": [
            (one, _answer_form(one.pk, forms or {}) if may_answer and not one.answered_at else None)
            for one in queries.questions_about(campaign)
        ],
        "steps": CAMPAIGN.open_to(person, campaign),
        "history": history_of(campaign)[:HISTORY],
        "today": today,
    }


def _rights(person: User, campaign: Campaign) -> dict[str, bool]:
    return {
        "sees_persons": rules.sees_own_unit(person),
        "sees_everybody": rules.sees_everybody(person),
        "may_change": rules.may_change_campaign(person, campaign),
        "may_excuse": rules.may_excuse(person, campaign),
    }


def _answer_form(question: int, forms: dict[int, AnswerReaderForm]) -> AnswerReaderForm:
    return forms.get(question) or AnswerReaderForm(auto_id=f"id_{question}_%s")


def _receipt(row: Asked, fact: str) -> Any:
    return getattr(getattr(row, "receipt", None), fact, None)
