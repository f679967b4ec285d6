"""Spans that may be places: what the model names, what the gazetteer knows, and names that end like places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.reading.parse import Parse, Sentence, Token
from sayso.vocab.gazetteer import Entry, Gazetteer
from sayso.vocab.gazetteer.store import EXACT

_ARTICLES = frozenset("al el ad ar as ash an az at ez es et".split())
_INNER = frozenset("of the de del la las los le du da di do dos al el and on upon en y ez es e a i ben bin".split())
_LAST = frozenset(
    """street st road rd avenue ave drive dr lane boulevard blvd highway parkway pkwy freeway expressway bypass
    turnpike pike court place square bridge tunnel way circle plaza terrace close county counties parish
    township borough district province governorate state oblast region river creek lake bay gulf sea ocean
    strait straits canal channel harbor harbour reservoir dam island islands peninsula cape beach coast valley
    mountain mountains mount hills hill forest park desert heights plain plains basin delta springs airport
    airbase base port station hospital prison jail camp university college school church mosque stadium arena
    library museum theatre theater cemetery mall market centre center palace castle village city town side end
    field fields crossing border territory republic kingdom""".split()
)
_SORTS = {
    "road": """street st road rd avenue ave drive dr lane boulevard blvd highway parkway pkwy freeway expressway bypass
        turnpike pike place circle way terrace close bridge tunnel""",
    "house": """airport airbase base port station hospital prison jail camp university college school church mosque
        stadium arena library museum theatre theater cemetery mall market centre center palace castle court hall tower
        hotel courthouse clinic plant restaurant cinema park square building house cathedral temple barracks
        institute academy""",
    "body": """party army council committee association union company corp inc co group bank agency ministry department
        office force forces police club team league society federation commission court congress parliament
        board authority service services times post news herald press radio tv foundation fund movement front
        brigade""",
    "area": """county counties parish township borough district province governorate state oblast region territory
        republic kingdom city town village side end""",
    "nature": """river creek lake bay gulf sea ocean strait straits canal channel harbor harbour reservoir dam island
        islands peninsula cape beach coast valley mountain mountains mount hills hill forest desert heights plain
        plains basin delta springs""",
}
_SORT_OF = {word: sort for sort, words in reversed(_SORTS.items()) for word in words.split()}
_FIRST = frozenset(
    "lake mount mt fort ft camp highway route interstate cape port gulf strait isle university county hwy us i".split()
)
_MOST_TOKENS = 7


@dataclass(slots=True)
class Candidate:
    """Tokens [first, last) that may be a place; `known` are the gazetteer's entries for it."""

    first: int
    last: int
    text: str
    known: tuple[Entry, ...] = ()
    adjective: Entry | None = None
    label: str = ""
    run: tuple[int, int] = (0, 0)
    score: float = 0.0
    features: list[str] = field(default_factory=list)


def last_word_sort(word: str) -> str:
    """What a name's last word says it is: a road, a house, a body of people, an area, a thing of nature, or "-"."""
    return _SORT_OF.get(word.rstrip("."), "-")


def named(token: Token) -> bool:
    """Whether a token can begin or end a name."""
    return (token.text[0].isupper() and token.pos not in ("PRON", "DET", "AUX")) or (
        token.pos == "PROPN" and token.text[0].isalpha()
    )


def runs(parse: Parse, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Maximal stretches of names in a sentence, as half-open token ranges."""
    at = sentence.first
    tokens = parse.tokens
    while at < sentence.last:
        if not named(tokens[at]):
            at += 1
            continue
        first = at
        if at - 2 >= sentence.first and tokens[at - 1].text == "-" and tokens[at - 2].lower in _ARTICLES:
            first = at - 2
        end = at + 1
        while end < sentence.last:
            joined = _joins(tokens, end, sentence.last)
            if not joined:
                break
            end += joined
        yield first, end
        at = end


def _joins(tokens: list[Token], at: int, stop: int) -> int:
    """How many tokens from `at` on continue a run: 0 for none."""
    token = tokens[at]
    if named(token) or (token.text.isdigit() and len(token.text) <= 3):
        return 1
    if token.text in ("-", "–", "/", "'s", "’s", "'", "’", "&", ".") or token.lower in _INNER:
        for reach in (1, 2, 3):
            if at + reach >= stop:
                return 0
            after = tokens[at + reach]
            if named(after):
                return reach + 1
            if not (after.text in ("-", "'", "’") or after.lower in _INNER):
                return 0
    return 0


def find_candidates(parse: Parse, gazetteer: Gazetteer) -> list[Candidate]:
    """Every span of the text that may be a place, overlapping ones too."""
    labels: dict[tuple[int, int], str] = {}
    for entity in parse.entities:
        trimmed = _trim(parse.tokens, entity.first, entity.last)
        if trimmed:
            labels[trimmed] = entity.label
    found: dict[tuple[int, int], Candidate] = {}
    for sentence in parse.sentences:
        for first, end in runs(parse, sentence):
            for a in range(first, min(end, first + 60)):
                for b in range(a + 1, min(end, a + _MOST_TOKENS) + 1):
                    made = _candidate(parse, a, b, labels.get((a, b), ""), gazetteer)
                    if made:
                        made.run = (first, end)
                        found[a, b] = made
    for made in _shorts(parse, gazetteer):
        found.setdefault((made.first, made.last), made)
    for (a, b), label in labels.items():
        if (a, b) not in found and label in ("GPE", "LOC", "FAC", "NORP"):
            text = parse.text[parse.tokens[a].start : parse.tokens[b - 1].end]
            if len(text) <= 80 and any(c.isupper() for c in text):
                found[a, b] = Candidate(a, b, text, gazetteer.find(text), gazetteer.adjective(text), label, (a, b))
    return [found[key] for key in sorted(found)]


def _shorts(parse: Parse, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Short forms that are cut into several tokens: "W.Va.", "Washington, D.C."."""
    for sentence in parse.sentences:
        for a in range(sentence.first, sentence.last - 1):
            if parse.tokens[a + 1].text not in (",", ".") and "." not in parse.tokens[a].text:
                continue
            for b in range(a + 2, min(a + 5, sentence.last) + 1):
                text = parse.text[parse.tokens[a].start : parse.tokens[b - 1].end]
                if len(text) > 16:
                    break
                known = tuple(e for e in gazetteer.find(text) if e.how == EXACT)
                if known:
                    yield Candidate(a, b, text, known, None, "", (a, b))


def _trim(tokens: list[Token], first: int, last: int) -> tuple[int, int] | None:
    while first < last and (tokens[first].lower in ("the", "a", "an") or not tokens[first].text[0].isalnum()):
        first += 1
    while (
        last > first
        and (tokens[last - 1].lower in ("'s", "’s", "'", "’") or not tokens[last - 1].text[-1].isalnum())
        and not (tokens[last - 1].text.endswith(".") and len(tokens[last - 1].text) > 1)
    ):
        last -= 1
    return (first, last) if first < last else None


def _candidate(parse: Parse, a: int, b: int, label: str, gazetteer: Gazetteer) -> Candidate | None:
    tokens = parse.tokens
    head, tail = tokens[a], tokens[b - 1]
    begins = named(head) or (head.lower in _ARTICLES and a + 1 < b and tokens[a + 1].text == "-")
    if not begins or not (named(tail) or tail.text.isdigit()):
        return None
    text = parse.text[head.start : tail.end]
    if len(text) > 80 or len(text) < 2:
        return None
    known = gazetteer.find(text)
    adjective = gazetteer.adjective(text)
    if not (known or adjective or label):
        generic = b - a > 1 and (tail.lower.rstrip(".") in _LAST or (head.lower.rstrip(".") in _FIRST))
        if not generic:
            return None
    return Candidate(a, b, text, known, adjective, label)
