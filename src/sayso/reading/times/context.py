"""What the words around an expression say: the tense of its verb, the preposition before it, the kind of article."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from sayso.reading.parse import Parse, Token
from sayso.reading.times.expression import Expression
from sayso.vocab.triggers import lexicon

Tense = Literal["past", "present", "future", ""]
Bound = Literal["", "since", "until", "by", "before", "after", "for", "in", "within"]

# A verb's helpers are among its first children; a text made to be slow may give it thousands.
_MOST_CHILDREN = 24

_WILL = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_MIGHT = frozenset({"can", "could", "may", "might", "must", "should", "would", "'d"})
_PLANNED = frozenset({
    "plan", "expect", "schedule", "set", "due", "slate", "propose", "forecast", "predict", "likely", "effective",
    "payable", "await",
})  # fmt: skip
_INTENDED = frozenset({
    "plan", "agree", "intend", "hope", "promise", "vow", "want", "need", "call", "urge", "ask", "threaten", "demand",
    "aim", "prepare", "wait", "order", "decide", "be", "go", "have", "ready", "willing", "able", "likely", "seek",
})  # fmt: skip
_DONE = frozenset({
    "seem", "appear", "believe", "say", "think", "know", "report", "try", "manage", "begin", "start", "continue", "use",
    "help", "come", "fail", "refuse", "happen", "prove", "turn", "allege", "understand", "consider", "claim", "suspect",
})  # fmt: skip
_STARTS = frozenset({
    "begin", "start", "open", "expire", "resume", "reconvene", "leave", "arrive", "face", "go", "travel", "take", "end",
    "head", "meet", "convene", "mature",
})  # fmt: skip

_PREPOSITION = re.compile(
    r"\b(?P<word>since|until|till|til|by|before|ahead\s+of|prior\s+to|after|following|from|through|for|in|within|over"
    r"|during|throughout|starting|beginning|as\s+of)"
    r"(?:\s+(?:at\s+least|about|around|nearly|almost|more\s+than|less\s+than|over|up\s+to|some|just|roughly|only|the|a|an"
    r"|early|late|mid|last|next|this)){0,3}[\s\-]*$",
    re.IGNORECASE,
)
_BOUNDS: dict[str, Bound] = {
    "since": "since", "until": "until", "till": "until", "til": "until", "through": "until", "by": "by",
    "before": "before", "ahead of": "before", "prior to": "before", "after": "after", "following": "after",
    "from": "since", "starting": "since", "beginning": "since", "as of": "in", "for": "for", "over": "for",
    "throughout": "for", "during": "in", "in": "in", "within": "within",
}  # fmt: skip


def bound(expression: Expression, text: str) -> Bound:
    """What the preposition before an expression makes of its interval.

    >>> bound(Expression(6, 10, "date"), "since 2011")
    'since'
    """
    found = _PREPOSITION.search(text[max(0, expression.start - 36) : expression.start])
    return _BOUNDS[" ".join(found["word"].lower().split())] if found else ""


def tense(parse: Parse, at: int) -> Tense:
    """The tense of the verb that governs a token; empty where there is none."""
    tokens = parse.tokens
    for _ in range(12):
        token = tokens[at]
        if token.pos in {"VERB", "AUX"}:
            said = _verb(parse, token)
            if said or token.head == at:
                return said
        elif token.lemma in _PLANNED:
            return "future"
        if token.head == at:
            return ""
        at = token.head
    return ""


def reaches_now(parse: Parse, at: int) -> bool:
    """Whether the verb that governs a token is in the present perfect: "has been held for two years"."""
    for i in (at, *parse.ancestors(at)):
        if parse.tokens[i].pos in {"VERB", "AUX"}:
            return any(
                parse.tokens[c].lower in {"has", "have", "'s", "’s", "'ve", "’ve"}
                for c in parse.children(i)[:_MOST_CHILDREN]
            )
    return False


def dates_noun(parse: Parse, expression: Expression) -> bool:
    """Whether an expression stands before the noun that it dates: "the January 1998 bombing", "last week's raid"."""
    if parse.text[expression.end : expression.end + 2] in {"'s", "’s"}:
        return True
    token = parse.token_at(expression.end - 1)
    if token is None:
        return False
    head = parse.tokens[token.head]
    while head.head != head.i and expression.start <= head.start < expression.end:
        head = parse.tokens[head.head]
    return head.start >= expression.end and head.pos in {"NOUN", "PROPN"} and head.i - token.i <= 4


# Classes of the trigger lexicon whose nouns name harm that was done, not what may be arranged (a protest, a truce).
_HARM = frozenset({
    "attack", "bombing", "air-strike", "shelling", "suicide-bombing", "grenade", "chemical-attack", "kill", "blast",
    "execution", "abduction", "torture", "sexual-violence", "clash", "riot", "crackdown", "armed", "shot", "raid",
    "strike",
})  # fmt: skip


def owns_harm(parse: Parse, expression: Expression) -> bool:
    """Whether an expression owns harm already done, whatever its verb's tense: "will avenge Friday's shelling"."""
    if parse.text[expression.end : expression.end + 2] not in {"'s", "’s"}:
        return False
    token = parse.token_at(expression.end - 1)
    if token is None:
        return False
    head = parse.tokens[token.head]
    known = lexicon().get((head.lemma, "N"), ())
    return head.i > token.i and any(p.words == (head.lemma,) and p.kind in _HARM for p in known)


def after_since(parse: Parse, expression: Expression) -> bool:
    """Whether a date's own clause begins with "since": "since they left the talks on 20 February"."""
    token = parse.token_at(expression.end - 1)
    if token is None:
        return False
    verb = next((parse.tokens[a] for a in parse.ancestors(token.i) if parse.tokens[a].pos in {"VERB", "AUX"}), None)
    if verb is None or verb.dep not in {"advcl", "pcomp"}:
        return False
    first = parse.edges(verb.i)[0]
    near = [parse.tokens[c] for c in parse.children(verb.i)[:_MOST_CHILDREN]] + [parse.tokens[max(first - 1, 0)]]
    return first <= token.i and any(t.lower == "since" and t.i <= verb.i for t in near)


def names_something(parse: Parse, at: int) -> bool:
    """Whether a token tells the time of a noun, not of a verb: "the bombing in August", "the March accession"."""
    token = parse.tokens[at]
    for _ in range(3):
        if token.head == token.i:
            return False
        token = parse.tokens[token.head]
        if token.pos in {"VERB", "AUX"}:
            return False
        if token.pos in {"NOUN", "PROPN"} and token.ent != "DATE":
            return True
    return False


def _verb(parse: Parse, token: Token) -> Tense:
    """The tense of one verb; empty where its own form doesn't say and its head must."""
    near = (parse.tokens[c] for c in parse.children(token.i)[:_MOST_CHILDREN])
    helpers = [t for t in near if t.dep in {"aux", "auxpass"}]
    words = {h.lower for h in helpers}
    tags = {h.tag for h in helpers}
    if words & _WILL:
        return "future"
    if token.lemma in _PLANNED and token.tag == "VBN":
        return "future"
    if words & {"have", "has", "had", "'ve", "’ve"} or "VBD" in tags:
        return "past"
    if words & _MIGHT:
        return "future"
    if "TO" in tags:
        head = parse.tokens[token.head].lemma
        return "future" if head in _PLANNED | _INTENDED else "" if head in _DONE else "present"
    if token.tag == "VBD":
        return "past"
    if token.tag == "VBN":
        return "past" if not helpers else "present"
    if token.tag in {"VBZ", "VBP"} or tags & {"VBZ", "VBP"}:
        return "future" if token.lemma in _STARTS else "present"
    return ""


_EXPLICIT = re.compile(r"(?<![\d,.$£€])\b(?:1[5-9]\d\d|20[0-4]\d)\b(?![\d,]\d)")
_TOPICAL = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:last|this|next)\s+"
    r"(?:week|month|year|night|morning|summer|winter|spring|autumn|fall)|ago)\b",
    re.IGNORECASE,
)


def is_history(text: str, published: date | None) -> bool:
    """Whether an article tells history rather than news: years by number far outweigh days by name.

    Measured on the dev halves of the time corpora: all histories and no news article pass.
    """
    years = [int(y) for y in _EXPLICIT.findall(text)]
    if published is not None:
        years = [y for y in years if y < published.year]
    topical = len(_TOPICAL.findall(text))
    return len(years) >= 8 and len(years) >= 8 * topical


_DATELINE = re.compile(
    r"\s*(?:[^\n]{1,160}\n\s*){0,3}[^\n]{0,60}?(?P<date>(?:\d{1,2}\s+(?P<m1>[A-Z][A-Za-z]{2,8})\.?,?\s+\d{4})"
    r"|(?:[A-Z][A-Za-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}))[^\n]{0,24}?(?:\)|[-–—:]|\n)"
)


def dateline(text: str) -> tuple[int, int] | None:
    """Where a full date stands in the article's dateline ("GOMA, 22 April 2015 –"), if it has one."""
    found = _DATELINE.match(text[:600])
    return found.span("date") if found else None
