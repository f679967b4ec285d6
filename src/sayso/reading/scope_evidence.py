"""What bears on a happening's scope: its grammar, tense, determiner, time and counts.

Each piece of evidence is a named feature; `scope.py` weighs them by what coders did with the like.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reading.certainty_cues import cues_of
from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse, Token
from sayso.records import Figure, When

_LAUNCHED = frozenset({"campaign", "series", "wave", "spate", "string", "pattern", "cycle", "spree"})
_ALREADY = frozenset({"recent", "latest", "previous", "past", "last", "first", "second", "third", "deadly", "major"})
_OFTEN = frozenset(
    "often frequently regularly routinely repeatedly daily constantly continually usually habitually always "
    "increasingly systematically ongoing continuing continued near-daily frequent regular widespread systematic "
    "persistent sporadic deliberate indiscriminate continuous constant intensified unabated repeated rampant".split()
)
_YET = frozenset("planned possible potential imminent future next new upcoming proposed attempted further".split())
_NAMED_TIMES = ("since", "between", "in", "during", "over", "on", "throughout", "for", "until", "last", "this")
_CLIMB = 12


def evidence(parse: Parse, happening: Happening, figures: list[Figure], when: When | None) -> Iterator[str]:
    """Every feature of one happening; the rules' verdict is `scope.py`'s to add."""
    lead = happening.lead
    token = parse.tokens[lead.trigger.head]
    yield f"code/{happening.event}"
    yield f"word/{lead.trigger.lemma}"
    yield from _word(parse, token, lead.trigger.pos)
    yield from _clause(parse, token)
    yield from _above(parse, token)
    yield from _cues(parse, token)
    yield from _time(parse, when)
    yield from _counts(figures)
    yield from _sentence(parse, happening)
    if not figures and when is None:
        yield from _loose(parse, happening, token)
    for part in ("actors", "targets"):
        heads = getattr(lead.roles, part)
        yield f"{part}/{'none' if not heads else _number(parse.tokens[heads[0]])}"


def _loose(parse: Parse, happening: Happening, token: Token) -> Iterator[str]:
    """A happening with neither count nor time is a pattern more often, the more so where it has no article or tense."""
    verb = _verb_over(parse, token)
    tense = _tense(parse, verb) if verb is not None else "none"
    when = (
        "past" if tense.startswith("VBD") or "was" in tense or "had" in tense else "perfect" if "has" in tense else ""
    )
    when = when or ("present" if tense[:3] in ("VBZ", "VBP") or "is" in tense else "other")
    yield f"loose/{happening.event}"
    yield f"loose/{when}"
    if happening.lead.trigger.pos == "N":
        named = next(_article(parse, token))
        listed = token.dep == "conj" or any(parse.tokens[c].dep == "conj" for c in parse.children(token.i))
        yield f"loose/{named}"
        yield f"loose/{named}/{when}"
        yield f"loose/list/{listed}/{named}"
    else:
        yield f"loose/{token.tag}/{when}"
        yield f"loose/{token.tag}/{token.dep}"


def _number(token: Token) -> str:
    return "name" if token.pos == "PROPN" else "many" if token.tag == "NNS" else "one"


def _word(parse: Parse, token: Token, pos: str) -> Iterator[str]:
    """The trigger itself: its form, its determiner and modifiers, the function it has."""
    kids = [parse.tokens[c] for c in parse.children(token.i)]
    yield f"form/{pos}/{token.tag}"
    yield f"stands/{token.dep}"
    if pos == "N":
        yield from _article(parse, token)
        yield f"list/{any(k.dep == 'conj' for k in kids) or token.dep == 'conj'}/{token.tag}"
    for k in kids:
        if k.dep in ("amod", "advmod", "compound", "npadvmod"):
            if k.lower in _OFTEN or k.lower in _YET or k.lower in _ALREADY:
                yield f"beside/{k.lower}"
            yield f"kind/{'often' if k.lower in _OFTEN else 'yet' if k.lower in _YET else 'other'}"
    if token.lemma in _LAUNCHED or parse.tokens[token.head].lemma in _LAUNCHED:
        yield "series"


def _article(parse: Parse, token: Token) -> Iterator[str]:
    """How a noun is introduced, with its form: "the attack", "three attacks", bare "attacks"."""
    kids = [parse.tokens[c] for c in parse.children(token.i)]
    lowers = {k.lower for k in kids}
    named = "the" if lowers & {"the", "this", "that", "these", "those"} else "a" if lowers & {"a", "an"} else ""
    named = named or ("whose" if any(k.dep == "poss" for k in kids) else "bare")
    counted = any(k.dep == "nummod" for k in kids)
    yield f"article/{named}/{token.tag}{'/counted' if counted else ''}"


def _verb_over(parse: Parse, token: Token) -> Token | None:
    """The verb of the clause in which a word stands, itself if it is one."""
    if token.pos in ("VERB", "AUX"):
        return token
    above = list(parse.ancestors(token.i))[:_CLIMB]
    return next((parse.tokens[a] for a in above if parse.tokens[a].pos in ("VERB", "AUX")), None)


def _clause(parse: Parse, token: Token) -> Iterator[str]:
    """The verb of the clause: tense, mood, what joins it to the sentence."""
    verb = _verb_over(parse, token)
    if verb is None:
        yield "tense/none"
        return
    own = "own" if verb.i == token.i else "over"
    yield f"tense/{own}/{_tense(parse, verb)}"
    yield f"clause/{own}/{verb.dep}"
    if own == "over":
        yield f"verb/{verb.lemma}"
    for c in parse.children(verb.i):
        k = parse.tokens[c]
        if k.dep in ("mark", "advmod", "neg"):
            yield f"adverb/{k.lower}" if k.dep != "neg" else "negated"
            if k.lower in _OFTEN:
                yield "often"
    if verb.dep in ("advcl", "relcl", "acl", "ccomp", "pcomp", "xcomp", "conj"):
        yield f"under/{verb.dep}/{_tense(parse, parse.tokens[verb.head])}"
        yield f"under/{parse.tokens[verb.head].lemma}"


def _tense(parse: Parse, verb: Token) -> str:
    """The tense that a verb's form and auxiliaries make."""
    aux = [parse.tokens[c].lower for c in parse.children(verb.i) if parse.tokens[c].dep in ("aux", "auxpass")]
    if "to" in aux:
        return "to"
    modal = next((a for a in aux if a in ("will", "would", "may", "might", "could", "can", "should", "must")), "")
    if modal:
        return modal
    have = "had" if "had" in aux else "has" if {"has", "have", "'ve", "’ve"} & set(aux) else ""
    be = "is" if {"is", "are", "'re", "’re", "'s"} & set(aux) else "was" if {"was", "were"} & set(aux) else ""
    return f"{verb.tag}{'+' + have if have else ''}{'+' + be if be else ''}{'+being' if 'being' in aux else ''}"


def _above(parse: Parse, token: Token) -> Iterator[str]:
    """The word that governs a noun: "after the attack", "reports of attacks", "campaign of arrests"."""
    if token.pos in ("VERB", "AUX"):
        return
    head = parse.tokens[token.head]
    if head.pos == "ADP":
        yield f"after/{head.lower}"
        head = parse.tokens[head.head]
        yield f"after/{head.lemma}"
    elif head.i != token.i:
        yield f"governed/{token.dep}/{head.lemma}"


def _cues(parse: Parse, token: Token) -> Iterator[str]:
    for cue in cues_of(parse, token):
        yield f"cue/{cue.sort}/{cue.meaning}"
        yield f"cue/{parse.tokens[cue.at].lemma}"


def _time(parse: Parse, when: When | None) -> Iterator[str]:
    if when is None:
        yield "time/none"
        return
    yield f"time/{when.type}"
    days = (when.end - when.start).days if when.start and when.end else None
    length = "open" if days is None else "day" if days < 2 else "week" if days < 15 else "long"
    yield f"time/{when.type}/{length}"
    before = parse.text[max(0, when.span.start - 14) : when.span.start].lower().split()[-1:]
    if before and before[0] in _NAMED_TIMES:
        yield f"time/{before[0]}/{length}"
    for word in ("ago", "years", "months", "weeks", "hours", "year", "month", "recent", "now", "today", "past", "last"):
        if word in when.span.text.lower().split():
            yield f"time/word/{word}"


def _counts(figures: list[Figure]) -> Iterator[str]:
    if not figures:
        yield "count/none"
    for figure in figures:
        most = max(figure.low or 0, figure.best or 0)
        size = "0" if most == 0 else "1" if most == 1 else "few" if most < 20 else "tens" if most < 200 else "many"
        yield f"count/{figure.measure}"
        yield f"count/{figure.measure}/{size if most < 1000 else 'thousands'}"


def _sentence(parse: Parse, happening: Happening) -> Iterator[str]:
    tokens = parse.tokens_of(happening.lead.sentence)
    lowers = {t.lower for t in tokens}
    for word in ("since", "so", "years", "months", "if", "until", "talks", "plan", "threat", "threatened", "failed"):
        if word in lowers:
            yield f"with/{word}"
    if not any(t.ent in ("DATE", "TIME") for t in tokens):
        yield "with/no date"
    if not any(t.ent in ("GPE", "LOC", "FAC") for t in tokens):
        yield "with/no place"
