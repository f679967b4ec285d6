"""Voices that are parties though no vocabulary knows them: those whom the report itself tells of as fighting.

"The Northern Front said ..." is a party's voice where another sentence has the Northern Front take a town; "the
mission" is, where the Joint Desert Mission flew the strikes; "its own review" is the party's that the claim is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.reading.parse import Parse
from sayso.records import Actor, Claim, Span, Voice

_FIGHTING = frozenset(
    {"air-strike", "shelling", "bombing", "suicide-bombing", "clash", "territory-taken", "siege", "execution",
     "chemical-attack", "abduction", "deployment"}
)  # fmt: skip
_NOT_PARTIES = frozenset(
    {"police", "monitor", "mission", "media", "international-organisation", "civilians", "protesters"}
)
_FORCES = frozenset(
    {"fighter", "force", "troop", "soldier", "militant", "gunman", "aircraft", "warplane", "plane", "jet", "drone",
     "artillery", "militiaman", "guerrilla", "commander", "unit", "helicopter"}
)  # fmt: skip
_SMALL = frozenset({"the", "a", "an", "its", "their", "of", "and"})


def with_parties(parse: Parse, claims: Sequence[Claim], mentions: Sequence[Actor]) -> list[Claim]:
    """The claims, voices of unknown kind that the article itself names as fighting made `party`."""
    names = {_name(a.span.text) for c in claims if c.event in _FIGHTING for a in c.actors if a.kind not in _NOT_PARTIES}
    names |= {_name(m.span.text) for m in mentions if m.kind is None and _has_forces(parse, m.span)}
    names |= {_name(v.span.text) for c in claims for v in c.voices if v.kind == "other" and _owns_forces(parse, c, v)}
    names.discard(())
    return [replace(c, voices=_told(c, names)) if c.voices else c for c in claims]


def _has_forces(parse: Parse, name: Span) -> bool:
    """Whether forces or arms are called by a name: "Northern Front fighters", "warplanes of the Joint Mission"."""
    last, first = parse.token_at(name.end - 1), parse.token_at(name.start)
    if first is None or last is None:
        return False
    after = parse.tokens[last.i : last.i + 3]
    if any(t.lemma in _FORCES for t in after if t.sentence == last.sentence):
        return True
    before = [t.lower for t in parse.tokens[max(0, first.i - 3) : first.i] if t.lower != "the"]
    return (
        len(before) > 1
        and before[-1] == "of"
        and parse.token_at(name.start) is not None
        and any(parse.tokens[i].lemma in _FORCES for i in range(max(0, first.i - 3), first.i))
    )


def _owns_forces(parse: Parse, claim: Claim, voice: Voice) -> bool:
    """Whether a voice speaks of its own forces: "said that its fighters had taken the town"."""
    cue = parse.token_at(voice.cue.start) if voice.cue else None
    if cue is None:
        return False
    sentence = parse.tokens[cue.i : parse.sentences[cue.sentence].last]
    return any(a.lower in ("its", "their") and b.lemma in _FORCES for a, b in pairwise(sentence))


def _told(claim: Claim, names: set[tuple[str, ...]]) -> tuple[Voice, ...]:
    return tuple(
        replace(v, kind="party") if v.kind == "other" and _is_party(v.span.text, claim, names) else v
        for v in claim.voices
    )


def _is_party(text: str, claim: Claim, names: set[tuple[str, ...]]) -> bool:
    name = _name(text)
    if not name:
        return False
    if text.lower().startswith(("its ", "their ")):
        return any(_name(m) in names or _is_short(_name(m), names) for m in _subjects(claim))
    if name in names:
        return True
    return text.lower().startswith("the ") and _is_short(name, names)


def _is_short(name: tuple[str, ...], names: set[tuple[str, ...]]) -> bool:
    """Whether one word is a longer name's last: the mission, the Joint Desert Mission."""
    return len(name) == 1 and any(n[-1] == name[0] for n in names if len(n) > 1)


def _subjects(claim: Claim) -> list[str]:
    """Who the claim's sentence may mean by "its": the actors, else the first three words of the sentence."""
    return [a.span.text for a in claim.actors] or [" ".join(claim.evidence.text.split()[:n]) for n in (1, 2, 3, 4)]


def _name(text: str) -> tuple[str, ...]:
    """The words of a name, small ones left out; empty where it has no capital ("two men"), so names nobody."""
    words = _words(text.split())
    capital = any(w[:1].isupper() for w in text.split()[1:]) or len(words) == 1
    return words if capital else ()


def _words(words: Iterable[str]) -> tuple[str, ...]:
    plain = ("".join(c for c in w.lower().removesuffix("'s").removesuffix("’s") if c.isalnum()) for w in words)
    return tuple(w for w in plain if w and w not in _SMALL)
