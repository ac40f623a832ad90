"""What our accounts say about themselves: from sentences to a text that stands in the channel."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.channels import queries, records, services
from difi_sosial.channels.enums.accounts import CheckOutcome, ProfileAction, TextLanguage
from difi_sosial.channels.forms import (
    AdaptForm,
    ControlForm,
    GenerateForm,
    PublishForm,
    SentenceForm,
)
from difi_sosial.channels.models import ProfileSentence, ProfileText, Proof
from difi_sosial.channels.workflow import PROFILE_WORKFLOW
from difi_sosial.core.clock import now
from difi_sosial.core.diff import fields_beside, side_by_side
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.core.forms import form_status, posted_reason
from difi_sosial.core.markdown import render as to_html
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

# Steps that need more than a button have a page of their own.
ON_A_PAGE = (
    ProfileAction.ADAPT,
    ProfileAction.PUBLISH,
    ProfileAction.CONTROL,
    ProfileAction.DEVIATE,
)


@requires(Permission.CHANNEL_READ)
def profile_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every text of an account, and the making of a new one."""
    account = get_object_or_404(queries.account_page(pk))
    form = GenerateForm(request.POST or None, initial={"language": account.profile_language})
    if form.is_valid():
        text = services.generate(account=account, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Teksten er laget. Les den, og tilpass den om du vil."))
        return redirect("channels:profile-detail", pk=text.pk)
    context = {"account": account, "texts": queries.texts_of(account), "form": form}
    return render(request, "channels/profile_list.html", context, status=form_status(form))


@requires(Permission.CHANNEL_READ)
def profile_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One text: what it says, how long it is, what was left out, and whether it stands."""
    text = get_object_or_404(queries.text_page(pk))
    steps = PROFILE_WORKFLOW.open_to(request.user, text)
    checks = list(text.checks.select_related("by", "proof").defer("proof__content")[:10])
    deviation = next((row for row in checks if row.outcome == CheckOutcome.DEVIATION), None)
    context = {
        "text": text,
        "account": text.account,
        "measure": _measure(text),
        "html": to_html(text.long_body, top=3),
        "steps": [step for step in steps if step.action not in ON_A_PAGE],
        "may": {step.action for step in steps},
        "checks": checks,
        "deviation": deviation,
        "rows": _diff(text.body, deviation.seen) if deviation and deviation.seen else [],
        "is_deviating": text.state == "deviation",
    }
    return render(request, "channels/profile_detail.html", context)


@requires(Permission.CHANNEL_READ)
def profile_act(request: SignedInRequest, pk: int) -> HttpResponse:
    """A button: approve, or send back with a reason."""
    text = get_object_or_404(queries.text_page(pk))
    if request.method == "POST" and request.POST.get("action") == ProfileAction.APPROVE:
        services.approve(text=text, by=request.user, at=now())
        messages.success(request, _("Teksten er godkjent og låst. Nå kan den publiseres."))
    elif request.method == "POST" and request.POST.get("action") == ProfileAction.RETURN:
        reason = posted_reason(request.POST)
        services.send_back(text=text, reason=reason, by=request.user, at=now())
        messages.success(request, _("Teksten er sendt tilbake."))
    return redirect("channels:profile-detail", pk=pk)


@requires(Permission.CHANNEL_WRITE)
def profile_adapt(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the texts as they shall be, and send them to the head."""
    text = get_object_or_404(queries.text_page(pk))
    PROFILE_WORKFLOW.check(ProfileAction.ADAPT, state=text.state, by=request.user, thing=text)
    form = AdaptForm(request.POST or None, initial=_texts(text))
    if form.is_valid():
        try:
            services.adapt(text=text, by=request.user, at=now(), **form.cleaned_data)
        except Invalid as refused:
            form.add_error("body", str(refused))
        except Conflict:
            return _both(request, text, form.cleaned_data)
        else:
            messages.success(request, _("Teksten er sendt til godkjenning."))
            return redirect("channels:profile-detail", pk=pk)
    typed = form["body"].value() or ""
    context = {
        "form": form,
        "text": text,
        "account": text.account,
        "measure": _measure(text, typed),
    }
    return render(request, "channels/profile_adapt.html", context, status=form_status(form))


@requires(Permission.CHANNEL_WRITE)
def profile_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """The text has been put on the profile: where, and the proof."""
    text = get_object_or_404(queries.text_page(pk))
    PROFILE_WORKFLOW.check(ProfileAction.PUBLISH, state=text.state, by=request.user, thing=text)
    url = text.account.profile_url or text.account.url
    form = PublishForm(request.POST or None, request.FILES or None, initial={"url": url})
    if form.is_valid() and _done(form, lambda facts: services.publish(**facts), text, request):
        messages.success(request, _("Teksten er meldt som publisert."))
        return redirect("channels:profile-detail", pk=pk)
    context = {"form": form, "text": text, "account": text.account}
    return render(request, "channels/profile_publish.html", context, status=form_status(form))


@requires(Permission.CHANNEL_WRITE)
def profile_control(request: SignedInRequest, pk: int) -> HttpResponse:
    """A person has looked at the profile."""
    text = get_object_or_404(queries.text_page(pk))
    action = ProfileAction.CONTROL
    PROFILE_WORKFLOW.check(action, state=text.state, by=request.user, thing=text)
    form = ControlForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _done(form, lambda facts: services.control(**facts), text, request):
        messages.success(request, _("Kontrollen er lagret."))
        return redirect("channels:profile-detail", pk=pk)
    context = {"form": form, "text": text, "account": text.account}
    return render(request, "channels/profile_control.html", context, status=form_status(form))


@requires(Permission.CHANNEL_READ)
def proof_show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The file of a proof: downloaded as it came, never shown inside the portal."""
    proof = get_object_or_404(Proof, pk=pk)
    response = HttpResponse(bytes(proof.content), content_type="application/octet-stream")
    ending = proof.name.rpartition(".")[2]
    response.headers["Content-Disposition"] = f'attachment; filename="bevis-{proof.pk}.{ending}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@requires(Permission.CHANNEL_READ)
def sentence_list(request: SignedInRequest) -> HttpResponse:
    """The sentences that texts are made of, in one language."""
    language = request.GET.get("sprak", TextLanguage.NB)
    language = language if language in queries.GENERATED_IN else TextLanguage.NB
    context = {
        "sentences": queries.sentences(language),
        "language": language,
        "languages": [(code, TextLanguage(code).label) for code in queries.GENERATED_IN],
    }
    return render(request, "channels/sentence_list.html", context)


@requires(Permission.ACCOUNT_LEAD)
def sentence_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The agency's own wording."""
    sentence = get_object_or_404(ProfileSentence, pk=pk)
    initial = {"edition": sentence.edition}
    form = SentenceForm(request.POST or None, instance=sentence, initial=initial)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        given = {"sentence": sentence, "edition": facts.pop("edition"), "facts": facts}
        try:
            services.save_sentence(by=request.user, at=now(), **given)
        except Conflict as error:
            return _both_sentences(request, form, error)
        messages.success(request, _("Setningen er lagret. Nye tekster bruker den."))
        return redirect("channels:sentence-list")
    context = {"form": form, "sentence": sentence}
    return render(request, "channels/sentence_edit.html", context, status=form_status(form))


def _both_sentences(request: SignedInRequest, form: SentenceForm, error: Conflict) -> HttpResponse:
    """Somebody saved the sentence first: both side by side, and nothing typed is lost."""
    sentence = ProfileSentence.objects.get(pk=form.instance.pk)
    again = request.POST.copy()
    again["edition"] = str(sentence.edition)
    context = {
        "form": SentenceForm(again, instance=ProfileSentence.objects.get(pk=sentence.pk)),
        "sentence": sentence,
        "error": error,
        "diff": side_by_side(*fields_beside(form, sentence)),
    }
    return render(request, "channels/sentence_edit.html", context, status=409)


def _done(form: Any, act: Any, text: ProfileText, request: SignedInRequest) -> bool:
    """Whether the service took it; a file that it refused is told at the field."""
    facts = {**form.cleaned_data, "text": text, "by": request.user, "at": now()}
    try:
        act(facts)
    except Invalid as refused:
        form.add_error("proof", str(refused))
        return False
    return True


def _texts(text: ProfileText) -> dict[str, Any]:
    return {"edition": text.edition, "body": text.body, "long_body": text.long_body}


def _measure(text: ProfileText, body: str | None = None) -> dict[str, Any]:
    """How long the short text is, as its platform counts, and how much room is left."""
    count = records.length(text.body if body is None else body, text.counting)
    over = 0 if text.limit is None else max(0, count - text.limit)
    return {"count": count, "limit": text.limit, "over": over, "by": text.get_counting_display()}


def _diff(approved: str, seen: str) -> list[Any]:
    return side_by_side(queries.lines_for_diff(approved), queries.lines_for_diff(seen))


def _both(request: SignedInRequest, text: ProfileText, typed: dict[str, Any]) -> HttpResponse:
    """Somebody saved first: both texts side by side, and nothing typed is lost."""
    text.refresh_from_db()
    form = AdaptForm(initial={**typed, "edition": text.edition})
    context = {
        "form": form,
        "text": text,
        "account": text.account,
        "measure": _measure(text, typed["body"]),
        "rows": side_by_side(text.body, typed["body"]),
        "long_rows": side_by_side(text.long_body, typed["long_body"]),
    }
    return render(request, "channels/profile_adapt.html", context, status=409)
