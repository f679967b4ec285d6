"""Claims from happenings: every field filled by its stage, every span checked against the text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sayso.reading.actors import resolve_actor
from sayso.reading.at_time import when_of
from sayso.reading.at_time_lent import lent_times
from sayso.reading.cast import play
from sayso.reading.cast_lent import lend_cast
from sayso.reading.cast_scene import Candidate, Scene, Told
from sayso.reading.certainty import certainty_for, prospect_for
from sayso.reading.counts import figures_of, stated_only
from sayso.reading.counts_fates import with_fates
from sayso.reading.figures import Number, find_numbers
from sayso.reading.happenings import Happening, find_happenings
from sayso.reading.judging import judged_happenings
from sayso.reading.parse import Parse, Sentence
from sayso.reading.parties import with_parties
from sayso.reading.reasons import chosen, settled
from sayso.reading.roles import noun_span
from sayso.reading.same import link_same
from sayso.reading.scope import scope_of
from sayso.reading.shares import with_shares
from sayso.reading.things import Kind, Things
from sayso.reading.voices import voices_for
from sayso.reading.where import place_of, settled_places
from sayso.reading.where_evidence import Ground
from sayso.reading.where_spots import Spots
from sayso.records import Actor, Article, Attribution, Claim, EventCode, Figure, Place, Span, Voice, When

T = TypeVar("T")
_MEANS: frozenset[Kind] = frozenset({"arms", "stones", "gas"})
_NO_MEANS = frozenset({"weapons-seized", "deployment", "agreement", "defection", "arrest", "displacement", "protest"})
_FIRED = frozenset({"shelling", "grenade", "riot", "crackdown", "bombing"})
_ALSO = {
    "bombing": ("suicide-bombing",),
    "suicide-bombing": ("bombing",),
    "air-strike": ("shelling",),
    "attack": ("clash",),
}


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
        self.beside: dict[int, list[Happening]] = {}
        self.find = judged_happenings if judge else find_happenings
        self.told = Told({})
        self.actors = _by_sentence(parse, [(a.span.start, a) for a in found.actors])
        self.times = _by_sentence(parse, [(t.span.start, t) for t in found.times])
        self.scenes: list[Scene] = []
        self.spots = Spots(parse, self.things, found.places, found.regions)
        self.grounds: dict[str, Ground] = {}

    def claims(self) -> tuple[Claim, ...]:
        """All claims of the article, those of one happening tied by `same_as`."""
        self.happenings = with_shares(self.parse, self.things, self.find(self.parse, self.things))
        self.told = Told.of(self.things, self.happenings)
        for happening in self.happenings:
            self.beside.setdefault(happening.sentence, []).append(happening)
        made: dict[int, Claim] = {}
        for happening in self.happenings:
            claim = self._claim(happening)
            if happening.part_of is not None:
                claim = self._as_part(claim, made[id(happening.part_of)])
            made[id(happening)] = claim
        linked = with_fates(self.parse, link_same(self.parse, list(made.values())))
        claims = self._inherit(lend_cast(self.parse, linked, self.scenes, self.found.actors))
        told = with_parties(self.parse, claims, self.found.actors)
        return tuple(replace(c, reasons=settled(c)) for c in told)

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
        beside = self.beside[sentence.index]
        voices = voices_for(parse, trigger, self.found.attributions, self.actors.get(sentence.index, ()))
        via = happening.lead.roles.via
        governed = parse.span(via, via) if via is not None else trigger
        certainty, cue = certainty_for(parse, governed, voices, self.found.attributions)
        figures = figures_of(parse, self.things, happening, self.numbers.get(sentence.index, []), beside)
        others = [h.lead.trigger.head for h in beside if h is not happening]
        when = when_of(parse, happening, self._times(sentence, happening.reach), voices, others)
        scope, rule = scope_of(parse, happening, figures, when, prospect_for(parse, trigger))
        if scope == "prospect":
            figures = stated_only(figures)
        cast = self._cast(happening, voices, figures)
        ground = Ground.of(self.things, happening, self.spots.for_voices(sentence, voices), voices, others)
        made = self._id(happening.event, trigger)
        self.grounds[made] = ground
        return Claim(
            id=made,
            article=self.article.id,
            event=self._event(happening),
            scope=scope,
            trigger=trigger,
            evidence=Span.of(parse.text, sentence.start, sentence.end),
            certainty=certainty,
            certainty_cue=cue,
            actors=self._people(cast["actor"]),
            targets=self._people(cast["target"]),
            means=self._means(happening),
            figures=tuple(figures),
            place=place_of(ground),
            when=when,
            voices=voices,
            reader=self.reader,
            confidence=self._confidence(happening),
            reasons=chosen(happening, trigger, (scope, rule), (certainty, cue)),
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
    def _cast(
        self, happening: Happening, voices: tuple[Voice, ...], figures: Sequence[Figure]
    ) -> dict[str, list[Candidate]]:
        """Who plays which part, by the happening's own sentence; the scene is kept for what the article lends."""
        others = [h for h in self.beside[happening.sentence] if h is not happening]
        self.scenes.append(Scene.of(self.parse, self.things, happening, voices, figures, others, self.told))
        return play(self.scenes[-1])

    def _people(self, candidates: Sequence[Candidate]) -> tuple[Actor, ...]:
        found: dict[Span, Actor] = {}
        for candidate in candidates:
            known = self.things.actor_at.get(candidate.head)
            meant = known if known is not None and known.id else resolve_actor(candidate.span.text)
            actor = Actor(candidate.span, meant.id, meant.name, meant.kind) if meant else Actor(candidate.span)
            found.setdefault(candidate.span, actor)
        return tuple(found.values())

    def _means(self, happening: Happening) -> tuple[Span, ...]:
        """Weapons named with the happening: those that its code suggests, and those its verbs are done with."""
        if happening.event in _NO_MEANS:
            return ()
        sentence = happening.lead.sentence
        held = {h for c in happening.contexts() for h in (*c.roles.means, *c.roles.actors, *c.trigger.tokens)}
        held |= {h for c in happening.contexts() for h in c.roles.objects if happening.event in _FIRED}
        shared = {i for h in self.happenings if h.part_of is happening for i in self._part(h)}
        within = self._part(happening) if happening.part_of else range(sentence.first, sentence.last)
        found: dict[Span, None] = {}
        for at in sorted(set(within) - shared):
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

    def _part(self, happening: Happening) -> list[int]:
        """The words of a part of a count: what hangs on its "including"."""
        return self.parse.subtree(self.parse.tokens[happening.lead.trigger.head].head)

    # ------------------------------------------------------------------------------------------------ where and when
    def _times(self, sentence: Sentence, reach: tuple[int, int] | None) -> list[When]:
        inside = self.times.get(sentence.index, [])
        if reach is None:
            return inside
        start, end = self.parse.tokens[reach[0]].start, self.parse.tokens[reach[1] - 1].end
        return [t for t in inside if start <= t.span.start < end] or inside

    def _inherit(self, claims: list[Claim]) -> list[Claim]:
        """Mentions of one happening lend each other place and time (rules 9, 10)."""
        times = lent_times(self.parse, claims, self.found.times)
        places = settled_places(self.spots, claims, [self.grounds.get(c.id) for c in claims], self.article.title)
        return [replace(c, place=p, when=w) for c, p, w in zip(claims, places, times, strict=True)]


def _by_sentence(parse: Parse, found: Sequence[tuple[int, T]]) -> dict[int, list[T]]:
    """What stands at each offset, by the index of the sentence; what stands in none is left out."""
    made: dict[int, list[T]] = {}
    for start, one in found:
        sentence = parse.sentence_at(start)
        if sentence is not None:
            made.setdefault(sentence.index, []).append(one)
    return made
