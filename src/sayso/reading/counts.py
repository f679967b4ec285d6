"""Which numbers belong to a happening, and what each counts (killed, injured, strikes, present, ...)."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.reading.figures import Number
from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse
from sayso.reading.roles import coordinated, noun_span, prep_objects
from sayso.reading.things import HUMAN, Things
from sayso.records import Figure, Measure, Span

_EVENT_NOUNS: dict[str, Measure] = {
    "strike": "strikes", "airstrike": "strikes", "raid": "strikes", "sortie": "strikes", "attack": "attacks",
    "bombing": "attacks", "explosion": "attacks", "blast": "attacks", "incident": "attacks", "assault": "attacks",
    "clash": "attacks", "killing": "attacks", "bomb": "attacks", "ambush": "attacks", "protest": "attacks",
    "shooting": "attacks",
    "demonstration": "attacks", "rally": "attacks", "kidnapping": "attacks",
}  # fmt: skip
_HARM_NOUNS: dict[str, Measure] = {
    "dead": "killed", "death": "killed", "fatality": "killed", "body": "killed", "corpse": "killed", "life": "killed",
    "injury": "injured", "wound": "injured", "injure": "injured", "wounded": "injured",
    "injured": "injured", "casualty": "other", "arrest": "arrested",
    "hostage": "abducted", "abduction": "abducted", "killed": "killed", "martyr": "killed", "detainee": "arrested",
    "detention": "arrested",
}  # fmt: skip
_DONE_TO: dict[str, Measure] = {
    "execution": "killed", "killing": "killed", "abduction": "abducted", "arrest": "arrested",
    "displacement": "displaced",
    "defection": "deserted",
}  # fmt: skip
_GO = frozenset({"flee", "seek", "take", "leave", "escape", "migrate", "abandon", "desert", "defect", "surrender"})
_PRESENT = frozenset({"protest", "riot", "deployment", "territory-taken", "destruction"})
_HARM_ALWAYS = frozenset(
    {"assassinate", "murder", "massacre", "slay", "slaughter", "behead", "execute", "hang", "lynch", "martyr"}
)
_KILLS_WITH_PARTICLE = {
    "shoot": {"dead", "down"},
    "gun": {"down"},
    "hack": {"death"},
    "beat": {"death"},
    "stab": {"death"},
    "burn": {"alive"},
    "mow": {"down"},
}
_UNCOUNTED = frozenset(
    "% percent per cent year month week day hour minute second km kilometer kilometre mile metre meter mm cm kg "
    "ton tonne foot "
    "dollar euro pound rupee lakh crore degree anniversary o'clock time am pm a.m. p.m. age calibre caliber "
    "division brigade "
    "battalion regiment cent point page chapter article th".split()
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the token of the noun that it counts, for the parts of a happening that hold it."""

    figure: Figure
    noun: int | None


def figures_of(parse: Parse, things: Things, happening: Happening, numbers: list[Number]) -> list[Figure]:
    """The figures of one happening, in text order, each number once."""
    made: dict[tuple[int, str], Figure] = {}
    by_noun: dict[int, Number] = {}
    alone: dict[int, Number] = {}
    for number in numbers:
        if not _countable(parse, number):
            continue
        if number.noun is not None:
            by_noun.setdefault(number.noun, number)
        for i in range(number.first, number.last + 1):
            alone[i] = number
    for measure, heads in _counted_heads(parse, things, happening):
        for head in [*heads, *(p for h in heads for p in _parts(parse, h) if measure in _OF_PEOPLE)]:
            figure = _figure(parse, things, head, measure, by_noun, alone, happening)
            if figure is not None:
                made.setdefault((figure.span.start, figure.measure), figure)
    starts: dict[int, Figure] = {}
    for figure in made.values():
        starts.setdefault(figure.span.start, figure)
    return sorted(starts.values(), key=lambda f: f.span.start)


_OF_PEOPLE = frozenset({"killed", "injured", "abducted", "arrested", "captured", "displaced"})


def _parts(parse: Parse, head: int) -> list[int]:
    """Those counted again inside a count: "20 people, including five children and a priest"."""
    found = []
    for child in parse.children(head):
        if parse.tokens[child].lower in ("including", "among", "plus") and child > head:
            for inner in parse.children(child):
                if parse.tokens[inner].dep in ("pobj", "pcomp", "dobj"):
                    found += coordinated(parse, inner)
    return found


def _countable(parse: Parse, number: Number) -> bool:
    """Not an age, a date, a distance, a sum of money, a percentage, a year, the number of a unit."""
    first, last = parse.tokens[number.first], parse.tokens[number.last]
    if first.ent in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL") and (number.noun is None or first.ent == "DATE"):
        return False
    if number.noun is not None and parse.tokens[number.noun].lemma in _UNCOUNTED:
        return any(parse.tokens[c].lower == "square" for c in parse.children(number.noun))
    after = parse.tokens[number.last + 1].lower if number.last + 1 < len(parse.tokens) else ""
    before = parse.tokens[number.first - 1].lower if number.first else ""
    if (
        after in _UNCOUNTED
        or (after in ("-", "–") and number.noun is None)
        or before in ("$", "€", "£", "#", "no.", "age", "aged")
    ):
        return False
    if (
        before in (",", "(")
        and after in (",", ")")
        and number.plain
        and number.noun is None
        and (number.best or 0) < 110
    ):
        return False  # "Ahmad, 35, was": an age
    return not (number.plain and number.noun is None and 1900 <= (number.best or 0) <= 2100 and "," not in last.text)


def _counted_heads(parse: Parse, things: Things, happening: Happening) -> list[tuple[Measure, list[int]]]:
    """Which noun phrases a happening counts, and as what."""
    found: list[tuple[Measure, list[int]]] = []
    for what, context in happening.harms:
        measure: Measure = "killed" if what == "killed" else "injured"
        verb = context.trigger
        if verb.pos == "V":
            heads = list(context.roles.targets if context.roles.passive else context.roles.objects)
            if verb.lemma in (
                "die",
                "succumb",
                "perish",
                "decease",
                "fall",
                "drown",
                "sustain",
                "suffer",
                "receive",
                "pass",
                "lose",
                "lay",
            ):
                heads = list(context.roles.actors)
            if verb.lemma == "leave":
                found += _left(parse, verb.head)
                heads = []
            elif verb.lemma in ("claim", "cost", "take"):
                heads += [
                    c
                    for t in verb.tokens
                    for c in (t, parse.tokens[t].head)
                    if parse.tokens[c].pos in ("NOUN", "NUM", "ADJ")
                ]
                heads += context.roles.targets
            found.append((measure, _dead_and(parse, heads)))
        else:
            found.append((_HARM_NOUNS.get(verb.lemma, measure), [verb.head, *_beside(parse, verb.head)]))
            found.append((_HARM_NOUNS.get(verb.lemma, measure), prep_objects(parse, verb.head, "of")))
    for context in happening.parts:
        trigger = context.trigger
        heads = list(context.roles.targets if context.roles.passive else context.roles.objects)
        code = happening.event
        if trigger.pos == "N":
            own = _EVENT_NOUNS.get(trigger.lemma) or (_HARM_NOUNS.get(trigger.lemma) if code in _DONE_TO else None)
            if own:
                found.append((own, [trigger.head]))
            if code in _DONE_TO:
                found.append((_DONE_TO[code], context.roles.targets))
            if trigger.lemma in ("assassination", "murder", "massacre", "killing", "slaying", "beheading"):
                found.append(("killed", context.roles.targets))
        elif trigger.lemma in _HARM_ALWAYS or _particle_kills(parse, trigger.head, trigger.lemma, trigger.tokens):
            found.append(("killed", heads))
        elif code in _DONE_TO:
            moved = code in ("displacement", "defection") and (not heads or trigger.lemma in _GO)
            done_to = context.roles.actors if moved else heads
            found.append((_DONE_TO[code], [h for h in done_to if h not in trigger.tokens]))
        elif trigger.lemma in ("shoot", "stab", "beat", "knife") and not any(w == "killed" for w, _ in happening.harms):
            found.append(("injured", heads))
        elif code == "deployment":
            found.append(
                (
                    "present",
                    [h for h in heads or context.roles.actors if things.kind(h) in HUMAN or things.kind(h) == "number"],
                )
            )
            found.append(("other", [h for h in heads if things.kind(h) in ("arms", "military")]))
        elif code == "weapons-seized":
            found.append(("other", [c for h in heads for c in coordinated(parse, h)]))
        elif code == "territory-taken":
            found.append(("other", [h for h in heads if things.kind(h) in ("ground", "military")]))
        elif code in ("destruction", "shelling", "air-strike"):
            found.append(("other", [h for h in heads if things.kind(h) not in HUMAN and things.kind(h) != "place"]))
        if code in _PRESENT | {"attack", "clash", "bombing", "grenade", "suicide-bombing", "abduction"}:
            found.append(
                ("present", [a for a in context.roles.actors if things.kind(a) in HUMAN or things.kind(a) == "number"])
            )
    return found


_LEFT: dict[str, Measure] = {
    "dead": "killed",
    "wounded": "injured",
    "injured": "injured",
    "hurt": "injured",
    "homeless": "displaced",
}


def _left(parse: Parse, verb: int) -> list[tuple[Measure, list[int]]]:
    """ "Leaving 30 people dead and 20 wounded": each word for harm counts the nearest number or noun before it."""
    found: list[tuple[Measure, list[int]]] = []
    before: int | None = None
    for i in range(verb + 1, min(verb + 24, len(parse.tokens))):
        token = parse.tokens[i]
        if token.sentence != parse.tokens[verb].sentence:
            break
        if token.lower in _LEFT:
            if before is not None:
                found.append((_LEFT[token.lower], [before]))
            before = None
        elif (
            token.pos == "NUM"
            or token.lower in ("dozens", "scores", "hundreds", "thousands")
            or (token.pos in ("NOUN", "PROPN") and (before is None or parse.tokens[before].pos != "NUM"))
        ):
            before = i
    return found


def _beside(parse: Parse, noun: int) -> list[int]:
    """The number of "40 dead", and of "put the number of dead at 23"."""
    found = [noun - 1] if noun and parse.tokens[noun - 1].pos == "NUM" else []
    for above in parse.ancestors(noun):
        if parse.tokens[above].lemma in ("put", "place", "set", "stand", "number"):
            found += [h for h in prep_objects(parse, above, "at") if parse.tokens[h].pos == "NUM"]
    return found


def _particle_kills(parse: Parse, head: int, lemma: str, tokens: tuple[int, ...]) -> bool:
    wanted = _KILLS_WITH_PARTICLE.get(lemma)
    if not wanted:
        return False
    near = {parse.tokens[t].lower for t in tokens} | {parse.tokens[c].lower for c in parse.children(head)}
    return bool(near & wanted) or any(parse.tokens[i].lower in wanted for i in parse.subtree(head)[:12])


def _dead_and(parse: Parse, heads: list[int]) -> list[int]:
    return [c for h in heads for c in coordinated(parse, h)]


def _figure(
    parse: Parse,
    things: Things,
    head: int,
    measure: Measure,
    by_noun: dict[int, Number],
    alone: dict[int, Number],
    happening: Happening,
) -> Figure | None:
    token = parse.tokens[head]
    if any(parse.tokens[c].lower == "no" for c in parse.children(head)) or token.lower in ("nobody", "none"):
        if measure not in _OF_PEOPLE:
            return None
        return Figure(parse.span(parse.edges(head)[0], head), measure, 0, 0, 0)
    number = by_noun.get(head) or alone.get(head)
    if number is not None:
        noun = number.noun
        if noun is not None and measure in ("killed", "injured") and parse.tokens[noun].lemma in _HARM_NOUNS:
            measure = _HARM_NOUNS[parse.tokens[noun].lemma]
        who = noun_span(parse, noun) if noun is not None else None
        span = parse.span(number.first, number.last)
        return Figure(span, measure, number.low, number.high, number.best, number.approximate, who)
    if measure not in _OF_PEOPLE | {"deserted"}:
        return None
    if _is_one(parse, things, head):
        return Figure(_with_article(parse, head), measure, 1, 1, 1, False, noun_span(parse, head))
    if token.lower in ("another", "one"):
        return Figure(Span.of(parse.text, token.start, token.end), measure, 1, 1, 1)
    return None


def _is_one(parse: Parse, things: Things, head: int) -> bool:
    """One person: a name, or a singular noun for one."""
    token = parse.tokens[head]
    kind = things.kind(head)
    if token.tag in ("NNS", "NNPS") or token.pos == "PRON":
        return False
    if kind in ("person", "unknown") and any(parse.tokens[c].lower == "another" for c in parse.children(head)):
        return True
    if kind in ("person", "official") and token.pos == "PROPN":
        return True
    return kind in HUMAN and token.tag == "NN" and token.lemma not in _GROUPS


_GROUPS = frozenset(
    "police army people group family crew force militia public staff personnel youth crowd mob gang opposition "
    "community "
    "population team troop military cavalry infantry congregation audience side humanity clergy".split()
)


def _with_article(parse: Parse, head: int) -> Span:
    """A noun phrase with its article, as rule 8 writes it: "a policeman"."""
    span = noun_span(parse, head)
    for child in parse.children(head):
        token = parse.tokens[child]
        if token.dep == "det" and token.lower in ("a", "an", "another", "one") and token.start < span.start:
            return Span.of(parse.text, token.start, span.end)
    return span
