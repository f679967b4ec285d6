"""Records in words, in the language of the page: places, days, numbers, headlines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from sayso.desk.words import country_name, word
from sayso.records import Incident, Participant, Place, Range, Site, Total

SHOWN = 3  # actors of a headline or a row; the page of the incident has them all


def number(value: int | None) -> str:
    """A number with its thousands apart; "?" for an unknown one."""
    return "?" if value is None else str(formats.number_format(value, use_l10n=True, force_grouping=True))


def where(site: Site | Place | None) -> str:
    """A place: its name, the province and the country. Nothing where there is none."""
    if site is None:
        return ""
    text = site.text if isinstance(site, Site) else site.span.text
    parts = [site.name or text, site.admin1, country_name(site.country)]
    return ", ".join(dict.fromkeys(p for p in parts if p))


def here(site: Site | None) -> str:
    """A place in a headline: its name alone; "southern Libya" as the report has it."""
    if site is None:
        return ""
    return site.text if site.precision in ("region", "unknown") and site.text else site.name or site.text


def day(value: date) -> str:
    """A day in words.

    >>> day(date(2023, 3, 4))
    '4 March 2023'
    """
    return str(formats.date_format(value, _("j F Y")))


def days(start: date | None, end: date | None) -> str:
    """An interval of days: one day, "from … to …", "by …", "since …"; "undated" where both are unknown."""
    if start is None and end is None:
        return _("undated")
    if start is None or end is None:
        return _("since %(day)s") % {"day": day(start)} if start else _("by %(day)s") % {"day": day(end or date.min)}
    if start == end:
        return day(start)
    if start.year == end.year and start.month == end.month:
        return _("%(first)s–%(last)s") % {"first": start.day, "last": day(end)}
    first = formats.date_format(start, _("j F")) if start.year == end.year else day(start)
    return _("%(first)s to %(last)s") % {"first": first, "last": day(end)}


def bounds(low: int | None, high: int | None, best: int | None, approximate: bool = False) -> str:
    """A number with its bounds, as it was stated.

    >>> bounds(43, None, 43), bounds(20, 30, None), bounds(7, 7, 7)
    ('at least 43', '20 to 30', '7')
    """
    if low is not None and low == high:
        return number(low)
    if low is not None and high is not None:
        return _("%(low)s to %(high)s") % {"low": number(low), "high": number(high)}
    if low is not None:
        if best is not None and best < low:
            return _("more than %(number)s") % {"number": number(best)}
        return _("at least %(number)s") % {"number": number(low)}
    if high is not None:
        return _("up to %(number)s") % {"number": number(high)}
    if best is None:
        return _("a number that isn't told")
    return _("about %(number)s") % {"number": number(best)} if approximate else number(best)


def names(people: Iterable[Participant], most: int = SHOWN) -> str:
    """Actors or targets by name, those that the vocabulary knows first, at most `most` and how many more."""
    ordered = sorted(people, key=lambda p: p.id is None)
    shown = ", ".join(p.name for p in ordered[:most])
    more = len(ordered) - most
    return _("%(names)s and %(more)s more") % {"names": shown, "more": more} if more > 0 else shown


def title(one: Incident | Total) -> str:
    """An incident or total as a headline: what, where."""
    what, place = word("event", one.event), here(one.site)
    return _("%(what)s, %(place)s") % {"what": what, "place": place} if place else what


def headline_range(one: Incident | Total) -> Range | None:
    """The figure that stands in a list: the dead, else the first whose measure says what it counts; groups never."""
    told = [r for r in one.ranges if not r.group and r.best is not None and r.measure != "other"]
    return next((r for r in told if r.measure == "killed"), told[0] if told else None)
