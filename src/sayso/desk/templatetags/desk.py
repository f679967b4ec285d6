"""Template tags that every page has: slots, which other rooms fill, and addresses that keep their filters."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django import template
from django.utils import formats
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from sayso.desk.rooms import ROOMS

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
    for name, value in changes.items():
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
