"""Who is spoken of: every mention of an actor in an article, resolved to a known actor where that is certain.

A mention is a name of the vocabulary, a noun phrase headed by a noun for actors ("Taliban fighters", "government troops",
"gunmen"), a country that acts ("Turkey shelled"), or a name that only the language model sees (its `id` is None).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.reading.actors_marks import Mark, find_marks
from sayso.reading.actors_phrases import decide, resolve_actor
from sayso.reading.parse import Parse, Token
from sayso.records import Actor, Article, Place, Span
from sayso.vocab.actors import KnownActor, Noun, StateWord, actor, chain, nouns, state_actor, states, steering

__all__ = ["find_actors", "metonym", "resolve_actor"]

_MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "poss", "advmod", "punct", "case", "nummod", "appos"})
_NEVER_INSIDE = frozenset(
    {"DT", "PDT", "PRP$", "WP$", "CD", "IN", "TO", "CC", "MD", "VBZ", "VBP", "VBD", "VB", "PRP", "WDT", "WP"}
)
_ENTITIES = frozenset({"ORG", "NORP", "PERSON"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
# Heads that belong to whom the "of" after them names: "members of the Taliban", but not "opponents of the Taliban".
_OF_THEM = frozenset(
    "member members fighter fighters militant militants cadre cadres soldier soldiers troops forces units unit elements "
    "remnants group groups faction branch wing leader leaders commander commanders army military government police "
    "officials official armed authorities".split()
)
_PLAIN = frozenset(
    {"government", "state", "national", "regular", "local", "federal", "country", "s", "armed", "army", "military"}
)
# Definite nouns that take up the one non-state actor of an article: "the militants" after "Abu Sayyaf militants".
_TAKING_UP = frozenset(
    "militants rebels insurgents guerrillas guerillas fighters jihadists extremists terrorists separatists".split()
)
_NON_STATE = frozenset({"rebel-group", "political-militia", "identity-militia", "crime-group"})
# Nouns too vague to be those of the one country that an article is about.
_VAGUE = frozenset(
    {"officials", "leadership", "warplanes", "fighter jets", "jets", "parliament", "troops", "forces", "soldiers"}
)
_HOME_SHARE = 0.8


@dataclass(slots=True)
class _Phrase:
    """A mention in the making: its first and last token, its head noun, whom it means, and how it was told."""

    first: int
    last: int
    noun: Noun | None
    known: KnownActor | None
    marks: tuple[Mark, ...] = ()


def find_actors(parse: Parse, article: Article, places: Sequence[Place] = ()) -> tuple[Actor, ...]:
    """Every mention of an actor, in text order, none inside another.

    `places` are the article's places: a name that is a place is no actor, a country that acts is its government, and an
    article that is solely about one country lets "the army" be that country's. Spans count code points of
    `article.text`.
    """
    return _Finder(parse, article, places).actors()


def metonym(place: Place) -> KnownActor | None:
    """The government that a place's name stands for when it acts: a country's, or that of which it is the seat."""
    if place.country is None or place.adjective:
        return None
    if place.precision == "country":
        return state_actor(place.country)
    state = states().get(place.country)
    return state_actor(place.country) if state and place.span.text in state.seats else None


class _Finder:
    """One article's mentions, found in steps: marks, phrases, names, countries that act, names of the model."""

    def __init__(self, parse: Parse, article: Article, places: Sequence[Place]) -> None:
        self.parse = parse
        self.article = article
        self.places = {(p.span.start, p.span.end): p for p in places}
        spoken = {p.country for p in places if p.country}
        self.marks = find_marks(article.text, [s.end for s in parse.sentences], spoken)
        self.at: dict[int, int] = {}
        self.tokens_of: list[tuple[int, int]] = []
        for index, mark in enumerate(self.marks):
            first, last = parse.token_at(mark.start), parse.token_at(mark.end - 1)
            reach = (first.i, last.i) if first is not None and last is not None else (-1, -1)
            self.tokens_of.append(reach)
            for token in range(reach[0], reach[1] + 1) if reach[0] >= 0 else ():
                self.at.setdefault(token, index)
        self._nouns = {n.form: n for n in nouns()}
        self.taken: set[int] = set()
        self.found: list[_Phrase] = []

    def actors(self) -> tuple[Actor, ...]:
        """The mentions, in text order."""
        for index in range(len(self.marks) - 1, -1, -1):
            self._noun_phrase(index)
        self._of_phrases()
        self._titles()
        for index in range(len(self.marks)):
            self._name(index)
        self._bare(self._home())
        self._antecedents()
        made = [self._actor(p.first, p.last, p.known, p.noun.kind if p.noun else "") for p in self.found]
        made += [self._actor(first, last, None, "") for first, last in self._model_names()]
        return tuple(sorted(made, key=lambda a: (a.span.start, a.span.end)))

    def _actor(self, first: int, last: int, known: KnownActor | None, kind: str) -> Actor:
        span = self.parse.span(first, last)
        if known is None:
            return Actor(span, kind=kind or None)
        return Actor(span, known.id, known.name, known.kind)

    # ------------------------------------------------------------------------------------------------- noun phrases
    def _noun_phrase(self, index: int) -> None:
        noun = self.marks[index].what
        first, last = self.tokens_of[index]
        if not isinstance(noun, Noun) or noun.use == "bar" or first < 0 or last in self.taken:
            return
        if self.parse.tokens[last].pos not in ("NOUN", "PROPN"):
            return
        start, coordinated = self._left(first, last)
        inside = self._inside(start, last)
        known = decide(self.article.text, inside, noun)
        others = [m for m in inside if m is not self.marks[index]]
        if noun.use != "alone" and not self._worth(noun, known, others):
            return
        self._add(_Phrase(start, last, noun, known, tuple(inside)))
        for other in coordinated:
            left, right = self.tokens_of[other]
            self._add(
                _Phrase(left, right, noun, decide(self.article.text, [self.marks[other], self.marks[index]], noun))
            )

    def _worth(self, noun: Noun, known: KnownActor | None, others: Sequence[Mark]) -> bool:
        """Whether a noun that is no mention by itself is one here: "Turkish jets", "a militant group"."""
        if known is not None:
            return True
        return noun.use == "armed" and any(isinstance(m.what, Noun) for m in others)

    def _left(self, first: int, head: int) -> tuple[int, list[int]]:
        """The first token of the phrase whose head noun begins at `first`, and marks coordinated before it."""
        tokens = self.parse.tokens
        start, at = first, first - 1
        coordinated: list[int] = []
        while at >= 0 and tokens[at].sentence == tokens[head].sentence and at not in self.taken:
            token = tokens[at]
            index = self.at.get(at)
            if index is not None and self._inside_name(index, at, head):
                at = self.tokens_of[index][0]
                start = at
            elif token.text == ")" and (opened := self._bracket(at)) is not None:
                at = opened
            elif token.tag == "POS":
                if at - 1 not in self.at:
                    break
            elif token.tag == "CC" and at + 1 == start:
                coordinated += self._before(at)
                break
            elif not self._modifies(token, head):
                break
            elif token.tag not in ("HYPH", ",", "``", "''"):
                start = at
            at -= 1
        return start, coordinated

    def _inside_name(self, index: int, at: int, head: int) -> bool:
        what = self.marks[index].what
        if isinstance(what, StateWord) and what.form == "seat":
            return False
        return not (isinstance(what, Noun) and not self._modifies(self.parse.tokens[at], head))

    def _modifies(self, token: Token, head: int) -> bool:
        if token.dep == "conj" and token.tag in ("VBN", "JJ") and token.head < token.i:
            return self._modifies(self.parse.tokens[token.head], head)
        return token.dep in _MODIFIERS and token.tag not in _NEVER_INSIDE and token.i < token.head <= head

    def _bracket(self, at: int) -> int | None:
        """The opening bracket of a short aside that follows a name: "the National Front (NF) militants"."""
        for back in range(at - 1, max(at - 7, 0), -1):
            if self.parse.tokens[back].text == "(":
                return back if back - 1 in self.at else None
        return None

    def _before(self, conjunction: int) -> list[int]:
        """Nationalities coordinated before a phrase: "Iraqi and Kurdish forces", "Iraqi, Syrian and Turkish troops"."""
        found: list[int] = []
        at = conjunction - 1
        while at >= 0:
            if self.parse.tokens[at].text == "," and found:
                at -= 1
            index = self.at.get(at)
            what = self.marks[index].what if index is not None else None
            if index is None or not isinstance(what, StateWord) or what.form not in ("adjective", "both"):
                return found
            found.append(index)
            at = self.tokens_of[index][0] - 1
        return found

    def _inside(self, first: int, last: int) -> list[Mark]:
        indices = dict.fromkeys(self.at[t] for t in range(first, last + 1) if t in self.at)
        return [self.marks[i] for i in indices]

    def _add(self, phrase: _Phrase) -> None:
        if self.taken.isdisjoint(range(phrase.first, phrase.last + 1)):
            self.taken.update(range(phrase.first, phrase.last + 1))
            self.found.append(phrase)

    def _of_phrases(self) -> None:
        """ "Members of X", "the army of X": one mention, of X."""
        by_last = {p.last: p for p in self.found}
        by_first = {p.first: p for p in self.found}
        tokens = self.parse.tokens
        for phrase in list(self.found):
            of = phrase.last + 1
            if of + 1 >= len(tokens) or tokens[of].lower != "of" or tokens[phrase.last].lower not in _OF_THEM:
                continue
            inner = of + 2 if tokens[of + 1].tag == "DT" and of + 2 < len(tokens) else of + 1
            below = by_first.get(inner)
            if below is not None and below is not phrase and by_last.get(below.last) is below:
                self._join(phrase, below.last, phrase.known or below.known)
                self.found.remove(below)
            elif inner in self.at and inner not in self.taken:
                index = self.at[inner]
                marks = [self.marks[index], *phrase.marks]
                known = phrase.known or decide(self.article.text, marks, phrase.noun)
                if known is not None:
                    self._join(phrase, self.tokens_of[index][1], known)

    def _titles(self) -> None:
        """ "Iraqi Prime Minister X": one mention, of a person, so of nobody that is known."""
        people = {e.first: e for e in self.parse.entities if e.label == "PERSON"}
        for phrase in self.found:
            person = people.get(phrase.last + 1)
            if phrase.noun is not None and phrase.noun.official and person is not None:
                self._join(phrase, person.last - 1, None)

    def _join(self, phrase: _Phrase, last: int, known: KnownActor | None) -> None:
        self.taken.update(range(phrase.last, last + 1))
        phrase.last, phrase.known = last, known

    # -------------------------------------------------------------------------------------------------------- names
    def _name(self, index: int) -> None:
        """A name that no phrase took, with what stands before it: "members of X", "Iraqi and Kurdish forces"."""
        mark = self.marks[index]
        first, last = self.tokens_of[index]
        if first < 0 or isinstance(mark.what, Noun) or not self.taken.isdisjoint(range(first, last + 1)):
            return
        if isinstance(mark.what, StateWord):
            if mark.what.form == "people":
                if self.parse.tokens[last].pos in ("NOUN", "PROPN"):
                    self._add(_Phrase(first, last, None, None))
            elif self._acts(mark, mark.what, last):
                self._add(_Phrase(first, last, None, state_actor(mark.what.country)))
            return
        place = self.places.get((mark.start, mark.end))
        if place is None or mark.what is not None:
            self._add(_Phrase(self._members(first), last, None, mark.what))
        noun = self._nouns.get(self.parse.tokens[last].lower)
        if noun is not None and noun.part and first and self.parse.tokens[first - 1].tag == "CC":
            for other in self._before(first - 1):
                known = decide(self.article.text, [self.marks[other]], noun)
                self._add(_Phrase(*self.tokens_of[other], noun, known))

    def _members(self, first: int) -> int:
        """Where a mention begins that ends in a name: at "members" in "members of the X"."""
        tokens = self.parse.tokens
        of = first - 2 if first > 1 and tokens[first - 1].tag == "DT" else first - 1
        if of < 1 or tokens[of].lower != "of" or tokens[of - 1].lower not in _OF_THEM or of - 1 in self.taken:
            return first
        return of - 1

    def _acts(self, mark: Mark, word: StateWord, last: int) -> bool:
        """Whether a word for a state stands for its government here: it acts, or a deed is called its own."""
        token = self.parse.tokens[last]
        place = self.places.get((mark.start, mark.end))
        if place is not None and place.country not in (None, word.country):
            return False
        if token.dep in ("amod", "compound", "nmod", "poss"):
            head = self.parse.tokens[token.head]
            return head.lemma in steering("deed") and token.i < head.i
        return token.ent != "PERSON" and self._does(token)

    def _does(self, token: Token) -> bool:
        """Whether a token, or what it is coordinated with, is a doer: a verb's subject or agent, a side of a pact."""
        tokens = self.parse.tokens
        while token.dep in ("conj", "appos") and token.head != token.i:
            token = tokens[token.head]
        head = tokens[token.head]
        above = tokens[head.head]
        if token.dep == "nsubj":
            return head.pos == "VERB" and head.lemma not in steering("idle")
        if token.dep in ("dobj", "obj"):
            return head.lemma in steering("charge")
        if token.dep != "pobj":
            return False
        if head.lower == "by":
            return head.dep == "agent" or above.lemma in steering("deed") | steering("pact")
        return head.lower in ("between", "with", "against") and above.lemma in steering("pact")

    def _model_names(self) -> Iterator[tuple[int, int]]:
        """Names of organisations, peoples and persons that only the model sees, unless they are places."""
        for entity in self.parse.entities:
            first, last = entity.first, entity.last - 1
            if entity.label not in _ENTITIES:
                continue
            while first < last and self.parse.tokens[first].tag in ("DT", "POS", "``", "''"):
                first += 1
            while first < last and self.parse.tokens[last].tag in ("POS", "``", "''", ","):
                last -= 1
            if not self.taken.isdisjoint(range(first, last + 1)) or self._is_place(self.parse.span(first, last)):
                continue
            head = self.parse.tokens[last]
            if entity.label == "NORP" and (head.pos == "ADJ" or head.dep in ("amod", "compound", "nmod")):
                continue
            if any(
                isinstance(self.marks[self.at[t]].what, StateWord) for t in range(first, last + 1) if t in self.at
            ) and (first == last or entity.label == "NORP"):
                continue
            self.taken.update(range(first, last + 1))
            yield first, last

    def _is_place(self, span: Span) -> bool:
        return any(start <= span.start and span.end <= end for start, end in self.places)

    # ---------------------------------------------------------------------------------------- the article as a whole
    def _home(self) -> str | None:
        """The country that an article is solely about, when no other country's forces or police act in it."""
        named = Counter(p.country for p in self.places.values() if p.country and not p.adjective)
        if not self.places:
            named.update(m.what.country for m in self.marks if isinstance(m.what, StateWord))
        acting = {
            p.known.id[:2].upper()
            for p in self.found
            if p.known is not None and p.known.id[2:3] == "-" and actor(p.known.id)
        }
        if not named:
            return None
        country, count = named.most_common(1)[0]
        if count < _HOME_SHARE * named.total() or acting - {country}:
            return None
        return country

    def _bare(self, home: str | None) -> None:
        """Let "the army", "police", "government forces" be those of the one country that the article is about; but the
        police of a town are those of the town's country."""
        for phrase in self.found:
            noun = phrase.noun
            if phrase.known is not None or noun is None or not noun.part or noun.use != "alone" or not noun.kind:
                continue
            if noun.form in _VAGUE or noun.official:
                continue
            town = self._town(phrase)
            country = town.country if town is not None else home
            words = self.parse.span(phrase.first, phrase.last).text.lower().replace("'", " ").split()
            local = town.span.text.lower().split() if town is not None else []
            if country and not set(words) - set(noun.form.split()) - _PLAIN - set(local):
                phrase.known = state_actor(country, noun.part)

    def _town(self, phrase: _Phrase) -> Place | None:
        """The place that a phrase for a body names: "Nairobi police", "police in Nairobi"."""
        tokens = self.parse.tokens
        start = tokens[phrase.first].start
        after = phrase.last + 2
        near = tokens[after].start if after < len(tokens) and tokens[after - 1].lower in ("in", "of") else -1
        for (begin, _), place in self.places.items():
            if place.country and not place.adjective and begin in (start, near):
                return place
        return None

    def _antecedents(self) -> None:
        """Let "the militants" be those of the one non-state actor that the article has named before."""
        named = [p for p in self.found if p.known is not None and p.known.kind in _NON_STATE]
        roots = {chain(p.known.id)[-1] for p in named if p.known is not None}
        others = any(
            p.known is None and p.noun is not None and p.noun.kind in _NON_STATE and p.first < p.last
            for p in self.found
        )
        if len(roots) != 1 or others:
            return
        opening = min(named, key=lambda p: p.first)
        for phrase in self.found:
            before = self.parse.tokens[phrase.first - 1].lower if phrase.first else ""
            alone = phrase.known is None and phrase.first == phrase.last and phrase.first > opening.last
            if alone and before == "the" and self.parse.tokens[phrase.last].lower in _TAKING_UP:
                phrase.known = opening.known
