"""Counts told by a verb that sets or moves them: "the death toll rose to 31", "the number injured topped 2,200"."""

from __future__ import annotations

from sayso.reading.parse import Parse
from sayso.reading.roles import prep_objects

_SETS = frozenset(
    "put place set stand number rise climb reach grow increase jump soar go bring raise top exceed surpass pass hit be "
    "remain revise update estimate".split()
)
_MORE = frozenset({"top", "exceed", "surpass", "pass"})
_COUNT_NOUNS = frozenset("toll number count figure total tally dead death casualty fatality".split())
_FAR = 6  # verbs and nouns between the word of harm and the verb that sets its count


def told_by_a_verb(parse: Parse, word: int) -> list[int]:
    """Head tokens of the number that a verb above `word`, a toll or one of the counted, gives it, if any."""
    named = {word, *_nouns_above(parse, word)}
    if not any(parse.tokens[n].lemma in _COUNT_NOUNS for n in named):
        return []
    for above in list(parse.ancestors(word))[:_FAR]:
        verb = parse.tokens[above]
        if verb.pos not in ("VERB", "AUX") or verb.lemma not in _SETS:
            continue
        said = [c for c in parse.children(above) if parse.tokens[c].dep in ("dobj", "attr", "npadvmod") and c > word]
        said += prep_objects(parse, above, "to", "at", "past", "above", "over", "beyond")
        # "put the number of dead at 23": the parser may hang the number on the noun
        said += [h for n in sorted(named) for h in prep_objects(parse, n, "to", "at")]
        numbers = [n for h in said if h not in named for n in _numbers(parse, h)]
        if numbers:
            return numbers[:1]
    return []


def is_topped(parse: Parse, number: int) -> bool:
    """Whether a number is one that a count passed: "topped 2,200" is more than 2,200."""
    token = parse.tokens[number]
    above = parse.tokens[token.head]
    if above.pos == "NOUN":
        above = parse.tokens[above.head]
    return above.pos == "VERB" and above.lemma in _MORE and token.i > above.i and token.dep in ("dobj", "nummod")


def _nouns_above(parse: Parse, word: int) -> list[int]:
    """The nouns in whose phrase a word stands: of "people who were killed" in "the number of people who ..." both."""
    found = []
    for above in list(parse.ancestors(word))[:_FAR]:
        token = parse.tokens[above]
        if token.pos == "NOUN":
            found.append(above)
        elif token.pos in ("VERB", "AUX") and parse.tokens[word].head != above and token.lemma in _SETS:
            break
    return found


def _numbers(parse: Parse, head: int) -> list[int]:
    if parse.tokens[head].pos == "NUM":
        return [head]
    return [c for c in parse.children(head) if parse.tokens[c].dep == "nummod"]
