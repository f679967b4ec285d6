"""Train the judge of candidate triggers (reading/judging), and cross-validate it.

    python scripts/train_judge.py CORPORA            # the folder of the corpora: cross-validate only
    python scripts/train_judge.py CORPORA --write    # then train on all and write vocab/data/judge_*.tsv

Needs lightgbm and scikit-learn, which Sayso itself doesn't. Three parts: the words of sentences (one logistic
regression a code), the counts of what coders did with each word, class and rule's answer, and boosted trees over all
the evidence. The trees learn on sentence words that were fitted without the sentence's document, and on counts less
those of the document itself. Folds are drawn by document; the development set is left out. Seeds are fixed.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from sayso.reading.actors import find_actors
from sayso.reading.happenings import find_happenings, tell
from sayso.reading.judging.candidates import Candidate, wide_word
from sayso.reading.judging.judge import KEEP, KEEP_RULES, choose, sentence_terms, weighable
from sayso.reading.judging.model import CODES, SentenceWords, Shares, keys_of
from sayso.reading.judging.pairs import Pair
from sayso.reading.parse import Parse, Parser
from sayso.reading.places import find_places
from sayso.reading.things import Things
from sayso.records import Article
from sayso.settings import ReadingSettings
from sayso.vocab.gazetteer import open_gazetteer

DATA = Path(__file__).resolve().parent.parent / "src/sayso/vocab/data"
# The coded set, and texts of other matters, in which nothing is a claim: the first so many of each.
SETS = (("claims-train.jsonl", None), ("events/cb_bbc_politics_dev.jsonl", 200))
FOLDS, INNER, SEED = 5, 4, 7
FORESTS = 3  # fitted with seeds of their own; the judge takes their mean
TREES, MIN_WORD, STRENGTH, SMALLEST = 200, 3, 6.0, 0.15
# Narrow, strongly drawn trees: with a deeper or freer setting cross-validated F1 moves by less than .005.
SETTING = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 15, "max_depth": 8, "min_child_samples": 15,
    "feature_fraction": 0.25, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "verbose": -1,
    "num_threads": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
WIDE_DOCUMENTS, WIDE_SHARE = 2, 0.1
SHORT = ("case2021", "cameo", "satp")  # parts of the training set that are single sentences or snippets
NOTE = """# {what} Part of the judge of candidate triggers (reading/judging);
# made by scripts/train_judge.py from hand-coded reports of conflict: words and numbers only, no text of theirs.
# Licence: Apache-2.0.
"""


@dataclass
class Document:
    """A training document: parsed, its hand-coded (sentence, code) pairs, the coders' trigger words."""

    row: dict[str, Any]
    parse: Parse
    things: Things
    gold: list[tuple[int, str]]
    marked: set[str]
    seen: Counter[str]
    terms: list[set[str]] = field(default_factory=list)
    codes: list[set[str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.row.get("doc") or self.row["id"])

    @property
    def coded(self) -> bool:
        return "claims" in self.row

    @property
    def short(self) -> bool:
        return self.row.get("corpus") in SHORT


def documents(rows: list[dict[str, Any]], parses: Iterable[Parse]) -> list[Document]:
    """Rows of a set, ready to learn from."""
    gazetteer, made = open_gazetteer(ReadingSettings()), []
    for row, parse in zip(rows, parses, strict=True):
        article = Article(str(row.get("doc") or row["id"]), row["text"], title=row.get("title"))
        places = find_places(parse, article, gazetteer)
        things = Things.of(parse, find_actors(parse, article, places), places)
        gold = [(g["sent"], g["event"]) for g in row.get("claims", ())]
        words = Counter(w for t in parse.tokens if (w := wide_word(t)))
        document = Document(row, parse, things, gold, _marked(row, parse), words)
        for sentence in parse.sentences:
            document.terms.append(sentence_terms(parse, sentence))
            inside = {i for i, (a, b) in enumerate(row.get("sentences", ())) if sentence.start < b and sentence.end > a}
            document.codes.append({code for at, code in gold if at in inside})
        made.append(document)
    return made


def _marked(row: dict[str, Any], parse: Parse) -> set[str]:
    found: set[str] = set()
    for claim in row.get("claims", ()):
        start, end = row["sentences"][claim["sent"]]
        at = row["text"].lower().find(claim["trigger"].lower(), start, end)
        if at >= 0:
            covered = (t for t in parse.tokens if at <= t.start < at + len(claim["trigger"]))
            found |= {w for t in covered if (w := wide_word(t))}
    return found


# ------------------------------------------------------------------------------------------------------- the parts
def fit_words(train: Sequence[Document]) -> SentenceWords:
    """One logistic regression a code over the words of sentences."""
    terms = [t for d in train for t in d.terms]
    codes = [c for d in train for c in d.codes]
    count = Counter(w for t in terms for w in t)
    index = {w: i for i, w in enumerate(sorted(w for w, n in count.items() if n >= MIN_WORD))}
    lines, columns, values = [], [], []
    for line, found in enumerate(terms):
        known = [index[w] for w in sorted(found) if w in index]
        lines += [line] * len(known)
        columns += known
        values += [1 / np.sqrt(max(1, len(known)))] * len(known)
    table = csr_matrix((values, (lines, columns)), shape=(len(terms), len(index)))
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    bias = [-8.0] * len(CODES)
    for j, code in enumerate(CODES):
        wanted = np.array([code in c for c in codes])
        if wanted.sum() < 3:
            continue
        fitted = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=SEED).fit(table, wanted)
        bias[j] = round(float(fitted.intercept_[0]), 3)
        for word, i in index.items():
            kept = weights[word]  # a word without weight still counts in the sentence's number of words
            if abs(fitted.coef_[0][i]) >= SMALLEST:
                kept[j] = round(float(fitted.coef_[0][i]), 2)
    return SentenceWords(dict(weights), bias)


def fit_wide(train: Sequence[Document]) -> frozenset[str]:
    """Words that coders took for triggers in several documents."""
    marks, seen = Counter(), Counter()
    for document in train:
        marks.update(document.marked)
        seen.update(document.seen.keys())
    return frozenset(w for w, n in marks.items() if n >= WIDE_DOCUMENTS and n / seen[w] >= WIDE_SHARE)


def coded(document: Document, pairs: Sequence[Pair]) -> list[bool]:
    """Whether the coders have each pair's code in its sentence."""
    return [bool(document.gold) and (_place(document, p.candidate), p.code) in document.gold for p in pairs]


def _place(document: Document, candidate: Candidate) -> int | None:
    start = document.parse.tokens[candidate.lead.trigger.first].start
    return next((i for i, (a, b) in enumerate(document.row.get("sentences", ())) if a <= start < b), None)


def aligned(document: Document, candidates: Sequence[Candidate]) -> dict[int, str]:
    """Which hand-coded claim each candidate is, one to one: by its words, then by its code."""
    options, text = [], document.row["text"].lower()
    for number, claim in enumerate(document.row.get("claims", ())):
        start, end = document.row["sentences"][claim["sent"]]
        at = text.find(claim["trigger"].lower(), start, end)
        stop = at + len(claim["trigger"])
        for index, candidate in enumerate(candidates):
            if _place(document, candidate) != claim["sent"]:
                continue
            tokens = [document.parse.tokens[i] for c in candidate.contexts for i in c.trigger.tokens]
            head = document.parse.tokens[candidate.head]
            touched = at >= 0 and any(at < t.end and t.start < stop for t in tokens)
            if touched or candidate.event == claim["event"]:
                score = 3 * touched + 3 * (candidate.event == claim["event"]) + 0.5 * (candidate.kind == "group")
                score += at >= 0 and at < head.end and head.start < stop
                options.append((-score, number, index, claim["event"]))
    found: dict[int, str] = {}
    used: set[int] = set()
    for _, number, index, event in sorted(options):
        if number not in used and index not in found:
            used.add(number)
            found[index] = event
    return found


def fit_shares(train: Sequence[Document], wide: frozenset[str]) -> tuple[Shares, list[Shares]]:
    """The counts of all documents, and those of each alone."""
    nothing = SentenceWords({}, [-8.0] * len(CODES))
    empty = Shares({"word": {}, "class": {}, "rule": {}})
    whole: dict[str, dict[str, Counter[str]]] = {t: defaultdict(Counter) for t in empty.tables}
    alone = []
    for document in train:
        own: dict[str, dict[str, Counter[str]]] = {t: defaultdict(Counter) for t in empty.tables}
        pairs = weighable(document.parse, tell(document.parse, document.things), wide, nothing, empty)
        candidates = list(dict.fromkeys(p.candidate for p in pairs))
        events = aligned(document, candidates)
        for index, candidate in enumerate(candidates):
            for table, key in keys_of(candidate).items():
                for counts in (own, whole):
                    counts[table][key]["n"] += 1
                    if index in events:
                        counts[table][key].update((events[index], "any"))
        alone.append(Shares(own))
    return Shares(whole), alone


@dataclass
class Judge:
    """All parts, fitted."""

    wide: frozenset[str]
    words: SentenceWords
    shares: Shares
    forests: list[Any]
    names: list[str]

    def pairs(self, document: Document) -> list[Pair]:
        return weighable(document.parse, tell(document.parse, document.things), self.wide, self.words, self.shares)

    def odds(self, pairs: Sequence[Pair]) -> list[float]:
        if not pairs:
            return []
        table = _table(pairs, self.names)
        sums = np.mean([forest.predict(table, raw_score=True) for forest in self.forests], axis=0)
        return [float(p) for p in 1 / (1 + np.exp(-sums))]


def _table(pairs: Sequence[Pair], names: Sequence[str]) -> Any:
    return np.array([[p.evidence[n] for n in names] for p in pairs], dtype=np.float64)


def train_judge(train: Sequence[Document]) -> Judge:
    """Fit all parts on documents; texts of other matters teach the trees alone, or they would outweigh the rest."""
    train = sorted(train, key=lambda d: not d.coded)
    heard = [d for d in train if d.coded]
    wide, words = fit_wide(heard), fit_words(heard)
    shares, alone = fit_shares(heard, wide)
    inner = [fit_words([d for i, d in enumerate(heard) if i % INNER != part]) for part in range(INNER)]
    pairs: list[Pair] = []
    right: list[bool] = []
    for i, document in enumerate(train):
        without = Shares(shares.tables, alone[i].tables) if document.coded else shares
        told = tell(document.parse, document.things)
        own = weighable(document.parse, told, wide, inner[i % INNER] if document.coded else words, without)
        pairs += own
        right += coded(document, own)
    names = sorted(pairs[0].evidence)
    table = _table(pairs, names)
    seeds = [{"seed": SEED + i, "bagging_seed": SEED + i, "feature_fraction_seed": SEED + i} for i in range(FORESTS)]
    forests = [lightgbm.train(SETTING | s, lightgbm.Dataset(table, np.array(right)), TREES) for s in seeds]
    return Judge(wide, words, shares, forests, names)


# ---------------------------------------------------------------------------------------------------- how good it is
@dataclass
class Tally:
    """Found, told and coded claims."""

    right: int = 0
    told: int = 0
    coded: int = 0

    def add(self, document: Document, claims: list[tuple[int | None, str]]) -> None:
        told, gold = Counter(claims), Counter(document.gold)
        self.right += sum((told & gold).values())
        self.told += sum(told.values())
        self.coded += sum(gold.values())

    def __str__(self) -> str:
        p, r = self.right / max(1, self.told), self.right / max(1, self.coded)
        return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.4f}"


def claims_of(document: Document, happenings: Iterable[Any]) -> list[tuple[int | None, str]]:
    """The (sentence, code) pairs of happenings."""
    return [(_place(document, Candidate("group", h.contexts() or [h.lead])), h.event) for h in happenings]


def cross_validate(all_documents: list[Document], keeps: Sequence[tuple[float, float]]) -> None:
    """Print claim F1 of the rules and of the judge on documents left out, of all and of whole reports alone."""
    fold = {d.name: int(hashlib.md5(d.name.encode()).hexdigest(), 16) % FOLDS for d in all_documents}
    rules, judged = defaultdict(Tally), defaultdict(Tally)
    for part in range(FOLDS):
        judge = train_judge([d for d in all_documents if fold[d.name] != part])
        for document in (d for d in all_documents if fold[d.name] == part and d.coded):
            kinds = ("all",) if document.short else ("all", "reports")
            found = claims_of(document, find_happenings(document.parse, document.things))
            pairs = judge.pairs(document)
            odds = judge.odds(pairs)
            for keep in keeps:
                pairs = judge.pairs(document)
                chosen = claims_of(document, choose(pairs, odds, keep))
                for kind in kinds:
                    judged[kind, keep].add(document, chosen)
            for kind in kinds:
                rules[kind].add(document, found)
    for kind in ("all", "reports"):
        print(f"{kind:8} rules             {rules[kind]}")
        for keep in keeps:
            print(f"{kind:8} judge {keep[0]:.2f} {keep[1]:.2f}   {judged[kind, keep]}", flush=True)


# ------------------------------------------------------------------------------------------------------------ writing
def write(judge: Judge) -> None:
    """Write the three tables."""
    cells = {w: " ".join(f"{CODES[j]}:{v:g}" for j, v in sorted(c.items())) for w, c in judge.words.weights.items()}
    bias = " ".join(f"{CODES[j]}:{v:g}" for j, v in enumerate(judge.words.bias))
    _write(
        "judge_words.tsv",
        "What words of a sentence suggest of each code, in nats; * is the bias.",
        "word\tweights",
        [f"*\t{bias}", *(f"{w}\t{c}" for w, c in sorted(cells.items()) if "\t" not in w)],
    )
    counts = [f"wide\t{w}\t" for w in sorted(judge.wide)]
    for table, keys in judge.shares.tables.items():
        for key, found in sorted(keys.items()):
            counts.append(f"{table}\t{key}\t" + " ".join(f"{c}:{n}" for c, n in sorted(found.items())))
    _write("judge_shares.tsv", "How often coders took such a candidate for each code.", "table\tkey\tcounts", counts)
    _write(
        "judge_trees.tsv",
        "Decision trees, a node a row; `below` and `above` count rows from 0.",
        "root\tfeature\tthreshold\tbelow\tabove\tvalue",
        _nodes(judge),
    )


def _nodes(judge: Judge) -> list[str]:
    lines: list[str] = []

    def add(node: dict[str, Any], root: bool) -> int:
        at = len(lines)
        mark = "1" if root else ""
        if "leaf_value" in node:
            lines.append(f"{mark}\t\t\t\t\t{node['leaf_value'] / FORESTS:.6g}")
            return at
        lines.append("")
        below, above = add(node["left_child"], False), add(node["right_child"], False)
        name = judge.names[node["split_feature"]]
        lines[at] = f"{mark}\t{name}\t{node['threshold']!r}\t{below}\t{above}\t"
        return at

    for forest in judge.forests:
        for tree in forest.dump_model()["tree_info"]:
            add(tree["tree_structure"], True)
    return lines


def _write(name: str, what: str, head: str, lines: Iterable[str]) -> None:
    text = NOTE.format(what=what) + head + "\n" + "\n".join(lines) + "\n"
    (DATA / name).write_text(text, encoding="utf-8")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main(argv: list[str]) -> None:
    """Cross-validate, and write with --write."""
    folder = Path(argv[0])
    rows = [r for name, first in SETS for r in _rows(folder / name)[:first]]
    parses = Parser(ReadingSettings().model).parse_all(r["text"] for r in rows)
    train = documents(rows, parses)
    if "--only-write" not in argv:
        cross_validate(train, ((KEEP_RULES, KEEP), (0.2, 0.45), (0.1, 0.4), (0.1, 0.5)))
    if "--write" in argv or "--only-write" in argv:
        write(train_judge(train))


if __name__ == "__main__":
    main(sys.argv[1:])
