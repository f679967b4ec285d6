"""From triggers to happenings: one for each thing that a sentence says happened (coding rules 1 to 4).

Triggers of one sentence that tell of the same thing are joined; harm ("killed 20") joins the form that did it ("a car
bomb"); harm without a form takes the code that the article gives that happening, and `killing` only when none is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sayso.reading.codes import code_of
from sayso.reading.codes.context import Context, Contexts
from sayso.reading.parse import Parse
from sayso.reading.things import ARMED, Things
from sayso.reading.triggers import Trigger, find_triggers

HARM = ("killed", "injured")
GENERIC = frozenset({"attack", "clash"})
EXPLOSIVE = ("suicide-bombing", "chemical-attack", "grenade", "bombing", "air-strike", "shelling")
# Codes of which one sentence often tells several; two verbs of violence in one sentence tell mostly of one.
_TOLD_APART = frozenset(
    {"arrest", "territory-taken", "abduction", "deployment", "weapons-seized", "other", "agreement", "shelling"}
)
LETHAL = frozenset({*EXPLOSIVE, "clash", "attack", "execution", "crackdown", "riot"})
VIOLENT = frozenset({*EXPLOSIVE, "clash", "attack", "execution", "crackdown", "riot", "siege", "abduction", "torture"})
FORMS_OF_HARM = VIOLENT | {"protest", "sexual-violence", "territory-taken"}


@dataclass(slots=True)
class Happening:
    """A thing that a sentence says happened: its code, the triggers that name it (the form first) and its harm verbs.

    `part_of` is the happening that counts this one in; `reach` the tokens [first, end) that it is narrowed to;
    `odds` the judge's probability, None for the rules' own."""

    event: str
    parts: list[Context]
    harms: list[tuple[str, Context]] = field(default_factory=list)
    borrowed: bool = False
    part_of: Happening | None = None
    reach: tuple[int, int] | None = None
    odds: float | None = None

    @property
    def lead(self) -> Context:
        """The trigger that names the happening best."""
        return self.parts[0] if self.parts else self.harms[0][1]

    @property
    def sentence(self) -> int:
        """Index of the sentence."""
        return self.lead.sentence.index

    def contexts(self) -> list[Context]:
        """All triggers, harm verbs included."""
        return [*self.parts, *(c for _, c in self.harms)]

    def actors(self) -> list[int]:
        """Head tokens of who does it, none of them an event or a thing."""
        return self._others([a for c in self.contexts() for a in c.roles.actors])

    def targets(self) -> list[int]:
        """Head tokens of who or what it is done to."""
        return self._others([t for c in self.contexts() for t in c.roles.targets])

    def _others(self, heads: list[int]) -> list[int]:
        """Each head once, the triggers' own words left out."""
        own = {t for c in self.contexts() for t in c.trigger.tokens}
        return [h for h in dict.fromkeys(heads) if h not in own]


@dataclass(slots=True)
class Told:
    """What the rules make of an article before anything is left out: its groups of triggers with their codes, those of
    them that are background only, and the triggers that the rules give no code."""

    groups: list[Happening]
    background: set[int]
    uncoded: list[Context]
    contexts: Contexts

    def is_background(self, happening: Happening) -> bool:
        """Whether a group only refers back (rule 4)."""
        return id(happening) in self.background


def find_happenings(parse: Parse, things: Things) -> list[Happening]:
    """The happenings of an article by the rules alone, in the order of their sentences."""
    told = tell(parse, things)
    return [h for h in told.groups if not told.is_background(h)]


def tell(parse: Parse, things: Things) -> Told:
    """All that the rules see of happenings in an article, in the order of their sentences."""
    contexts = Contexts(parse, things)
    by_sentence: dict[int, list[tuple[str, Context]]] = {}
    uncoded: list[Context] = []
    for trigger in find_triggers(parse):
        context = contexts.of(trigger)
        code = code_of(context)
        if code is not None:
            by_sentence.setdefault(context.sentence.index, []).append((code, context))
        else:
            uncoded.append(context)
    groups: list[Happening] = []
    for index in sorted(by_sentence):
        groups += _of_sentence(parse, by_sentence[index])
    background = {id(h) for h in groups if _background(parse, h)}
    named = [h for h in groups if id(h) not in background]
    _give_codes(named)
    return Told(groups, background, uncoded, contexts)


def _of_sentence(parse: Parse, named: list[tuple[str, Context]]) -> list[Happening]:
    forms = [Happening(code, [c]) for code, c in named if code not in HARM]
    forms.sort(key=_particular_first)
    made: list[Happening] = []
    for form in forms:
        host = next((m for m in made if _same(parse, m, form)), None)
        if host is None:
            made.append(form)
        else:
            host.parts += form.parts
    harms = [Happening(code, [], [(code, c)]) for code, c in named if code in HARM]
    loose: list[Happening] = []
    for harm in harms:
        host = _form_of(parse, made, harm.lead)
        if host is not None:
            host.harms += harm.harms
        elif loose and _together(parse, loose[-1].lead, harm.lead):
            loose[-1].harms += harm.harms
        else:
            loose.append(harm)
    return sorted(made + loose, key=lambda h: h.lead.trigger.first)


def _particular_first(happening: Happening) -> tuple[int, bool, int]:
    rank = EXPLOSIVE.index(happening.event) if happening.event in EXPLOSIVE else len(EXPLOSIVE)
    return rank + (happening.event == "destruction"), happening.event in GENERIC, happening.lead.trigger.first


def _clause(parse: Parse, at: int) -> int:
    """The verb of the clause in which a token stands."""
    if parse.tokens[at].pos in ("VERB", "AUX"):
        return at
    return next((a for a in parse.ancestors(at) if parse.tokens[a].pos in ("VERB", "AUX")), at)


def _linked(parse: Parse, a: Trigger, b: Trigger) -> bool:
    """Whether one stands within the other's phrase, or both under one verb."""
    above_a, above_b = list(parse.ancestors(a.head)), list(parse.ancestors(b.head))
    return a.head in above_b or b.head in above_a or _clause(parse, a.head) == _clause(parse, b.head)


def _same(parse: Parse, host: Happening, other: Happening) -> bool:
    a, b = host.lead, other.lead
    if host.event == other.event:
        if (
            host.event == "territory-taken"
            and a.trigger.pos == b.trigger.pos == "V"
            and a.trigger.lemma != b.trigger.lemma
        ):
            return False  # "recaptured the town, which had fallen"
        return not (host.event in _TOLD_APART and _listed(parse, a, b))
    if other.event in ("destruction", "weapons-seized") and host.event in VIOLENT:
        wrecked = host.event in EXPLOSIVE and b.trigger.lemma in ("destroy", "damage", "level", "flatten")
        return wrecked or (other.event == "destruction" and _linked(parse, a.trigger, b.trigger))
    if host.event in EXPLOSIVE and other.event in EXPLOSIVE and b.trigger.lemma == "target":
        return _linked(parse, a.trigger, b.trigger)
    if host.event in EXPLOSIVE and other.event in (*GENERIC, "bombing"):
        return _linked(parse, a.trigger, b.trigger) or b.trigger.lemma in ("attack", "assault", "explosion", "blast")
    if {host.event, other.event} == GENERIC:
        return _linked(parse, a.trigger, b.trigger)
    if host.event in ("riot", "crackdown") and other.event in GENERIC:
        return _linked(parse, a.trigger, b.trigger)
    if host.event in ("territory-taken", "siege") and other.event in GENERIC and other.lead.trigger.pos == "N":
        return False
    if {host.event, other.event} <= {"destruction", "riot"}:
        return _linked(parse, a.trigger, b.trigger)
    return False


def _listed(parse: Parse, a: Context, b: Context) -> bool:
    """Whether two verbs stand in one list, each with an object of its own: two happenings, not two words for one."""
    own_a, own_b = ({parse.tokens[t].lemma for t in c.roles.targets} for c in (a, b))
    if not own_a or not own_b or own_a & own_b or not a.trigger.pos == b.trigger.pos == "V":
        return False
    later = parse.tokens[max(a.trigger.head, b.trigger.head)]
    return later.dep not in ("advcl", "xcomp", "acl", "pcomp")


def _form_of(parse: Parse, forms: list[Happening], harm: Context) -> Happening | None:
    """The happening that did the harm: the only one of its sentence, or the one the grammar ties it to."""
    fit = [f for f in forms if f.event in FORMS_OF_HARM]
    subjects = harm.actors
    if subjects & {"event"} and subjects & (ARMED | {"state"}):
        return None
    tied = [f for f in fit if any(_linked(parse, c.trigger, harm.trigger) for c in f.parts)]
    violent = [f for f in tied if f.event in VIOLENT] or tied
    if violent:
        return min(violent, key=lambda f: abs(f.lead.trigger.head - harm.trigger.head))
    rest = [f for f in fit if f.event in VIOLENT]
    return rest[0] if len(rest) == 1 else None


def _together(parse: Parse, a: Context, b: Context) -> bool:
    """Whether two harm verbs tell of one happening ("killing 12 and wounding 30")."""
    return _linked(parse, a.trigger, b.trigger) or a.sentence.index == b.sentence.index


def _give_codes(found: list[Happening]) -> None:
    """Harm without a form takes the code of the happening that the article tells (rule 2)."""
    told = [h for h in found if h.event in LETHAL]
    for happening in found:
        if happening.event in HARM:
            happening.event = _code_of_harm(happening, told)
            happening.borrowed = True
        elif (
            happening.event == "attack"
            and happening.lead.trigger.lemma == "attack"
            and happening.lead.trigger.pos == "N"
        ):
            before = [h for h in told if h.sentence < happening.sentence and h.event in EXPLOSIVE]
            if before and not happening.lead.roles.targets:
                happening.event = before[-1].event


def _vague_blast(happening: Happening) -> bool:
    """Explosions of which this sentence doesn't say what exploded: they are the article's."""
    lead = happening.lead
    vague = lead.trigger.lemma in ("explosion", "blast", "detonation") and len(lead.trigger.tokens) == 1
    return (
        vague and happening.event == "bombing" and not lead.words & {"bomb", "device", "mine", "ied", "landmine", "car"}
    )


def _apart(happening: Happening) -> Callable[[Happening], int]:
    return lambda other: abs(other.sentence - happening.sentence) * 2 + (other.sentence > happening.sentence)


def _code_of_harm(happening: Happening, told: list[Happening]) -> str:
    kinds = {k for c in happening.contexts() for k in c.targets}
    actors = {k for c in happening.contexts() for k in c.actors}
    words = happening.lead.words
    if actors & (ARMED | {"state"}) and actors & {"event", "arms"}:
        return "killing"  # "air strikes and ground forces killed": no one form
    if kinds & {"custody"} and actors & (ARMED | {"state"}):
        return "execution"
    if words & {"gunman", "gun", "bullet", "gunshot", "shot"} and not kinds & ARMED:
        return "attack"
    near = [h for h in told if abs(h.sentence - happening.sentence) <= 4 or h.sentence < happening.sentence]
    if near:
        codes = [h.event for h in near]
        before = [h for h in near if h.sentence < happening.sentence]
        if len(set(codes)) == 1:
            return codes[0]
        return (before or near)[-1 if before else 0].event
    if actors & ARMED and kinds & ARMED:
        return "clash"
    if actors & ARMED and kinds:
        return "attack"
    return "killing"


_BACK_PREPOSITIONS = frozenset(
    {
        "after",
        "since",
        "before",
        "amid",
        "despite",
        "during",
        "following",
        "over",
        "about",
        "because",
        "to",
        "from",
        "for",
    }
)


# What people only flee, fear, condemn or support is named, not told.
_SHUNNED = frozenset(
    "flee escape avoid fear condemn denounce support oppose back deplore prevent stop end halt against criticise "
    "criticize "
    "mourn commemorate mark remember discuss investigate survive justify".split()
)


def _background(parse: Parse, happening: Happening) -> bool:
    """A noun that only refers back makes no claim, unless its sentence adds something to it (rule 4)."""
    lead = happening.lead
    if lead.trigger.pos != "N" or len(happening.parts) > 1 or happening.harms:
        return False
    roles = lead.roles
    head = parse.tokens[lead.trigger.head]
    definite = any(
        parse.tokens[c].lower in ("the", "this", "that", "these", "those", "their", "his", "its", "such")
        for c in parse.children(lead.trigger.first)
    )
    definite = definite or any(
        parse.tokens[c].lower in ("the", "this", "that", "their") for c in parse.children(head.i)
    )
    above = parse.tokens[head.head]
    if above.pos == "ADP" and above.lower in _BACK_PREPOSITIONS and definite and not (roles.targets or roles.actors):
        return True
    numbered = any(parse.tokens[c].dep == "nummod" for c in parse.children(head.i))
    governor = parse.tokens[above.head] if above.pos == "ADP" else above
    if governor.lemma in ("back", "support", "help", "aid", "accompany") and governor.pos == "VERB" and not numbered:
        return True
    if (
        above.lemma in _SHUNNED
        and head.dep in ("dobj", "pobj")
        and not (numbered or happening.actors() or roles.targets)
    ):
        return True
    return definite and not (roles.targets or roles.actors or numbered) and above.pos in ("ADP", "NOUN")
