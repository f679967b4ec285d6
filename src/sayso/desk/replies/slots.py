"""What replies add to the pages of incidents and reports: the thread, the way to reply to a sentence."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from sayso.desk.replies import queries
from sayso.desk.replies.about import About
from sayso.desk.replies.forms import NewReply
from sayso.desk.replies.queries import Thread
from sayso.desk.rights import may
from sayso.ledger import Told
from sayso.records import Article, Claim, Incident, Ref, Ruling, Total


def _of_incident(request: HttpRequest, one: Incident | Total) -> Thread:
    if not hasattr(request, "sayso_thread"):
        request.sayso_thread = queries.of_one(one, request.user)
    return request.sayso_thread


def _of_article(request: HttpRequest, article: Article) -> Thread:
    if not hasattr(request, "sayso_thread"):
        request.sayso_thread = queries.of_article(article, request.user)
    return request.sayso_thread


def incident_line(request: HttpRequest, one: Incident | Total) -> str:
    """Below the headline: how many replies, and the way to them."""
    return render_to_string("replies/line.html", {"thread": _of_incident(request, one)}, request)


def article_line(request: HttpRequest, article: Article) -> str:
    """The same for a report."""
    return render_to_string("replies/line.html", {"thread": _of_article(request, article)}, request)


def incident_end(request: HttpRequest, one: Incident | Total) -> str:
    """The thread of an incident."""
    return _thread(request, _of_incident(request, one))


def article_end(request: HttpRequest, article: Article) -> str:
    """The thread of a report."""
    return _thread(request, _of_article(request, article))


def _thread(request: HttpRequest, thread: Thread) -> str:
    context = {"thread": thread, "may_moderate": may(request.user, "moderate")}
    if thread.open and may(request.user, "reply"):
        context["form"] = reply_form(request, thread.about)
    return render_to_string("replies/thread.html", context, request)


def reply_form(request: HttpRequest, about: About) -> NewReply:
    """An empty form for a reply to something."""
    from django.conf import settings

    welcome = settings.SAYSO.dials.desk.upload_mb > 0
    return NewReply(purpose(request, about), files_welcome=welcome, auto_id="reply_%s")


def purpose(request: HttpRequest, about: About) -> str:
    """What a form's stamp is good for: this account, this thing."""
    return f"{request.user.pk}|{about.kind}|{about.name}|{about.claim}"


def claim_end(request: HttpRequest, ref: Ref, told: Told) -> str:
    """After a sentence: how many replies it has, and the way to write one."""
    return _of_claim(request, ref)


def article_claim(request: HttpRequest, article: Article, claim: Claim) -> str:
    """The same beside a report."""
    return _of_claim(request, Ref(article.id, claim.id))


def _of_claim(request: HttpRequest, ref: Ref) -> str:
    thread: Thread | None = getattr(request, "sayso_thread", None)
    about = About("claim", ref.article, ref.claim)
    count = thread.of_claims[ref] if thread else 0
    context = {"about": about, "count": count, "open": thread is None or thread.open}
    return render_to_string("replies/of_claim.html", context, request)


def ruling_end(request: HttpRequest, ruling: Ruling) -> str:
    """After a ruling: the reply that led to it."""
    thread: Thread | None = getattr(request, "sayso_thread", None)
    key = thread.of_rulings.get(ruling.id) if thread else None
    return render_to_string("replies/of_ruling.html", {"key": key}, request) if key else ""


SLOTS = {
    "incident.actions": incident_line,
    "incident.end": incident_end,
    "claim.end": claim_end,
    "ruling.end": ruling_end,
    "article.actions": article_line,
    "article.claim": article_claim,
    "article.end": article_end,
}
