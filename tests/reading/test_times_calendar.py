"""The calendar behind the times: feasts of known years, periods, numbers in words, and what is no time at all."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.reading.parse import Parser
from sayso.reading.times import feasts, find_times, periods
from sayso.reading.times.length_rules import length_value
from sayso.reading.times.lexicon import number_of, ordinal_number, unit_of


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (1961, date(1961, 4, 2), date(1961, 4, 9)),
        (2000, date(2000, 4, 23), date(2000, 4, 30)),
        (2008, date(2008, 3, 23), date(2008, 4, 27)),
        (2011, date(2011, 4, 24), date(2011, 4, 24)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2038, date(2038, 4, 25), date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_the_churches_keep_it(year, western, orthodox):
    assert feasts.easter(year) == western
    assert feasts.easter(year, orthodox=True) == orthodox


@pytest.mark.parametrize(
    ("islamic", "day"),
    [((1400, 1, 1), date(1979, 11, 21)), ((1436, 9, 1), date(2015, 6, 18)), ((1445, 10, 1), date(2024, 4, 10))],
)
def test_the_islamic_calendar_agrees_with_known_dates_within_a_day(islamic, day):
    assert abs((feasts.from_islamic(*islamic) - day).days) <= 1


@pytest.mark.parametrize("year", range(2000, 2031))
def test_every_year_has_its_feasts(year):
    for name in feasts.feasts():
        for start, end in feasts.occurrences(name, year, year):
            assert start <= end
            assert (end - start).days < 40
    assert 1 <= len(feasts.occurrences("ramadan", year - 1, year)) <= 3


def test_periods_hold_the_days_that_they_should():
    assert periods.holding("week", date(2015, 4, 1)).value == "2015-W14"
    assert periods.weekend(date(2015, 4, 22)).start == date(2015, 4, 25)
    assert periods.season(2014, "WI").end == date(2015, 2, 28)
    assert periods.season(2014, "SU", south=True).start == date(2014, 12, 1)
    assert periods.moved(date(2015, 3, 31), "month", -1) == date(2015, 2, 28)
    assert periods.century(19).start == date(1900, 1, 1)
    assert periods.southern("za")
    assert not periods.southern("IQ")
    assert not periods.southern(None)
    with pytest.raises(OverflowError):
        periods.moved(date(2015, 1, 1), "year", 99_999)


@pytest.mark.parametrize(
    ("words", "number"),
    [("twenty-four", 24), ("a dozen", 12), ("two hundred", 200), ("1,500", 1500), ("half a", 0.5), ("a couple of", 2),
     ("5 1/2", 5.5), ("three and a half", 3.5), ("several", None), ("a few", None)],
)  # fmt: skip
def test_numbers_are_read(words, number):
    assert number_of(words) == number


def test_lengths_are_written_as_timex3_has_them():
    assert length_value("hour", 5.5) == "PT5H30M"
    assert length_value("fortnight", 1) == "P2W"
    assert length_value("decade", None) == "PXDE"
    assert length_value("minute", 30) == "PT30M"
    assert ordinal_number("twenty-first") == 21
    assert ordinal_number("3rd") == 3
    assert unit_of("centuries") == "century"


@pytest.fixture(scope="module")
def parser():
    return Parser()


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels may attack the village.",
        "About 2000 people were killed.",
        "The fall of the city shocked the world.",
        "Protesters march through the streets.",
        "The army spent $1999 a head.",
        "A 15-year-old boy was shot.",
        "April Jones was not hurt.",
        "The missile flew 1,945 km.",
        "Flight 1850 was hit.",
        "Council Resolution 1973 was adopted.",
        "The 3rd Brigade took the hill.",
        "They won 2-1.",
    ],
)
def test_what_is_no_time_is_left_alone(sentence, parser):
    found = find_times(parser.parse(sentence), date(2015, 4, 22))
    assert [w.span.text for w in found if w.type == "DATE"] == []


def test_empty_text_has_no_times(parser):
    assert find_times(parser.parse(""), None) == ()


def test_a_history_goes_by_its_own_years(parser):
    text = (
        "In 1946 the war began. In 1947 the town fell. In March, the army came back. In 1948 talks failed. "
        "In December, fighting spread. In January, the south rose. In 1950 the north rose. In 1951 and 1952 it was "
        "quiet. By 1953 the camps were full. In 1954 the siege began. On 7 May, the fort fell. In 1955 it was over."
    )
    found = {w.span.text: w.value for w in find_times(parser.parse(text), date(2015, 4, 22))}
    assert found["March"] == "1947-03"
    assert found["December"] == "1948-12"
    assert found["January"] == "1949-01"
    assert found["7 May"] == "1954-05-07"
