"""What dates a claim, what claims lend each other, which tell of one happening; every sentence here is our own."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.reading.times import find_times
from sayso.reading.weights import weights
from sayso.records import Article

DAY = date(2023, 3, 14)  # a Tuesday


def claims(reader, text, published=DAY):
    return reader.read(Article("a", text, published=published)).claims


def one(reader, text, event, published=DAY):
    found = [c for c in claims(reader, text, published) if c.event == event]
    assert found, text
    return found[0]


OWN = [
    ("Rebels shelled the market of Goma on Friday, killing six people.", "shelling", "Friday"),
    ("The police said on Monday that rebels had shelled the market of Goma on Friday.", "shelling", "Friday"),
    ("Warplanes bombed the town for the first time in a year on Sunday.", "air-strike", "Sunday"),
    ("Three weeks ago the army claimed to have recaptured the town of Bria.", "territory-taken", "Three weeks ago"),
    ("Gunmen kidnapped four teachers near Maroua last week, officials said on Monday.", "abduction", "last week"),
]


@pytest.mark.parametrize(("text", "event", "when"), OWN, ids=[t[:30] for t, _, _ in OWN])
def test_the_expression_that_dates_the_happening(reader, text, event, when):
    found = one(reader, text, event).when
    assert found is not None
    assert when in found.span.text


def test_the_date_of_the_speaking_is_not_that_of_the_happening(reader):
    assert one(reader, "Rebels shelled the market of Goma, the police said on Monday.", "shelling").when is None


def test_a_claim_takes_the_time_that_its_happening_has_elsewhere(reader):
    text = "A car bomb exploded in Mosul on Sunday, killing 12 people. The bomb also wounded 30 people, police said."
    dated = {c.evidence.text[:8]: c.when for c in claims(reader, text)}
    assert {w.span.text for w in dated.values() if w is not None} == {"Sunday"}
    assert None not in dated.values()


def test_a_habit_takes_no_neighbours_day(reader):
    text = "A car bomb killed 12 people in Mosul on Sunday. Militants regularly execute deserters."
    assert one(reader, text, "execution").when is None


PAST = [
    ("The army will investigate Friday's shelling of the market.", date(2023, 3, 10)),
    ("The ministry promised to answer for Saturday's attack.", date(2023, 3, 11)),
]


@pytest.mark.parametrize(("text", "day"), PAST)
def test_harm_that_a_day_owns_is_past(parser, text, day):
    (found,) = find_times(parser.parse(text), DAY)
    assert (found.start, found.end) == (day, day)


def test_what_is_arranged_may_lie_ahead(parser):
    (found,) = find_times(parser.parse("The ministers will prepare Friday's summit."), DAY)
    assert found.start == date(2023, 3, 17)


def test_since_before_a_clause_runs_to_the_articles_date(parser):
    text = "Rebels have bombed two towns since they left the talks on 20 February."
    (found,) = find_times(parser.parse(text), DAY)
    assert (found.start, found.end) == (date(2023, 2, 20), DAY)


def test_what_happened_within_the_since_clause_is_of_its_day(reader):
    text = "About 2,500 people have fled Bani Walid since artillery fire killed 23 people there on Friday."
    killed = one(reader, text, "shelling").when
    assert killed is not None
    assert (killed.start, killed.end) == (date(2023, 3, 10), date(2023, 3, 10))


DATELINES = [
    "A HEADLINE IN CAPITALS THAT IS LONGER THAN SIXTY CHARACTERS, AS SOME OF THEM ARE\n\nSABHA, MARCH 8, 2023 (WIRE) --"
    " A BOMB EXPLODED IN SABHA ON MONDAY.",
    "GOMA, March 8, 2023 (Wire) - A bomb exploded in the town on Monday.",
]


@pytest.mark.parametrize("text", DATELINES)
def test_an_undated_report_takes_its_datelines_date(parser, text):
    assert find_times(parser.parse(text), None)[-1].start == date(2023, 3, 6)


def test_a_later_mention_is_of_the_same_happening(reader):
    text = (
        "A car bomb exploded in Mosul on Sunday, killing 12 people. The explosion wounded 30 people."
        " Another car bomb killed two soldiers in Kirkuk on Monday."
    )
    first, second, *rest = claims(reader, text)
    assert second.same_as == first.id
    assert [c.same_as for c in rest] == [None] * len(rest)


def test_times_apart_are_never_one_happening(reader):
    text = "A bomb exploded in Mosul on Sunday. A bomb exploded in Mosul on 3 January 2022."
    assert [c.same_as for c in claims(reader, text)] == [None, None]


def test_a_text_that_turns_elsewhere_tells_of_another_happening(reader):
    text = (
        "Four people were killed on Tuesday in clashes in Kirkuk, the police said. On the same day four people "
        "were killed in clashes in Basra."
    )
    assert [c.same_as for c in claims(reader, text)] == [None, None]


def test_same_as_names_an_earlier_claim_that_names_none(reader):
    text = "Rebels shelled Goma on Friday. The shelling killed two. It also wounded nine. The attack lasted hours."
    made = claims(reader, text)
    roots = {c.id for c in made if c.same_as is None}
    assert {c.same_as for c in made} - {None} <= roots


def test_every_stage_has_weights():
    assert all(len(weights(stage)) > 40 for stage in ("own", "lent", "same"))
    assert weights("no such stage") == {}
