"""Front page, the lessons of the first step, search, and what anyone may read."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.monitoring.queries.retention import public_periods
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission, public, requires
from difi_sosial.portal import services
from difi_sosial.portal.enums import Lesson
from difi_sosial.portal.models import LessonRead
from difi_sosial.portal.queries.deadlines import deadlines
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.kept import searches_of
from difi_sosial.portal.queries.public import accounts, guidelines
from difi_sosial.portal.queries.search import find
from difi_sosial.portal.queries.steps import steps
from difi_sosial.portal.queries.tasks import progress
from difi_sosial.portal.queries.waiting import waiting

NEXT = 3  # deadlines on the front page
SHOWN = 6  # of what waits; the rest is folded away
LESSON_TEXTS = {
    Lesson.WHAT: "portal/lesson_hva.html",
    Lesson.SHARE: "portal/lesson_formidle.html",
    Lesson.LISTEN: "portal/lesson_lytte.html",
    Lesson.EXCHANGE: "portal/lesson_dele.html",
    Lesson.TOGETHER: "portal/lesson_samarbeide.html",
    Lesson.SPECIAL: "portal/lesson_saerpreg.html",
}


@requires(Permission.PORTAL_READ)
def front_page(request: HttpRequest) -> HttpResponse:
    """The tasks of the three steps, and what waits for this person."""
    facts = Facts(request.user)
    parts = steps(facts)
    done, total = progress(parts)
    tasks, found = waiting(facts), deadlines(facts)
    late = [one for one in found if one.day < facts.today]
    context = {
        "steps": parts,
        "done": done,
        "total": total,
        "waiting": tasks[:SHOWN],
        "waiting_more": tasks[SHOWN:],
        "late": late[:NEXT],
        "late_more": len(late[NEXT:]),
        "deadlines": found[len(late) :][:NEXT],
        "today": facts.today,
        "searches": searches_of(facts.person),
    }
    return render(request, "portal/front_page.html", context)


@requires(Permission.PORTAL_READ)
def lesson_list(request: HttpRequest) -> HttpResponse:
    """Everything there is to read in the first step."""
    return redirect("portal:lesson-detail", slug=Lesson.WHAT.value)


@requires(Permission.PORTAL_READ)
def lesson_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One lesson, with the next one below; a POST notes that the agency has read it."""
    if slug not in Lesson.values:
        raise Http404(_("Det finnes ingen slik side."))
    lesson = Lesson(slug)
    following = list(Lesson)[list(Lesson).index(lesson) + 1 :]
    if request.method == "POST" and isinstance(request.user, User):
        services.mark_read(lesson=lesson, by=request.user, at=now())
        return (
            redirect("portal:lesson-detail", slug=following[0].value)
            if following
            else redirect("portal:front-page")
        )
    context = {
        "lesson": lesson,
        "text": LESSON_TEXTS[lesson],
        "lessons": list(Lesson),
        "read": LessonRead.objects.select_related("read_by").filter(lesson=lesson).first(),
        "following": following[0] if following else None,
    }
    return render(request, "portal/lesson_detail.html", context)


@requires(Permission.PORTAL_READ)
def search(request: HttpRequest) -> HttpResponse:
    """Strategies, guidelines, channels, mentions and journal, in one list."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    context = {"text": text, "groups": find(text, request.user)}
    return render(request, "portal/search.html", context)


@public
def public_start(request: HttpRequest) -> HttpResponse:
    """What anyone may read: the guidelines in force."""
    context = {"guidelines": guidelines(), "accounts": accounts()}
    return render(request, "portal/public_start.html", context)


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What the portal knows about people, and why."""
    context = {
        "periods": public_periods(local_date(now())),
        "receipt_years": settings.RECEIPT_YEARS,
    }
    return render(request, "portal/privacy.html", context)
