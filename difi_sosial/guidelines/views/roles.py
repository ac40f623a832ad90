"""The helper on the three positions: for everybody, also without signing in; nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from difi_sosial.guidelines import rules
from difi_sosial.people.permissions import public


@public
def role_helper(request: HttpRequest) -> HttpResponse:
    """The three positions, and a self-test whose answers are shown at once and never stored."""
    titles = {position.key: position for position in rules.POSITIONS}
    found = [
        {"situation": one, "answer": answer, "is_right": fits, "right": titles[one.right]}
        for one, answer, fits in rules.judged(request.POST.dict())
    ]
    context = {
        "positions": rules.POSITIONS,
        "situations": found,
        "answered": sum(bool(item["answer"]) for item in found),
        "right": sum(bool(item["is_right"]) for item in found),
    }
    return render(request, "guidelines/role_helper.html", context)
