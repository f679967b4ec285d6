"""Replies as pages need them: the thread of an incident or a report, a queue, somebody's own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from sayso.desk.accounts.models import User
from sayso.desk.replies.about import About
from sayso.desk.replies.models import ERASED, SHOWN, STATES, WITHDRAWN, Closed, Reply
from sayso.desk.rights import may
from sayso.records import Article, Incident, Ref, Total

MOST_CLAIMS = 400  # of one incident whose replies are looked for; SQLite takes no query with thousands of values


@dataclass(frozen=True, slots=True)
class Thread:
    """What may be seen of the replies to an incident or a report and its claims, earliest first.

    `shown` are those of the page itself, `count` is how many there are; `of_claims` counts those of each claim, and
    `of_rulings` has the key of the reply that led to a ruling.
    """

    about: About
    count: int = 0
    shown: tuple[Reply, ...] = ()
    of_claims: Counter[Ref] = field(default_factory=Counter)
    of_rulings: dict[str, str] = field(default_factory=dict)
    closed: Closed | None = None

    @property
    def open(self) -> bool:
        """Whether something may be written."""
        return self.closed is None and bool(settings.SAYSO.dials.desk.replies)


def seen_by(user: Any) -> Q:
    """The replies that somebody sees: those shown, tombstones of those that were, and one's own."""
    seen = Q(state=SHOWN) | Q(state__in=(WITHDRAWN, ERASED), was_shown=True)
    return seen | Q(author=user.pk) if user.is_authenticated else seen


def of_incident(one: Incident | Total) -> Q:
    """The replies to an incident, to those that it took in, and to its claims."""
    names = [one.id, *getattr(one, "former_ids", ())]
    refs = [*one.claims, *getattr(one, "denials", ())][:MOST_CLAIMS]
    found = Q(about="incident", name__in=names)
    by_report: dict[str, list[str]] = {}
    for ref in refs:
        by_report.setdefault(ref.article, []).append(ref.claim)
    for report, claims in by_report.items():
        found |= Q(about="claim", name=report, claim__in=claims)
    return found


def of_report(name: str) -> Q:
    """The replies to a report and its claims."""
    return Q(about__in=("report", "claim"), name=name)


def thread(about: About, asked: Q, rulings: tuple[str, ...], user: Any) -> Thread:
    """A thread for somebody: one query for its replies, however many, one for whether it is closed."""
    seen = asked & seen_by(user)
    if rulings:
        seen |= Q(ruling__in=rulings, state=SHOWN)
    rows = list(whole(Reply.objects.filter(seen)).order_by("at")[: 4 * settings.SAYSO.dials.desk.rows])
    of_claims = Counter(Ref(r.name, r.claim) for r in rows if r.about == "claim" and r.state == SHOWN)
    kind, name = about.thread
    closed = Closed.objects.filter(about=kind, name=name).first()
    shown = tuple(rows[: settings.SAYSO.dials.desk.rows])
    return Thread(about, len(rows), shown, of_claims, {r.ruling: r.key for r in rows if r.ruling}, closed)


def of_article(article: Article, user: Any) -> Thread:
    """The thread of a report."""
    return thread(About("report", article.id), of_report(article.id), (), user)


def of_one(one: Incident | Total, user: Any) -> Thread:
    """The thread of an incident or a total."""
    return thread(About("incident", one.id), of_incident(one), tuple(getattr(one, "rulings", ())), user)


def by_author(user: User) -> QuerySet[Any]:
    """What somebody wrote, the latest first."""
    return whole(Reply.objects.filter(author=user)).order_by("-at")


def queue(state: str) -> QuerySet[Any]:
    """Replies of a state, those that wait longest first; the others latest first."""
    rows = whole(Reply.objects.filter(state=state if state in STATES else "held"))
    return rows.order_by("at" if state == "held" else "-at")


def one_reply(key: str, user: Any) -> Reply | None:
    """A reply that somebody may see; moderators see every one."""
    found = Reply.objects.filter(key=key)
    if not may(user, "moderate"):
        found = found.filter(seen_by(user))
    return whole(found).first()


def whole(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Replies with what a list shows of them, in a fixed number of queries."""
    return rows.select_related("author", "answered_by").prefetch_related("uploads", "author__groups")


def copy_of_reply(reply: Reply) -> dict[str, Any]:
    """Everything kept of a reply, for its author."""
    return {
        "key": reply.key,
        "about": {"kind": reply.about, "id": reply.name, "claim": reply.claim},
        "kind": reply.kind,
        "text": reply.text,
        "link": reply.link,
        "state": reply.state,
        "at": reply.at.isoformat(),
        "edited": reply.edited.isoformat() if reply.edited else None,
        "decision": reply.why,
        "answer": reply.answer,
        "ruling": reply.ruling,
        "files": [{"name": f.name, "type": f.type, "size": f.size, "sha256": f.sha256} for f in reply.uploads.all()],
        "earlier": [{"until": w.at.isoformat(), "text": w.text, "link": w.link} for w in reply.wordings.order_by("at")],
    }
