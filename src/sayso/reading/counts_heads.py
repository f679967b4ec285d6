"""Which noun phrases a happening counts, and as what: from its triggers and the roles that the grammar gives them."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.codes.context import Context
from sayso.reading.counts_harm import HARM_NOUNS, SUFFERED_BY_SUBJECT, harmed, kills_by_particle, some_fatally
from sayso.reading.counts_owner import harms_told
from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse
from sayso.reading.roles import coordinated
from sayso.reading.things import HUMAN, Kind, Things
from sayso.records import Measure

Heads = list[tuple[Measure, list[int]]]

_EVENT_NOUNS: dict[str, Measure] = {
    "strike": "strikes", "airstrike": "strikes", "raid": "strikes", "sortie": "strikes", "attack": "attacks",
    "bombing": "attacks", "explosion": "attacks", "blast": "attacks", "incident": "attacks", "assault": "attacks",
    "clash": "attacks", "killing": "attacks", "bomb": "attacks", "ambush": "attacks", "protest": "attacks",
    "shooting": "attacks",
    "demonstration": "attacks", "rally": "attacks", "kidnapping": "attacks",
}  # fmt: skip
_DONE_TO: dict[str, Measure] = {
    "execution": "killed", "killing": "killed", "abduction": "abducted", "arrest": "arrested",
    "displacement": "displaced",
    "defection": "deserted",
}  # fmt: skip
_GO = frozenset({"flee", "seek", "take", "leave", "escape", "migrate", "abandon", "desert", "defect", "surrender"})
_PRESENT = frozenset({"protest", "riot", "deployment", "territory-taken", "destruction"})
_COME = frozenset({"attack", "clash", "bombing", "grenade", "abduction", "suicide-bombing"})
_TAKEN = frozenset({"abduction", "arrest"})
_SIDES = frozenset({"clash", "protest", "agreement", "siege"})
_HARM_ALWAYS = frozenset(
    {"assassinate", "murder", "massacre", "slay", "slaughter", "behead", "execute", "hang", "lynch", "martyr"}
)
_HARM_NAMES = frozenset({"assassination", "murder", "massacre", "killing", "slaying", "beheading"})


def counted_heads(parse: Parse, things: Things, happening: Happening, beside: Sequence[Happening] = ()) -> Heads:
    """Head tokens of what a happening counts, by measure, in the order in which they win a number.

    `beside` are the other happenings of the text, whose the harm of the sentence may rather be."""
    harms: Heads = []
    told = harms_told(parse, happening, beside)
    both = _killed_and_hurt(parse, told)
    for what, context in told:
        counted = harmed(parse, context, "killed" if what == "killed" else "injured")
        harms += [("other", heads) for _, heads in counted] if context.trigger.head in both else counted
    hurt = any(what == "killed" for what, _ in told)
    done = [d for c in happening.parts for d in _done(parse, things, happening.event, c, hurt)]
    # those "abducted and killed" are the abduction's
    found = done + harms if happening.event in _TAKEN else harms + done
    found.append(("other", [h for c in happening.parts for h in _rest(things, happening.event, c)]))
    if happening.event in _PRESENT | _COME:
        found += [("present", _people(things, _comers(happening.event, c))) for c in happening.parts]
    if happening.event in ("air-strike", "shelling"):
        found += [("other", [h for c in happening.parts for h in _hit(parse, things, c)])]
    if happening.event in ("protest", "riot"):
        came = [h for c in happening.parts for h in (*c.roles.actors, *_who_came(parse, c))]
        found.append(("present", [h for h in came if things.kind(h) in HUMAN | {"unknown", "number"}]))
    return found


def _comers(code: str, context: Context) -> list[int]:
    """Who came to do it; bombers who blow themselves up are neither a party that is present nor yet the killed."""
    if code == "suicide-bombing" and context.trigger.lemma in ("blow", "detonate", "explode", "bomber"):
        return []
    return context.roles.actors


def _killed_and_hurt(parse: Parse, told: Sequence[tuple[str, Context]]) -> set[int]:
    """Words of harm joined over one number: "killed or wounded 50" counts the dead and the hurt in one."""
    words = {c.trigger.head: what for what, c in told}
    joined = {(a, a + 2) for a in words if a + 2 in words and parse.tokens[a + 1].lower in ("and", "or", "and/or")}
    sentence = parse.tokens_of(told[0][1].sentence) if told else ()
    nobody = any(t.lower in ("no", "nobody", "none") for t in sentence)
    return set() if nobody else {w for pair in joined if words[pair[0]] != words[pair[1]] for w in pair}


_WRECKS = frozenset("destroy damage engage disable suppress hit strike target level flatten wreck burn".split())


def _hit(parse: Parse, things: Things, context: Context) -> list[int]:
    """What strikes destroyed, engaged or damaged, over a list of verbs: "engaged two units; destroyed 16 trucks".

    Read off the words' order, as parsers lose such lists: each counted noun after a verb of destruction whose subject
    the strikes are, up to the next verb.
    """
    found: list[int] = []
    destroying = False
    for token in parse.tokens[context.trigger.head + 1 : context.sentence.last]:
        if token.pos in ("VERB", "AUX") and token.tag in ("VBD", "VBP", "VBZ", "VBG", "VB"):
            own = any(parse.tokens[c].dep == "nsubj" and c > context.trigger.head for c in parse.children(token.i))
            destroying = token.lemma in _WRECKS and not own
        elif destroying and token.pos in ("NOUN", "PROPN") and things.kind(token.i) not in HUMAN | {"place", "event"}:
            found.append(token.i)
    return found


def _who_came(parse: Parse, context: Context) -> list[int]:
    """The subject of the verb over a protest: "hundreds gathered for a vigil", "thousands took part in the rally"."""
    for above in parse.ancestors(context.trigger.head):
        if parse.tokens[above].lemma in SUFFERED_BY_SUBJECT:
            return []
        if parse.tokens[above].pos == "VERB":
            subjects = [c for c in parse.children(above) if parse.tokens[c].dep == "nsubj"]
            return [h for s in subjects for h in coordinated(parse, s)]
    return []


def _rest(things: Things, code: str, context: Context) -> list[int]:
    """What else a trigger is said of: the arms that are used, the bombers who die with them, those done to."""
    roles = context.roles
    arms = [h for h in (*context.trigger.tokens, *roles.means, *roles.actors) if things.kind(h) in ("arms", "gas")]
    done_to = [] if code in _SIDES else [*roles.targets, *roles.objects]
    return arms + [h for h in done_to if things.kind(h) not in ("place", "when", "abstract")]


def _done(parse: Parse, things: Things, code: str, context: Context, hurt: bool) -> Heads:
    """What one trigger counts: the events that a noun names, or those and that to which a verb does something."""
    trigger = context.trigger
    if trigger.pos == "N":
        return _named(parse, code, context)
    heads = list(context.roles.targets if context.roles.passive else context.roles.objects)
    if trigger.lemma in _HARM_ALWAYS or kills_by_particle(parse, trigger):
        return [("killed", heads)]
    if code == "arrest" and (
        trigger.lemma == "capture" or "prisoner" in {parse.tokens[t].lemma for t in trigger.tokens}
    ):
        return [("captured", heads)]
    if code in _DONE_TO:
        moved = code in ("displacement", "defection") and (not heads or trigger.lemma in _GO)
        done_to = context.roles.actors if moved else heads
        return [(_DONE_TO[code], [h for h in done_to if h not in trigger.tokens])]
    by_shots = {"bullet", "gunfire"} & {parse.tokens[t].lemma for t in trigger.tokens}
    if (trigger.lemma in ("shoot", "stab", "beat", "knife") or by_shots) and not hurt:
        return [("killed", some_fatally(parse, trigger.head)), ("injured", heads)]
    return _of_things(parse, things, code, heads, context)


def _named(parse: Parse, code: str, context: Context) -> Heads:
    trigger = context.trigger
    found: Heads = []
    own = _EVENT_NOUNS.get(trigger.lemma) or (_DONE_TO.get(code) if trigger.lemma in HARM_NOUNS else None)
    if own:
        found.append((own, [trigger.head]))
    fatal = any(parse.tokens[c].lower in ("fatal", "deadly") for c in parse.children(trigger.head))
    deadly = trigger.lemma in _HARM_NAMES or (fatal and trigger.lemma in ("shooting", "stabbing", "beating"))
    done_to: Measure | None = _DONE_TO.get(code) or ("killed" if deadly else None)
    if done_to:
        found.append((done_to, context.roles.targets))
    return found


def _of_things(parse: Parse, things: Things, code: str, heads: list[int], context: Context) -> Heads:
    """Forces that are sent, things that are seized, taken or hit."""
    if code == "deployment":
        return [
            ("present", _people(things, heads or context.roles.actors)),
            ("other", _of_kind(things, heads, "arms", "military")),
        ]
    if code == "weapons-seized":
        return [("other", [c for h in heads for c in coordinated(parse, h)])]
    if code == "territory-taken":
        return [("other", _of_kind(things, heads, "ground", "military"))]
    if code == "agreement":
        swapped = [h for v in (context.trigger.head, *parse.children(context.trigger.head)) for h in _swapped(parse, v)]
        return [("other", _people(things, swapped))]
    if code in ("destruction", "shelling", "air-strike"):
        return [("other", [h for h in heads if things.kind(h) not in HUMAN and things.kind(h) != "place"])]
    return []


def _swapped(parse: Parse, verb: int) -> list[int]:
    """Those whom two sides exchange or free: "agreed to exchange 60 prisoners"."""
    if parse.tokens[verb].lemma not in ("exchange", "swap", "release", "free"):
        return []
    found = [c for c in parse.children(verb) if parse.tokens[c].dep in ("dobj", "nsubjpass")]
    return [h for c in found for h in coordinated(parse, c)]


def _people(things: Things, heads: list[int]) -> list[int]:
    return [h for h in heads if things.kind(h) in HUMAN or things.kind(h) == "number"]


def _of_kind(things: Things, heads: list[int], *kinds: Kind) -> list[int]:
    return [h for h in heads if things.kind(h) in kinds]
