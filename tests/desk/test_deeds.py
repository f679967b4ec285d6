"""Deeds: each with its right, its ruling, its history, its refusal; a second pair of eyes; two people who disagree."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from sayso.desk.deeds.accept import accept
from sayso.desk.deeds.appoint import appoint
from sayso.desk.deeds.correct import correct, proper
from sayso.desk.deeds.decline import decline
from sayso.desk.deeds.grade import grade
from sayso.desk.deeds.link import link
from sayso.desk.deeds.second import second
from sayso.desk.deeds.strike import strike
from sayso.desk.deeds.undo import undo
from sayso.desk.deeds.unlink import unlink
from sayso.desk.deeds.withdraw import withdraw
from sayso.desk.review.models import Act
from sayso.desk.setup import book
from sayso.errors import NotInLedger, UsageError
from sayso.records import Ref

A, B, C = Ref("a", "c1"), Ref("b", "c1"), Ref("c", "c1")
WHY = "seen in the morgue's list"
DEEDS = {
    "accept": (lambda user: accept(user, [A], WHY), "rule"),
    "strike": (lambda user: strike(user, [A], WHY), "correct"),
    "correct": (lambda user: correct(user, [A], "killed", "24", WHY), "correct"),
    "link": (lambda user: link(user, [A, C], WHY), "rule"),
    "unlink": (lambda user: unlink(user, [A], [B], WHY), "rule"),
    "grade": (lambda user: grade(user, [A, B], "fair", WHY), "rule"),
}


def killed():
    return sorted(i.figure("killed").best for i in book().incidents())


@pytest.fixture
def people(stocked):
    return {role: stocked.user(role) for role in ("reader", "coder", "reviewer", "admin")}


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_needs_its_right(people, deed):
    do, right = DEEDS[deed]
    refused = [None, "reader", *(["coder"] if right == "rule" else [])]
    for role in refused:
        with pytest.raises(PermissionDenied):
            do(people.get(role))
    assert book().rulings() == ()
    assert not Act.objects.exists()
    allowed = "reviewer" if right == "rule" else "coder"
    done = do(people[allowed])
    (ruling,) = book().rulings()
    assert (ruling.id, ruling.who, ruling.why) == (done.ruling, allowed.title(), WHY)
    assert Act.objects.get().user == people[allowed]
    assert any(WHY in what for e in book().history("a#c1") for what in e.what)
    do(people["admin"])


@pytest.mark.parametrize("deed", DEEDS)
def test_every_deed_can_be_undone(people, deed):
    before = {(i.claims, i.grade) for i in book().incidents()}
    done = DEEDS[deed][0](people["reviewer"])
    undone = undo(people["reviewer"], done.ruling, "a mistake")
    assert {(i.claims, i.grade) for i in book().incidents()} == before
    assert book().faults() == ()
    with pytest.raises(UsageError, match="undone already"):
        undo(people["reviewer"], done.ruling, "again")
    undo(people["reviewer"], undone.ruling, "it was right")  # an undo can be undone
    with pytest.raises(UsageError, match="undone already"):
        undo(people["reviewer"], undone.ruling, "again")


def test_a_coder_undoes_only_what_is_their_own(people, stocked):
    mine = strike(people["coder"], [A], WHY)
    other = strike(stocked.user("coder", "other@example.org"), [C], WHY)
    undo(people["coder"], mine.ruling, "a mistake")
    with pytest.raises(PermissionDenied):
        undo(people["coder"], other.ruling, "a mistake")


@pytest.mark.parametrize("why", ["", "  \n", "\0", "x" * 2001])
def test_a_deed_has_a_reason_of_some_length(people, why):
    with pytest.raises(UsageError, match="reason"):
        strike(people["coder"], [A], why)
    assert not Act.objects.exists()


def test_a_claim_that_is_not_there_is_refused(people):
    with pytest.raises(UsageError, match="a#c9"):
        strike(people["coder"], [Ref("a", "c9")], WHY)
    with pytest.raises(UsageError, match="at least one"):
        strike(people["coder"], [], WHY)
    with pytest.raises(NotInLedger):
        undo(people["reviewer"], "r-nothing", WHY)
    assert not Act.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [("killed", "1,023", "1023"), ("place", " Old  town ", "Old town"), ("start", "2023-03-10", "2023-03-10"),
     ("country", "ly", "LY"), ("lat", "27.5", "27.5"), ("event", "clash", "clash"), ("killed", "", None)],
)  # fmt: skip
def test_values_are_kept_in_one_form(field, value, kept):
    assert proper(field, value) == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [("killed", "many"), ("killed", "-3"), ("killed", "9" * 30), ("killed", "٣"), ("start", "yesterday"),
     ("event", "party"), ("event", ""), ("lat", "91"), ("lon", "nan"), ("lat", "north"), ("country", "Libya"),
     ("colour", "red"), ("place", "x" * 300), ("precision", "near")],
)  # fmt: skip
def test_what_a_field_cannot_have_is_refused(people, field, value):
    with pytest.raises(UsageError):
        correct(people["coder"], [A], field, value, WHY)
    assert book().rulings() == ()


def test_odd_links_and_grades_are_refused(people):
    for wrong in (
        lambda: link(people["reviewer"], [A, A], WHY),
        lambda: unlink(people["reviewer"], [A], [], WHY),
        lambda: unlink(people["reviewer"], [A], [A, B], WHY),
        lambda: grade(people["reviewer"], [A], "splendid", WHY),
    ):
        with pytest.raises(UsageError):
            wrong()
    assert not Act.objects.exists()


# ------------------------------------------------------------------------------------------- a second pair of eyes


@pytest.mark.parametrize(
    ("setting", "role", "waits"),
    [("never", "coder", False), ("coders", "coder", True), ("coders", "reviewer", False), ("always", "reviewer", True)],
)
def test_whose_deeds_wait_is_a_setting(stocked, people, setting, role, waits):
    stocked.dials(second_eyes=setting)
    done = strike(people[role], [A], WHY)
    assert done.waits == waits
    assert len(book().rulings()) == (not waits)


def test_what_waits_becomes_a_ruling_by_another_person_only(stocked, people):
    stocked.dials(second_eyes="always")
    done = correct(people["reviewer"], [B], "killed", "23", WHY)
    assert done.waits
    assert 25 in {i.figure("killed").high for i in book().incidents()}
    for user, wrong in (
        (people["reviewer"], UsageError),
        (people["coder"], PermissionDenied),
        (None, PermissionDenied),
    ):
        with pytest.raises(wrong):
            second(user, done.act.pk, "I agree")
    assert book().rulings() == ()
    made = second(people["admin"], done.act.pk, "I agree")
    (ruling,) = book().rulings()
    assert made.ruling == ruling.id
    assert ruling.who == "Reviewer, seconded by Admin"
    assert "I agree" in ruling.why
    assert 25 not in {i.figure("killed").high for i in book().incidents()}
    with pytest.raises(UsageError, match="settled"):
        second(people["admin"], done.act.pk, "again")


def test_what_waits_is_declined_or_withdrawn_with_a_reason(stocked, people):
    stocked.dials(second_eyes="always")
    one, two = strike(people["coder"], [A], WHY), strike(people["coder"], [C], WHY)
    with pytest.raises(UsageError, match="reason"):
        decline(people["reviewer"], one.act.pk, " ")
    with pytest.raises(PermissionDenied):
        decline(people["coder"], one.act.pk, "no")
    with pytest.raises(UsageError, match="only who asked"):
        withdraw(people["reviewer"], two.act.pk, "no")
    decline(people["reviewer"], one.act.pk, "it is a good source")
    withdraw(people["coder"], two.act.pk, "my mistake")
    assert {a.state for a in Act.objects.all()} == {"declined", "withdrawn"}
    assert book().rulings() == ()


def test_a_button_pressed_twice_waits_once(stocked, people):
    stocked.dials(second_eyes="always")
    strike(people["coder"], [A], WHY)
    with pytest.raises(UsageError, match="already"):
        strike(people["coder"], [A], WHY)
    assert Act.objects.count() == 1


# ----------------------------------------------------------------------------------------------- two people disagree


@pytest.fixture
def ben(stocked, people):
    return stocked.user("reviewer", "ben@example.org")


OPPOSED = {
    "another value": (lambda u: correct(u, [A], "killed", "24", WHY), lambda u: correct(u, [A], "killed", "30", WHY)),
    "another grade": (lambda u: grade(u, [A, B], "fair", WHY), lambda u: grade(u, [B], "weak", WHY)),
    "accepted, struck": (lambda u: accept(u, [A], WHY), lambda u: strike(u, [A], WHY)),
    "struck, accepted": (lambda u: strike(u, [A], WHY), lambda u: accept(u, [A], WHY)),
    "one, apart": (lambda u: accept(u, [A, B], WHY), lambda u: unlink(u, [A], [B], WHY)),
    "linked, apart": (lambda u: link(u, [A, C], WHY), lambda u: unlink(u, [C], [A, B], WHY)),
    "apart, linked": (lambda u: unlink(u, [B], [A], WHY), lambda u: link(u, [A, B], WHY)),
}


@pytest.mark.parametrize("case", OPPOSED)
def test_the_second_of_two_who_disagree_overwrites_nothing(people, ben, case):
    first, then = OPPOSED[case]
    stands = first(people["reviewer"])
    before = book().incidents()
    done = then(ben)
    assert done.waits
    assert done.act.against == stands.ruling
    assert book().incidents() == before
    with pytest.raises(UsageError, match="another person"):
        second(ben, done.act.pk, "I insist")
    second(people["admin"], done.act.pk, "Ben is right")
    assert book().incidents() != before or case == "another value"
    assert book().faults() == ()


@pytest.mark.parametrize("case", OPPOSED)
def test_people_may_change_their_own_minds(people, case):
    first, then = OPPOSED[case]
    first(people["reviewer"])
    if case != "struck, accepted":
        assert not then(people["reviewer"]).waits


def test_what_agrees_or_is_undone_is_no_conflict(people, ben):
    done = correct(people["reviewer"], [A], "killed", "24", WHY)
    assert not correct(ben, [A], "killed", "24", WHY).waits
    assert not correct(ben, [A], "injured", "24", WHY).waits
    for one in list(book().rulings()):
        undo(ben, one.id, "both wrong")
    assert done.ruling
    assert not correct(ben, [A], "killed", "30", WHY).waits


def test_a_ruling_made_elsewhere_is_somebody_elses(people):
    from sayso.desk.setup import line

    line().rule("correct", "ann", WHY, [A], field="killed", value="24")
    assert correct(people["reviewer"], [A], "killed", "30", WHY).waits


def test_a_deed_that_fails_leaves_nothing_behind(people, monkeypatch):
    from sayso.errors import LedgerBusy
    from sayso.line_ledger import LedgerLine

    def busy(*given):
        raise LedgerBusy("held")

    monkeypatch.setattr(LedgerLine, "add_ruling", busy)
    with pytest.raises(LedgerBusy):
        strike(people["coder"], [A], WHY)
    assert not Act.objects.exists()


# ------------------------------------------------------------------------------------------------------------- roles


def test_an_admin_gives_roles_with_a_reason_but_not_to_themselves(stocked, people):
    made = appoint(people["admin"], people["reader"].pk, "coder", "has been trained")
    assert (made.whom, made.former, made.role, made.who) == ("Reader", "reader", "coder", "Admin")
    assert people["reader"].role == "coder"
    for account, role, why in (
        (people["admin"].pk, "reader", "tired"),
        (people["coder"].pk, "coder", "again"),
        (people["coder"].pk, "king", "why not"),
        (people["coder"].pk, "admin", " "),
    ):
        with pytest.raises(UsageError):
            appoint(people["admin"], account, role, why)
    with pytest.raises(NotInLedger):
        appoint(people["admin"], 10**9, "coder", "who?")
    for role in ("reader", "coder", "reviewer"):
        with pytest.raises(PermissionDenied):
            appoint(people[role], people["coder"].pk, "admin", "a coup")
    assert people["admin"].role == "admin"
