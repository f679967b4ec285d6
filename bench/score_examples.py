"""Scores the reader on the sample reports against their key: `python bench/score_examples.py [--misses]`.

A claim is found when a predicted one has the same event code and rests on the same sentence, one to one; those with the
same figures are paired first. Fields are scored over found claims. Claims of headlines count neither for nor against.
Twenty short reports show faults; they are far too few to measure progress by.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
Json = dict[str, Any]


def load_key() -> Json:
    """The key of the sample reports."""
    return json.loads((EXAMPLES / "key.json").read_text(encoding="utf-8"))


def gold_claims(key: Json) -> dict[str, list[Json]]:
    """The key's claims by report; every report has an entry."""
    found: dict[str, list[Json]] = {name: [] for name in key["reports"]}
    claims = [c for i in key["incidents"] for c in i["claims"]] + [t["claim"] for t in key["totals"]]
    for claim in claims + key["patterns"] + key["prospects"]:
        found[claim["report"]].append(claim)
    return found


def readings() -> Iterator[tuple[str, Json]]:
    """Each sample report with what the reader makes of it, as its JSON."""
    from sayso.line import Line
    from sayso.records import Refusal
    from sayso.settings import load_settings
    from sayso.vocab.codes import reading_codes
    from sayso.wire import reading_json, refusal_json

    paths = sorted(p for p in (EXAMPLES / "reports").iterdir() if p.suffix in (".html", ".txt"))
    made = Line(load_settings()).read(paths)
    for path, result in zip(paths, made, strict=True):
        if isinstance(result, Refusal):
            yield path.name, refusal_json(result)
        else:
            yield path.name, reading_json(result, reading_codes(result))


def plain(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())


def figures(claim: Json) -> list[tuple[Any, ...]]:
    """A claim's figures, comparable."""
    return sorted((f["measure"], str(f["low"]), str(f["high"]), str(f["best"])) for f in claim["figures"])


def interval(claim: Json, predicted: bool) -> tuple[Any, Any]:
    """The interval of a claim; of a predicted one, of its time expression."""
    when = (claim["when"] or {"from": None, "to": None}) if predicted else claim
    return when["from"], when["to"]


def differences(gold: Json, claim: Json) -> list[str]:
    """The fields in which a found claim differs from the key's."""
    place = claim["place"]["text"] if claim["place"] else None
    pairs = {
        "scope": (gold["scope"], claim["scope"]),
        "certainty": (gold["certainty"], claim["certainty"]),
        "figures": (figures(gold), figures(claim)),
        "place": ((gold["place"] or "").lower(), (place or "").lower()),
        "when": (interval(gold, predicted=False), interval(claim, predicted=True)),
        "voices": ([v["kind"] for v in gold["voices"]], [v["kind"] for v in claim["voices"]]),
    }
    return [name for name, (wanted, got) in pairs.items() if wanted != got]


@dataclass
class Score:
    """What was found, missed and added, and in which fields found claims differ."""

    found: list[tuple[Json, Json, list[str]]] = field(default_factory=list)
    missed: list[Json] = field(default_factory=list)
    added: list[tuple[str, Json]] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of predicted claims that are in the key."""
        return len(self.found) / max(1, len(self.found) + len(self.added))

    @property
    def recall(self) -> float:
        """Share of the key's claims that were found."""
        return len(self.found) / max(1, len(self.found) + len(self.missed))

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def right(self, name: str) -> float:
        """Share of found claims whose field `name` is as in the key."""
        return sum(name not in wrong for _, _, wrong in self.found) / max(1, len(self.found))


def pair(gold: Iterable[Json], predicted: Iterable[Json]) -> tuple[list[tuple[Json, Json]], list[Json], list[Json]]:
    """Pairs of the key's and predicted claims, what is left of the first, what is left of the second."""
    left, free, pairs = list(gold), list(predicted), []
    for same_figures in (True, False):
        for wanted in list(left):
            sentence = plain(wanted["quotation"])
            for claim in free:
                said = plain(claim["evidence"]["text"])
                if claim["event"] != wanted["event"] or not (sentence in said or said in sentence):
                    continue
                if same_figures and figures(claim) != figures(wanted):
                    continue
                pairs.append((wanted, claim))
                left.remove(wanted)
                free.remove(claim)
                break
    return pairs, left, free


def score(read: Iterable[tuple[str, Json]]) -> Score:
    """The score of readings, given with their reports' names."""
    key = load_key()
    gold = gold_claims(key)
    not_text = defaultdict(list)
    for row in key["not_claims"]:
        if row["part"] == "furniture":
            not_text[row["report"]].append(row["quotation"])
    result = Score()
    for name, reading in read:
        text = plain(reading["article"].get("text", ""))
        title = plain(key["reports"][name]["title"] or "")
        claims = [c for c in reading.get("claims", []) if plain(c["evidence"]["text"]) != title]
        pairs, missed, added = pair(gold[name], claims)
        result.found += [(wanted, claim, differences(wanted, claim)) for wanted, claim in pairs]
        result.missed += missed
        result.added += [(name, claim) for claim in added]
        result.furniture += [quotation for quotation in not_text[name] if quotation in text]
    return result


def show(result: Score, misses: bool) -> None:
    """Print the score, and with `misses` every difference."""
    wanted = len(result.found) + len(result.missed)
    print(f"claims      P {result.precision:.3f}  R {result.recall:.3f}  F1 {result.f1:.3f}  of {wanted}")
    for name in ("scope", "certainty", "figures", "place", "when", "voices"):
        print(f"{name:<11} {result.right(name):.3f}")
    print(f"furniture taken for text: {len(result.furniture)}")
    if not misses:
        return
    for gold, claim, wrong in result.found:
        if wrong:
            print(f"DIFFERS {', '.join(wrong)}: {gold['event']}: {plain(claim['evidence']['text'])}")
    for gold in result.missed:
        print(f"MISSED  {gold['event']} {gold['scope']}: {gold['quotation']}")
    for name, claim in result.added:
        said = plain(claim["evidence"]["text"])
        print(f"ADDED   {claim['event']} {claim['scope']} '{claim['trigger']['text']}': {said} [{name}]")
    for quotation in result.furniture:
        print(f"TAKEN   {quotation}")


if __name__ == "__main__":
    show(score(readings()), "--misses" in sys.argv[1:])
