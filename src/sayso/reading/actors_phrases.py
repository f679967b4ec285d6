"""Who a phrase means: "Iraqi soldiers" are Iraq's armed forces, "Turkish-backed rebels" nobody's that we know.

A phrase is judged by the known words in it. A word that only says who stands behind ("-backed", "-led", "pro-",
"anti-", "former") takes its name out of the judgement. What can't be told apart is left unknown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sayso.reading.actors_marks import Mark, find_marks
from sayso.vocab.actors import KnownActor, Noun, StateWord, chain, state_actor

_BEHIND = re.compile(
    r"[-–‑ ](?:backed|led|linked|allied|aligned|affiliated|inspired|supported|trained|funded|sponsored|held|controlled|"
    r"occupied)\b|[-–‑](?:based|born|made|run|appointed|armed|loyal|speaking|supplied|equipped|influenced|friendly|leaning)\b"
)
_AGAINST = re.compile(
    r"(?:\b(?:anti|pro|non|ex|former|counter|one-time|onetime|suspected pro)[-–‑ ]+(?:the )?)$", re.IGNORECASE
)
_PLAINLY = frozenset({"adjective", "name", "both"})
# Where the core of a phrase ends, for text that comes without a parse.
_AFTER = re.compile(
    r"\s*(?:,|;|\b(?:who|which|that|in|from|near|at|by|against|with|under|loyal|backed|fighting|led|based|including|"
    r"along|as|on|to|over|after)\b)"
)


def decide(text: str, marks: Sequence[Mark], head: Noun | None) -> KnownActor | None:
    """The one known actor that a phrase with these marks means, or None. `head` is the noun that heads the phrase."""
    stand = [m for m in marks if not _beside(text, m)]
    named = {m.what.id: m.what for m in stand if isinstance(m.what, KnownActor)}
    if any(m.what is None for m in stand):
        return None
    if named:
        above = {id for known in named for id in chain(known)[1:]}
        own = [k for id, k in named.items() if id not in above]
        return own[0] if len(own) == 1 else None
    countries = {m.what.country for m in stand if isinstance(m.what, StateWord) and m.what.form in _PLAINLY}
    part = _part([m.what for m in marks if isinstance(m.what, Noun)], head)
    if len(countries) != 1 or len(stand) != len(marks) or not part:
        return None
    return state_actor(countries.pop(), part)


def _part(inner: Sequence[Noun], head: Noun | None) -> str:
    """The body of a state that the nouns of a phrase name; "" when they name none, or something that is no state's."""
    if head is None:
        return ""
    others = [n for n in inner if n != head]
    if any(not n.part for n in others):
        return ""
    if head.official and others:
        return others[-1].part
    return head.part


def _beside(text: str, mark: Mark) -> bool:
    """Whether a name only says who stands behind, or against whom."""
    if isinstance(mark.what, Noun):
        return False
    if _BEHIND.match(text, mark.end):
        return True
    return bool(_AGAINST.search(text[max(0, mark.start - 16) : mark.start]))


def resolve_actor(text: str, countries: Collection[str] = ()) -> KnownActor | None:
    """The known actor that a phrase names, or None: unknown stays unknown.

    `countries` are ISO codes of the countries that the article speaks of; they let guarded acronyms count.

    >>> resolve_actor("Islamic State militants").id
    'islamic-state'
    >>> resolve_actor("Iraqi soldiers").id
    'iq-military'
    >>> resolve_actor("Turkish-backed rebels") is None
    True
    """
    marks = find_marks(text, (), countries)
    marks = _core(text, marks)
    if not marks:
        return None
    heads = [m for m in marks if isinstance(m.what, Noun) and m.what.use != "bar"]
    head = heads[-1].what if heads else None
    if head is None and all(isinstance(m.what, StateWord) for m in marks):
        state = marks[0].what if len(marks) == 1 else None
        whole = isinstance(state, StateWord) and state.form in ("name", "both", "seat") and not _beside(text, marks[0])
        bare = text.strip().removeprefix("the ").removeprefix("The ").removesuffix("'s")
        if whole and isinstance(state, StateWord) and marks[0].end - marks[0].start == len(bare):
            return state_actor(state.country)
        return None
    return decide(text, marks, head if isinstance(head, Noun) else None)


def _core(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks of a phrase up to where its core ends: "Syrian rebels backed by Turkey" is about rebels."""
    core: list[Mark] = []
    for mark in marks:
        between = text[core[-1].end : mark.start] if core else ""
        if core and _AFTER.search(between):
            break
        core.append(mark)
    return core
