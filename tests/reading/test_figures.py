"""Numbers in words and digits, with the bounds of coding rule 8."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.figures import find_numbers, parse_number

CASES = [
    ("They killed 43 people.", 43, 43, 43),
    ("At least 43 people died.", 43, None, 43),
    ("More than 1,500 strikes hit the city.", 1501, None, 1500),
    ("Over 8,500 fighters were killed.", 8501, None, 8500),
    ("About 230 strikes were flown.", None, None, 230),
    ("Up to 50 villagers fled.", None, 50, 50),
    ("Almost 50 villagers fled.", None, 50, 50),
    ("Between 20 and 30 rebels died.", 20, 30, None),
    ("20 to 30 rebels died.", 20, 30, None),
    ("Some 5-10 gunmen attacked.", 5, 10, None),
    ("Dozens of villagers fled.", 24, None, None),
    ("Scores of villagers fled.", 40, None, None),
    ("Hundreds of villagers fled.", 200, None, None),
    ("Thousands of villagers fled.", 2000, None, None),
    ("Tens of thousands of villagers fled.", 20_000, None, None),
    ("Half a million people fled.", 500_000, 500_000, 500_000),
    ("Twenty-three boys were taken.", 23, 23, 23),
    ("Two hundred and five men were taken.", 205, 205, 205),
    ("1.5 million people fled.", 1_500_000, 1_500_000, 1_500_000),
    ("A dozen soldiers died.", 12, 12, 12),
    ("Two dozen soldiers died.", 24, 24, 24),
]


@pytest.mark.parametrize(("text", "low", "high", "best"), CASES)
def test_bounds_follow_the_words(parser, text, low, high, best):
    found = find_numbers(parser.parse(text))[0]
    assert (found.low, found.high, found.best) == (low, high, best)


@pytest.mark.parametrize(
    ("text", "noun"), [("Dozens of villagers fled.", "villagers"), ("About 230 strikes hit.", "strikes")]
)
def test_a_number_knows_what_it_counts(parser, text, noun):
    parse = parser.parse(text)
    found = find_numbers(parse)[0]
    assert parse.tokens[found.noun].text == noun


@given(st.integers(0, 2_000_000_000))
def test_digits_with_and_without_commas(value):
    assert parse_number(str(value)) == parse_number(f"{value:,}") == value


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_none(text):
    value = parse_number(text)
    assert value is None or value >= 0
