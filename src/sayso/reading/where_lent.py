"""Places that claims lend each other: the finest place of a happening may stand anywhere in the article (rule 9).

For every claim each place that the article names is weighed by named features: how likely its own sentence makes it the
place, where else it stands, which other claims have it, and whether it lies inside what the own sentence gives. The
weights are in `vocab/data/where_weights.tsv`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp

from sayso.reading.parse import Parse
from sayso.reading.same_evidence import KIN, put
from sayso.reading.weights import weigh
from sayso.reading.where_evidence import Ground, dateline_end
from sayso.reading.where_phrases import FINENESS, Spot, holds
from sayso.reading.where_spots import Spots
from sayso.records import Claim, Place

_AROUND = 16  # claims looked at before and after one
_BEFORE, _AFTER, _OPENING = 12, 6, 4  # places weighed that stand before a claim, after it, and first in the article
_GAPS = (0, 1, 2, 3, 5, 8, 12)
_LEVELS = (0.05, 0.15, 0.3, 0.45, 0.6, 0.75, 0.88)
_GENERIC = frozenset(
    "village town city district area province region state county the of municipality neighborhood neighbourhood "
    "governorate department".split()
)
_UNNAMED = frozenset(
    "village town city area district region province neighborhood neighbourhood checkpoint camp base post airport "
    "airfield school hospital mosque market church embassy compound building station house home hotel site place "
    "border settlement island prison university road highway street park capital headquarters office bank restaurant "
    "bus farm".split()
)
Key = int | str


def key_of(place: Place) -> Key:
    """What mentions of one place share: the gazetteer's number, else its words without "village", "district" ..."""
    if place.geonames_id:
        return place.geonames_id
    words = "".join(c.lower() if c.isalnum() else " " for c in place.span.text).split()
    return " ".join(w for w in words if w not in _GENERIC) or place.span.text.lower()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a claim's own sentence says: each place's share of the chances, and the share of none of them."""

    shares: Mapping[Key, float] = field(default_factory=dict)
    none: float | None = None

    @classmethod
    def of(cls, ground: Ground | None, weigh: Callable[[str, Iterable[str]], float] = weigh) -> Draft:
        """The draft of a claim, by the weights of its own sentence's places."""
        if ground is None or not ground.spots:
            return cls()
        scores = [weigh("where", ground.silence()), *(weigh("where", ground.of_spot(s)) for s in ground.spots)]
        most = max(scores)
        chances = [exp(s - most) for s in scores]
        whole = sum(chances)
        shares: dict[Key, float] = {}
        for spot, chance in zip(ground.spots, chances[1:], strict=True):
            key = key_of(spot.place)
            shares[key] = shares.get(key, 0.0) + chance / whole
        return cls(shares, chances[0] / whole)

    @property
    def pick(self) -> Key | None:
        """The likeliest place, None where none of them is likelier."""
        best = max(self.shares, key=lambda k: self.shares[k], default=None)
        return best if best is not None and self.shares[best] > (self.none or 0.0) else None

    @property
    def told(self) -> str:
        """Whether the sentence names places, and whether one of them stands out."""
        return "absent" if self.none is None else "sure" if self.none < 0.4 else "unsure"


@dataclass(slots=True)
class Lending:
    """An article's places with their mentions, and its claims with their drafts."""

    spots: Spots
    claims: Sequence[Claim]
    drafts: Sequence[Draft]
    title: str
    mentions: dict[Key, list[Spot]] = field(default_factory=dict)
    sentences: dict[Key, list[int]] = field(default_factory=dict)
    best: dict[Key, Place] = field(default_factory=dict)
    within: dict[Key, set[Key]] = field(default_factory=dict)
    stands: list[int] = field(default_factory=list)
    roots: list[str] = field(default_factory=list)
    picks: list[Key | None] = field(default_factory=list)
    unnamed: dict[int, str] = field(default_factory=dict)
    dateline: int = 0

    @classmethod
    def of(cls, spots: Spots, claims: Sequence[Claim], drafts: Sequence[Draft], title: str | None) -> Lending:
        """The lending among an article's claims."""
        made = cls(spots, claims, drafts, (title or "").lower(), dateline=dateline_end(spots.parse, 0))
        for sentence in spots.parse.sentences:
            for spot in spots.of_sentence(sentence):
                made._add(spot, sentence.index)
        found = (spots.parse.sentence_at(c.trigger.start) for c in claims)
        made.stands = [s.index if s else 0 for s in found]
        made.roots = [c.same_as or c.id for c in claims]
        made.picks = [d.pick for d in drafts]
        return made

    @property
    def parse(self) -> Parse:
        """The article's parse."""
        return self.spots.parse

    def _add(self, spot: Spot, sentence: int) -> None:
        key = key_of(spot.place)
        self.mentions.setdefault(key, []).append(spot)
        self.sentences.setdefault(key, []).append(sentence)
        if key not in self.best or FINENESS[spot.place.precision] < FINENESS[self.best[key].precision]:
            self.best[key] = spot.place
        for holder in spot.holders:
            if key_of(holder) != key:
                self.within.setdefault(key, set()).add(key_of(holder))

    def options(self, at: int) -> list[Key]:
        """The places weighed for claim `at`: those of its sentence, the nearest before and after, the first ones."""
        here = self.stands[at]
        before, after = [], []
        for key, stands in self.sentences.items():
            told = bisect_right(stands, here)
            if told:
                before.append((here - stands[told - 1], key))
            else:
                after.append((stands[0] - here, key))
        before.sort(key=lambda x: x[0])
        after.sort(key=lambda x: x[0])
        near = [k for _, k in before[:_BEFORE]] + [k for _, k in after[:_AFTER]]
        return list(dict.fromkeys([*self.drafts[at].shares, *near, *list(self.mentions)[:_OPENING]]))

    def silence(self, at: int) -> Iterator[str]:
        """Features of the answer that the article doesn't say where claim `at` happened."""
        claim, draft = self.claims[at], self.drafts[at]
        yield "none"
        yield f"none/{claim.scope}"
        yield f"none/own={'absent' if draft.none is None else _level(draft.none)}"
        yield f"none/{self._put(at)}"
        yield f"none/event={claim.event}"
        yield f"none/unnamed={self._unnamed(at)}"
        yield f"none/places={min(len(self.mentions), 4)}"
        placed = sum(p is not None for p in self.picks)
        yield f"none/placed={0 if not placed else 1 if placed < len(self.claims) / 2 else 2}"
        if claim.same_as:
            yield "none/linked"

    def of_place(self, at: int, key: Key) -> Iterator[str]:
        """Features of the answer that claim `at` happened at a place of the article."""
        draft, place = self.drafts[at], self.best[key]
        own = "own" if key in draft.shares else "else"
        yield f"own={_level(draft.shares[key])}" if own == "own" else f"own=absent/{draft.told}"
        yield f"precision={place.precision}"
        yield f"{own}/precision={place.precision}"
        yield f"unnamed={self._unnamed(at)}/{own}/{place.precision}"
        if own == "own":
            yield f"pick={self.picks[at] == key}"
        else:
            yield from self._distance(at, key)
        yield from self._others(at, key, own)
        yield from self._neighbours(at, key)
        yield from self._standing(at, key, own)
        mine = self.picks[at]
        if mine is not None and mine != key:
            yield from self._beside(at, key, mine, own)

    def _distance(self, at: int, key: Key) -> Iterator[str]:
        here, stands = self.stands[at], self.sentences[key]
        first, last = bisect_left(stands, here), bisect_right(stands, here)
        before = here - stands[first - 1] if first else None
        after = stands[last] - here if last < len(stands) else None
        yield f"before={_far(before)}"
        yield f"after={_far(after)}"
        yield f"before={_far(before)}/{self.best[key].precision}"
        yield f"before={_far(before)}/{self.drafts[at].told}"

    def _others(self, at: int, key: Key, own: str) -> Iterator[str]:
        """How likely the place is that of other claims, by what ties them to this one."""
        most: dict[str, tuple[float, int]] = {}
        for n in range(max(0, at - _AROUND), min(len(self.claims), at + _AROUND + 1)):
            if n != at and self.drafts[n].shares:
                share = self.drafts[n].shares.get(key, 0.0)
                tie = self._tie(n, at)
                most[tie] = max(most.get(tie, (0.0, n)), (share, n))
        for tie, (share, n) in most.items():
            level = "no" if share < 0.3 else "maybe" if share < 0.6 else "yes"
            if share:
                yield f"{tie}={level}"
                yield f"{tie}={level}/{own}/{self.drafts[at].told}"
                if level != "no" and own == "else":
                    gap = _far(abs(self.stands[n] - self.stands[at]))
                    yield f"{tie}={level}/{'before' if n < at else 'after'}/{gap}"
            elif tie == "linked":
                yield "linked=other"

    def _neighbours(self, at: int, key: Key) -> Iterator[str]:
        """Whether the nearest placed claim before or after has the place."""
        claim, told = self.claims[at], self.drafts[at].told
        low, high = max(0, at - _AROUND), min(len(self.claims), at + _AROUND + 1)
        prev = next((n for n in range(at - 1, low - 1, -1) if self.picks[n] is not None), None)
        following = next((n for n in range(at + 1, high) if self.picks[n] is not None), None)
        if prev is not None and self.picks[prev] == key:
            yield "prev"
            yield f"prev/{self._tie(prev, at)}/{_far(self.stands[at] - self.stands[prev])}"
            yield f"prev/{told}"
            yield f"prev/{self._put(at)}"
            yield f"prev/{claim.scope}"
        if following is not None and self.picks[following] == key:
            yield "next"
            yield f"next/{self._tie(following, at)}/{_far(self.stands[following] - self.stands[at])}"
            yield f"next/{told}"

    def _standing(self, at: int, key: Key, own: str) -> Iterator[str]:
        """The place's weight in the article: in the first sentence, the dateline, the title."""
        spots = self.mentions[key]
        yield f"often={min(len(spots), 4)}"
        if self.sentences[key][0] == 0:
            yield "first"
            yield f"first/{self.drafts[at].told}/{own}"
        if spots[0].place.span.end <= self.dateline:
            yield "dateline"
        if self.title:
            place = self.best[key]
            yield f"title={place.span.text.lower() in self.title or (place.name or '-').lower() in self.title}"

    def _beside(self, at: int, key: Key, mine: Key, own: str) -> Iterator[str]:
        """How the place lies to what the own sentence gives: finer inside it, wider around it, apart."""
        place, other = self.best[key], self.best[mine]
        step = FINENESS[place.precision] - FINENESS[other.precision]
        size = "finer" if step < 0 else "wider" if step > 0 else "equal"
        lies = self._lies(key, mine) if step <= 0 else self._lies(mine, key)
        yield f"{size}/{lies}"
        yield f"{size}/{lies}/{own}"
        yield f"{size}/{lies}/{other.precision}"
        if step <= 0 and lies > 0:
            yield f"inside/{own}/{self._unnamed(at)}"
            yield f"inside/tied={self._tied(at, key)}"

    def _lies(self, fine: Key, wide: Key) -> int:
        return 1 if wide in self.within.get(fine, ()) else holds(self.best[wide], self.best[fine])

    def _tied(self, at: int, key: Key) -> str:
        around = range(max(0, at - _AROUND), min(len(self.claims), at + _AROUND + 1))
        shares = [
            self.drafts[n].shares.get(key, 0.0) for n in around if n != at and self._tie(n, at) in ("linked", "same")
        ]
        most = max(shares, default=0.0)
        return "yes" if most > 0.5 else "some" if most > 0.2 else "no"

    def _tie(self, a: int, b: int) -> str:
        if self.roots[a] == self.roots[b]:
            return "linked"
        one, two = self.claims[a].event, self.claims[b].event
        return "same" if one == two else "kin" if any({one, two} <= kin for kin in KIN) else "other"

    def _put(self, at: int) -> str:
        token = self.parse.token_at(self.claims[at].trigger.start)
        return put(self.parse, token) if token is not None else ""

    def _unnamed(self, at: int) -> str:
        """Whether the claim's sentence tells of ground without a name: "a village", "the airport"."""
        index = self.stands[at]
        if index not in self.unnamed:
            self.unnamed[index] = "+".join(sorted(set(self._grounds(index)))) or "no"
        return self.unnamed[index]

    def _grounds(self, index: int) -> Iterator[str]:
        sentence = self.parse.sentences[index]
        named = [s.place.span for s in self.spots.of_sentence(sentence)]
        for token in self.parse.tokens_of(sentence):
            if token.pos != "NOUN" or token.lemma not in _UNNAMED or any(n.start <= token.start < n.end for n in named):
                continue
            before = [self.parse.tokens[c] for c in self.parse.children(token.i) if c < token.i]
            if not any(t.pos == "PROPN" for t in before):
                yield "the" if any(t.lower in ("the", "this", "that") for t in before) else "a"


def _level(share: float) -> int:
    return sum(share >= level for level in _LEVELS)


def _far(gap: int | None) -> str:
    if gap is None:
        return "no"
    return next((str(g) for g in _GAPS if gap <= g), "far")
