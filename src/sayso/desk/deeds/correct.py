"""Correct: a field of some claims is really something else, or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any, get_args

from sayso.desk.deeds.acting import Done, act
from sayso.errors import UsageError
from sayso.records import CERTAINTIES, EVENT_CODES, MEASURES, SCOPES, Precision, Ref

CHOICES: dict[str, tuple[str, ...]] = {
    "event": tuple(EVENT_CODES),
    "scope": tuple(SCOPES),
    "certainty": tuple(CERTAINTIES),
    "precision": tuple(get_args(Precision)),
}
DAYS = ("start", "end")
DEGREES = {"lat": 90.0, "lon": 180.0}
TEXTS = ("place", "actor", "target", "country")
FIELDS = (*CHOICES, *DAYS, *DEGREES, *TEXTS, *MEASURES)
NEVER_UNKNOWN = ("event", "scope", "certainty", "precision")
LONGEST = 200
MOST = 10**9  # people or things that one claim can count


def correct(user: Any, claims: Sequence[Ref], field: str, value: str | None, why: str, source: str = "") -> Done:
    """What the claims really say; an empty value: unknown. Needs the right `correct`.

    `field` is one of FIELDS. Raises UsageError where the value can't be one of the field.
    """
    return act(user, "correct", "correct", why, claims, (), field, proper(field, value), source)


def proper(field: str, value: str | None) -> str | None:
    """A value as rulings keep it; raises UsageError where the field can't have it.

    >>> proper("killed", " 1,023 "), proper("country", "ly"), proper("place", "")
    ('1023', 'LY', None)
    """
    if field not in FIELDS:
        raise UsageError(f"there is no field {field!r} to correct")
    said = " ".join((value or "").replace("\0", " ").split())
    if not said:
        if field in NEVER_UNKNOWN:
            raise UsageError(f"{field} is always known; choose one")
        return None
    if len(said) > LONGEST:
        raise UsageError(f"{field} has at most {LONGEST} characters")
    return _checked(field, said)


def _checked(field: str, said: str) -> str:
    if field in CHOICES and said not in CHOICES[field]:
        raise UsageError(f"“{said}” is not one of the choices for {field}: {', '.join(CHOICES[field])}")
    if field in MEASURES:
        return _count(field, said)
    if field in DAYS:
        return _day(field, said)
    if field in DEGREES:
        return _degrees(field, said)
    if field == "country":
        if len(said) != 2 or not (said.isascii() and said.isalpha()):
            raise UsageError(f"“{said}” is not the code of a country; write two letters, as in LY")
        return said.upper()
    return said


def _count(field: str, said: str) -> str:
    digits = said.replace(",", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 10 or int(digits) > MOST:
        raise UsageError(f"“{said}” can't be the number of {field}; write it in digits")
    return str(int(digits))


def _day(field: str, said: str) -> str:
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError as error:
        raise UsageError(f"“{said}” is not a date for {field}; write it as 2023-03-31") from error


def _degrees(field: str, said: str) -> str:
    try:
        number = float(said)
    except ValueError as error:
        raise UsageError(f"“{said}” is not a number of degrees for {field}") from error
    if not isfinite(number) or abs(number) > DEGREES[field]:
        raise UsageError(f"{field} lies between -{DEGREES[field]:g} and {DEGREES[field]:g} degrees")
    return str(number)
