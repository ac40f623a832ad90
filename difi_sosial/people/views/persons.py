"""Pages about persons and their roles."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.core.forms import form_status
from difi_sosial.people import queries, services
from difi_sosial.people.enums import Role
from difi_sosial.people.forms import InviteForm, PersonFilterForm, PersonForm
from difi_sosial.people.models import User
from difi_sosial.people.permissions import (
    ROLE_PERMISSIONS,
    Permission,
    SignedInRequest,
    requires,
    signed_in,
)

PAGE_SIZE = 50


@requires(Permission.PEOPLE_READ)
def person_list(request: SignedInRequest) -> HttpResponse:
    """Everybody, with unit and roles."""
    form = PersonFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.search(**chosen), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "people/person_list.html", {"form": form, "page": page})


@requires(Permission.PEOPLE_WRITE)
def person_invite(request: SignedInRequest) -> HttpResponse:
    """Add a person."""
    form = InviteForm(request.POST or None, initial={"language": "nb", "roles": [Role.READER]})
    if form.is_valid():
        try:
            user = services.invite(by=request.user, **form.cleaned_data)
        except Conflict as error:
            form.add_error("email", str(error))
        except Invalid as error:
            form.add_error("roles", str(error))
        else:
            messages.success(request, _("%(name)s er lagt til.") % {"name": user.name})
            return redirect("people:person-list")
    return render(request, "people/person_invite.html", {"form": form}, status=form_status(form))


@requires(Permission.PEOPLE_WRITE)
def person_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a person's facts and roles."""
    person = get_object_or_404(User, pk=pk)
    initial = {
        "name": person.name,
        "title": person.title,
        "unit": person.unit_id,
        "roles": sorted(person.roles),
    }
    form = PersonForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.save_profile(user=person, by=request.user, **form.cleaned_data)
        except Invalid as error:
            form.add_error("roles", str(error))
        else:
            messages.success(request, _("Endringene er lagret."))
            return redirect("people:person-list")
    context = {"form": form, "person": person, "history": history_of(person)[:20]}
    return render(request, "people/person_edit.html", context, status=form_status(form))


@require_POST
@requires(Permission.PEOPLE_WRITE)
def person_activate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lock a person out, or let them in again."""
    person = get_object_or_404(User, pk=pk)
    active = request.POST.get("active") == "1"
    services.set_active(user=person, active=active, by=request.user)
    text = _("%(name)s kan logge inn igjen.") if active else _("%(name)s er sperret.")
    messages.success(request, text % {"name": person.name})
    return redirect("people:person-edit", pk=person.pk)


@signed_in
def role_list(request: HttpRequest) -> HttpResponse:
    """What each role may do, drawn from the table that the portal itself obeys."""
    table = [(role, sorted(held)) for role, held in ROLE_PERMISSIONS.items()]
    context = {
        "permissions": list(Permission),
        "rows": [
            (permission, [permission in held for _role, held in table]) for permission in Permission
        ],
        "roles": [Role(role) for role, _held in table],
    }
    return render(request, "people/role_list.html", context)
