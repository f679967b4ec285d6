"""What moderators do: the queue, letting through, answering, ruling because of a reply, closing a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sayso.desk.pages import pager
from sayso.desk.replies import queries
from sayso.desk.replies.about import About
from sayso.desk.replies.deeds import accept as accepting
from sayso.desk.replies.deeds import answer as answering
from sayso.desk.replies.deeds import close as closing
from sayso.desk.replies.deeds import decide as deciding
from sayso.desk.replies.forms import MOST_CLAIMS, Ruled
from sayso.desk.replies.models import HELD, SHOWN, STATES, Reply
from sayso.desk.replies.notices import tell
from sayso.desk.rights import needs
from sayso.desk.setup import book
from sayso.desk.words import word
from sayso.errors import NotInLedger, SaysoError
from sayso.records import Ref


@needs("moderate")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Replies that wait, or those of another state."""
    state = request.GET.get("state", HELD)
    state = state if state in STATES else HELD
    rows = queries.queue(state)
    page = pager(request, rows.count())
    context = {"replies": page.of(rows), "pager": page, "state": state, "states": list(STATES.items())}
    return render(request, "replies/queue.html", context)


def _deed(request: HttpRequest, key: str, do: Callable[[Reply], str]) -> HttpResponse:
    found = get_object_or_404(queries.whole(Reply.objects.all()), key=key)
    try:
        said = do(found)
    except SaysoError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    if request.POST.get("then") == "queue":
        return redirect("replies")
    return redirect("reply", key)


@needs("moderate")
@require_POST
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Let a reply through, or not."""

    def do(found: Reply) -> str:
        if request.POST.get("decision") == "shown":
            deciding.let_through(request.user, found)
            tell(found, "shown", request.user)
            return _("It is shown now.")
        deciding.refuse(request.user, found, request.POST.get("why", "")[:1000])
        tell(found, "refused", request.user)
        return _("It is not shown.")

    return _deed(request, key, do)


@needs("moderate")
@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Answer a reply, below it."""

    def do(found: Reply) -> str:
        answering.answer(request.user, found, request.POST.get("answer", "")[:5000])
        if found.answer:
            tell(found, "answered", request.user)
        return _("Kept.")

    return _deed(request, key, do)


@needs("moderate")
@require_POST
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """Make the ruling that a reply asks for."""

    def do(found: Reply) -> str:
        about = About(found.about, found.name, found.claim)
        form = Ruled(choices(about), about.kind == "incident", request.POST, auto_id="ruled_%s")
        if not form.is_valid():
            messages.error(request, " ".join(text for texts in form.errors.values() for text in texts))
            return _("Nothing was ruled.")
        done = accepting.accept(request.user, found, form.wanted)
        if done.waits:
            return _("Another person has to confirm it.")
        return _("Ruled. The change log shows it, with this reply.")

    return _deed(request, key, do)


@needs("moderate")
@require_POST
def link(request: HttpRequest, key: str) -> HttpResponse:
    """Name a ruling that was made because of a reply."""

    def do(found: Reply) -> str:
        accepting.link_ruling(request.user, found, request.POST.get("ruling", "")[:60])
        return _("Linked.")

    return _deed(request, key, do)


@needs("moderate")
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close a thread, or open it again."""
    about = About.asked(_query(request.POST))
    if request.POST.get("do") == "open":
        closing.reopen(request.user, about)
        messages.success(request, _("Replies may be written here again."))
    else:
        closing.close(request.user, about, request.POST.get("why", "")[:1000])
        messages.success(request, _("Replies are closed here."))
    return redirect(about.url)


def _query(post: QueryDict) -> dict[str, str]:
    return {key: post.get(key, "") for key in ("incident", "report", "claim")}


def choices(about: About) -> dict[Ref, str]:
    """The claims that a reply may lead to rulings on, in words; none where the ledger has them no more."""
    try:
        told = book().told(about.claims()[:MOST_CLAIMS])
    except NotInLedger:
        return {}
    return {
        ref: f"{word('event', one.claim.event)}: {Truncator(one.claim.evidence.text).chars(120)}"
        for ref, one in sorted(told.items())
    }


def judge_forms(request: HttpRequest, found: Reply, about: About) -> dict[str, Any]:
    """What a moderator sees below a reply."""
    may_judge = found.state in (HELD, SHOWN)
    claims = choices(about) if may_judge and not found.ruling else {}
    form = Ruled(claims, about.kind == "incident", auto_id="ruled_%s") if claims else None
    return {
        "judge": True,
        "may_decide": found.author_id != request.user.pk or request.user.is_superuser,
        "may_refuse": found.state in (HELD, SHOWN),
        "may_show": found.state not in (SHOWN, "withdrawn", "erased"),
        "may_judge": may_judge,
        "ruled": form,
    }
