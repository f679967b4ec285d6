"""Harm that no trigger names, told beside a happening: "seven were reported dead", "150 are being treated", "eight are
missing". It is the figure of the sentence's nearest violent happening.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.counts_toll import told_by_a_verb
from sayso.reading.happenings import FORMS_OF_HARM, Happening
from sayso.reading.parse import Parse
from sayso.reading.roles import coordinated, is_passive
from sayso.reading.things import HUMAN, Things
from sayso.records import Measure

Heads = list[tuple[Measure, list[int]]]

_HARMING = FORMS_OF_HARM | {"killing"}
_SUBJECTS = ("nsubj", "nsubjpass")
_TREATED = frozenset({"treat", "hospitalise", "hospitalize"})
_STRUCK = frozenset({"hit", "strike", "graze"})
_GUNFIRE = frozenset("shoot shot shooting gunfire gunshot bullet fire gunman".split())
_STATES: dict[str, Measure] = {"dead": "killed", "missing": "other", "unaccounted": "other", "hospitalized": "injured"}


def stray_heads(parse: Parse, things: Things, happening: Happening, beside: Sequence[Happening]) -> Heads:
    """Head tokens of those whom a state, not a trigger, tells to be harmed by this happening of its sentence."""
    if happening.event not in _HARMING:
        return []
    here = [h for h in beside if h.sentence == happening.sentence]
    told = {t for h in (happening, *here) for c in h.contexts() for t in c.trigger.tokens}
    gunfire = any(c.words & _GUNFIRE for c in happening.contexts())
    rivals = [h for h in here if h is not happening and h.event in _HARMING]
    found: Heads = []
    for token in parse.tokens_of(happening.lead.sentence):
        if token.i in told:
            continue
        counted = _state(parse, token.i) or _treated(parse, token.i) or _bodies(parse, token.i)
        counted = counted or (_struck(parse, things, token.i) if gunfire else None)
        if counted and all(_apart(happening, token.i) < _apart(r, token.i) for r in rivals):
            found.append(counted)
    return found


def _apart(happening: Happening, at: int) -> int:
    return min(abs(c.trigger.head - at) for c in happening.contexts())


def _state(parse: Parse, at: int) -> tuple[Measure, list[int]] | None:
    """ "Five soldiers dead", "seven were reported dead", "eight are missing"."""
    token = parse.tokens[at]
    measure = _STATES.get(token.lower)
    if measure is None or token.dep in ("compound", "nmod") or (token.dep == "amod" and token.head > at):
        return None
    told = told_by_a_verb(parse, at)
    if told:
        return measure, told
    before = parse.tokens[at - 1] if at else token
    if token.head == at - 1 and before.pos in ("NOUN", "NUM"):
        return measure, [before.i]
    above = parse.tokens[token.head]
    if above.pos not in ("VERB", "AUX"):
        return None
    return measure, _subjects(parse, above.i)


def _struck(parse: Parse, things: Things, at: int) -> tuple[Measure, list[int]] | None:
    """ "His friend was hit in the arm", "striking two men": people whom shots hit."""
    token = parse.tokens[at]
    if token.lemma not in _STRUCK or token.pos != "VERB":
        return None
    deps = ("nsubjpass",) if is_passive(parse, at) else ("dobj",)
    heads = [h for c in parse.children(at) if parse.tokens[c].dep in deps for h in coordinated(parse, c)]
    people = [h for h in heads if things.kind(h) in HUMAN or parse.tokens[h].ent == "PERSON"]
    return ("injured", people) if people else None


def _bodies(parse: Parse, at: int) -> tuple[Measure, list[int]] | None:
    """ "Received 21 bodies"."""
    token = parse.tokens[at]
    if token.lemma not in ("body", "corpse") or token.tag != "NNS":
        return None
    return "killed", [at]


def _treated(parse: Parse, at: int) -> tuple[Measure, list[int]] | None:
    token = parse.tokens[at]
    if token.lemma not in _TREATED or token.tag not in ("VBN", "VBD"):
        return None
    return "injured", _subjects(parse, at)


def _subjects(parse: Parse, verb: int) -> list[int]:
    found = [c for c in parse.children(verb) if parse.tokens[c].dep in _SUBJECTS]
    return [h for s in found for h in coordinated(parse, s)]
