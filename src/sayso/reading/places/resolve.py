"""From names to points: every name of the article is weighed against all the others, twice.

Pass one takes each name with the words beside it. Passes two and three add the company: what the other names then most
likely are. The weights are trained by `scripts/train_places.py`; no rule here knows any one place.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import log10
from urllib.parse import urlsplit

from sayso.reading.places.mentions import Mention
from sayso.reading.places.names import Meaning, meaning
from sayso.reading.places.ranking import (
    Company,
    Features,
    Name,
    alone,
    contained,
    gather,
    lies_in,
    most_likely,
    pairs,
    softmax,
    surely,
)
from sayso.records import Article
from sayso.vocab.gazetteer import Entry, Gazetteer, fold
from sayso.vocab.tables import rows

# Smaller towns don't give their name to a host that others read; and their names are everyday words.
_TOWN = 5_000
SURE = 12.0
_TOP_LEVEL = {"uk": "GB", "eu": "", "su": "RU"}


@cache
def weights(stage: str) -> dict[str, float]:
    """The resolver's weights of a stage, `alone` or `company`."""
    return {r["feature"]: float(r["weight"]) for r in rows("gazetteer_resolver.tsv") if r["stage"] == stage}


class Home:
    """Where the publisher is: the country of its address, and the words of its host that may name its town."""

    def __init__(self, article: Article) -> None:
        host = urlsplit(article.url or "").hostname or ""
        parts = host.split(".")
        last = parts[-1] if len(parts) > 1 else ""
        self.country = _TOP_LEVEL.get(last, last.upper() if len(last) == 2 else "")
        if last in ("gov", "mil"):
            self.country = "US"
        self.host = "".join(p for p in parts[:-1] if p not in ("www", "co", "com", "org", "net"))
        self.host += fold(article.publisher or "").replace(" ", "")

    def town(self, gazetteer: Gazetteer) -> Name | None:
        """The town that the publisher's host begins with ("dallasnews"), as a name that is in no sentence."""
        host = self.host[:40]
        for end in range(min(len(host), 16), 4, -1):
            known = gazetteer.find(host[:end])
            found = [e for e in known if e.kind in ("settlement", "capital") and e.how < 2 and e.weight >= _TOWN]
            if found:
                name = Name(host[:end], Meaning(tuple(found), host[:end]), entries=most_likely(tuple(found)))
                name.chances = softmax(
                    [2 * log10(e.weight) + (2.0 if e.country == self.country else 0.0) for e in name.entries]
                )
                return name
        return None

    def features(self, name: Name, e: Entry) -> Features:
        """How a meaning fits the publisher."""
        made: Features = {}
        small = e.kind not in ("country", "continent", "region")
        if self.country:
            made[f"home/{e.country == self.country}/{'small' if small else 'big'}"] = 1.0
        folded = fold(name.text).replace(" ", "")
        if small and len(folded) > 3 and folded in self.host:
            made[f"host/{e.kind}"] = 1.0
        return made


class Resolver:
    """The names of one article, and what they are."""

    def __init__(self, article: Article, mentions: list[Mention], gazetteer: Gazetteer) -> None:
        self.mentions = mentions
        self.home = Home(article)
        self.town = self.home.town(gazetteer)
        known: dict[tuple[str, int], Meaning] = {}
        self.meanings = []
        for m in mentions:
            key = (m.span.text, m.adjective.id if m.adjective else 0)
            if key not in known:
                known[key] = meaning(m.span.text, m.adjective, gazetteer)
            self.meanings.append(known[key])
        joined = pairs(article.text, mentions)
        self.names = self._split(gather(article.text, mentions, self.meanings), joined)
        sure = surely(article.text, mentions, joined)
        for name in self.names:
            name.entries = most_likely(name.meaning.entries)
            name.within = {self.meanings[sure[m]].name for m in name.mentions if m in sure}

    def _split(self, names: list[Name], joined: list[tuple[int, int]]) -> list[Name]:
        """One string said to lie in two different places ("Paris, Texas"; "Paris, France") is two names."""
        outer_of: dict[int, list[str]] = {}
        for inner, outer in joined:
            outer_of.setdefault(inner, []).append(self.meanings[outer].name)
        made = []
        self.outers: list[set[str]] = []
        for name in names:
            said = Counter(tuple(outer_of[m]) for m in name.mentions if m in outer_of)
            wordings = [w for w, _ in said.most_common()]
            if len({w[0] for w in wordings}) < 2 or (name.mentions and self.mentions[name.mentions[0]].adjective):
                made.append(name)
                self.outers.append({text for w in wordings for text in w})
                continue
            for rank, wording in enumerate(wordings):
                own = [m for m in name.mentions if tuple(outer_of.get(m, ())) == wording]
                own += [m for m in name.mentions if rank == 0 and m not in outer_of]
                made.append(Name(name.text, name.meaning, sorted(own), cues=set(name.cues)))
                self.outers.append(set(wording))
        return made

    def features(self, stage: str) -> list[list[Features]]:
        """For each name, for each of its meanings, the features of a stage."""
        by_text = {n.text: n for n in self.names}
        company = Company(self.names, self.mentions, self.town) if stage == "company" else None
        made = []
        for name, outer in zip(self.names, self.outers, strict=True):
            outers = [by_text[t] for t in sorted(outer) if t in by_text and t != name.text]
            sat = company.features(name) if company and len(name.entries) > 1 else [{} for _ in name.entries]
            rows_ = []
            for rank, (e, with_others) in enumerate(zip(name.entries, sat, strict=True)):
                f: Features = dict(with_others)
                f.update(alone(name, e, rank))
                f.update(contained(name, e, outers))
                f.update(self.home.features(name, e))
                rows_.append(f)
            made.append(rows_)
        return made

    def weigh(self, stage: str, weighed: dict[str, float] | None = None) -> None:
        """Give every meaning its score and chance by a stage's weights."""
        by = weights(stage) if weighed is None else weighed
        for name, features in zip(self.names, self.features(stage), strict=True):
            name.scores = [sum(by.get(k, 0.0) * v for k, v in f.items()) for f in features]
            self._keep_within(name)
            name.chances = softmax(name.scores)
            name.led = _led(name, features, by)

    def _keep_within(self, name: Name) -> None:
        """Rule out what doesn't lie where the wording says it does, if anything does."""
        outers = [e for n in self.names if n.text in name.within for e in n.entries[:1]]
        inside = [any(lies_in(e, o) for o in outers) for e in name.entries]
        if any(inside):
            name.scores = [s if i else s - SURE for s, i in zip(name.scores, inside, strict=True)]

    def run(self) -> None:
        """All passes."""
        self.weigh("alone")
        self.weigh("company")
        self.weigh("company")


def _led(name: Name, features: list[Features], by: dict[str, float]) -> dict[int, str]:
    """The feature that set the likeliest meaning off most from the next."""
    ranked = sorted(range(len(name.entries)), key=lambda i: -name.scores[i])
    if len(ranked) < 2:
        return {}
    first, next_ = features[ranked[0]], features[ranked[1]]
    gains: dict[str, float] = {}
    for k in {*first, *next_}:
        gain = by.get(k, 0.0) * (first.get(k, 0.0) - next_.get(k, 0.0))
        group = k.split("/")[0].split("-")[0].rstrip("0123456789")
        gains[group] = gains.get(group, 0.0) + gain
    best = max(gains, key=lambda k: (gains[k], k))
    return {name.entries[ranked[0]].id: "in/" if best == "in" else best}
