"""Who has which role, and the form that gives another."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Case, Count, IntegerField, Max, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sayso.desk.accounts.models import User
from sayso.desk.deeds.appoint import appoint
from sayso.desk.pages import pager
from sayso.desk.review.models import Appointment
from sayso.desk.rights import ROLES, needs
from sayso.desk.words import OFFICES
from sayso.errors import NotInLedger, UsageError

NEWS = 10


@needs("manage")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The accounts, those with the most rights first; `?q=`: whose name or address has that."""
    asked = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:80]
    ranks = [When(groups__name=role, then=Value(rank)) for rank, role in enumerate(ROLES, 1)]
    found = User.objects.filter(is_active=True).annotate(
        rank=Max(Case(*ranks, default=Value(0), output_field=IntegerField())), n=Count("pk")
    )
    if asked:
        found = found.filter(name__icontains=asked) | found.filter(email__icontains=asked)
    found = found.order_by("-rank", "name", "pk")
    page = pager(request, found.count())
    names = ("", *ROLES)
    context = {
        "people": [(one, names[one.rank]) for one in page.of(found)],
        "pager": page,
        "offices": OFFICES,
        "asked": asked,
        "news": Appointment.objects.order_by("-pk")[:NEWS],
    }
    return render(request, "review/people.html", context)


@needs("manage")
@require_POST
def appointing(request: HttpRequest) -> HttpResponse:
    """Give a role, and say so."""
    said = request.POST.get("account", "")
    account = int(said) if said.isascii() and said.isdigit() and len(said) < 15 else 0
    try:
        made = appoint(request.user, account, request.POST.get("role", ""), request.POST.get("reason", ""))
        messages.success(request, _("%(name)s has another role now.") % {"name": made.whom})
    except (UsageError, NotInLedger) as error:
        messages.error(request, str(error))
    return redirect("review_people")
