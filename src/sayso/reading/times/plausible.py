"""Whether words that look like a time are one here: "May", "march", "fall", "2000 people", "two years old"."""

from __future__ import annotations

import re

from sayso.reading.parse import Parse, Token
from sayso.reading.times.context import tense
from sayso.reading.times.expression import Expression

_NAMES = frozenset({"PERSON", "GPE", "LOC", "FAC", "ORG", "NORP", "PRODUCT", "WORK_OF_ART"})
_COUNTED = frozenset({"CARDINAL", "MONEY", "QUANTITY", "PERCENT"})
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|until|till|from|before|after|during|through|of|year|late|early|mid|and|to|between|for|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|the|a)[\s-]{1,2}$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:flight|resolutions?|route|unit|no\.?|number|nos\.?|section|article|room|model|type|highway|regiment|battalion|"
    r"division|directive|hotline|case|order|decree|form|convoy|bus|train|channel|page|code|postcode|dial|call)\s$",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|since|until)\s+$", re.IGNORECASE)
_OLD = re.compile(r"[\s-]{0,2}(?:old\b|of\s+age\b)", re.IGNORECASE)
_OLD_THINGS = re.compile(
    r"[\s-]{0,2}old\s+(?:civil\s+|armed\s+|bloody\s+)?(?:war|conflict|insurgency|siege|blockade|truce|cease-?fire|government|"
    r"dispute|regime|campaign|uprising|rebellion|revolt|crisis|law|operation|offensive|occupation|fighting|battle|ban)",
    re.IGNORECASE,
)
_SEASON_BEFORE = re.compile(
    r"\b(?:in|since|by|until|during|of|for|through|late|early|mid|every|each)[\s-]+(?:the\s+)?$", re.I
)
_PART_BEFORE = re.compile(
    r"\b(?:at|in|by|before|until|till|after|during|around|about|from|since|near|the|one|early|late|that|through)\s+$",
    re.I,
)
_CAMPAIGN = re.compile(r"\s(?:offensives?|campaigns?|fighting|operations?|crackdowns?)\b", re.IGNORECASE)
_PERSON_BEFORE = re.compile(r"\b(?:black|bloody|arab|prague|damascus|golden|super|cyber)\s+$", re.IGNORECASE)


def plausible(expression: Expression, parse: Parse) -> bool:
    """Whether an expression stands, by the tags and the words around it."""
    check = _CHECKS.get(expression.rule)
    return check is None or check(expression, parse)


def _token(parse: Parse, offset: int) -> Token | None:
    return parse.token_at(offset)


def _inside_name(parse: Parse, token: Token) -> bool:
    """Whether the token is part of a longer name, as April in "April Jones"."""
    if token.ent not in _NAMES:
        return False
    near = [parse.tokens[j] for j in (token.i - 1, token.i + 1) if 0 <= j < len(parse.tokens)]
    return any(t.ent == token.ent and t.pos == "PROPN" and t.sentence == token.sentence for t in near)


_MARCHED = re.compile(r"(?:['’]s|\b(?:the|a|an|that|this|their|his|her|its))\s+$", re.IGNORECASE)


def _named(before: Token, token: Token) -> bool:
    """Whether the word before makes a name with it, as in "the Long March"."""
    return before.sentence == token.sentence and before.text.istitle() and before.pos in {"PROPN", "ADJ"}


def _month(expression: Expression, parse: Parse) -> bool:
    at = expression.end - 1
    token = _token(parse, at) or _token(parse, at - 1)
    if token is None:
        return True
    if token.lower in {"may", "march", "august"} and token.pos not in {"PROPN", "NOUN"}:
        return False
    if token.lower in {"may", "march", "august"} and token.text.islower():
        return bool(_SEASON_BEFORE.search(parse.text[max(0, expression.start - 16) : expression.start]))
    if token.lower == "march" and token.i > 0 and _named(parse.tokens[token.i - 1], token):
        return False
    following = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    walked = following is None or following.pos != "NOUN"
    before = parse.text[max(0, expression.start - 12) : expression.start]
    if token.lower == "march" and expression.which is None and walked and _MARCHED.search(before):
        return False
    return not _inside_name(parse, token)


def _may(expression: Expression, parse: Parse) -> bool:
    """Not the verb "may"."""
    for token in _tokens(parse, expression):
        if token.lower == "may" and token.pos in {"AUX", "VERB"}:
            following = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
            return following is not None and following.pos not in {"VERB", "AUX", "ADV", "PART"}
    return True


def _month_day(expression: Expression, parse: Parse) -> bool:
    """Not "may 10 people" nor "In March 10 people died"."""
    if not _may(expression, parse):
        return False
    if expression.number_at is None or expression.year is not None:
        return True
    number = _token(parse, expression.number_at)
    if number is None or number.dep != "nummod":
        return True
    head = parse.tokens[number.head]
    return head.start < expression.end or head.pos == "PROPN" or head.tag != "NNS"


def _tokens(parse: Parse, expression: Expression) -> list[Token]:
    token = _token(parse, expression.start)
    found: list[Token] = []
    i = token.i if token else len(parse.tokens)
    while i < len(parse.tokens) and parse.tokens[i].start < expression.end and len(found) < 12:
        found.append(parse.tokens[i])
        i += 1
    return found


def _year(expression: Expression, parse: Parse) -> bool:
    text = parse.text
    if expression.end - expression.start > 4:
        return True
    token = _token(parse, expression.start)
    if token is None:
        return True
    before = text[max(0, expression.start - 12) : expression.start]
    year = expression.year or 0
    if _NUMBERED.search(text[max(0, expression.start - 14) : expression.start]):
        return False
    if not 1500 <= year <= 2050:
        return False
    head = parse.tokens[token.head]
    counts = token.dep == "nummod" and head.tag in {"NNS", "NNPS"} and head.i > token.i
    if token.ent in {"MONEY", "PERCENT", "QUANTITY"} or (token.ent == "CARDINAL" and not _BEFORE_YEAR.search(before)):
        return bool(_IN.search(before)) or (before.endswith("(") and not counts)
    return not counts or token.ent == "DATE" or (bool(_BEFORE_YEAR.search(before)) and year % 100 != 0)


def _season(expression: Expression, parse: Parse) -> bool:
    text = parse.text
    before = text[max(0, expression.start - 16) : expression.start]
    if expression.which is not None or expression.year is not None:
        return True
    if _PERSON_BEFORE.search(before):
        return False
    if _CAMPAIGN.match(text, expression.end):
        return True
    word = text[expression.start : expression.end].lower().removeprefix("the").strip()
    token = _token(parse, expression.end - 1)
    if word in {"fall", "spring"}:
        if token is not None and token.pos not in {"NOUN", "PROPN"}:
            return False
        if re.match(r"\s+(?:of|in|from|to)\b(?!\s+\d{4})", text[expression.end : expression.end + 12]):
            return False
        return bool(_SEASON_BEFORE.search(before))
    return token is None or not _inside_name(parse, token)


def _length(expression: Expression, parse: Parse) -> bool:
    text = parse.text
    after = text[expression.end : expression.end + 40]
    said = text[expression.start : expression.end].lower()
    if not _which_unit(expression, parse):
        return False
    if expression.unit == "second" and (said.endswith("second") and expression.count == 1.0):
        return False
    if expression.unit == "quarter" and not re.search(r"consecutive|straight|successive|past|last|next", said):
        return False
    if said.endswith("old") and expression.unit in {"day", "week", "month"}:
        return True
    if said.endswith(("-old", " old")):
        return bool(_OLD_THINGS.match(" " + said[-3:] + after))
    return not _OLD.match(after) or bool(_OLD_THINGS.match(after))


def _part(expression: Expression, parse: Parse) -> bool:
    text = parse.text
    token = _token(parse, expression.end - 1)
    if token is not None and _inside_name(parse, token):
        return False
    before = text[max(0, expression.start - 16) : expression.start]
    if _PERSON_BEFORE.search(before):
        return False
    near = text[max(0, expression.start - 12) : expression.start]
    return bool(expression.part in {"12:00", "24:00"} or _PART_BEFORE.search(near) or _near_date(parse, expression))


def _near_date(parse: Parse, expression: Expression) -> bool:
    token = _token(parse, expression.start)
    return token is not None and any(
        t.ent in {"DATE", "TIME"}
        for t in parse.tokens[max(0, token.i - 1) : token.i + 2]
        if t.sentence == token.sentence
    )


def _soon(expression: Expression, parse: Parse) -> bool:
    """ "soon" is a time of its own only ahead of what will happen: not "soon after", nor "soon broadened"."""
    said = parse.text[expression.start : expression.end].lower()
    if said not in {"soon", "shortly"}:
        return True
    if re.match(r"\s+(?:after|before|as|thereafter|afterwards?)\b|-", parse.text[expression.end : expression.end + 14]):
        return False
    token = _token(parse, expression.end - 1)
    before = parse.text[max(0, expression.start - 4) : expression.start].lower()
    return token is not None and not before.endswith("as ") and tense(parse, token.i) == "future"


_TITLE = re.compile(r"(?:[A-Z]\w+|\d+)[\s-](?:Second|Minute|Hour|Day|Week|Month|Year)s?")


def _which_unit(expression: Expression, parse: Parse) -> bool:
    """Not a programme's title, in capitals and quotes: "60 Minutes", "This Week"."""
    quoted = parse.text[max(0, expression.start - 1) : expression.start] in {'"', "“", "'", "‘", "`"}
    return not (quoted and _TITLE.fullmatch(parse.text[expression.start : expression.end]))


_OTHER_YEAR = re.compile(r"\b(?:lunar|chinese|jewish|kurdish|persian|iranian|hindu|tamil|thai)\s$", re.IGNORECASE)


def _day_only(expression: Expression, parse: Parse) -> bool:
    """Not "on the 13th floor"."""
    token = _token(parse, expression.end - 1)
    following = parse.tokens[token.i + 1] if token is not None and token.i + 1 < len(parse.tokens) else None
    return following is None or following.pos not in {"NOUN", "PROPN", "ADJ", "NUM", "ADP"}


def _feast(expression: Expression, parse: Parse) -> bool:
    if _OTHER_YEAR.search(parse.text[max(0, expression.start - 10) : expression.start]):
        return False
    token = _token(parse, expression.end - 1)
    if token is None or token.ent not in {"GPE", "LOC", "FAC", "PERSON"}:
        return True
    near = [parse.tokens[j] for j in (token.i - 1, token.i + 1) if 0 <= j < len(parse.tokens)]
    outside = [t for t in near if not expression.start <= t.start < expression.end and t.sentence == token.sentence]
    return not any(t.ent == token.ent and t.pos == "PROPN" for t in outside)


def _weekday(expression: Expression, parse: Parse) -> bool:
    before = parse.text[max(0, expression.start - 10) : expression.start]
    return not _PERSON_BEFORE.search(before)


_CHECKS = {
    "month": _month, "month-day": _month_day, "day-month": _may, "two-days": _may, "month-year": _month_day,
    "year": _year, "season": _season, "length": _length, "bare-units": _length, "part": _part, "feast": _feast,
    "weekday": _weekday, "future_ref": _soon, "which-unit": _which_unit, "day-only": _day_only,
}  # fmt: skip
