"""Atom feeds of incidents, with the filters of the front page, and of the public change log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sayso import __version__
from sayso.desk import saying
from sayso.desk.asked import Asked
from sayso.desk.changes.queries import Altered, Change
from sayso.desk.feeds.atom import Item, atom
from sayso.desk.feeds.queries import fresh, last_changes
from sayso.desk.remembered import last_lap
from sayso.desk.words import word
from sayso.errors import UsageError
from sayso.records import Incident


@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    """The incidents that fit the address's filters, those that were altered last first.

    A filter that can't be understood is an error: a feed that gives everything instead would not be noticed.
    """
    asked = Asked.of(request.GET)
    if asked.faults:
        raise UsageError("; ".join(asked.faults))
    title = ", ".join([_("Incidents"), *(f"{label}: {value}" for _name, label, value in asked.chips)])

    def items() -> Iterator[Item]:
        for found in fresh(asked):
            yield incident_item(request, found.one, found.at)

    return _feed(request, f"Sayso · {title}", f"{reverse('front')}?{request.GET.urlencode()}".rstrip("?"), items)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What was merged, corrected and withdrawn, by whom and why."""

    def items() -> Iterator[Item]:
        for change in last_changes():
            yield change_item(request, change)

    return _feed(request, f"Sayso · {_('Changes')}", reverse("changes"), items)


def _feed(request: HttpRequest, title: str, home: str, items: Callable[[], Iterator[Item]]) -> HttpResponse:
    """The feed, unless the asker has it already; that costs one query."""
    language = get_language() or "en"
    about = repr((__version__, last_lap(), request.build_absolute_uri(), language))
    tag = f'"{sha256(about.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=tag)
    if response is None:
        own = request.build_absolute_uri()
        text = atom(title, request.build_absolute_uri(home), own, language, items())
        response = HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    return response


def incident_item(request: HttpRequest, one: Incident, at: object) -> Item:
    """An incident: what, where, when, how many, how well attested, what is disputed."""
    lines = [
        saying.days(one.start, one.end),
        saying.where(one.site),
        *(f"{word('measure', r.measure)}: {saying.bounds(r.low, r.high, r.best)}" for r in one.ranges if not r.group),
        word("grade", one.grade),
        *(str(found) for found in one.contradictions),
    ]
    link = request.build_absolute_uri(reverse("incident", args=[one.id]))
    told = tuple(line for line in lines if line)
    return Item(f"urn:sayso:{one.id}", link, f"{saying.title(one)}, {told[0]}", told, at)  # type: ignore[arg-type]


def change_item(request: HttpRequest, change: Change) -> Item:
    """A change: the rulings with their reasons, what became of which incident."""
    lines = [f"{word('ruling', r.kind)}: {r.why}" for r in change.rulings]
    lines += [_altered(one) for one in change.altered]
    link = f"{request.build_absolute_uri(reverse('changes'))}#lap-{change.lap}"
    heads = [word("ruling", r.kind) for r in change.rulings] or [word("lap", change.kind)]
    title = f"{', '.join(dict.fromkeys(heads))} · {saying.day(change.at.date())}"
    return Item(f"urn:sayso:change:{change.lap}", link, title, tuple(lines), change.at, change.who)


def _altered(one: Altered) -> str:
    name = f"{saying.title(one.one)} ({one.id})" if one.one else one.id
    rest = "; ".join(one.what) or (f"→ {one.forward}" if one.forward else one.fate)
    return f"{name}: {rest}"
