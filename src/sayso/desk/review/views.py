"""The queue, the workplace of a claim, what waits for another person, and the door of every act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sayso.desk.pages import pager
from sayso.desk.review import queries
from sayso.desk.review.doing import DEEDS, Asked
from sayso.desk.review.eyes import bring_up
from sayso.desk.review.fields import measures
from sayso.desk.review.models import Act
from sayso.desk.review.work import address, looked, ordered, ref_of, workplace
from sayso.desk.rights import may, needs
from sayso.desk.setup import book
from sayso.desk.words import GRADES
from sayso.errors import NotInLedger, UsageError
from sayso.records import Ref


def link(at: str, why: str = "") -> str:
    """The address of a claim's workplace; `why` is the part of the queue that somebody works through."""
    return f"{reverse('review_claim')}?{urlencode({'at': at} | ({'why': why} if why else {}))}"


def reason_of(query: Any) -> str:
    """The part of the queue that an address names; empty for all of it."""
    why = query.get("why", "")
    return why if why in queries.REASONS else ""


@needs("correct")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What needs eyes first."""
    why, left = reason_of(request.GET), bring_up()
    found = queries.queue(request.user, why)
    page = pager(request, found.count())
    context = {
        "rows": queries.rows_of(request.user, page, found),
        "pager": page,
        "why": why,
        "tabs": queries.tabs(request.user),
        "left": left,
        "waiting": queries.waiting().count(),
    }
    return render(request, "review/queue.html", context)


@needs("correct")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for another person."""
    found = queries.waiting()
    page = pager(request, found.count())
    acts = list(page.of(found))
    context = {
        "acts": acts,
        "against": against(acts),
        "words": words(acts),
        "pager": page,
        "may_rule": may(request.user, "rule"),
    }
    return render(request, "review/waiting.html", context)


def words(acts: Iterable[Act]) -> dict[Ref, str]:
    """The sentences of the first claims that some acts are about."""
    refs = {ref for a in acts for ref in (*a.claims[:4], *a.others[:4])}
    return {ref: told.claim.evidence.text for ref, told in book().told(refs).items()}


def against(acts: list[Act]) -> dict[str, Any]:
    """The standing rulings that some acts contradict, by id."""
    from sayso.ledger import models
    from sayso.ledger.codec import unpack
    from sayso.records import Ruling

    names = {a.against for a in acts if a.against}
    rows = models.Ruling.objects.using(book().db).filter(name__in=names).values_list("name", "data")
    return {name: unpack(Ruling, data) for name, data in rows} if names else {}


@needs("correct")
@require_safe
def acts(request: HttpRequest) -> HttpResponse:
    """What was asked for and what became of it, latest first; `?mine=1`: one's own."""
    mine = request.GET.get("mine") == "1"
    found = Act.objects.order_by("-pk").prefetch_related("named")
    found = found.filter(user=request.user) if mine else found
    page = pager(request, found.count())
    shown = list(page.of(found))
    return render(request, "review/acts.html", {"acts": shown, "words": words(shown), "pager": page, "mine": mine})


@needs("correct")
@require_safe
def claim(request: HttpRequest) -> HttpResponse:
    """One claim beside its report, with what can be done about it."""
    why = reason_of(request.GET)
    work = workplace(request.user, ref_of(request.GET.get("at", "")))
    looked(request.user, work)
    context = {
        "w": work,
        "why": why,
        "measures": measures(work.fields),
        "grades": GRADES,
        "may_rule": may(request.user, "rule"),
        "against": against(list(work.waiting)),
        "words": words(work.waiting),
        "before": link(address(work.before), why) if work.before else "",
        "after": _after(work, why),
    }
    return render(request, "review/claim.html", context)


def _after(work: Any, why: str) -> str:
    """Where `next` leads: the incident's next claim, else the queue's next incident."""
    if work.after:
        return link(address(work.after), why)
    here = work.holder.id if work.is_incident else ""
    return f"{reverse('review_next')}?{urlencode({'after': here, 'why': why})}"


@needs("correct")
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """The incident of the queue after one, as the queue stands now; the queue itself after the last."""
    why, here = reason_of(request.GET), request.GET.get("after", "")
    bring_up()
    names = list(queries.queue(request.user, why).values_list("name", flat=True)[:500])
    rest = names[names.index(here) + 1 :] if here in names else names
    if not rest:
        messages.info(request, _("That was the last of this queue."))
        return redirect(reverse("review") + (f"?{urlencode({'why': why})}" if why else ""))
    return redirect(_first_claim(rest[0], why))


@needs("correct")
@require_safe
def incident(request: HttpRequest, name: str) -> HttpResponse:
    """An incident's workplace is that of its first claim."""
    return redirect(_first_claim(name, reason_of(request.GET)))


def _first_claim(name: str, why: str) -> str:
    claims = ordered(book().find(name))
    if not claims:
        raise NotInLedger(_("No present reading has this claim."))
    return link(address(claims[0][0]), why)


@needs("correct")
@require_safe
def undoing(request: HttpRequest, name: str) -> HttpResponse:
    """The form that undoes a ruling."""
    from sayso.desk.deeds.undo import holds, undone_refs

    ruling = book().ruling(name)
    refs = undone_refs(ruling)
    context = {"r": ruling, "holds": holds(ruling), "at": address(refs[0]) if refs else ""}
    return render(request, "review/undo.html", context)


@needs("correct")
@require_POST
def do(request: HttpRequest, deed: str) -> HttpResponse:
    """Do what a form asks, say what became of it, and go back to where it was asked."""
    if deed not in DEEDS:
        raise NotInLedger(_("There is no such act."))
    asked = Asked(request.user, request.POST)
    try:
        done = DEEDS[deed](asked)
    except (UsageError, NotInLedger) as error:
        messages.error(request, str(error))
        return redirect(_back(request))
    if done.act.state == "waiting" and done.act.against:
        said = _("Somebody else has ruled otherwise. Both stand side by side until another person decides.")
    elif done.act.state == "waiting":
        said = _("It waits until another person confirms it.")
    else:
        said = _("Done. It stands in the log of changes, and can be undone.") if done.ruled else _("Settled.")
    messages.success(request, said)
    for name in done.ruled.unheeded if done.ruled else ():
        messages.warning(request, _("Ruling %(name)s can't be obeyed beside later ones.") % {"name": name})
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The claim's workplace that the form names, if there is such a claim, else the queue: never another address."""
    try:
        ref = ref_of(request.POST.get("at", ""))
    except NotInLedger:
        return reverse("review_waiting") if request.POST.get("act") else reverse("review")
    if ref not in book().told([ref]):
        return reverse("review")
    return link(address(ref), reason_of(request.POST))
