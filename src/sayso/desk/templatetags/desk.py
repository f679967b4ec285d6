"""Template tags that every page has: slots, which other rooms fill, and addresses that keep their filters."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils import formats
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from sayso.desk import saying
from sayso.desk import words as vocabulary
from sayso.desk.rooms import ROOMS
from sayso.desk.spots import point_key

register = template.Library()
Filler = Callable[..., Any]


@cache
def fillers(name: str) -> tuple[Filler, ...]:
    """What the rooms put into a slot: the functions that their `slots.py` lists under its name in SLOTS."""
    found = (room.module("slots") for room in ROOMS)
    return tuple(fill for module in found if module for fill in (module.SLOTS.get(name),) if fill)


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, *about: Any) -> SafeString:
    """What other rooms add here: `{% slot "incident.end" incident %}`.

    A filler is called with the request and what the slot is about; it gives HTML that is safe (`render_to_string`), or
    text, which is escaped, or nothing.
    """
    request = context.get("request")
    if request is None:
        return mark_safe("")
    parts = (fill(request, *about) for fill in fillers(name))
    return mark_safe("".join(conditional_escape(part) for part in parts if part))  # noqa: S308 - escaped piece by piece


@register.simple_tag(takes_context=True)
def asked(context: template.Context, **changes: Any) -> str:
    """The query of this page's address with some fields changed, those set to "" left out, and the page reset.

    `<a href="{% asked event="bombing" %}">`
    """
    query = context["request"].GET.copy()
    query.pop("page", None)
    for key, value in changes.items():
        name = key.rstrip("_")  # `from_=` for `from`, which Python keeps to itself
        if value in ("", None):
            query.pop(name, None)
        else:
            query[name] = value
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, number: int) -> str:
    """The address of another page of this list, filters kept."""
    query = context["request"].GET.copy()
    query["page"] = str(number)
    return "?" + query.urlencode()


@register.filter
def number(value: int | None) -> str:
    """A number as it is read in the language of the page; nothing for an unknown one.

    >>> number(1500)
    '1,500'
    """
    if value is None:
        return ""
    return str(formats.number_format(value, use_l10n=True, force_grouping=True))


@register.filter
def words(code: str, kind: str) -> str:
    """The word for a code: `{{ one.event|words:"event" }}`."""
    return vocabulary.word(kind, code)


@register.filter
def field_words(field: str) -> str:
    """What a contradiction is about, in words."""
    return vocabulary.field_word(field)


@register.filter
def country(code: str | None) -> str:
    """A country's name."""
    return vocabulary.country_name(code)


@register.filter
def where(site: Any) -> str:
    """A place in words: its name, what it is in, its country; nothing for an unknown one."""
    return saying.where(site)


@register.filter
def days(one: Any) -> str:
    """The days on which an incident, a total or a claim's time lies, in words."""
    return saying.days(one.start, one.end)


@register.filter
def bounds(found: Any) -> str:
    """A figure or a range in words: "at least 43", "20 to 30"."""
    return saying.bounds(found.low, found.high, found.best, getattr(found, "approximate", False))


@register.filter
def names(people: Any) -> str:
    """Actors or targets by name, those that the vocabulary knows first."""
    return saying.names(people)


@register.filter
def title(one: Any) -> str:
    """An incident or total as a headline."""
    return saying.title(one)


@register.simple_tag(takes_context=True)
def asked_without(context: template.Context, name: str) -> str:
    """The query of this page's address without one field."""
    return asked(context, **{name: ""})


@register.filter
def headline_range(one: Any) -> Any:
    """The figure of an incident or total that stands in a list."""
    return saying.headline_range(one)


@register.filter
def get(table: Any, key: Any) -> Any:
    """An entry of a dictionary; nothing where it has none."""
    return table.get(key) if table else None


@register.filter
def bits(value: float) -> str:
    """A weight in bits, with its sign."""
    return f"{value:+.1f}".replace("-", "\N{MINUS SIGN}")


@register.simple_tag
def place_url(site: Any) -> str:
    """The address of a place's page."""
    return reverse("place", args=[point_key(site.lat, site.lon)])


@register.simple_tag
def actor_url(one: Any) -> str:
    """The address of an actor's page: by its id in the vocabulary, else by its name."""
    return reverse("actor", args=[(one.id or one.name).casefold()])


@register.filter
def accounts(total: Any) -> Any:
    """A total's figures against the incidents that account for them."""
    from sayso.desk.totals.queries import accounts as drawn

    return drawn(total)


@register.filter
def claim_fields(claim: Any) -> Any:
    """A claim's fields, label and value."""
    from sayso.desk.claim_words import claim_fields as fields

    return fields(claim)


@register.filter
def claim_at(ref: Any) -> str:
    """A claim's address in one word, as review's forms and links carry it."""
    return f"{ref.article}#{ref.claim}"


@register.filter
def is_web(address: str | None) -> bool:
    """Whether an address from a report may be a link: only http and https, whatever else it says.

    >>> is_web("javascript:alert(1)"), is_web("https://example.org/a")
    (False, True)
    """
    return bool(address) and str(address).lower().startswith(("https://", "http://"))


@register.filter
def short_history(what: str) -> str:
    """A line of a history without the ids of claims."""
    from sayso.desk.changes.queries import short

    return short(what)
