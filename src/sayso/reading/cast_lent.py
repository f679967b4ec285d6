"""Who did it, where the sentence doesn't say: somebody whom the article names elsewhere (coding rule 7).

Everybody whom the article names is weighed for a claim that has nobody in a part: how far off, what sort of actor, what
parts played in the article's other claims; against the answer that the article leaves it open. The features' weights
are in `vocab/data/cast_weights.tsv`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.reading.cast_scene import Scene
from sayso.reading.parse import Parse, Token
from sayso.reading.weights import weigh
from sayso.records import Actor, Claim

_BEFORE, _AFTER, _LEADS = 40, 20, 4  # mentions looked at on each side of a claim, and the actors who act most
_MOST = 30  # actors that are weighed for one claim
_NEAR = 12  # mentions of one actor looked at on each side of a claim
_GAPS = (0, 1, 2, 4, 8)
_SMALL = frozenset("the a an of s in and by from its their his some other two three".split())
_MANY = frozenset({"they", "them", "their"})
_ONE = frozenset({"he", "she", "him", "her", "his"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in the article: where, and the part played there (`claim` is the index of the claim)."""

    actor: Actor
    token: Token
    part: str = ""
    claim: int = -1


@dataclass(frozen=True, slots=True)
class Player:
    """All mentions of one actor, in text order: one id of the vocabulary, or one set of words."""

    mentions: tuple[Mention, ...]
    acts: int
    opens: bool
    known: bool
    sentences: frozenset[int]
    at: tuple[int, ...]
    texts: frozenset[str]

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> Player:
        """The player with these mentions."""
        made = tuple(sorted(mentions, key=lambda m: m.token.i))
        sentences = frozenset(m.token.sentence for m in made)
        acts = sum(m.part == "actor" for m in made)
        known = any(m.actor.id for m in made)
        at = tuple(m.token.i for m in made)
        return cls(made, acts, 0 in sentences, known, sentences, at, frozenset(m.actor.span.text for m in made))

    def near(self, token: int) -> tuple[Mention, ...]:
        """The mentions nearest to a token on both sides of it, in text order."""
        middle = bisect_left(self.at, token)
        return self.mentions[max(0, middle - _NEAR) : middle + _NEAR]


class Lending:
    """One article's claims, as their own sentences have them, and everybody whom it names."""

    def __init__(self, parse: Parse, claims: Sequence[Claim], scenes: Sequence[Scene], actors: Sequence[Actor]) -> None:
        self.parse, self.claims, self.scenes = parse, claims, scenes
        self.at = [parse.token_at(c.trigger.start) for c in claims]
        self.roots = _roots(claims)
        self.players = _players(self._mentions(actors))
        order = sorted((m.token.i, n) for n, p in enumerate(self.players) for m in p.mentions)
        self.order, self.whose = [i for i, _ in order], [n for _, n in order]
        acting = sorted((n for n, p in enumerate(self.players) if p.acts), key=lambda n: -self.players[n].acts)
        self.leads = acting[:_LEADS]
        self.acts = Counter({n: self.players[n].acts for n in acting})
        self.most = max(self.acts.values(), default=0)

    def _mentions(self, actors: Sequence[Actor]) -> Iterator[Mention]:
        seen: set[int] = set()
        for n, claim in enumerate(self.claims):
            for part, people in (("actor", claim.actors), ("target", claim.targets)):
                for actor in people:
                    token = _head(self.parse, actor)
                    if token is not None:
                        seen.update(range(actor.span.start, actor.span.end))
                        yield Mention(actor, token, part, n)
        for actor in actors:
            token = _head(self.parse, actor)
            if token is not None and seen.isdisjoint(range(actor.span.start, actor.span.end)):
                yield Mention(actor, token)

    def offers(self, n: int, part: str) -> list[tuple[list[str], Actor]]:
        """Everybody whom claim `n` could take for a part, each with the features that speak for and against."""
        here = self.at[n]
        if here is None:
            return []
        middle = bisect_left(self.order, here.i)
        near = dict.fromkeys([*self.whose[max(0, middle - _BEFORE) : middle + _AFTER], *self.leads])
        taken = {a.span for a in (*self.claims[n].actors, *self.claims[n].targets)}
        made: list[tuple[float, Player, Mention]] = []
        for player in (self.players[p] for p in near):
            around = player.near(here.i)
            elsewhere = [m for m in around if m.token.sentence != here.sentence]
            if elsewhere and not any(m.actor.span in taken for m in around):
                nearest = min(elsewhere, key=lambda m: _apart(m.token, here))
                made.append((_apart(nearest.token, here), player, nearest))
        made.sort(key=lambda offer: offer[0])
        return [(list(self.of_player(n, part, p, m)), _shown(p, m, here)) for _, p, m in made[:_MOST]]

    def best(self, n: int, part: str) -> Actor | None:
        """Whom the article lends claim `n` for a part; None where more speaks for nobody."""
        found, most = None, weigh(f"{part}-lent", self.silence(n, part))
        for features, actor in self.offers(n, part):
            weight = weigh(f"{part}-lent", features)
            if weight > most:
                found, most = actor, weight
        return found

    # ------------------------------------------------------------------------------------------------ features
    def silence(self, n: int, part: str) -> Iterator[str]:
        """Features of the answer that nobody named elsewhere plays the part."""
        claim, scene = self.claims[n], self.scenes[n]
        lead = scene.happening.lead.trigger
        yield "none"
        yield f"none/{claim.event}"
        yield f"none/{scene.group}/{lead.pos}"
        yield f"none/{claim.scope}"
        yield f"none/pronoun={self._pronoun(n, part)}"
        yield f"none/voice={claim.voices[-1].kind if claim.voices else ''}"
        yield f"none/people={min(len(self.players), 5)}"
        yield f"none/linked={claim.same_as is not None}"
        yield f"none/word={lead.lemma}"
        yield f"none/acting={min(len(self.acts), 4)}"
        yield f"none/others={'actors' if claim.actors else ''}{'targets' if claim.targets else ''}/{scene.group}"

    def _pronoun(self, n: int, part: str) -> str:
        """The pronoun that the grammar chooses for a part."""
        for head, rule in self.scenes[n].ruled.items():
            if rule.endswith(f":{part}") and self.parse.tokens[head].pos == "PRON":
                word = self.parse.tokens[head].lower
                return "many" if word in _MANY else "one" if word in _ONE else word
        return ""

    def of_player(self, n: int, part: str, player: Player, nearest: Mention) -> Iterator[str]:
        """Features of one actor; `nearest` is the mention nearest to the claim, outside its sentence."""
        claim, here, scene = self.claims[n], self.at[n], self.scenes[n]
        if here is None:
            return
        kind = nearest.actor.kind or scene.things.kind(nearest.token.i)
        gap = here.sentence - nearest.token.sentence
        near = ("before" if gap > 0 else "after") + _bucket(abs(gap))
        pronoun = self._pronoun(n, part)
        yield f"gap={near}"
        yield f"gap={near}/pronoun={pronoun}"
        yield f"kind={kind}"
        yield f"kind={kind}/{scene.group}"
        yield f"kind={kind}/{claim.event}"
        yield f"kind={kind}/pronoun={pronoun}"
        if nearest.token.dep in ("nsubj", "nsubjpass"):
            yield "subject"
            yield f"subject/{near}/pronoun={pronoun}"
        yield f"plural={nearest.token.tag in ('NNS', 'NNPS')}/pronoun={pronoun}"
        yield f"named={nearest.token.pos == 'PROPN'}"
        yield f"known={player.known}"
        yield f"mentions={min(len(player.mentions), 4)}"
        if player.opens:
            yield "opens"
        if here.sentence in player.sentences:
            yield "here-too"
        if any(v.span.text in player.texts for v in claim.voices):
            yield "voice"
        yield from self._parts(n, player)

    def _parts(self, n: int, player: Player) -> Iterator[str]:
        """The parts that an actor plays in the article's other claims."""
        here = self.at[n]
        played = [m for m in player.near(here.i) if m.part] if here is not None else []
        if here is None or not played:
            yield "no-part"
            return
        yield f"acts={min(player.acts, 3)}"
        if player.acts:
            share = "sole" if len(self.acts) == 1 else "most" if player.acts == self.most else "some"
            yield f"acts/{share}"
        nearest: dict[str, int] = {}
        for mention in played:
            gap = abs(here.sentence - mention.token.sentence)
            for tie in self._ties(n, mention.claim):
                key = f"{mention.part}/{tie}"
                nearest[key] = min(nearest.get(key, gap), gap)
        for key, gap in nearest.items():
            yield f"part={key}"
            yield f"part={key}/{_bucket(gap)}"
            yield f"part={key}/{self.scenes[n].group}"

    def _ties(self, n: int, other: int) -> Iterator[str]:
        """What ties a claim to another: one happening, one code, one word, one place."""
        a, b = self.claims[n], self.claims[other]
        yield "linked" if self.roots[n] == self.roots[other] else "same" if a.event == b.event else "other"
        if a.trigger.text.lower() == b.trigger.text.lower():
            yield "word"
        if a.place and b.place and a.place.span.text == b.place.span.text:
            yield "place"


def lend_cast(parse: Parse, claims: Sequence[Claim], scenes: Sequence[Scene], actors: Sequence[Actor]) -> list[Claim]:
    """The claims, in the same order; those without an actor or a target given one that the article names elsewhere,
    where more speaks for that than for leaving it open. `scenes` are the claims' own, `actors` the article's."""
    lending = Lending(parse, claims, scenes, actors)
    given = []
    for n, claim in enumerate(claims):
        own = claim
        for part in ("actor", "target"):
            if not getattr(claim, f"{part}s"):
                found = lending.best(n, part)
                if found is not None and found.span not in {a.span for a in (*own.actors, *own.targets)}:
                    own = replace(own, actors=(found,)) if part == "actor" else replace(own, targets=(found,))
        given.append(own)
    return given


def _shown(player: Player, nearest: Mention, here: Token) -> Actor:
    """The mention to show: the nearest that names somebody, else the nearest."""
    named = [m for m in player.near(here.i) if m.token.pos == "PROPN" and m.token.sentence != here.sentence]
    return min(named, key=lambda m: _apart(m.token, here)).actor if named else nearest.actor


def _apart(token: Token, here: Token) -> float:
    """Tokens between a mention and a claim; what comes after the claim counts as farther off."""
    gap = here.i - token.i
    return gap if gap > 0 else -1.5 * gap


def _bucket(gap: int) -> str:
    return next((str(g) for g in _GAPS if gap <= g), "far")


def _head(parse: Parse, actor: Actor) -> Token | None:
    """The token that heads a mention."""
    first, last = parse.token_at(actor.span.start), parse.token_at(actor.span.end - 1)
    if first is None or last is None:
        return None
    inside = range(first.i, last.i + 1)
    return next((t for t in parse.tokens[first.i : last.i + 1] if t.head not in inside or t.head == t.i), last)


def _roots(claims: Sequence[Claim]) -> list[str]:
    """The first claim of each claim's happening."""
    above: dict[str, str] = {}
    for claim in claims:
        above[claim.id] = above.get(claim.same_as, claim.same_as) if claim.same_as else claim.id
    return [above[c.id] for c in claims]


def _players(mentions: Iterator[Mention]) -> list[Player]:
    by_key: dict[str | frozenset[str], list[Mention]] = {}
    for mention in mentions:
        key = mention.actor.id or _words(mention.actor.span.text)
        if key:
            by_key.setdefault(key, []).append(mention)
    return [Player.of(found) for found in by_key.values()]


def _words(text: str) -> frozenset[str]:
    return frozenset("".join(c.lower() if c.isalnum() else " " for c in text).split()) - _SMALL
