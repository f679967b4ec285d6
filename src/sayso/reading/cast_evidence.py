"""What speaks for and against a phrase of a happening's own sentence being who did it, or whom it was done to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.reading.cast_scene import MODIFIERS, Candidate, Scene, who
from sayso.reading.cast_tree import LONGEST_PATH, conjunct, meeting, path_between
from sayso.reading.parse import Token
from sayso.reading.things import HUMAN
from sayso.vocab.speech import is_cue

_UNKNOWN = frozenset({"suspected", "alleged", "unidentified", "unknown"})


def silence(scene: Scene) -> Iterator[str]:
    """Features of the answer that no phrase of the sentence plays the part."""
    event, lead = scene.happening.event, scene.happening.lead
    sort = lead.trigger.pos
    yield "none"
    yield f"none/{event}"
    yield f"none/{sort}/{scene.group}"
    yield f"none/passive={lead.roles.passive}/{sort}"
    yield f"none/word={lead.trigger.lemma}"
    people = sum(scene.things.kind(c.head) in HUMAN for c in scene.candidates)
    yield f"none/people={min(people, 4)}"
    for part in ("actor", "target", "owner"):
        heads = [h for h, r in scene.ruled.items() if r.endswith(part)]
        pronoun = any(scene.parse.tokens[h].pos == "PRON" for h in heads)
        yield f"none/ruled-{part}={'pronoun' if pronoun else bool(heads)}"
        yield f"none/ruled-{part}={'pronoun' if pronoun else bool(heads)}/{sort}/{scene.group}"
    if scene.voices:
        yield f"none/voiced={scene.voices[-1].kind}"
    yield f"none/cast={len(scene.cast)}"
    if scene.cast:
        yield f"none/cast/{event}"


def of_phrase(scene: Scene, candidate: Candidate) -> Iterator[str]:
    """Features of one phrase, each once."""
    yield from standing(scene, candidate)
    yield from beside(scene, candidate)


def standing(scene: Scene, candidate: Candidate) -> tuple[str, ...]:
    """The features of one phrase, whoever else has a part: the same for all stages."""
    if candidate.head not in scene.standing:
        scene.standing[candidate.head] = tuple(dict.fromkeys(_alone(scene, candidate)))
    return scene.standing[candidate.head]


def beside(scene: Scene, candidate: Candidate) -> Iterable[str]:
    """The features of one phrase that depend on who has a part already."""
    return dict.fromkeys(_beside(scene, scene.parse.tokens[candidate.head]))


def _alone(scene: Scene, candidate: Candidate) -> Iterator[str]:
    """Features of one phrase, whoever else has a part."""
    head, lead = candidate.head, scene.happening.lead.trigger
    token = scene.parse.tokens[head]
    event, group = scene.happening.event, scene.group
    kind = scene.kind(head)
    rule = scene.ruled.get(head, "no")
    yield f"rule={rule}"
    yield f"rule={rule}/{lead.pos}"
    yield f"rule={rule}/{kind}"
    yield f"rule={rule}/{event}"
    yield f"rule={rule}/{kind}/{group}"
    yield f"rule={rule}/word={lead.lemma}"
    yield f"kind={kind}"
    yield f"kind={kind}/{event}"
    yield f"kind={kind}/{group}/{lead.pos}"
    yield f"word={token.lemma}"
    yield f"word={token.lemma}/{group}"
    yield from _shape(scene, token)
    yield from _path(scene, token, kind)
    yield from _near(scene, token, kind, rule)
    yield from _said(scene, candidate, rule, kind)
    yield from _elsewhere(scene, token, rule)
    if head in scene.rivals:
        yield f"rival={scene.rivals[head]}/rule={rule}"
        yield f"rival={scene.rivals[head]}/{kind}"


def _shape(scene: Scene, token: Token) -> Iterator[str]:
    yield from _form(scene, token)
    yield from _known(scene, token)
    yield from _modifies(scene, token)


def _form(scene: Scene, token: Token) -> Iterator[str]:
    """How the phrase is put: its determiner, number, apposition; whether it opens the sentence."""
    parse = scene.parse
    before = [parse.tokens[c] for c in parse.children(token.i) if c < token.i]
    det = next((t.lower for t in before if t.dep in ("det", "poss")), "")
    yield f"pos={token.pos}"
    yield f"det={det if det in ('the', 'a', 'an', 'its', 'their', 'his', 'no', 'this', 'these', '') else 'other'}"
    if token.dep == "appos":
        yield f"names/rule={scene.ruled.get(token.head, 'no')}"
    for child in parse.children(token.i):
        if parse.tokens[child].dep == "appos" and child > token.i:
            yield f"named/{parse.tokens[child].pos}"
    if any(t.dep == "nummod" for t in before):
        yield "numbered"
    if token.tag in ("NNS", "NNPS"):
        yield "plural"
    if before and any(t.lower in _UNKNOWN for t in before):
        yield "suspected"
    sentence = parse.sentences[token.sentence]
    if token.i - sentence.first < 4:
        opens = any(t.text in ("-", "–", "—", "--", ":") for t in parse.tokens[token.i + 1 : token.i + 8])
        yield f"opens/{'dashed' if opens else ''}"


def _known(scene: Scene, token: Token) -> Iterator[str]:
    """What the earlier stages took the phrase for."""
    actor = scene.things.actor_at.get(token.i)
    if actor is not None:
        yield f"actor={actor.kind}"
        yield f"actor={actor.kind}/{scene.group}"
        yield f"actor/{'known' if actor.id else 'unknown'}"
    place = scene.things.place_at.get(token.i)
    if place is not None:
        yield f"place={'adjective' if place.adjective else place.precision}"
        yield f"place/{scene.group}"
    if token.ent:
        yield f"ent={token.ent}"


def _modifies(scene: Scene, token: Token) -> Iterator[str]:
    """Whose word it is beside: "the army's shelling", "rebel positions"."""
    if token.dep in MODIFIERS:
        above = scene.parse.tokens[token.head]
        owned = "trigger" if above.i in scene.triggers else scene.things.kind(above.i)
        yield f"modifies={owned}"
        yield f"modifies={owned}/{token.dep}"
        yield f"modifies={owned}/{scene.ruled.get(above.i, 'no')}"


def _path(scene: Scene, token: Token, kind: str) -> Iterator[str]:
    """The way through the tree from the event's nearest word, and from the word that leads."""
    lemma, sort = scene.happening.lead.trigger.lemma, scene.happening.lead.trigger.pos
    triggers = [c.trigger for c in scene.happening.contexts()]
    paths = [(t.head, t.pos, path_between(scene.parse, t.head, token.i)) for t in triggers]
    lead = paths[0][2]
    start, pos, short = min(paths, key=lambda p: len(p[2]))
    shown = " ".join(short) if len(short) <= LONGEST_PATH else "far"
    yield f"path={pos} {shown}"
    yield f"path={pos} {shown}/{kind}"
    yield f"path={pos} {shown}/{scene.group}"
    yield f"lead={sort} {' '.join(lead) if len(lead) <= LONGEST_PATH else 'far'}"
    yield f"length={min(len(short), 7)}"
    yield f"length={min(len(short), 7)}/{kind}"
    if short:
        yield f"first={pos} {short[0]}"
        yield f"last={short[-1]}"
        yield f"last={short[-1]}/{kind}"
        yield f"last={short[-1]}/{scene.group}"
    yield from _via(scene, token, start)
    passive = any(c.roles.passive for c in scene.happening.contexts())
    yield f"path={pos} {shown}/passive={passive}"
    if len(short) <= 3:
        yield f"path={pos} {shown}/word={lemma}"


def _via(scene: Scene, token: Token, start: int) -> Iterator[str]:
    """The words passed on the way from the event's word: "claimed responsibility for", "blamed on"."""
    parse = scene.parse
    up, down, met = meeting(parse, start, token.i)
    if not met:
        return
    top = down[-1]
    last = parse.tokens[down[-2]] if len(down) > 1 else token
    way = last.lower if last.pos == "ADP" else last.dep
    if top not in (start, token.i):
        over = parse.tokens[top]
        yield f"over={over.lemma}/{way}"
        yield f"over={'saying' if is_cue(over.lemma, over.pos) else over.pos}/{way}/{len(down) - 1}"
    for at in [*up[1:-1], top, *down[1:-1]][:6]:
        if at not in (start, token.i) and parse.tokens[at].pos in ("VERB", "NOUN"):
            yield f"via={parse.tokens[at].lemma}"
    if top == start and len(down) > 2:
        yield f"below={'>'.join(parse.tokens[a].lemma for a in reversed(down[1:-1]))}"


def _near(scene: Scene, token: Token, kind: str, rule: str) -> Iterator[str]:
    parse = scene.parse
    nearest = min(scene.triggers, key=lambda t: abs(token.i - t))
    gap = abs(token.i - nearest)
    side = "after" if token.i > nearest else "before" if token.i < nearest else "in"
    own = any(token.i in c.trigger.tokens for c in scene.happening.contexts())
    if own:
        yield "in-trigger"
        yield f"in-trigger/{kind}"
    far = next((g for g in (1, 2, 4, 8, 16) if gap <= g), "more")
    yield f"gap={far}"
    yield f"gap={far}/{side}"
    yield f"side={side}/{scene.group}/{scene.happening.lead.trigger.pos}"
    low, high = sorted((nearest, token.i))
    between = parse.tokens[low + 1 : high]
    if any(t.text in ('"', "“", "”", "``", "''") for t in between):
        yield "crosses-quote"
    if any(t.text in (",", ";") for t in between):
        yield f"comma/{side}"
    if any(t.lower in ("who", "which", "that", "after", "when", "while", "as", "before", "where") for t in between):
        yield f"conjunction/{side}"
    rivals = [c for c in scene.candidates if low < c.head < high and scene.things.kind(c.head) in HUMAN]
    yield f"between={min(len(rivals), 3)}"
    if not any(
        abs(c.head - nearest) < gap for c in scene.candidates if scene.kind(c.head) == kind and c.head != token.i
    ):
        yield f"nearest/{kind}"
        yield f"nearest/{rule}"
    same = sum(scene.kind(c.head) == kind for c in scene.candidates)
    yield f"alike={min(same, 3)}/{kind}"


def _said(scene: Scene, candidate: Candidate, rule: str, kind: str) -> Iterator[str]:
    """Who says it, and what is counted."""
    for voice in scene.voices:
        if voice.span.overlaps(candidate.span):
            yield f"voice={voice.kind}"
            yield f"voice/rule={rule}"
    for figure in scene.figures:
        if figure.who is not None and figure.who.overlaps(candidate.span):
            yield f"counted={figure.measure}"
            yield f"counted={figure.measure}/{scene.group}"
            yield f"counted={figure.measure}/{kind}"


def _elsewhere(scene: Scene, token: Token, rule: str) -> Iterator[str]:
    """The parts that this actor plays in the article's other sentences."""
    key = who(scene.things, token.i)
    found = list(scene.told.elsewhere(key, scene.happening.event, token.sentence)) if key else []
    for part in found:
        yield f"told={part}"
        yield f"told={part}/rule={rule}"
    if key and not found:
        yield f"untold/rule={rule}"


def _beside(scene: Scene, token: Token) -> Iterator[str]:
    """What has a part already, or what the grammar chooses, and how this phrase stands to it."""
    rule = scene.ruled.get(token.i, "no")
    if token.i in scene.cast:
        yield f"cast={scene.cast[token.i]}"
        yield f"cast={scene.cast[token.i]}/{scene.happening.event}"
    best = {r.split(":")[-1] for r in scene.ruled.values()}
    for part in ("actor", "target"):
        if part in best and rule == "no":
            yield f"no-rule/ruled-{part}"
    first = conjunct(scene.parse, token.i)
    if first != token.i:
        yield f"listed/rule={scene.ruled.get(first, 'no')}"
        if first in scene.cast:
            yield f"listed/cast={scene.cast[first]}"
    for head, part in scene.cast.items():
        if conjunct(scene.parse, head) == first and head != token.i:
            yield f"list-mate={part}"
            yield f"list-mate={part}/{scene.happening.event}"
        gap = path_between(scene.parse, head, token.i)
        if len(gap) <= 3:
            yield f"from-{part}={' '.join(gap)}"
            yield f"from-{part}={' '.join(gap)}/{scene.group}"
    if scene.cast:
        yield f"second/{scene.happening.event}"
        yield f"second/{scene.kind(token.i)}/{'/'.join(sorted({scene.kind(h) for h in scene.cast}))}"
