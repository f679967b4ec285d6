"""What review adds to other rooms' pages: ways into it for those who may, and disagreements for everybody to see."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from sayso.desk.review.queries import waiting_on
from sayso.desk.review.views import against, link
from sayso.desk.review.work import address
from sayso.desk.rights import may
from sayso.ledger import Told
from sayso.records import Article, Claim, Incident, Ref, Ruling, Total


def masthead(request: HttpRequest) -> str:
    """The way to the queue."""
    return _link(reverse("review"), _("Review")) if may(getattr(request, "user", None), "correct") else ""


def incident(request: HttpRequest, one: Incident | Total) -> str:
    """The way to the incident's workplace; and to everybody, where two people rule otherwise."""
    acts = waiting_on((*one.claims, *getattr(one, "denials", ())))
    mine = may(request.user, "correct")
    context = {"one": one, "acts": [a for a in acts if mine or a.against], "against": against(acts), "staff": mine}
    return render_to_string("review/of_incident.html", context, request)


def claim(request: HttpRequest, ref: Ref, told: Told) -> str:
    """The way to a claim's workplace."""
    return _link(link(address(ref)), _("review")) if may(request.user, "correct") else ""


def article_claim(request: HttpRequest, article: Article, one: Claim) -> str:
    """The same, from the report's page."""
    return _link(link(address(Ref(article.id, one.id))), _("review")) if may(request.user, "correct") else ""


def ruling(request: HttpRequest, one: Ruling) -> str:
    """The way to undo a ruling."""
    return _link(reverse("review_undo", args=[one.id]), _("undo")) if may(request.user, "correct") else ""


def _link(address: str, said: str) -> str:
    made: str = format_html('<a class="to-review" href="{}">{}</a> ', address, said)
    return made  # as Django made it: a copy would be escaped again


SLOTS = {
    "masthead.end": masthead,
    "incident.actions": incident,
    "claim.end": claim,
    "article.claim": article_claim,
    "ruling.end": ruling,
}
