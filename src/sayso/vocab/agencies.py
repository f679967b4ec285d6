"""News agencies by the credit lines that outlets print with their copy."""

from __future__ import annotations

import re
from functools import cache

from sayso.vocab.tables import rows

HEAD = 220
TAIL = 300
# "UBARI, Libya, March 13 (Harbour Wire) - ": whoever stands in the brackets of a dateline prints its own copy.
DATELINE = re.compile(r"^\s*[A-Z][A-Z'’ -]+(?:,[^\n()]{0,60})?\(([A-Z][^()\n]{1,40})\)\s*[-–—]", re.MULTILINE)


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {form.strip(): row["id"] for row in rows("agencies.tsv") for form in row["forms"].split(";")}
    any_form = "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True))
    bracketed = rf"\(\s*({any_form})(?:[/, ][^()]{{0,30}})?\)"
    after_place = rf"(?:^|\n)[A-Z][^\n]{{0,60}}? ({any_form}) ?[-–—]"
    after_dash = rf"[-–—] ?({any_form})(?=\s|$)"
    return re.compile(f"{bracketed}|{after_place}|{after_dash}"), forms


def agency(text: str, byline: str | None = None) -> str | None:
    """The id of the agency whose copy this is, by its dateline, its credit line or its byline; None when there is none.

    One that the vocabulary lacks is known by its name in the dateline, in small letters.

    >>> agency("BAGHDAD (Reuters) - A bomb went off."), agency("A bomb."), agency("x", "By The Associated Press")
    ('reuters', None, 'ap')
    >>> agency("UBARI, Libya, March 13 (Harbour Wire) - Fighters took the town.")
    'harbour wire'
    """
    pattern, forms = _forms()
    for part in (text[:HEAD], text[-TAIL:]):
        found = pattern.search(part)
        if found:
            return forms[next(g for g in found.groups() if g)]
    who = (byline or "").strip().removeprefix("By ").strip()
    if who in forms:
        return forms[who]
    named = DATELINE.search(text[:HEAD])
    return named.group(1).strip().lower() if named else None
