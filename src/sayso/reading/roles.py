"""Who does it and to whom, read off the dependency parse around a trigger.

Only grammar: which noun phrases stand where. What they are (fighters, villagers, a town) is for `things.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.reading.parse import Parse
from sayso.records import Span

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "dative"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
OBJECT_CONTROL = frozenset(
    "order urge force tell ask allow cause help let make see hear find get want prompt lead leave send compel "
    "enable".split()
)
# Verbs that hold somebody to a deed: "accused the army of shelling", "was prevented from fleeing".
HELD_TO = frozenset(
    "accuse suspect convict charge blame acquit prevent stop keep bar ban deter discourage restrain".split()
)
PINNED = frozenset("blame pin attribute ascribe trace link".split())  # the deed on, or to, somebody
LIGHT_VERBS = frozenset(
    "carry conduct launch stage mount commit perpetrate hold wage make unleash order execute do undertake begin start "
    "resume step continue intensify lead plan threaten claim announce organise organize initiate run call sign agree "
    "declare fire use plot join".split()
)
AIMED = frozenset("shoot fire open launch lob hurl throw charge advance".split())
UNDERGO_VERBS = frozenset("suffer face endure experience sustain undergo see witness repel survive escape".split())
NOT_IN_A_NAME = frozenset(
    {"relcl", "acl", "appos", "prep", "punct", "cc", "conj", "advcl", "advmod", "case", "preconj"}
)
NUMBERS = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "dozen", "tens"})
PARTITIVES = frozenset(
    "group member members dozen dozens hundred hundreds thousand thousands score scores number series team crowd "
    "majority "
    "handful lot lots couple pair batch band convoy hundreds half some one two three four five several many most all "
    "each any part wave string spate total supporter relative resident leader commander fighter citizen".split()
)


@dataclass(slots=True)
class Roles:
    """Head tokens of the noun phrases in each role of one trigger. `via` is the verb that brings them in
    where that isn't the trigger: "those killed include", whose hedges are the claim's."""

    actors: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    means: list[int] = field(default_factory=list)
    passive: bool = False
    objects: list[int] = field(default_factory=list)
    via: int | None = None


def coordinated(parse: Parse, head: int) -> list[int]:
    """A noun phrase's head and the heads coordinated with it."""
    found = [head]
    for at in found:
        found += [c for c in parse.children(at) if parse.tokens[c].dep == "conj" and c not in found]
    return found


def noun_span(parse: Parse, head: int) -> Span:
    """The noun phrase of a head without what hangs on it: no relative clause, no apposition, no determiner.

    A partitive head keeps its "of" phrase: "dozens of villagers", "members of the Guard".
    """
    first = last = head
    for child in parse.children(head):
        token = parse.tokens[child]
        if child < head and token.dep not in NOT_IN_A_NAME and token.dep not in ("det", "nummod", "quantmod"):
            first = min(first, parse.edges(child)[0])
    while first < head and parse.tokens[first].tag in (
        "DT",
        "PRP$",
        "POS",
        "PDT",
        "``",
        "''",
        ",",
        "HYPH",
        "-LRB-",
        ":",
    ):
        first += 1
    if parse.tokens[head].lemma in PARTITIVES or parse.tokens[head].pos in ("NUM", "PRON"):
        counted = next(iter(prep_objects(parse, head, "of")), None)
        if counted is not None and (parse.tokens[head].pos == "NUM" or parse.tokens[head].lower in NUMBERS):
            return noun_span(parse, counted)
        for child in parse.children(head):
            if parse.tokens[child].lower == "of" and child > head:
                for inner in parse.children(child):
                    if parse.tokens[inner].dep == "pobj":
                        last = max(last, inner)
    return parse.span(first, last)


def antecedent(parse: Parse, token: int) -> int:
    """The noun that a relative pronoun stands for; the token itself when it is none."""
    t = parse.tokens[token]
    if t.lower in RELATIVES and t.tag in ("WP", "WDT", "IN"):
        for above in parse.ancestors(token):
            if parse.tokens[above].dep == "relcl":
                return parse.tokens[above].head
    return token


_HAS_A_NAME = frozenset(
    "town city village district province region area neighbourhood municipality state island".split()
)


def _called(parse: Parse, head: int) -> int:
    """What a noun only counts or classes: "dozens of men" are men, "the town of Tikrit" is Tikrit."""
    token = parse.tokens[head]
    if token.lower in NUMBERS or token.pos == "NUM" or token.lemma in _HAS_A_NAME:
        inner = prep_objects(parse, head, "of")
        if inner and (token.lemma not in _HAS_A_NAME or parse.tokens[inner[0]].pos == "PROPN"):
            return inner[0]
    for child in parse.children(head):
        other = parse.tokens[child]
        if other.dep == "appos" and other.pos == "PROPN" and parse.edges(child)[0] == head + 1:
            return child
    return head


def _kids(parse: Parse, at: int, deps: frozenset[str]) -> list[int]:
    return [c for c in parse.children(at) if parse.tokens[c].dep in deps]


def prep_objects(parse: Parse, at: int, *preps: str) -> list[int]:
    """Objects of the given prepositions under a token, coordinated ones included."""
    found: list[int] = []
    for child in parse.children(at):
        token = parse.tokens[child]
        if token.dep in ("prep", "agent", "dative", "prt") and token.lower in preps:
            for inner in parse.children(child):
                if parse.tokens[inner].dep in ("pobj", "pcomp"):
                    found += coordinated(parse, inner)
    return found


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb is in the passive, reduced relatives included ("men executed by")."""
    token = parse.tokens[verb]
    deps = {parse.tokens[c].dep for c in parse.children(verb)}
    if deps & (PASSIVE_SUBJECTS | {"auxpass", "agent"}):
        return True
    if token.tag == "VBN" and token.dep in ("acl", "amod"):
        return True
    if token.dep == "conj" and token.tag == "VBN" and not deps & (SUBJECTS | {"aux"}):
        return is_passive(parse, token.head) if parse.tokens[token.head].pos in ("VERB", "AUX") else False
    return False


def _borrowed_subjects(parse: Parse, verb: int, depth: int = 0) -> list[int]:
    """Subjects that a verb has from the verb above it: coordination, control, participles, relative clauses."""
    token = parse.tokens[verb]
    head = parse.tokens[token.head]
    if depth > 4 or token.head == verb:
        return []
    if token.dep in ("acl", "relcl") and head.pos in ("NOUN", "PROPN", "NUM", "PRON"):
        return [token.head]
    if token.dep in ("conj", "xcomp", "advcl", "pcomp", "ccomp") and head.pos in ("VERB", "AUX"):
        if token.dep == "xcomp" and head.lemma in OBJECT_CONTROL:
            objects = _kids(parse, head.i, OBJECTS) or _kids(parse, head.i, PASSIVE_SUBJECTS)
            if objects:
                return objects
        found = _kids(parse, head.i, SUBJECTS | PASSIVE_SUBJECTS)
        return found or _borrowed_subjects(parse, head.i, depth + 1)
    if token.dep == "pcomp" and head.pos == "ADP":
        above = parse.tokens[head.head]
        if above.pos in ("VERB", "AUX"):
            if above.lemma in HELD_TO and (held := _kids(parse, above.i, OBJECTS)):
                return held
            found = _kids(parse, above.i, SUBJECTS | PASSIVE_SUBJECTS)
            return found or _borrowed_subjects(parse, above.i, depth + 1)
    return []


def verb_roles(parse: Parse, verb: int) -> Roles:
    """Roles of a verb: active or passive, with what it shares with the verbs around it."""
    roles = Roles(passive=is_passive(parse, verb))
    token = parse.tokens[verb]
    subjects = _kids(parse, verb, SUBJECTS | PASSIVE_SUBJECTS)
    if not subjects:
        subjects = _borrowed_subjects(parse, verb)
    subjects = [antecedent(parse, s) for s in subjects]
    if token.dep == "relcl" and not any(parse.tokens[s].i == token.head for s in subjects):
        own = _kids(parse, verb, OBJECTS)
        if not roles.passive and subjects and not own:
            roles.objects.append(token.head)
    everyone = [_called(parse, c) for s in subjects for c in coordinated(parse, s)]
    objects = [_called(parse, c) for o in _kids(parse, verb, OBJECTS) for c in coordinated(parse, antecedent(parse, o))]
    roles.objects += objects or _shared_objects(parse, verb) or _stolen_object(parse, verb, roles.passive)
    agents = prep_objects(parse, verb, "by")
    if token.dep == "acl" or (token.tag == "VBN" and token.dep in ("nsubj", "nsubjpass") and not everyone):
        included = _included(parse, verb)
        roles.objects += included
        if included:
            roles.via = parse.tokens[included[0]].head
    if roles.passive or token.dep == "amod":
        roles.targets += everyone or ([token.head] if token.dep == "amod" else [])
        roles.actors += agents
    else:
        roles.actors += everyone
        roles.targets += roles.objects
    roles.actors += prep_objects(parse, verb, "between") + _erupting(parse, verb)
    roles.means += prep_objects(parse, verb, "with")
    if token.lemma in AIMED:
        roles.targets += [_called(parse, h) for h in prep_objects(parse, verb, "at", "on", "upon", "into", "against")]
    return roles


def _included(parse: Parse, verb: int) -> list[int]:
    """In "those killed include three guards" the guards, whom the participle only stands for."""
    token = parse.tokens[verb]
    top = token.i if token.dep in ("nsubj", "nsubjpass") else token.head
    if token.dep == "acl" and parse.tokens[top].lower not in ("those", "people", "dead", "others"):
        return []
    found: list[int] = []
    for at in parse.ancestors(top):
        for child in (at, *parse.children(at)):
            if parse.tokens[child].lemma == "include" and parse.tokens[child].pos == "VERB":
                found += [c for o in _kids(parse, child, OBJECTS) for c in coordinated(parse, o)]
        # a long list's last members often end up coordinated with the verb above
        found += [c for c in parse.children(at) if found and c > found[-1] and _coordinated_noun(parse, c)]
        if found or parse.tokens[at].pos not in ("VERB", "AUX"):
            break
    return found


def _coordinated_noun(parse: Parse, at: int) -> bool:
    return parse.tokens[at].dep == "conj" and parse.tokens[at].pos in ("NOUN", "PROPN")


TAKES_AN_OBJECT = frozenset(
    "kill wound injure hurt maim capture seize arrest detain kidnap abduct displace destroy attack hit strike "
    "target".split()
)


def _stolen_object(parse: Parse, verb: int, passive: bool) -> list[int]:
    """In "killing at least 21 people, a doctor said" the people, whom the parser makes the subject of "said"."""
    token = parse.tokens[verb]
    if passive or token.lemma not in TAKES_AN_OBJECT or token.dep == "amod" or verb + 1 >= len(parse.tokens):
        return []
    for head in range(verb + 1, min(verb + 9, len(parse.tokens))):
        noun = parse.tokens[head]
        if noun.sentence != token.sentence or noun.pos in ("PUNCT", "VERB", "AUX"):
            return []
        taken = noun.dep in ("nsubj", "nsubjpass", "npadvmod", "appos", "dep", "ROOT", "oprd", "attr")
        if taken and noun.pos in ("NOUN", "PROPN", "NUM") and parse.edges(head)[0] == verb + 1:
            return [head]
    return []


def _shared_objects(parse: Parse, verb: int) -> list[int]:
    """In "attacked and overran a post" the post, which the parser gives to the last verb alone."""
    for child in parse.children(verb):
        token = parse.tokens[child]
        between = [t.dep for t in parse.tokens[verb + 1 : child]]
        if token.dep == "conj" and token.pos == "VERB" and set(between) <= {"cc", "punct", "conj", "aux", "advmod"}:
            return [c for o in _kids(parse, child, OBJECTS) for c in coordinated(parse, antecedent(parse, o))]
    return []


def noun_roles(parse: Parse, noun: int) -> Roles:
    """Roles of an event noun: its prepositions, possessives and modifiers, and the light verb that carries it."""
    roles = Roles()
    for child in parse.children(noun):
        token = parse.tokens[child]
        if child < noun and token.dep in ("poss", "compound", "amod", "nmod", "nsubj"):
            roles.actors += coordinated(parse, child)
    roles.actors += prep_objects(parse, noun, "by", "between", "from", "among")
    roles.actors += _erupting(parse, noun)
    roles.targets += prep_objects(
        parse, noun, "on", "against", "of", "at", "upon", "targeting", "for", "towards", "with"
    )
    for child in parse.children(noun):
        token = parse.tokens[child]
        if token.dep == "acl" and token.tag == "VBN":
            roles.actors += prep_objects(parse, child, "by")
        if token.dep in ("acl", "relcl") and token.lemma in ("target", "hit", "strike"):
            roles.targets += [c for o in _kids(parse, child, OBJECTS) for c in coordinated(parse, o)]
    above = parse.tokens[parse.tokens[noun].head]
    dep = parse.tokens[noun].dep
    if above.pos in ("VERB", "AUX") and dep in ("dobj", "pobj", "nsubjpass", "obj"):
        carried = verb_roles(parse, above.i)
        if above.lemma in LIGHT_VERBS:
            roles.actors += carried.actors
        elif above.lemma in UNDERGO_VERBS:
            roles.targets += carried.actors
    if above.pos in ("VERB", "AUX") and dep in ("dobj", "nsubjpass") and above.lemma in PINNED:
        roles.actors += prep_objects(parse, above.i, "on", "upon", "to")
    if above.pos == "ADP" and dep == "pobj":
        roles.actors += _held(parse, above.i)
    return roles


def _erupting(parse: Parse, at: int) -> list[int]:
    """In "fighting erupted between rebels and the army" the two sides, which hang on the verb."""
    token = parse.tokens[at]
    above = parse.tokens[token.head]
    said_of = token.dep in ("nsubj", "csubj", "nsubjpass") and above.pos in ("VERB", "AUX")
    return prep_objects(parse, above.i, "between") if said_of else []


def _held(parse: Parse, preposition: int) -> list[int]:
    """Who is said to have done what follows a preposition: "claimed responsibility for", "accused X of", "behind"."""
    word, verb = parse.tokens[preposition], parse.tokens[parse.tokens[preposition].head]
    above = parse.tokens[verb.head]
    if verb.lemma in ("responsibility", "credit", "blame") and above.pos == "VERB":
        return verb_roles(parse, above.i).actors
    if verb.pos == "ADJ" and verb.lemma in ("responsible", "guilty") and above.pos in ("VERB", "AUX"):
        return [c for k in _kids(parse, above.i, SUBJECTS) for c in coordinated(parse, k)]
    if verb.pos == "NOUN" and word.lower == "of" and above.lemma in HELD_TO and verb.dep in OBJECTS:
        return coordinated(parse, verb.i)  # the parser hangs "of the strike" on the accused
    if verb.pos == "AUX" and word.lower == "behind":
        return [c for k in _kids(parse, verb.i, SUBJECTS) for c in coordinated(parse, k)]
    if verb.pos == "VERB" and verb.lemma in ("blame", "accuse", "suspect", "convict", "charge", "acquit"):
        carried = verb_roles(parse, verb.i)
        return carried.targets if carried.passive else carried.objects
    if verb.pos == "VERB" and verb.lemma in ("involve", "engage", "participate", "take", "join", "lead"):
        return verb_roles(parse, verb.i).actors
    return []
