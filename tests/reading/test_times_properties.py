"""What must hold of every text: spans are verbatim, nothing is invented, the past isn't after the article's date."""

from __future__ import annotations

import re
import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.parse import Parse, Sentence, Token
from sayso.reading.times import find_times


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(piece.split()) for piece in text.split("|"))


_PAST = """
on Tuesday | last week | last month | three weeks ago | in October | on May 3 | on 29 February | since March |
yesterday | last night | overnight | this morning | earlier this year | before Christmas | during Ramadan |
last summer | in the winter | in recent days | in the past two years | four days later | the next day | the
previous month | a year earlier | at 3 a.m. on Sunday | by Friday night | between 3 and 5 May | this week |
the third quarter | on the 13th | several weeks ago | at dawn | for nearly four years | every Friday | 24
hours | today | recently | now | that day | days earlier | at Easter | Thursday last week | the weekend | late
last month | until March | after Monday | from Monday to Wednesday | the day before | 99999 years ago
"""
_NAMED = """
in 2014 | on 22 April 2013 | in mid-2012 | the 1990s | 2014-08-09 | from 1991 to 1995 | in May 2010
"""
PAST, NAMED = _listed(_PAST), _listed(_NAMED)
FILLERS = ("Rebels fell back", "the army said", "and", ",", "the march went on", "200 people", "a second raid", "may")


def toy_parse(text: str) -> Parse:
    """A parse without a model: every sentence hangs on a verb in the past tense."""
    parse = Parse(text, [], [], [])
    for paragraph, line in enumerate(re.finditer(r"[^\n]+", text)):
        for piece in re.finditer(r"[^.!?]+[.!?]?", line.group()):
            words = list(re.finditer(r"\w+|[^\w\s]", piece.group()))
            if not words:
                continue
            first, base = len(parse.tokens), line.start() + piece.start()
            number = len(parse.sentences)
            for word in words:
                i = len(parse.tokens)
                tag, pos = ("VBD", "VERB") if i == first else ("NNP", "PROPN")
                start, end = base + word.start(), base + word.end()
                parse.tokens.append(
                    Token(i, start, end, word.group(), word.group().lower(), pos, tag, "dep", first, "", number)
                )
            last = parse.tokens[-1].end
            parse.sentences.append(
                Sentence(number, parse.tokens[first].start, last, first, len(parse.tokens), paragraph)
            )
    return parse


def texts(*pieces: str) -> st.SearchStrategy[str]:
    joined = st.lists(st.sampled_from(pieces), min_size=1, max_size=12).map(" ".join)
    return st.lists(joined, min_size=1, max_size=4).map(lambda s: ". ".join(s) + ".")


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@settings(max_examples=80, deadline=None)
@given(st.one_of(texts(*PAST, *NAMED, *FILLERS), st.text(max_size=200)), st.none() | DAYS)
def test_spans_are_verbatim_ordered_and_apart(text, published):
    times = find_times(toy_parse(text), published)
    for when in times:
        assert text[when.span.start : when.span.end] == when.span.text
        assert when.value
        assert when.why
        if when.start and when.end:
            assert when.start <= when.end
    for one, other in pairwise(times):
        assert one.span.end <= other.span.start


@settings(max_examples=80, deadline=None)
@given(texts(*PAST, *FILLERS))
def test_nothing_is_dated_where_nothing_gives_a_date(text):
    for when in find_times(toy_parse(text), None):
        assert (when.start, when.end) == (None, None), when
        assert not re.match(r"\d{2}", when.value), when


@settings(max_examples=80, deadline=None)
@given(texts(*PAST, *FILLERS), DAYS)
def test_what_happened_is_not_after_the_report(text, published):
    for when in find_times(toy_parse(text), published):
        assert when.end is None or when.end <= published, when
        assert when.start is None or when.start <= published, when


@settings(max_examples=30, deadline=None)
@given(texts(*PAST, *NAMED, *FILLERS), st.none() | DAYS)
def test_the_same_text_reads_the_same_again(text, published):
    parse = toy_parse(text)
    assert find_times(parse, published) == find_times(parse, published)


@pytest.mark.parametrize(
    "piece",
    ["a ", "1 ", "May ", "the ", "2014", "1,", "12:", "three ", "last ", "Monday ", "'", "the end of the ", "3/4/",
     "May 3-", "two and a half ", "1990s ", "early late ", "Jan. "],
)  # fmt: skip
def test_hostile_text_is_read_in_bounded_time(piece):
    text = piece * (30_000 // len(piece))
    parse = toy_parse(text)
    began = time.process_time()
    find_times(parse, date(2015, 4, 22))
    assert time.process_time() - began < 15


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29)])
def test_the_ends_of_the_calendar_are_survived(published):
    text = ". ".join((*PAST, *NAMED, "next century", "9999 years ago", "in 200 years", "a century later", "next year"))
    find_times(toy_parse(text), published)
