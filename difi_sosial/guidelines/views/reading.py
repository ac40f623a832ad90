"""Reading, comparing and deciding."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines.enums import OPEN_STATES, SectionKind, State
from difi_sosial.guidelines.forms import CompareForm
from difi_sosial.guidelines.models import Guideline, GuidelineVersion
from difi_sosial.guidelines.views.steps import way
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.people.rules import may

HISTORY = 20
ENDS_SOON = timedelta(days=30)


@requires(Permission.GUIDELINE_READ)
def guideline_list(request: SignedInRequest) -> HttpResponse:
    """Every guideline with what is in force and what is being worked on."""
    context = {"listed": queries.listed(), "today": local_date(now())}
    return render(request, "guidelines/guideline_list.html", context)


@requires(Permission.GUIDELINE_READ)
def guideline_show(request: SignedInRequest, slug: str) -> HttpResponse:
    """One guideline: its facts, its versions and what happened."""
    found = Guideline.objects.select_related("unit", "owner")
    guideline = get_object_or_404(found, slug=slug)
    versions = list(
        guideline.versions.select_related("approved_by", "approved_for")
        .defer("frozen")
        .order_by("-number")
    )
    current = next((v for v in versions if v.state == State.IN_FORCE), None)
    if current is not None:
        current.guideline = guideline
    context = {
        "guideline": guideline,
        "versions": versions,
        "current": current,
        "may_keep": current is not None and rules.may_keep(request.user, current),
        "open": next((v for v in versions if v.state in OPEN_STATES), None),
        "newest": versions[0],
        "today": local_date(now()),
        "history": queries.history(guideline)[:HISTORY],
    }
    return render(request, "guidelines/guideline_show.html", context)


@requires(Permission.GUIDELINE_READ)
def version_show(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """The text of one version, what may be done with it, and what happened to it."""
    version = get_object_or_404(queries.full(slug, number))
    sections = version.sections.all()
    is_writable = rules.is_editable(version) and may(request.user, Permission.GUIDELINE_WRITE)
    context: dict[str, Any] = {
        "version": version,
        "guideline": version.guideline,
        "pages": queries.shown(sections, queries.threads(version)),
        "may_comment": rules.may_comment(request.user, version),
        "may_close_all": rules.may_write(request.user, version),
        **shown_rules(version),
        "missing": rules.missing(sections) if rules.is_editable(version) else [],
        "is_writable": is_writable,
        "open_advice": 0 if version.is_frozen else _open_advice(version),
        "changed_facts": [] if version.is_frozen else queries.changed_facts(version),
        "is_author": rules.is_author(request.user, version),
        **way(request, version),
        "base": _compared_with(version),
        "standing": queries.standing(version, now()),
        **_days(version),
        "reading": queries.open_campaign(version) if version.state == State.IN_FORCE else None,
        "history": history_of(version)[:HISTORY],
    }
    return render(request, "guidelines/version_show.html", context)


def _days(version: GuidelineVersion) -> dict[str, Any]:
    """Today, when a last day is soon, and the step that should have been taken by now."""
    today = local_date(now())
    row = rules.step_now(version) if version.state == State.SUBMITTED else None
    late = row if row is not None and row.due_on < today else None
    return {"today": today, "ends_soon": today + ENDS_SOON, "overdue": late}


def _open_advice(version: GuidelineVersion) -> int:
    return sum(item.is_open for item in queries.advice(version))


def _compared_with(version: GuidelineVersion) -> int | None:
    """The number of the version that a reader will want to compare this one with."""
    earlier = version.guideline.versions.filter(number__lt=version.number).order_by("-number")
    return (
        earlier.exclude(state=State.WITHDRAWN).values_list("number", flat=True).first()
        or earlier.values_list("number", flat=True).first()
    )


@requires(Permission.GUIDELINE_READ)
def version_compare(request: SignedInRequest, slug: str) -> HttpResponse:
    """Two versions side by side, section by section; without a choice the two newest."""
    guideline = get_object_or_404(Guideline, slug=slug)
    versions = {v.number: v for v in guideline.versions.defer("frozen").order_by("-number")}
    left, right = _chosen(request, list(versions))
    form = CompareForm(
        {"fra": left, "til": right},
        numbers=[(n, f"{n} ({v.get_state_display().lower()})") for n, v in versions.items()],
    )
    parts = queries.compare(versions[left], versions[right])
    context = {
        "guideline": guideline,
        "form": form,
        "left": versions[left],
        "right": versions[right],
        "summary": queries.summary(parts),
        "changed": [part for part in parts if part.change != "same"],
        "same": [part for part in parts if part.change == "same"],
    }
    return render(request, "guidelines/version_compare.html", context)


def _chosen(request: HttpRequest, numbers: list[int]) -> tuple[int, int]:
    newest_two = (numbers[min(1, len(numbers) - 1)], numbers[0])
    try:
        left = int(request.GET.get("fra", newest_two[0]))
        right = int(request.GET.get("til", newest_two[1]))
    except ValueError:
        raise Http404 from None
    if left not in numbers or right not in numbers:
        raise Http404
    return left, right


def version_address(version: GuidelineVersion, anchor: str = "") -> str:
    """Where a version is read, at a section if wanted."""
    path = reverse("guidelines:version-show", args=[version.guideline.slug, version.number])
    return f"{path}#{anchor}" if anchor else path


def shown_rules(version: GuidelineVersion) -> dict[str, Any]:
    """The house rules in the language of the guideline, and whether no section is about them."""
    language = version.guideline.language
    return {
        "house_rules": [(rule, rule.text(language)) for rule in version.house_rules.all()],
        "rules_stand_alone": all(s.kind != SectionKind.HOUSE_RULES for s in version.sections.all()),
    }
