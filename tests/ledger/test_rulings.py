"""What people rule outranks the machine, is only added to, survives a re-read, and can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.errors import LedgerError, NotInLedger, UsageError
from sayso.records import Ref

WHY = {"who": "Ann", "why": "seen in the morgue's list"}


@pytest.fixture
def two(line, made):
    """A ledger in which two reports tell of one bomb."""
    line.add_reading(*made.brak("a"))
    line.add_reading(*made.brak_otherwise("b"))
    return line


def test_unlinked_claims_part_and_linked_ones_join(two):
    (one,) = two.ledger.incidents()
    ruled = two.rule("unlink", claims=[Ref("a", "c1")], others=[Ref("b", "c1")], **WHY)
    assert len(two.ledger.incidents()) == 2
    assert one.id in {i.id for i in two.ledger.incidents()}
    two.rule("undo", value=ruled.ruling.id, **WHY)
    (again,) = two.ledger.incidents()
    assert set(again.claims) == set(one.claims)
    assert two.ledger.faults() == ()


def test_a_link_joins_what_the_machine_keeps_apart_and_forwards_the_id(line, made):
    line.add_reading(*made.brak("a"))
    line.add_reading(*made.tbilisi("c"))
    ids = {i.id for i in line.ledger.incidents()}
    ruled = line.rule("link", claims=[Ref("a", "c1"), Ref("c", "c1")], **WHY)
    (one,) = line.ledger.incidents()
    (gone,) = ids - {one.id}
    assert ruled.outcomes.merged == ((gone, one.id),)
    assert line.ledger.find(gone).id == one.id
    assert line.ledger.tomb(gone).why == "merged"
    assert ruled.ruling.id in one.rulings
    line.add_reading(*made.brak_otherwise("b"))
    assert len(line.ledger.incidents()) == 1


def test_a_struck_claim_leaves_the_figures_and_stays_to_be_seen(two):
    (one,) = two.ledger.incidents()
    assert one.figure("killed").high == 25
    ruled = two.rule("strike", claims=[Ref("b", "c1")], **WHY)
    (one,) = two.ledger.incidents()
    assert one.figure("killed").high == 23
    assert two.ledger.struck(one) == (Ref("b", "c1"),)
    told = two.ledger.told([Ref("b", "c1")])[Ref("b", "c1")]
    assert told.struck == ruled.ruling.id
    assert "25" in told.claim.evidence.text
    assert two.ledger.counts().struck == 1
    two.rule("undo", value=ruled.ruling.id, **WHY)
    assert two.ledger.incidents()[0].figure("killed").high == 25
    assert two.ledger.counts().struck == 0


def test_an_incident_without_claims_is_withdrawn_and_comes_back(two):
    (one,) = two.ledger.incidents()
    ruled = two.rule("strike", claims=one.claims, **WHY)
    assert ruled.outcomes.withdrawn == (one.id,)
    assert two.ledger.incidents() == ()
    with pytest.raises(NotInLedger, match="withdrawn"):
        two.ledger.find(one.id)
    two.rule("undo", value=ruled.ruling.id, **WHY)
    assert [i.id for i in two.ledger.incidents()] == [one.id]
    assert two.ledger.tomb(one.id) is None


def test_a_correction_holds(two):
    two.rule("correct", claims=[Ref("b", "c1")], field="killed", value="23", **WHY)
    (one,) = two.ledger.incidents()
    assert (one.figure("killed").low, one.figure("killed").high) == (23, 23)
    two.rule("correct", claims=[Ref("b", "c1")], field="start", value="2023-02-01", **WHY)
    two.rule("correct", claims=[Ref("b", "c1")], field="end", value="2023-02-01", **WHY)
    two.rule("correct", claims=[Ref("b", "c1")], field="place", value="Elsewhere", **WHY)
    assert len(two.ledger.incidents()) == 2


def test_a_grade_by_a_person_outranks_the_rule(two):
    (one,) = two.ledger.incidents()
    two.rule("grade", claims=one.claims[:1], value="confirmed", **WHY)
    (one,) = two.ledger.incidents()
    assert (one.grade, one.grade_rule) == ("confirmed", "graded by Ann: seen in the morgue's list")


def test_rulings_survive_a_new_reading(two, made):
    two.rule("unlink", claims=[Ref("a", "c1")], others=[Ref("b", "c1")], **WHY)
    two.rule("correct", claims=[Ref("a", "c1")], field="killed", value="40", **WHY)
    page, reading = made.brak("a", reader="made 2")
    other = {c.id: f"other-{c.id}" for c in reading.claims}
    claims = tuple(replace(c, id=other[c.id], certainty="probable") for c in reading.claims)
    again = two._reread("a", page, replace(reading, claims=claims), "conflict")
    assert (again.stored.outcome, again.stored.altered) == ("reread", ("c1",))
    assert len(two.ledger.incidents()) == 2
    assert {i.figure("killed").best for i in two.ledger.incidents()} == {40, 25}
    assert again.stored.doubtful == ()


def test_a_ruling_on_a_sentence_that_has_changed_is_named(file_line, made):
    url = "https://news.example/2023/brak"
    file_line.add_reading(*made.brak("a", url=url))
    ruled = file_line.rule("correct", claims=[Ref("a", "c1")], field="killed", value="30", **WHY)
    changed = file_line.add_reading(*made.brak("a", killed="31", url=url))
    assert changed.stored.doubtful == (ruled.ruling.id,)


def test_nobody_can_change_or_delete_a_ruling(two):
    from django.db import Error, connections, transaction

    from sayso.ledger import models

    ruled = two.rule("strike", claims=[Ref("b", "c1")], **WHY)
    row = models.Ruling.objects.using(two.ledger.db).get(name=ruled.ruling.id)
    row.why = "otherwise"
    with pytest.raises(LedgerError, match="can't be changed"):
        row.save()
    with pytest.raises(LedgerError, match="can't be deleted"):
        row.delete()
    for statement in (
        "UPDATE sayso_ledger_ruling SET why = 'otherwise'",
        "DELETE FROM sayso_ledger_ruled",
        "DELETE FROM sayso_ledger_body",
    ):
        with pytest.raises(Error), transaction.atomic(using=two.ledger.db):
            connections[two.ledger.db].cursor().execute(statement)
    assert two.ledger.rulings() == (ruled.ruling,)


def test_a_ruling_needs_a_reason_a_name_and_claims_that_are_there(two):
    with pytest.raises(UsageError, match="why"):
        two.rule("strike", "Ann", " ", claims=[Ref("b", "c1")])
    with pytest.raises(UsageError, match="who"):
        two.rule("strike", "", "because", claims=[Ref("b", "c1")])
    with pytest.raises(UsageError, match="b#c9"):
        two.rule("strike", claims=[Ref("b", "c9")], **WHY)
    with pytest.raises(NotInLedger):
        two.rule("undo", value="r-nothing", **WHY)
    with pytest.raises(UsageError, match="no field"):
        two.rule("correct", claims=[Ref("b", "c1")], field="colour", value="red", **WHY)
    assert two.ledger.rulings() == ()
    assert two.ledger.faults() == ()
