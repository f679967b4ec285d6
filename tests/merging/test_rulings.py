"""A person's decision outranks the machine's."""

from datetime import date, datetime, timedelta

import pytest

from sayso.errors import RecordError, UsageError
from sayso.merging import merge
from sayso.merging.rulings import orders
from sayso.records import KnownIncident, Ref, Ruling

A, B, C, D = (Ref(x, "c1") for x in "abcd")


def ruling(number, kind, claims=(), others=(), field=None, value=None):
    at = datetime(2024, 1, 1) + timedelta(hours=number)  # noqa: DTZ001
    return Ruling(f"r{number}", kind, "an editor", at, "seen the film", tuple(claims), tuple(others), field, value)


def three(paper):
    return [
        paper("a").say(killed=13).reading(),
        paper("b", "Meridian").say(killed=13).reading(),
        paper("c", "Beacon").say("arrest", place="Coro", arrested=4).reading(),
    ]


def groups(merged):
    return sorted(sorted(r.article for r in i.claims) for i in merged.incidents)


def test_link_puts_together_what_nothing_else_would(paper):
    merged = merge(three(paper), [ruling(1, "link", [A, C])])
    assert groups(merged) == [["a", "b", "c"]]
    assert merged.incidents[0].rulings == ("r1",)
    assert [x.ruling for x in merged.links if x.verdict == "ruled-together"] == ["r1"]


def test_unlink_keeps_apart_what_agrees_in_all(paper):
    merged = merge(three(paper), [ruling(1, "unlink", [A], [B])])
    assert groups(merged) == [["a"], ["b"], ["c"]]
    assert merged.explain(A, B).verdict == "ruled-apart"
    assert any("a ruling keeps them apart" in n.why for n in merged.near_misses)


def test_a_third_report_does_not_bridge_an_unlink(paper):
    readings = [*three(paper), paper("d", "Tribune").say(killed=13).reading()]
    merged = merge(readings, [ruling(1, "unlink", [A], [B])])
    assert not any({A, B} <= set(i.claims) for i in merged.incidents)


def test_the_later_of_two_rulings_holds_and_undo_brings_back(paper):
    link, unlink = ruling(1, "link", [A, B]), ruling(2, "unlink", [A], [B])
    assert groups(merge(three(paper), [unlink, link])) == [["a"], ["b"], ["c"]]
    assert groups(merge(three(paper), [link, unlink, ruling(3, "undo", value="r2")])) == [["a", "b"], ["c"]]
    twice = [link, unlink, ruling(3, "undo", value="r2"), ruling(4, "undo", value="r3")]
    assert groups(merge(three(paper), twice)) == [["a"], ["b"], ["c"]]


def test_rulings_that_cannot_all_be_obeyed_are_named():
    found = orders([ruling(1, "link", [A, B]), ruling(2, "link", [B, C]), ruling(3, "unlink", [A], [C])])
    assert found.unheeded == ("r1",)
    assert (A, C) in found.apart
    assert (B, C) in found.together


def test_strike_leaves_a_claim_out_of_everything(paper):
    merged = merge(three(paper), [ruling(1, "strike", [C])])
    assert groups(merged) == [["a", "b"]]
    assert merged.struck == (C,)


@pytest.mark.parametrize(
    ("field", "value", "get"),
    [
        ("event", "shelling", lambda i: i.event),
        ("start", "2023-04-30", lambda i: i.start.isoformat()),
        ("killed", "7", lambda i: str(i.figure("killed").best)),
        ("country", "YY", lambda i: i.site.country),
        ("actor", "Hill Guard", lambda i: i.actors[0].name),
        ("place", "Elsewhere", lambda i: i.site.name),
    ],
)
def test_correct_changes_one_field_of_a_claim(paper, field, value, get):
    merged = merge([paper("a").say(killed=13).reading()], [ruling(1, "correct", [A], field=field, value=value)])
    assert get(merged.incidents[0]) == value
    assert merged.incidents[0].rulings == ("r1",)


def test_correcting_the_scope_takes_a_claim_out_of_the_incidents(paper):
    merged = merge(three(paper), [ruling(1, "correct", [C], field="scope", value="prospect")])
    assert groups(merged) == [["a", "b"]]
    assert [a.claim for a in merged.asides] == [C]


@pytest.mark.parametrize(("field", "value"), [("colour", "red"), ("killed", "many"), ("start", "Tuesday")])
def test_a_correction_that_cannot_be_is_refused(paper, field, value):
    with pytest.raises(UsageError, match="r1"):
        merge([paper("a").say(killed=13).reading()], [ruling(1, "correct", [A], field=field, value=value)])


def test_a_person_grades_over_the_rules(paper):
    merged = merge(three(paper), [ruling(1, "grade", [A], value="discounted"), ruling(2, "grade", [B], value="fair")])
    incident = next(i for i in merged.incidents if A in i.claims)
    assert incident.grade == "fair"
    assert incident.grade_rule == "graded by an editor: seen the film"


def test_confirm_and_known_confirmed_incidents_are_not_split(paper):
    apart = [paper("a").say(killed=13).reading(), paper("b").say("arrest", place="Coro", arrested=2).reading()]
    assert groups(merge(apart, [ruling(1, "confirm", [A, B])])) == [["a", "b"]]
    known = [KnownIncident("i-1", (A, B), confirmed=True)]
    (incident,) = merge(apart, known=known).incidents
    assert incident.id == "i-1"
    assert groups(merge(apart, [ruling(1, "unlink", [A], [B])], known=known)) == [["a"], ["b"]]


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "grade", "claims": (A,), "value": "sure"},
        {"kind": "undo"},
        {"kind": "correct", "claims": (A,)},
        {"kind": "link"},
        {"kind": "praise", "claims": (A,)},
    ],
)
def test_a_ruling_that_says_nothing_cannot_be_made(fault):
    with pytest.raises(RecordError):
        Ruling(id="r", who="x", at=datetime(2024, 1, 1), why="y", **fault)  # noqa: DTZ001


def test_ids_stay_when_incidents_join_and_part(paper):
    day = date(2023, 5, 1)
    known = [KnownIncident("i-1", (A, B)), KnownIncident("i-2", (C,))]
    readings = [paper(x).say(killed=13, day=day).reading() for x in "abc"]
    (one,) = merge(readings, known=known).incidents
    assert (one.id, one.former_ids) == ("i-1", ("i-2",))
    parted = merge(readings, [ruling(1, "unlink", [A], [B, C])], known=[KnownIncident("i-1", (A, B, C))]).incidents
    assert {i.id: i.split_from for i in parted} == {"i-1": None, next(i.id for i in parted if i.id != "i-1"): "i-1"}
    assert len(next(i for i in parted if i.id == "i-1").claims) == 2
