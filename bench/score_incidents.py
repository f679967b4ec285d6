"""Scores incidents of the sample reports against their key: `python bench/score_incidents.py [--perfect] [--all]`.

A claim of the key stands for the reader's claim with the same code and sentence (see `score_examples.py`). An incident
of the key is looked for in the merged incident that holds most of its claims; what differs is printed. `--perfect`
merges the key's own claims, which shows what merging alone does; `--all` prints what agrees too.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from typing import Any

from sayso.line import Line
from sayso.merging import merge
from sayso.merging.door import Merged
from sayso.records import Actor, Article, Claim, Figure, Incident, Place, Reading, Ref, Span, Total, Voice, When
from sayso.settings import load_settings
from sayso.vocab.codes import reading_codes
from sayso.wire import reading_json
from score_examples import EXAMPLES, load_key, pair, plain

NEAR_DEGREES = 0.3
Json = dict[str, Any]
Told = dict[int, Ref]


@dataclass
class Score:
    """What differs, by the key's incident or total; `apart` are kept-apart pairs that were merged."""

    wrong: dict[str, list[str]] = field(default_factory=dict)
    apart: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def right(self) -> int:
        """How many of the key's incidents and totals are as in the key."""
        return sum(not wrong for wrong in self.wrong.values())


def sample_readings() -> Iterator[tuple[str, Reading]]:
    """Each sample report's name and reading."""
    paths = sorted(p for p in (EXAMPLES / "reports").iterdir() if p.suffix in (".html", ".txt"))
    for path, result in zip(paths, Line(load_settings()).read(paths), strict=True):
        assert isinstance(result, Reading), f"{path.name} was refused: {result}"
        yield path.name, result


def key_claims(key: Json) -> Iterator[tuple[Json, Json | None]]:
    """Every claim of the key with the incident or total that it is of (None: a pattern or prospect)."""
    for one in key["incidents"]:
        yield from ((claim, one) for claim in one["claims"])
    yield from ((total["claim"], total) for total in key["totals"])
    yield from ((claim, None) for claim in key["patterns"] + key["prospects"])


def found_claims(key: Json, read: Sequence[tuple[str, Reading]]) -> Told:
    """The address of the reader's claim for each of the key's claims that was found, by the claim's `id()`."""
    told: Told = {}
    for name, reading in read:
        rows = reading_json(reading, reading_codes(reading))["claims"]
        title = plain(key["reports"][name]["title"] or "")
        rows = [r for r in rows if plain(r["evidence"]["text"]) != title]
        gold = [c for c, _ in key_claims(key) if c["report"] == name]
        for wanted, row in pair(gold, rows)[0]:
            told[id(wanted)] = Ref(reading.article.id, row["id"])
    return told


def perfect(key: Json, read: Sequence[tuple[str, Reading]]) -> tuple[list[tuple[str, Reading]], Told]:
    """The readings with the key's claims in place of the reader's."""
    told: Told = {}
    made = []
    for name, reading in read:
        claims = []
        for number, (row, of) in enumerate(key_claims(key)):
            if row["report"] == name:
                claims.append(_claim(f"k{number}", row, of, reading))
                told[id(row)] = Ref(reading.article.id, f"k{number}")
        made.append((name, replace(reading, claims=_parts(key, claims, told))))
    return made, told


def _parts(key: Json, claims: list[Claim], told: Told) -> tuple[Claim, ...]:
    by_id = {t["id"]: told.get(id(t["claim"])) for t in key["totals"]}
    whole = {
        told[id(t["claim"])].claim: by_id[t["part_of"]]
        for t in key["totals"]
        if id(t["claim"]) in told and t["part_of"]
    }
    return tuple(replace(c, part_of=whole[c.id].claim) if whole.get(c.id) else c for c in claims)


def _find(article: Article, words: str, start: int = 0, end: int | None = None) -> Span | None:
    """Where some words stand, whatever white space is between them."""
    text = article.text.replace("\n", " ")
    at = text.find(" ".join(words.split()), start, end)
    return Span.of(article.text, at, at + len(words)) if at >= 0 else None


def _claim(name: str, row: Json, of: Json | None, reading: Reading) -> Claim:
    article = reading.article
    evidence = _find(article, row["quotation"])
    assert evidence, f"not in {row['report']}: {row['quotation']}"

    def here(words: str | None) -> Span:
        if not words:
            return evidence
        return _find(article, words, evidence.start, evidence.end) or _find(article, words) or evidence

    figures = tuple(
        Figure(here(f["text"]), f["measure"], f["low"], f["high"], f["best"], f["approximate"], here(f["who"]))
        for f in row["figures"]
    )
    return Claim(
        name, article.id, row["event"], row["scope"], here(row["trigger"]), evidence, row["certainty"],
        actors=tuple(_actor(here(a), a, reading) for a in row["actors"]),
        targets=tuple(_actor(here(a), a, reading) for a in row["targets"]),
        means=tuple(map(here, row["means"])),
        figures=figures,
        place=_place(row, of, here(row["place"]), reading) if row["place"] else None,
        when=_when(row, here(row["when"])),
        voices=tuple(Voice(here(v["text"]), v["kind"]) for v in row["voices"]),
    )  # fmt: skip


def _actor(span: Span, words: str, reading: Reading) -> Actor:
    known = next((a for a in reading.actors if a.span.text == words), None)
    return replace(known, span=span) if known else Actor(span)


def _place(row: Json, of: Json | None, span: Span, reading: Reading) -> Place:
    at = (of or {}).get("place") or {}
    if "lat" not in at:
        named = (*reading.places, *(c.place for c in reading.claims if c.place))
        known = next((p for p in reversed(named) if p.span.text == row["place"]), None)
        if known:
            return replace(known, span=span, precision=row["precision"])
    return Place(span, row["place"], None, at.get("lat"), at.get("lon"), at.get("country"), precision=row["precision"])


def _when(row: Json, span: Span) -> When | None:
    start, end = (date.fromisoformat(row[k]) if row[k] else None for k in ("from", "to"))
    return When(span, "DATE", "", start, end) if start or end else None


def score(key: Json, told: Told, merged: Merged) -> Score:
    """How the merged incidents and totals compare with the key's."""
    result = Score()
    home = {ref: i for i in merged.incidents for ref in (*i.claims, *i.denials)}
    homes: dict[str, Incident] = {}
    for one in key["incidents"]:
        refs = [told[id(c)] for c in one["claims"] if id(c) in told]
        counted = Counter(home[r].id for r in refs if r in home)
        if not counted:
            result.wrong[one["id"]] = ["none of its claims is in an incident"]
            continue
        best = counted.most_common(1)[0][0]
        homes[one["id"]] = next(i for i in merged.incidents if i.id == best)
        result.wrong[one["id"]] = [
            *([f"scattered over {len(counted)} incidents"] if len(counted) > 1 else []),
            *_differences(one, homes[one["id"]]),
        ]
    for a, b in combinations(homes, 2):
        if homes[a].id == homes[b].id:
            result.apart.append(f"{a} and {b} are one")
    result.extra = [i.id for i in merged.incidents if i not in homes.values()]
    of_claim = {ref: t for t in merged.totals for ref in t.claims}
    for total in key["totals"]:
        found = of_claim.get(told.get(id(total["claim"])))  # type: ignore[call-overload]
        result.wrong[total["id"]] = _total_differences(key, total, found, told, of_claim, homes)
    return result


def _differences(gold: Json, found: Incident) -> list[str]:
    wrong = []
    if found.event != gold["event"]:
        wrong.append(f"event {found.event}, not {gold['event']}")
    wrong += _where(gold, found)
    days = (str(found.start or ""), str(found.end or ""))
    if days != (gold["from"] or "", gold["to"] or ""):
        wrong.append(f"days {days}, not {gold['from']} to {gold['to']}")
    for measure in sorted({*gold["figures"], *(r.measure for r in found.ranges)}):
        wrong += _range(measure, gold["figures"].get(measure), found)
    if len(found.voices) != len(gold["voices"]):
        wrong.append(f"voices {[v.name for v in found.voices]}, not {[v['name'] for v in gold['voices']]}")
    if found.grade != gold["grade"]:
        wrong.append(f"grade {found.grade} ({found.grade_rule}), not {gold['grade']} ({gold['grade_why']})")
    fields = {c.field.split(":")[0] for c in found.contradictions}
    wanted = {c["field"] for c in gold["contradictions"]}
    if fields != wanted:
        wrong.append(f"contradictions on {sorted(fields)}, not {sorted(wanted)}")
    return wrong


def _where(gold: Json, found: Incident) -> list[str]:
    place, site = gold["place"], found.site
    if place is None or site is None or site.lat is None or site.lon is None or "lat" not in place:
        return (
            [] if (place is None) == (site is None) else [f"place {site and site.text}, not {place and place['name']}"]
        )
    near = max(abs(site.lat - place["lat"]), abs(site.lon - place["lon"])) <= NEAR_DEGREES
    return [] if near else [f"place {site.name}, {site.country} ({site.precision}), not {place['name']}"]


def _range(measure: str, gold: Json | None, found: Incident) -> list[str]:
    one = found.figure(measure)
    got = (one.low, one.high, one.best) if one else None
    wanted = (gold["low"], gold["high"], gold["best"]) if gold else None
    if got and wanted and wanted[0] is None and wanted[1] is None:
        got, wanted = got[2:], wanted[2:]  # type: ignore[assignment]  # the key says nothing of the bounds
    return [] if got == wanted else [f"{measure} {got}, not {wanted}"]


def _total_differences(
    key: Json, gold: Json, found: Total | None, told: Told, of_claim: dict[Ref, Total], homes: dict[str, Incident]
) -> list[str]:
    if found is None:
        return ["not among the totals"]
    wrong = []
    days = (str(found.start or ""), str(found.end or ""))
    if days != (gold["from"] or "", gold["to"] or ""):
        wrong.append(f"days {days}, not {gold['from']} to {gold['to']}")
    figure = gold["figure"]
    stated = [(s.low, s.high, s.best) for r in found.ranges if r.measure == figure["measure"] for s in r.stated]
    if (figure["low"], figure["high"], figure["best"]) not in stated:
        wrong.append(f"states {stated}, not {figure}")
    whole = next((t for t in key["totals"] if t["id"] == gold["part_of"]), None)
    parent = of_claim.get(told.get(id(whole["claim"]))) if whole else None  # type: ignore[call-overload]
    if found.part_of != (parent.id if parent else None):
        wrong.append(f"part of {found.part_of}, not {gold['part_of']}")
    inside = {n for n, i in homes.items() if i.id in found.incidents}
    if inside != set(gold["incidents_inside"]):
        wrong.append(f"inside it {sorted(inside)}, not {gold['incidents_inside']}")
    return wrong


def run(from_key: bool = False) -> Score:
    """The score of the sample reports, as read or with the key's claims."""
    key = load_key()
    read = list(sample_readings())
    read, told = perfect(key, read) if from_key else (read, found_claims(key, read))
    return score(key, told, merge([r for _, r in read], settings=load_settings().merging))


def show(result: Score, everything: bool) -> None:
    """Print the score and what differs."""
    print(f"{result.right} of {len(result.wrong)} incidents and totals as in the key")
    for line in result.apart:
        print(f"WRONGLY ONE  {line}")
    for name, wrong in result.wrong.items():
        if wrong or everything:
            print(name, *(f"\n    {w}" for w in wrong) if wrong else ("as in the key",))
    print(f"incidents not in the key: {len(result.extra)}")


if __name__ == "__main__":
    show(run("--perfect" in sys.argv[1:]), "--all" in sys.argv[1:])
