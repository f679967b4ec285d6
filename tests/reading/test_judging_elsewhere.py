"""What an article tells elsewhere, asked by code and place: as looking through all of it gives, in bounded time."""

from __future__ import annotations

import random
import time
from types import SimpleNamespace

from sayso.reading.judging.elsewhere import InArticle, InSentence, kin, with_kin

CODES = ["attack", "clash", "killing", "arrest", "protest"]


def candidates(count: int, sentences: int, seed: int = 5):
    draw = random.Random(seed)
    made = [
        SimpleNamespace(
            kind=draw.choice(["group", "group", "part", "wide"]),
            sentence=draw.randrange(sentences),
            head=head,
            event=draw.choice([*CODES, None]),
            background=draw.random() < 0.1,
        )
        for head in range(count)
    ]
    return sorted(made, key=lambda c: (c.sentence, c.head))


def test_kin_is_mutual_and_never_oneself():
    assert kin("attack", "clash")
    assert kin("clash", "attack")
    assert not kin("clash", "clash")
    assert not kin(None, "clash")
    assert with_kin("abduction") == {"abduction", "arrest"}
    assert with_kin("agreement") == with_kin(None) == frozenset()


def test_the_article_as_looking_through_all_of_it_gives():
    found = candidates(120, 25)
    article = InArticle(found)
    groups = [c for c in found if c.kind == "group" and not c.background]
    for candidate in found:
        others = [g for g in groups if g is not candidate]
        before = [g for g in others if g.sentence < candidate.sentence]
        near = {g.event for g in groups if g.event and abs(g.sentence - candidate.sentence) <= 3}
        assert article.near(candidate.sentence, 3) == near
        for code in CODES:
            same = [g for g in others if g.event == code]
            at = (candidate.sentence, candidate.head)
            assert article.of(candidate, code) == {
                "article same": min(5, len(same)),
                "article share": min(5, len(same)) / len(others),
                "article groups": min(15, len(others)),
                "same before": min(5, sum((g.sentence, g.head) < at for g in same)),
                "distance": min((abs(g.sentence - candidate.sentence) for g in same), default=12),
                "last told": bool(before) and before[-1].event == code,
                "first told": others[0].event == code,
            }


def test_the_sentence_as_looking_through_all_of_it_gives():
    found = candidates(40, 1)
    sentence = InSentence(found)
    for candidate in found:
        others = [c for c in found if c is not candidate]
        groups = [c for c in others if c.kind == "group"]
        for code in CODES:
            assert sentence.of(candidate, code) == {
                "sentence same": sum(g.event == code for g in groups),
                "sentence part": sum(c.kind == "part" and c.event == code for c in others),
                "sentence kin": sum(kin(g.event, code) for g in groups),
                "sentence same before": sum(g.event == code and g.head < candidate.head for g in groups),
            }


def test_alone_in_its_article():
    (only,) = candidates(1, 1)
    only.kind, only.event, only.background = "group", "clash", False
    evidence = InArticle([only]).of(only, "clash")
    assert evidence["article same"] == evidence["article groups"] == 0
    assert evidence["distance"] == 12
    assert not evidence["first told"]


def test_twenty_thousand_candidates_in_bounded_time():
    """Comparing each with all others would take minutes."""
    found = candidates(20_000, 5_000)
    began = time.process_time()
    article, sentence = InArticle(found), InSentence(found)
    for candidate in found:
        article.near(candidate.sentence, 3)
        article.of(candidate, "clash")
        sentence.of(candidate, "clash")
    assert time.process_time() - began < 8
