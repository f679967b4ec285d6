"""Who counts as one voice on an incident.

1. A claim's voice is the innermost source of its chain: "X, citing Y" is Y's.
2. Claims whose sources are of one kind (or of no known one) and whose names agree, as far as they go, are one voice,
   whoever prints them.
3. A source named only by a pronoun or an office ("it", "the officials") is the one of its kind named before it.
4. A headline, and a claim in the outlet's own words whose figures a source of its article gives too, rest on that
   source: the first that is no side of the conflict.
5. Else own words are the voice of the agency whose copy they are, or of the outlet. Articles that are copies are one.
6. An office that nothing tells of ("a local official") is one voice of its kind in one outlet; an anonymous source is
   its outlet's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.merging.facts import Facts, Said, Sheet
from sayso.merging.wording import copied
from sayso.records import IndependentVoice, Ref
from sayso.vocab.sources import source_key

MOST_COPIES_COMPARED = 60


@dataclass(frozen=True, slots=True)
class _Key:
    """A voice before like ones are joined: `kind` "outlet" or the source's, and its telling words."""

    kind: str
    words: frozenset[str]


def independent(claims: Sequence[Facts], near_copy: float) -> tuple[IndependentVoice, ...]:
    """The independent voices behind some claims of one incident, those with most claims first."""
    keys = _keys(claims)
    up = _joined(sorted(set(keys.values()), key=lambda k: (k.kind, sorted(k.words))))
    _join_copies(claims, keys, up, near_copy)
    groups: dict[_Key, list[Facts]] = {}
    for claim in claims:
        groups.setdefault(_root(up, keys[claim.ref]), []).append(claim)
    found = [_voice(key, members) for key, members in groups.items()]
    return tuple(sorted(found, key=lambda v: (-len(v.claims), v.name, v.claims)))


def _source(claim: Facts) -> Said | None:
    return claim.voices[-1] if claim.voices else None


def _outlet(sheet: Sheet) -> _Key:
    return _Key("outlet", frozenset({sheet.outlet}))


def _named(claim: Facts) -> _Key | None:
    source = _source(claim)
    if source is None or source.kind == "anonymous":
        return None
    words = source_key(source.text)
    return _Key(source.kind, words) if words else None


def _keys(claims: Sequence[Facts]) -> dict[Ref, _Key]:
    articles: dict[str, list[Facts]] = {}
    for claim in sorted(claims, key=lambda c: (c.position, c.ref)):
        articles.setdefault(claim.sheet.article, []).append(claim)
    keys: dict[Ref, _Key] = {}
    for told in articles.values():
        keys |= _keys_of(told)
    return keys


def _keys_of(told: Sequence[Facts]) -> dict[Ref, _Key]:
    """The keys of one article's claims, in the order of its text."""
    keys: dict[Ref, _Key] = {}
    attributed: list[tuple[Facts, _Key]] = []
    for claim in told:
        key = _named(claim) or _meant(claim, [k for _, k in attributed]) or _office(claim)
        if key:
            keys[claim.ref] = key
            attributed.append((claim, key))
    rests_on = next((k for _, k in attributed if k.kind != "party"), attributed[0][1] if attributed else None)
    said = {(c.measure, c.best) for claim, _ in attributed for c in claim.counts}
    for claim in told:
        if claim.ref not in keys:
            leans = not claim.voices and (_headline(claim) or _repeats(claim, said))
            keys[claim.ref] = rests_on if leans and rests_on else _outlet(claim.sheet)
    return keys


def _meant(claim: Facts, before: Sequence[_Key]) -> _Key | None:
    """Whom a pronoun or an office means: the last source of its kind before it, else the last one."""
    source = _source(claim)
    if source is None or source.kind == "anonymous" or not before:
        return None
    return next((k for k in reversed(before) if k.kind == source.kind), before[-1])


def _office(claim: Facts) -> _Key | None:
    source = _source(claim)
    return None if source is None or source.kind == "anonymous" else _Key(source.kind, frozenset({claim.sheet.outlet}))


def _headline(claim: Facts) -> bool:
    return claim.sentence < claim.sheet.headline


def _repeats(claim: Facts, said: set[tuple[str, int | None]]) -> bool:
    return bool(claim.counts) and all((c.measure, c.best) in said for c in claim.counts)


def _joined(keys: Sequence[_Key]) -> dict[_Key, _Key]:
    """Each key's root: keys of one kind, or of no known one, join when the words of one are among the other's."""
    up = {k: k for k in keys}
    for i, a in enumerate(keys):
        for b in keys[:i]:
            if _of_a_kind(a.kind, b.kind) and (a.words <= b.words or b.words <= a.words):
                up[_root(up, a)] = _root(up, b)
    return up


def _of_a_kind(a: str, b: str) -> bool:
    return "outlet" not in (a, b) and (a == b or "other" in (a, b))


def _root(up: dict[_Key, _Key], key: _Key) -> _Key:
    while up[key] != key:
        key = up[key]
    return key


def _join_copies(claims: Sequence[Facts], keys: dict[Ref, _Key], up: dict[_Key, _Key], near_copy: float) -> None:
    sheets = {id(c.sheet): c.sheet for c in claims if keys[c.ref].kind == "outlet"}
    ordered = sorted(sheets.values(), key=lambda s: s.article)[:MOST_COPIES_COMPARED]
    for i, a in enumerate(ordered):
        for b in ordered[:i]:
            one, other = _root(up, _outlet(a)), _root(up, _outlet(b))
            if one != other and copied(a.wording, b.wording) >= near_copy:
                up[max(one, other, key=_order)] = min(one, other, key=_order)


def _order(key: _Key) -> tuple[str, list[str]]:
    return key.kind, sorted(key.words)


def _voice(key: _Key, members: Sequence[Facts]) -> IndependentVoice:
    outlets = tuple(sorted({m.sheet.publisher for m in members}))
    said = [s for m in members if (s := _source(m)) and s.kind != "anonymous"]
    agencies = sorted({m.sheet.agency for m in members if m.sheet.agency})
    if key.kind == "outlet":
        name, kind = (agencies or list(outlets))[0], "media"
        why = (
            f"copy of {name}" if agencies else "copies of one text" if len(outlets) > 1 else "the outlet's own account"
        )
    else:
        texts = Counter(s.text for s in said)
        name = min(texts, key=lambda t: (not source_key(t), -texts[t], -len(t), t))
        kind = Counter(s.kind for s in said).most_common(1)[0][0]
        why = f"one source, quoted by {len(outlets)} outlets" if len(outlets) > 1 else "a named source"
    return IndependentVoice(
        name=name,
        kind=kind,  # type: ignore[arg-type]
        claims=tuple(sorted(m.ref for m in members)),
        outlets=outlets,
        party=kind == "party",
        denies=all(m.denies for m in members),
        why=why,
    )
