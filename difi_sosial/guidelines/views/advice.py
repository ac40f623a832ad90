"""The advice on a version: the whole list, and turning one down with a reason."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.forms import DismissForm
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.queries import Advice
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.people.rules import may


@requires(Permission.GUIDELINE_READ)
def version_advice(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Every piece of advice on the text, those that were turned down last with their reasons."""
    version = get_object_or_404(queries.full(slug, number))
    found = queries.advice(version)
    context = {
        "version": version,
        "guideline": version.guideline,
        "advice": [item for item in found if item.is_open],
        "turned_down": [item for item in found if not item.is_open],
        "may_dismiss": _may_dismiss(request, version),
    }
    return render(request, "guidelines/version_advice.html", context)


@requires(Permission.GUIDELINE_WRITE)
def advice_dismiss(
    request: SignedInRequest, slug: str, number: int, anchor: str, rule: str, digest: str
) -> HttpResponse:
    """Say why a piece of advice is not followed."""
    version = get_object_or_404(queries.full(slug, number))
    item = _found(version, anchor, rule, digest)
    form = DismissForm(request.POST or None)
    if form.is_valid():
        guidelines.dismiss_advice(
            version=version,
            anchor=anchor,
            rule=rule,
            digest=item.finding.digest,
            by=request.user,
            at=now(),
            **form.cleaned_data,
        )
        messages.success(request, _("Rådet er vurdert. Det kommer igjen hvis teksten endres."))
        return redirect("guidelines:version-advice", slug=slug, number=number)
    context: dict[str, Any] = {"version": version, "guideline": version.guideline}
    context |= {"item": item, "form": form}
    return render(request, "guidelines/advice_dismiss.html", context, status=form_status(form))


@require_POST
@requires(Permission.GUIDELINE_WRITE)
def advice_restore(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Take a piece of advice up again."""
    version = get_object_or_404(queries.full(slug, number))
    guidelines.restore_advice(version=version, pk=pk, by=request.user, at=now())
    messages.success(request, _("Rådet er tatt opp igjen."))
    return redirect("guidelines:version-advice", slug=slug, number=number)


def _may_dismiss(request: SignedInRequest, version: GuidelineVersion) -> bool:
    return not version.is_frozen and may(request.user, Permission.GUIDELINE_WRITE)


def _found(version: GuidelineVersion, anchor: str, rule: str, digest: str) -> Advice:
    """The advice that an address names by the first digits of its digest."""
    for item in queries.advice(version):
        same = (item.section.anchor, item.finding.rule) == (anchor, rule)
        if same and item.finding.digest.startswith(digest):
            return item
    raise Http404
