"""Scope of a happening: incident, total, pattern or prospect (coding rule 6).

Named rules give a first verdict. What they call a total is one; otherwise their verdict is weighed with the other
evidence, by weights that `scripts/train_scope.py` fits to hand-coded reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse
from sayso.reading.scope_evidence import evidence
from sayso.records import SCOPES, Figure, Scope, Span, When
from sayso.vocab.tables import rows

_FREQUENT = frozenset(
    "often frequently regularly routinely repeatedly daily constantly continually usually habitually always "
    "increasingly systematically".split()
)
_ONGOING = frozenset(
    "ongoing continuing continued daily near-daily frequent regular widespread systematic persistent sporadic".split()
)
GOES_ON = "pattern: told as going on"
_LONG = 14  # days: rule 6 counts "the last 24 hours" and "this week" as incidents told together; a month is a total
# Deaths in one happening of a conflict stay below this but for a handful of massacres.
_TOO_MANY = 1_000
# Attacks told as one incident: the longest daily list of the training set counts 37.
_TOO_MANY_ATTACKS = 100
_COUNTED = frozenset(
    {"killed", "injured", "strikes", "attacks", "arrested", "abducted", "displaced", "captured", "other", "deserted"}
)


def scope_of(
    parse: Parse, happening: Happening, figures: list[Figure], when: When | None, prospect: Span | None
) -> tuple[Scope, str]:
    """The scope and why: the rule that gave it, or the evidence that outweighed the rule."""
    scope, rule = ruled_scope(parse, happening, figures, when, prospect)
    if scope == "total" or rule == GOES_ON:
        return scope, rule
    found = [*dict.fromkeys(evidence(parse, happening, figures, when)), *verdict(scope, rule)]
    best = cast("Scope", max(SCOPES, key=lambda s: weigh(s, found)))
    if best == scope:
        return scope, rule
    known = weights(best)
    most = sorted(found, key=lambda f: -known.get(f, 0.0))[:3]
    return best, f"{best}: weighed, by {', '.join(most)}"


def verdict(scope: Scope, rule: str) -> tuple[str, str]:
    """The rules' verdict as evidence: the scope, and the rule without the words that it quotes."""
    return f"rule/{scope}", f"rule/{'prospect' if scope == 'prospect' else rule}"


@cache
def weights(scope: str) -> Mapping[str, float]:
    """The weights of features for a scope, in nats; `bias` is what it has without any."""
    return {r["feature"]: float(r["weight"]) for r in rows("scope_weights.tsv") if r["scope"] == scope}


def weigh(scope: str, found: Iterable[str]) -> float:
    """What the features weigh for a scope; a feature that was never seen weighs nothing."""
    known = weights(scope)
    return known.get("bias", 0.0) + sum(known.get(f, 0.0) for f in found)


def ruled_scope(
    parse: Parse, happening: Happening, figures: list[Figure], when: When | None, prospect: Span | None
) -> tuple[Scope, str]:
    """The scope by the rules alone, and the name of the rule that gave it."""
    if prospect is not None:
        return "prospect", f"prospect: {prospect.text!r}"
    counted = [f for f in figures if f.measure in _COUNTED]
    if counted and _over_a_period(parse, happening, when):
        return "total", "total: a count over a longer period"
    if any(f.measure == "killed" and max(f.low or 0, f.best or 0) >= _TOO_MANY for f in figures):
        return "total", "total: more killed than in one happening"
    if any(f.measure in ("strikes", "attacks") and max(f.low or 0, f.best or 0) >= _TOO_MANY_ATTACKS for f in figures):
        return "total", "total: more attacks than told of at once"
    if counted and _since(parse, happening):
        return "total", "total: counted since"
    if not any(f.measure in ("killed", "injured", "abducted") for f in figures) and _habitual(parse, happening):
        return "pattern", GOES_ON if _goes_on(parse, happening) else "pattern: habitual or ongoing"
    return "incident", "incident: a particular happening"


def _goes_on(parse: Parse, happening: Happening) -> bool:
    """A word of frequency or of duration with the verb ("still", "daily", "often"), or a verb in progress till now."""
    trigger = happening.lead.trigger
    above = [a for a in parse.ancestors(trigger.head) if parse.tokens[a].pos in ("VERB", "AUX")][:1]
    verbs = [trigger.head] if trigger.pos == "V" else above
    if trigger.pos == "V" and (_till_now(parse, trigger.head) or _reported_in_progress(parse, trigger.head)):
        return True
    return any(parse.tokens[c].lower in _FREQUENT | {"still"} for v in verbs for c in parse.children(v))


def _over_a_period(parse: Parse, happening: Happening, when: When | None) -> bool:
    if when is None:
        return False
    text = when.span.text.lower()
    before = parse.text[max(0, when.span.start - 12) : when.span.start].lower().split()
    if when.type == "DURATION" or (before and before[-1] in ("since", "between", "throughout")):
        return not any(w in text for w in ("hour", "day", "night", "week", "weekend")) or "since" in before[-1:]
    if when.start and when.end and before and before[-1] in ("in", "during", "over", "this", "last"):
        return (when.end - when.start).days > _LONG and _plural_event(parse, happening)
    return False


def _plural_event(parse: Parse, happening: Happening) -> bool:
    return any(parse.tokens[c.trigger.head].tag in ("NNS", "NNPS") for c in happening.parts) or not happening.parts


def _since(parse: Parse, happening: Happening) -> bool:
    if _in_since_clause(parse, happening.lead.trigger.head):
        return False  # "have fled since artillery killed 23": it is what was counted from
    # "Have fled since artillery killed 23": counted from one happening on, which is told as one.
    words = [t.lower for t in parse.tokens_of(happening.lead.sentence) if not (t.lower == "since" and t.dep == "mark")]
    text = " ".join(words)
    return (" since " in f" {text} " and " ago " not in text) or any(
        p in text for p in ("so far this year", "to date", "so far", "in total since")
    )


def _in_since_clause(parse: Parse, at: int) -> bool:
    """Whether a word stands in a clause that "since" opens."""
    verbs = [v for v in (at, *parse.ancestors(at)) if parse.tokens[v].dep == "advcl"]
    return any(parse.tokens[c].lower == "since" for v in verbs for c in parse.children(v) if c < v)


def _habitual(parse: Parse, happening: Happening) -> bool:
    """Present tense without a date, or a word of frequency."""
    lead = happening.lead
    verb = lead.trigger.head
    if lead.trigger.pos == "N":
        above = [a for a in parse.ancestors(verb) if parse.tokens[a].pos in ("VERB", "AUX")]
        if not above:
            return False
        if _standing(parse, lead.trigger.head, above[0]):
            return True
        verb = above[0]
    elif _reported_in_progress(parse, verb):
        return True
    token = parse.tokens[verb]
    around = {parse.tokens[c].lower for c in parse.children(verb)}
    if around & _FREQUENT:
        return True
    auxiliaries = {parse.tokens[c].lower for c in parse.children(verb) if parse.tokens[c].dep in ("aux", "auxpass")}
    if lead.trigger.pos == "V":
        if (
            token.tag == "VBG"
            and auxiliaries & {"are", "is", "’re", "'re"}
            and token.dep in ("ROOT", "ccomp", "conj", "relcl")
        ):
            return True
        if _till_now(parse, verb):
            return True
        if (
            token.tag in ("VBP", "VBZ")
            and not auxiliaries
            and parse.tokens[lead.trigger.head].lemma not in ("kill", "say")
        ):
            return bool(_continuing(parse, token.i)) or token.tag == "VBP"
    return token.lemma in ("continue", "remain", "keep") and token.tag in ("VBP", "VBZ", "VBG")


def _till_now(parse: Parse, verb: int) -> bool:
    """ "They have been pounding targets": a deed in progress up to now."""
    auxiliaries = {parse.tokens[c].lower for c in parse.children(verb) if parse.tokens[c].dep in ("aux", "auxpass")}
    return (
        parse.tokens[verb].tag == "VBG" and "been" in auxiliaries and bool(auxiliaries & {"have", "has", "’ve", "'ve"})
    )


def _standing(parse: Parse, noun: int, verb: int) -> bool:
    """Several events told in the present tense without a date: "there are executions"; "an ongoing siege"."""
    modifiers = {parse.tokens[c].lower for c in parse.children(noun)}
    if modifiers & _ONGOING:
        return True
    if parse.tokens[noun].tag not in ("NNS", "NNPS") or any(
        parse.tokens[c].dep == "nummod" for c in parse.children(noun)
    ):
        return False
    token = parse.tokens[verb]
    return token.lemma in ("be", "have", "continue", "do") and token.tag in ("VBP", "VBZ")


def _reported_in_progress(parse: Parse, verb: int) -> bool:
    """ "Reports of men being executed": a gerund under a plural noun, in no tense of its own."""
    if parse.tokens[verb].dep not in ("pcomp", "acl", "pobj"):
        return False
    being = any(parse.tokens[c].lower == "being" for c in parse.children(verb))
    above = [parse.tokens[a] for a in list(parse.ancestors(verb))[:3]]
    return being and any(
        t.tag == "NNS" and t.lemma in ("report", "account", "story", "allegation", "claim") for t in above
    )


def _continuing(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].lemma in ("still", "continue") for c in parse.children(verb))
