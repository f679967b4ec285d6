"""Happenings told inside others: a counted part ("1,500 strikes, including about 230 by the RAF"), a list whose members
have each their own date, a second place brought in by likeness ("had fallen, like Mosul").
"""

from __future__ import annotations

from dataclasses import replace

from sayso.reading.codes.context import Context
from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse
from sayso.reading.roles import Roles, noun_roles
from sayso.reading.things import Things

_COUNTED_NOUNS = frozenset(
    {
        "strike",
        "airstrike",
        "raid",
        "attack",
        "bombing",
        "sortie",
        "attacks",
        "explosion",
        "clash",
        "arrest",
        "shelling",
    }
)


def with_shares(parse: Parse, things: Things, happenings: list[Happening]) -> list[Happening]:
    """The happenings, each followed by those told inside it."""
    found: list[Happening] = []
    for happening in happenings:
        members = _dated_members(parse, happening)
        if members:
            found += members
            continue
        found.append(happening)
        found += _counted_part(parse, happening)
        found += _likened(parse, things, happening)
    return found


def _counted_part(parse: Parse, happening: Happening) -> list[Happening]:
    """A number without a noun under "including", of the event noun itself."""
    lead = happening.lead
    if lead.trigger.pos != "N" or lead.trigger.lemma not in _COUNTED_NOUNS:
        return []
    made = []
    reach = range(lead.trigger.head + 1, min(lead.sentence.last, lead.trigger.head + 12))
    for child in reach:
        if parse.tokens[child].lower not in ("including", "among"):
            continue
        for number in parse.children(child):
            token = parse.tokens[number]
            if token.pos == "NUM" and token.dep in ("pobj", "pcomp", "dobj"):
                trigger = replace(lead.trigger, head=number)
                context = replace(lead, trigger=trigger, roles=noun_roles(parse, number))
                made.append(Happening(happening.event, [context], part_of=happening))
    return made


def _dated_members(parse: Parse, happening: Happening) -> list[Happening]:
    """ "Three militants earlier this year, plus 100 fighters before Christmas": one happening a member."""
    contexts = happening.contexts()
    members = sorted(contexts[0].roles.objects or contexts[0].roles.targets)
    if len(contexts) != 1 or len(members) < 2:
        return []
    ends = [parse.edges(m)[0] for m in members[1:]] + [contexts[0].sentence.last]
    dated = [
        any(parse.tokens[i].ent in ("DATE", "TIME") for i in range(m, end))
        for m, end in zip(members, ends, strict=True)
    ]
    if not all(dated):
        return []
    return [replace(_only(happening, contexts[0], m), reach=(m, end)) for m, end in zip(members, ends, strict=True)]


def _only(happening: Happening, context: Context, head: int) -> Happening:
    roles = Roles(list(context.roles.actors), [head], list(context.roles.means), context.roles.passive, [head])
    narrowed = replace(context, roles=roles)
    if happening.parts:
        return replace(happening, parts=[narrowed], harms=[])
    return replace(happening, parts=[], harms=[(happening.harms[0][0], narrowed)])


def _likened(parse: Parse, things: Things, happening: Happening) -> list[Happening]:
    """ "Tikrit, which had fallen, like Mosul": the likened place is a happening of its own."""
    if happening.event != "territory-taken" or happening.lead.trigger.pos != "V":
        return []
    made = []
    lead = happening.lead
    near = [c for at in (lead.trigger.head, *lead.roles.actors, *lead.roles.objects) for c in parse.children(at)]
    beside = [
        c for at in lead.roles.actors if parse.tokens[at].dep == "appos" for c in parse.children(parse.tokens[at].head)
    ]
    for child in dict.fromkeys(near + beside):
        if (
            child > lead.trigger.head
            and parse.tokens[child].lower in ("like", "as")
            and parse.tokens[child].dep == "prep"
        ):
            objects = [i for i in parse.children(child) if parse.tokens[i].dep == "pobj" and things.kind(i) == "place"]
            made += [_only(happening, happening.lead, i) for i in objects]
    return made
