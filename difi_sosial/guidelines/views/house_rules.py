"""Writing the house rules of a draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.core.clock import now
from difi_sosial.core.errors import DomainError
from difi_sosial.core.forms import form_status
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.forms import HouseRuleRows, HouseRulesForm, RuleRows
from difi_sosial.guidelines.models import GuidelineVersion, HouseRule
from difi_sosial.guidelines.views.reading import version_address
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

PREFIX = "rules"


@requires(Permission.GUIDELINE_WRITE)
def house_rules_edit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """The rules as rows; a row that is emptied is gone, and so is its number."""
    version = get_object_or_404(queries.full(slug, number))
    if request.method == "GET" and not rules.is_editable(version):
        return redirect(version_address(version))
    known = list(version.house_rules.all())
    form, rows = _forms(request, version, known)
    if form.is_valid() and rows.is_valid():
        try:
            guidelines.save_house_rules(
                version=version,
                seen=form.cleaned_data["seen"],
                wanted=rows.wanted,
                by=request.user,
                at=now(),
            )
        except DomainError as error:
            return _refused(request, version, known, error)
        messages.success(request, _("Husreglene er lagret."))
        return redirect(version_address(version))
    context = _page(version, form, rows)
    return render(
        request, "guidelines/house_rules_edit.html", context, status=form_status(form, rows)
    )


def _forms(
    request: SignedInRequest, version: GuidelineVersion, known: list[HouseRule], seen: str = ""
) -> tuple[HouseRulesForm, RuleRows]:
    """The form and its rows, as typed; with `seen`, as having seen what somebody else saved."""
    language = version.guideline.language
    if request.method == "POST":
        data = request.POST.copy()
        if seen:
            data["seen"] = seen
        return HouseRulesForm(data), HouseRuleRows(data, prefix=PREFIX, language=language)
    initial = [queries.rule_fields(rule) for rule in known]
    form = HouseRulesForm(initial={"seen": queries.fingerprint(known)})
    return form, HouseRuleRows(initial=initial, prefix=PREFIX, language=language)


def _refused(
    request: SignedInRequest, version: GuidelineVersion, known: list[HouseRule], error: DomainError
) -> HttpResponse:
    """Everything that was typed stays; beside it the rules as they stand now."""
    form, rows = _forms(request, version, known, queries.fingerprint(known))
    context = _page(version, form, rows) | {"refusal": error, "theirs": known}
    return render(request, "guidelines/house_rules_edit.html", context, status=error.status)


def _page(version: GuidelineVersion, form: HouseRulesForm, rows: RuleRows) -> dict[str, Any]:
    return {
        "version": version,
        "guideline": version.guideline,
        "form": form,
        "rows": rows,
        "has_errors": rows.is_bound and bool(rows.total_error_count()),
    }
