"""People counted without a number: one named victim, "a policeman", "both", "another", and none at all (rule 8)."""

from __future__ import annotations

from sayso.reading.parse import Parse
from sayso.reading.roles import noun_span
from sayso.reading.things import HUMAN, Things, is_age
from sayso.records import Figure, Measure, Span

OF_PEOPLE = frozenset({"killed", "injured", "abducted", "arrested", "captured", "displaced"})
_SINGLE = frozenset({"he", "him", "she", "her", "himself", "herself"})
_NO_ONE = frozenset({"nobody", "none"})
_EVENTS = frozenset({"abduction", "kidnapping", "execution"})
_REPORTS = frozenset({"report", "word", "information", "sign", "news", "indication"})
_GROUPS = frozenset(
    "police army people group family crew force militia public staff personnel crowd mob gang opposition community "
    "population team troop military cavalry infantry congregation audience side humanity clergy couple pair company "
    "unit brigade battalion platoon squad regiment convoy patrol village town".split()
)
_HURTS = frozenset({"injury", "wound", "death"})  # what is suffered, not who suffers it
_NO_PERSON = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "TIME", "CARDINAL", "EVENT", "PRODUCT"})


def none_of(parse: Parse, head: int, measure: Measure) -> Figure | None:
    """The zero of "no casualties", "no one was hurt", "no reports of any casualty"; None where nobody denies any."""
    token = parse.tokens[head]
    if token.lemma in _EVENTS:
        return None  # "no abduction took place" denies, it doesn't count
    first = head if token.lower in _NO_ONE else _no(parse, head)
    if first is None or (measure not in OF_PEOPLE and token.lower not in ("casualty", "casualties", "one")):
        return None
    after = parse.tokens[head + 1].lower if head + 1 < len(parse.tokens) else ""
    if after == "else" or any(parse.tokens[i].lower in ("other", "further", "more") for i in range(first, head)):
        return None  # "no one else was hurt" follows a count, and is none
    return Figure(parse.span(first, head), "killed" if token.lemma == "casualty" else measure, 0, 0, 0)


def _no(parse: Parse, head: int) -> int | None:
    """The token "no" that denies a noun, itself or the reports of it."""
    nouns = [head, *(a for a in list(parse.ancestors(head))[:2] if parse.tokens[a].lemma in _REPORTS)]
    return next((c for n in nouns for c in parse.children(n) if c < head and parse.tokens[c].lower == "no"), None)


def one_of(parse: Parse, things: Things, head: int, measure: Measure) -> Figure | None:
    """The one (or two) that a noun without a number is: a name, a singular noun for a person, "both men"."""
    token = parse.tokens[head]
    if measure not in OF_PEOPLE | {"deserted"}:
        return None
    if _is_one(parse, things, head) or (token.lower in _SINGLE and measure != "displaced"):
        return Figure(_with_article(parse, head), measure, 1, 1, 1, False, noun_span(parse, head))
    if token.lower in ("another", "one"):
        return Figure(Span.of(parse.text, token.start, token.end), measure, 1, 1, 1)
    if token.lower == "both" or any(parse.tokens[c].lower == "both" for c in parse.children(head)):
        return Figure(_with_article(parse, head), measure, 2, 2, 2)
    if token.lower == "couple" and not any(parse.tokens[c].lower == "of" for c in parse.children(head)):
        return Figure(_with_article(parse, head), measure, 2, 2, 2, False, noun_span(parse, head))
    return None


def _is_one(parse: Parse, things: Things, head: int) -> bool:
    """One person: a name, or a singular noun for one."""
    token = parse.tokens[head]
    kind = things.kind(head)
    if token.tag in ("NNS", "NNPS") or token.pos == "PRON" or {token.lemma, token.lower} & (_GROUPS | _HURTS):
        return False
    kids = {parse.tokens[c].lower for c in parse.children(head)}
    if token.lower == "old" and is_age(parse, head):
        return True
    if kind in ("person", "unknown") and "another" in kids:
        return True
    if token.ent == "NORP" and kids & {"a", "an", "another", "one"}:
        return True  # "a Syrian"
    if token.pos == "PROPN" and kids & {"a", "an", "another"}:
        return kind in HUMAN or kind == "unknown"  # "a Police Constable"
    if token.pos == "PROPN":
        return kind in ("person", "official") or (kind == "unknown" and token.ent not in _NO_PERSON)
    one = kids & {"a", "an", "his", "her", "one"} and "of" not in kids
    return token.tag == "NN" and (kind in HUMAN or (kind == "unknown" and bool(one)))


def _with_article(parse: Parse, head: int) -> Span:
    """A noun phrase with its article, as rule 8 writes it: "a policeman"."""
    span = noun_span(parse, head)
    for child in parse.children(head):
        token = parse.tokens[child]
        if token.dep == "det" and token.lower in ("a", "an", "another", "one", "both") and token.start < span.start:
            return Span.of(parse.text, token.start, span.end)
    return span
