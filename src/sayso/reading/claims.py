"""Claims from happenings: every field filled by its stage, every span checked against the text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.reading.actors import resolve_actor
from sayso.reading.at_time import when_of
from sayso.reading.at_time_lent import lent_times
from sayso.reading.certainty import certainty_for, prospect_for
from sayso.reading.counts import figures_of
from sayso.reading.figures import Number, find_numbers
from sayso.reading.happenings import Happening, find_happenings
from sayso.reading.judging import judged_happenings
from sayso.reading.parse import Parse, Sentence
from sayso.reading.parties import with_parties
from sayso.reading.roles import noun_span, prep_objects
from sayso.reading.same import link_same
from sayso.reading.scope import scope_of
from sayso.reading.shares import with_shares
from sayso.reading.things import HUMAN, Kind, Things
from sayso.reading.voices import voices_for
from sayso.reading.where import lent_places, named_sites, place_of
from sayso.records import Actor, Article, Attribution, Claim, EventCode, Figure, Place, Span, Voice, When

_NO_ACTOR: frozenset[Kind] = frozenset(
    {"event", "abstract", "when", "arms", "body", "goods", "number", "stones", "gas", "civil"}
)
_NO_TARGET: frozenset[Kind] = frozenset({"event", "abstract", "when", "number"})
_MEANS: frozenset[Kind] = frozenset({"arms", "stones", "gas"})
_NO_MEANS = frozenset({"weapons-seized", "deployment", "agreement", "defection", "arrest", "displacement", "protest"})
_FIRED = frozenset({"shelling", "grenade", "riot", "crackdown", "bombing"})
_ALSO = {
    "bombing": ("suicide-bombing",),
    "suicide-bombing": ("bombing",),
    "air-strike": ("shelling",),
    "attack": ("clash",),
}
_TARGETLESS = frozenset({"clash", "protest", "agreement"})


@dataclass(frozen=True, slots=True)
class Found:
    """What the general stages found in one article."""

    places: Sequence[Place]
    regions: Sequence[Place]
    times: Sequence[When]
    actors: Sequence[Actor]
    attributions: Sequence[Attribution]


class ClaimMaker:
    """Makes the claims of one article."""

    def __init__(self, article: Article, parse: Parse, found: Found, reader: str, judge: bool = True) -> None:
        self.article, self.parse, self.found, self.reader = article, parse, found, reader
        self.things = Things.of(parse, found.actors, found.places)
        self.numbers: dict[int, list[Number]] = {}
        for number in find_numbers(parse):
            self.numbers.setdefault(parse.tokens[number.first].sentence, []).append(number)
        self.used_ids: set[str] = set()
        self.happenings: list[Happening] = []
        self.find = judged_happenings if judge else find_happenings

    def claims(self) -> tuple[Claim, ...]:
        """All claims of the article, those of one happening tied by `same_as`."""
        self.happenings = with_shares(self.parse, self.things, self.find(self.parse, self.things))
        made: list[Claim] = []
        ids: dict[int, str] = {}
        for happening in self.happenings:
            claim = self._claim(happening)
            ids[id(happening)] = claim.id
            if happening.part_of is not None:
                claim = self._as_part(claim, next(c for c in made if c.id == ids[id(happening.part_of)]))
            made.append(claim)
        claims = self._inherit(link_same(self.parse, made))
        return tuple(with_parties(self.parse, claims, self.found.actors))

    @staticmethod
    def _as_part(claim: Claim, whole: Claim) -> Claim:
        """A part counted inside a whole has the whole's scope, and its place and time where it states none."""
        return replace(
            claim, part_of=whole.id, scope=whole.scope, place=claim.place or whole.place, when=claim.when or whole.when
        )

    # ------------------------------------------------------------------------------------------------ one claim
    def _claim(self, happening: Happening) -> Claim:
        parse = self.parse
        sentence = parse.sentences[happening.sentence]
        trigger = self._trigger_span(happening)
        voices = voices_for(parse, trigger, self.found.attributions, self.found.actors)
        via = happening.lead.roles.via
        governed = parse.span(via, via) if via is not None else trigger
        certainty, cue = certainty_for(parse, governed, voices, self.found.attributions)
        figures = figures_of(parse, self.things, happening, self.numbers.get(sentence.index, []))
        others = [
            h.lead.trigger.head for h in self.happenings if h is not happening and h.sentence == happening.sentence
        ]
        when = when_of(parse, happening, self._times(sentence, happening.reach), voices, others)
        scope, _ = scope_of(parse, happening, figures, when, prospect_for(parse, trigger))
        actors = self._actors(happening, voices)
        targets = self._targets(happening, actors, figures)
        heads = happening.targets()
        place = place_of(parse, self.things, happening, self._places(sentence, voices), heads)
        return Claim(
            id=self._id(happening.event, trigger),
            article=self.article.id,
            event=self._event(happening),
            scope=scope,
            trigger=trigger,
            evidence=Span.of(parse.text, sentence.start, sentence.end),
            certainty=certainty,
            certainty_cue=cue,
            actors=actors,
            targets=targets,
            means=self._means(happening),
            figures=tuple(figures),
            place=place,
            when=when,
            voices=voices,
            reader=self.reader,
            confidence=self._confidence(happening),
        )

    def _event(self, happening: Happening) -> EventCode:
        return happening.event  # type: ignore[return-value]

    def _trigger_span(self, happening: Happening) -> Span:
        tokens = happening.lead.trigger.tokens
        if tokens[-1] - tokens[0] > len(tokens):
            return self.parse.span(tokens[0], tokens[0])
        return self.parse.span(tokens[0], tokens[-1])

    def _id(self, event: str, trigger: Span) -> str:
        """Stable for one text and one reading: article, code, the trigger's place, a count where those recur."""
        for count in range(1_000):
            key = f"{self.article.id}\x1f{event}\x1f{trigger.start}\x1f{count}"
            made = "c" + hashlib.sha256(key.encode()).hexdigest()[:15]
            if made not in self.used_ids:
                break
        self.used_ids.add(made)
        return made

    def _confidence(self, happening: Happening) -> float:
        """The judge's probability; by the rules alone, less for harm whose form the article had to lend, more for
        several triggers that agree."""
        if happening.odds is not None:
            return round(happening.odds, 2)
        return 0.5 if happening.borrowed else 0.8 if len(happening.contexts()) > 1 else 0.7

    # ------------------------------------------------------------------------------------------------ roles
    def _actors(self, happening: Happening, voices: tuple[Voice, ...]) -> tuple[Actor, ...]:
        heads = []
        for head in happening.actors():
            if self.things.kind(head) in _MEANS | {"military"}:
                heads += self._owners(head)
            meant = self._meant(head)
            if meant is not None and self._can_act(meant):
                heads.append(meant)
        return self._mentions(heads)

    def _targets(self, happening: Happening, actors: tuple[Actor, ...], figures: Sequence[Figure]) -> tuple[Actor, ...]:
        if happening.event in _TARGETLESS and happening.lead.trigger.pos == "N" and not happening.harms:
            return (
                self._mentions([h for h in happening.lead.roles.targets if self.things.kind(h) in HUMAN])
                if happening.event == "clash"
                else ()
            )
        heads = []
        for head in happening.targets():
            meant = self._meant(head)
            if meant is None or self.parse.tokens[meant].pos == "NUM":
                continue
            if self.things.kind(meant) not in _NO_TARGET | _MEANS:
                heads.append(meant)
        taken = {a.span for a in actors}
        return tuple(a for a in self._mentions(heads) if a.span not in taken)

    def _can_act(self, head: int) -> bool:
        kind, pos = self.things.kind(head), self.parse.tokens[head].pos
        if kind in ("ground", "military"):
            return pos == "PROPN"
        return kind not in _NO_ACTOR and (kind != "unknown" or pos in ("PROPN", "NOUN"))

    def _owners(self, head: int) -> list[int]:
        """Whose weapon it is: "US drones", "the RAF's Tornados"."""
        return [
            c
            for c in self.parse.children(head)
            if self.parse.tokens[c].dep in ("compound", "poss", "amod", "nmod")
            and (c in self.things.actor_at or self.parse.tokens[c].ent in ("GPE", "NORP", "ORG"))
        ] + [h for h in prep_objects(self.parse, head, "of") if h in self.things.actor_at]

    def _meant(self, head: int) -> int | None:
        """The noun that a pronoun stands for: the last subject before it that can do or suffer such a thing."""
        token = self.parse.tokens[head]
        if token.pos != "PRON":
            return head
        if token.lower not in ("he", "she", "they", "them", "him", "her", "who"):
            return None
        first = self.parse.sentences[max(0, token.sentence - 1)].first
        for at in range(head - 1, first - 1, -1):
            before = self.parse.tokens[at]
            plural = token.lower in ("they", "them")
            if before.dep not in ("nsubj", "nsubjpass") or before.pos not in ("NOUN", "PROPN"):
                continue
            many = before.tag in ("NNS", "NNPS") or before.lemma in ("police", "army", "group")
            if self.things.kind(at) in HUMAN | {"state"} and (many or not plural):
                return at
        return None

    def _mentions(self, heads: Sequence[int]) -> tuple[Actor, ...]:
        found: dict[Span, Actor] = {}
        for head in heads:
            span = noun_span(self.parse, head)
            known = self.things.actor_at.get(head)
            resolved = known if known is not None and known.id else None
            if resolved is None:
                named = resolve_actor(span.text)
                found.setdefault(span, Actor(span, named.id, named.name, named.kind) if named else Actor(span))
            else:
                found.setdefault(span, Actor(span, resolved.id, resolved.name, resolved.kind))
        return tuple(found.values())

    def _means(self, happening: Happening) -> tuple[Span, ...]:
        """Weapons named with the happening: those that its code suggests, and those its verbs are done with."""
        if happening.event in _NO_MEANS:
            return ()
        sentence = happening.lead.sentence
        held = {h for c in happening.contexts() for h in (*c.roles.means, *c.roles.actors, *c.trigger.tokens)}
        held |= {h for c in happening.contexts() for h in c.roles.objects if happening.event in _FIRED}
        found: dict[Span, None] = {}
        for at in range(sentence.first, sentence.last):
            mention = self.things.weapon_at.get(at)
            if mention is None:
                continue
            fits = mention.weapon.event == happening.event or mention.weapon.event in _ALSO.get(happening.event, ())
            if fits or at in held:
                found[Span.of(self.parse.text, mention.start, mention.end)] = None
        for head in sorted(held):
            if self.things.kind(head) in _MEANS and not any(s.overlaps(noun_span(self.parse, head)) for s in found):
                found[noun_span(self.parse, head)] = None
        return tuple(sorted(found, key=lambda s: s.start))

    # ------------------------------------------------------------------------------------------------ where and when
    def _places(self, sentence: Sentence, voices: tuple[Voice, ...]) -> list[Place]:
        inside = [
            p
            for p in (*self.found.regions, *self.found.places)
            if sentence.start <= p.span.start < sentence.end
            and not p.adjective
            and not any(v.span.covers(p.span) for v in voices)
            and not self._names_an_actor(p)
        ]
        inside += named_sites(self.parse, self.things, sentence, inside)
        return [p for p in inside if not any(q is not p and q.span.covers(p.span) and q.span != p.span for q in inside)]

    def _names_an_actor(self, place: Place) -> bool:
        """Whether a place name stands for people: "Iraq claimed", "the Aleppo police"."""
        token = self.parse.token_at(place.span.end - 1)
        if token is None:
            return False
        head = self.parse.tokens[token.head]
        if token.dep in ("compound", "poss", "nmod", "amod") and self.things.kind(head.i) in HUMAN | {
            "event",
            "arms",
            "state",
        }:
            return place.precision == "country"
        return token.dep in ("nsubj", "nsubjpass") and place.precision == "country"

    def _times(self, sentence: Sentence, reach: tuple[int, int] | None) -> list[When]:
        inside = [t for t in self.found.times if sentence.start <= t.span.start < sentence.end]
        if reach is None:
            return inside
        start, end = self.parse.tokens[reach[0]].start, self.parse.tokens[reach[1] - 1].end
        return [t for t in inside if start <= t.span.start < end] or inside

    def _inherit(self, claims: list[Claim]) -> list[Claim]:
        """Mentions of one happening lend each other place and time (rules 9, 10)."""
        times = lent_times(self.parse, claims, self.found.times)
        places = lent_places(self.parse, claims)
        return [replace(c, place=p, when=w) for c, p, w in zip(claims, places, times, strict=True)]
