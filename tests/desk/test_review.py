"""The review room: who may open what, the queue, the workplace of a claim, forms into deeds, what the public sees."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from sayso.desk.deeds.correct import correct
from sayso.desk.deeds.strike import strike
from sayso.desk.review import queries
from sayso.desk.review.doing import DEEDS
from sayso.desk.review.eyes import bring_up, reasons
from sayso.desk.review.models import Act, Eye, Look
from sayso.desk.review.work import ref_of
from sayso.desk.setup import book, line
from sayso.errors import NotInLedger
from sayso.records import Ref

A, B, C = Ref("a", "c1"), Ref("b", "c1"), Ref("c", "c1")
WHY = "seen in the morgue's list"
AT = "/review/claim/?" + urlencode({"at": "a#c1"})
ROLES = (None, "reader", "coder", "reviewer", "admin")
STAFF = ("coder", "reviewer", "admin")
FORMS = {
    "accept": ({}, "rule"),
    "accept-incident": ({}, "rule"),
    "correct": ({"field": "killed", "value": "24"}, "correct"),
    "strike": ({}, "correct"),
    "link": ({"with": "c#c1"}, "rule"),
    "unlink": ({"others": "b#c1"}, "rule"),
    "grade": ({"value": "weak"}, "rule"),
    "undo": ({}, "rule"),
    "second": ({}, "rule"),
    "decline": ({}, "rule"),
    "withdraw": ({}, "correct"),
}


def incident_of(ref: Ref) -> str:
    return next(i.id for i in book().incidents() if ref in i.claims)


@pytest.fixture
def ruled(stocked):
    """A ruling of somebody, and an act of somebody that waits."""
    coder = stocked.user("coder", "carla@example.org")
    done = strike(coder, [C], WHY)
    stocked.dials(second_eyes="coders")
    waits = correct(coder, [B], "killed", "23", WHY)
    stocked.dials(second_eyes="never")
    return done, waits


# ---------------------------------------------------------------------------------------------------------- who may


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_for_those_who_may_correct(stocked, ruled, role):
    browser = stocked.client(role)
    pages = ["/review/", "/review/?why=near", AT, "/review/next/", f"/review/incidents/{incident_of(A)}/"]
    pages += ["/review/waiting/", "/review/acts/", "/review/acts/?mine=1", f"/review/undo/{ruled[0].ruling}/"]
    for page in pages:
        answer = browser.get(page)
        if role is None:
            assert answer.status_code == 302, page
            assert "/accounts/" in answer.headers["Location"]
        elif role == "reader":
            assert answer.status_code == 403, page
        else:
            assert answer.status_code in (200, 302), page
            assert "/accounts/" not in answer.headers.get("Location", "")
        wanted = 405 if role in STAFF else answer.status_code
        assert browser.post(page).status_code == wanted, page


@pytest.mark.parametrize("deed", FORMS)
def test_acts_are_for_those_who_have_the_right(stocked, ruled, deed):
    assert set(FORMS) == set(DEEDS)
    fields, right = FORMS[deed]
    done, waits = ruled
    form = {"at": "a#c1", "reason": WHY, "act": waits.act.pk, "ruling": done.ruling} | fields

    def state():
        return book().rulings(), list(Act.objects.order_by("pk").values_list("state"))

    before = state()
    for role in (None, "reader", *(["coder"] if right == "rule" else [])):
        answer = stocked.client(role).post(f"/review/do/{deed}/", form)
        assert answer.status_code == (302 if role is None else 403), role
        assert role or "/accounts/" in answer.headers["Location"]
        assert state() == before, role
    answer = stocked.client("reviewer" if right == "rule" else "coder").post(f"/review/do/{deed}/", form)
    assert answer.status_code == 302
    assert answer.headers["Location"] == AT
    assert (state() == before) == (deed == "withdraw")  # which is for its author only, whatever the role


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_reviewers_and_admins_may_do_everything(stocked, role):
    browser = stocked.client(role)
    for deed in ("accept", "grade", "strike", "link"):
        browser.post(f"/review/do/{deed}/", {"at": "a#c1", "reason": WHY} | FORMS[deed][0])
    assert [r.kind for r in book().rulings()][:1] == ["confirm"]
    assert len(book().rulings()) >= 2


def test_acts_are_posted_with_our_token_only(stocked):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(stocked.user("reviewer"))
    for deed, (fields, _right) in FORMS.items():
        form = {"at": "a#c1", "reason": WHY} | fields
        assert browser.get(f"/review/do/{deed}/", form).status_code == 405
        assert browser.post(f"/review/do/{deed}/", form).status_code == 403
    assert book().rulings() == ()


def test_an_act_leads_nowhere_else(stocked):
    browser = stocked.client("reviewer")
    for at in ("https://evil.example/#x", "//evil.example#c1", "nothing#c1", "", "a", "#", "\0#\0"):
        form = {"at": at, "reason": WHY, "next": "https://evil.example/", "why": "//evil.example"}
        assert browser.post("/review/do/strike/", form).headers["Location"] == "/review/", at


def test_readers_see_no_way_in(stocked):
    for role in (None, "reader"):
        browser = stocked.client(role)
        for page in ("/", f"/incidents/{incident_of(A)}/", "/reports/a/"):
            assert "/review/" not in browser.get(page).content.decode()
    page = stocked.client("coder").get(f"/incidents/{incident_of(A)}/").content.decode()
    assert f"/review/incidents/{incident_of(A)}/" in page
    assert page.count('class="to-review"') >= 4  # the masthead, the incident, each claim


# -------------------------------------------------------------------------------------------------------- the queue


def test_the_queue_puts_contested_before_the_rest(stocked, made):
    stocked.client()
    assert bring_up() == 0
    assert Eye.objects.get(name=incident_of(A)).reasons == ",contested,"
    page = stocked.client("coder").get("/review/").content.decode()
    assert page.index("Bombing") < page.index("Clash") if "Clash, Tbilisi" in page else "Bombing, Brak" in page


def test_reasons_are_weighed():
    from sayso.records import Contradiction, Incident, Range

    def one(**more):
        return Incident("i-1", "bombing", ("bombing",), (A,), **more)

    dead = (Range("killed", "", 3, 40, 20, "made"),)
    assert reasons(one(grade="fair"), 0, 0) == {}
    assert list(reasons(one(grade="weak", ranges=dead), 2, 1)) == ["weak", "near", "unsure"]
    assert list(reasons(one(grade="weak"), 0, 0)) == []
    disputed = one(grade="fair", contradictions=(Contradiction("killed", ()),))
    assert sum(reasons(disputed, 0, 0).values()) > sum(reasons(one(ranges=dead, grade="fair"), 3, 3).values())


def test_what_is_accepted_leaves_the_queue_until_something_is_added(stocked, made):
    browser = stocked.client("reviewer")
    name = incident_of(A)
    assert name in browser.get("/review/").content.decode()
    browser.post("/review/do/accept-incident/", {"at": "a#c1", "reason": WHY})
    assert name not in browser.get("/review/").content.decode()
    stocked.add(made.brak_otherwise("d", killed="31"))
    assert name in browser.get("/review/?why=contested").content.decode()
    assert name in browser.get("/review/?why=changed").content.decode() or not Look.objects.exists()


def test_what_changed_since_somebody_looked_is_shown_to_them(stocked, made):
    browser, other = stocked.client("coder"), stocked.client("reviewer")
    name = incident_of(A)
    browser.get(AT)
    assert "Since you last looked" not in browser.get(AT).content.decode()
    stocked.add(made.brak_otherwise("d", killed="31"))
    assert name in browser.get("/review/?why=changed").content.decode()
    assert name not in other.get("/review/?why=changed").content.decode()
    assert "Since you last looked" in browser.get(AT).content.decode()
    assert name not in browser.get("/review/?why=changed").content.decode()


def test_the_index_follows_the_ledger(stocked):
    bring_up()
    names = {i.id for i in book().incidents()}
    assert set(Eye.objects.values_list("name", flat=True)) == names
    gone = line().rule("strike", "ann", WHY, [C]).outcomes.withdrawn
    bring_up()
    assert set(Eye.objects.values_list("name", flat=True)) == names - set(gone)
    line().rule("link", "ann", WHY, [A, B])
    assert bring_up() == 0
    assert bring_up(0) == 0


def test_a_doubtful_reading_needs_eyes_until_it_is_accepted(stocked):
    stocked.dials(unsure=0.8)
    bring_up()
    name = incident_of(C)
    assert ",unsure," in Eye.objects.get(name=name).reasons
    line().rule("confirm", "ann", WHY, [C])
    bring_up()
    assert ",unsure," not in Eye.objects.get(name=name).reasons


def test_more_rows_do_not_mean_more_queries(stocked, made, queries):
    browser = stocked.client("reviewer")
    browser.get("/review/")
    few = queries(lambda: browser.get("/review/"))
    for n in range(4):
        stocked.add(made.tbilisi(f"t{n}"))
        stocked.add(made.brak(f"k{n}", killed=str(40 + n)))
    browser.get("/review/")
    assert queries(lambda: browser.get("/review/")) <= few + 1


def test_next_walks_through_claims_and_then_incidents(stocked):
    browser = stocked.client("coder")
    first = browser.get("/review/next/").headers["Location"]
    page = browser.get(first).content.decode()
    after = re.search(r'id="do-next" rel="next" href="([^"]+)"', page).group(1).replace("&amp;", "&")
    assert after.startswith("/review/claim/")
    page = browser.get(after).content.decode()
    assert 'id="do-before"' in page
    after = re.search(r'id="do-next" rel="next" href="([^"]+)"', page).group(1).replace("&amp;", "&")
    assert after.startswith("/review/next/")
    assert browser.get(after).status_code == 302


# ----------------------------------------------------------------------------------------------------- the workplace


def test_the_report_stands_beside_the_fields(stocked):
    page = stocked.client("reviewer").get(AT).content.decode()
    assert '<mark class="m-figure">23</mark>' in page
    assert 'class="told here"' in page
    for deed in ("do-accept", "do-strike", "do-link", "do-unlink", "do-grade", "do-next"):
        assert f'id="{deed}"' in page
    for key in ("a", "c", "s", "l", "u", "g", "n", "?"):
        assert f"<kbd>{key}</kbd>" in page
    coder = stocked.client("coder").get(AT).content.decode()
    assert 'id="do-strike"' in coder
    assert 'id="do-accept"' not in coder
    assert 'id="do-grade"' not in coder


def test_a_correction_is_shown_with_who_made_it_and_logged_for_all(stocked):
    browser = stocked.client("coder")
    browser.post("/review/do/correct/", {"at": "a#c1", "field": "killed", "value": "24", "reason": WHY}, follow=True)
    page = browser.get(AT).content.decode()
    assert "<strong><bdi>24</bdi></strong>" in page
    log = stocked.client().get("/changes/").content.decode()
    assert "Coder" in log
    assert "morgue" in log
    assert "killed → 24" in log


def test_an_act_that_cannot_be_done_says_why(stocked):
    browser = stocked.client("reviewer")
    for form, said in (
        ({"at": "a#c1", "field": "killed", "value": "many", "reason": WHY}, "in digits"),
        ({"at": "a#c1", "field": "killed", "value": "3", "reason": ""}, "say why"),
    ):
        answer = browser.post("/review/do/correct/", form, follow=True)
        assert said in answer.content.decode()
    answer = browser.post("/review/do/link/", {"at": "a#c1", "with": "i-nothing", "reason": WHY}, follow=True)
    assert "there is no incident" in answer.content.decode()
    assert browser.post("/review/do/nothing/", {}).status_code == 404
    assert book().rulings() == ()


def test_a_claim_that_is_not_there_is_404(stocked):
    browser = stocked.client("coder")
    for at in ("", "x", "#", "a#c99", "a" * 3000 + "#c1", "\0#c1"):
        assert browser.get("/review/claim/", {"at": at}).status_code == 404, at


def test_an_address_is_split_at_its_last_mark():
    assert ref_of("x#y#c1") == Ref("x#y", "c1")
    with pytest.raises(NotInLedger):
        ref_of("c1")


def test_a_struck_claim_keeps_its_workplace_and_comes_back(stocked):
    browser = stocked.client("reviewer")
    browser.post("/review/do/strike/", {"at": "b#c1", "reason": WHY})
    page = browser.get("/review/claim/?at=b%23c1").content.decode()
    assert "Struck out by a person" in page
    (ruling,) = book().rulings()
    assert f"/review/undo/{ruling.id}/" in page
    form = browser.get(f"/review/undo/{ruling.id}/").content.decode()
    assert 'name="reason" required' in form
    browser.post("/review/do/undo/", {"at": "b#c1", "ruling": ruling.id, "reason": "a mistake"})
    assert B in next(i.claims for i in book().incidents() if A in i.claims)
    assert "undone already" in browser.get(f"/review/undo/{ruling.id}/").content.decode()


def test_more_rulings_do_not_mean_more_queries_on_the_workplace(stocked, queries):
    browser = stocked.client("reviewer")
    line().rule("grade", "ann", WHY, [A, B], value="fair")
    browser.get(AT)
    few = queries(lambda: browser.get(AT))
    for value in ("24", "25", "26", "27"):
        undone = line().rule("correct", "ann", WHY, [A], field="killed", value=value)
        line().rule("undo", "ann", WHY, value=undone.ruling.id)
    browser.get(AT)
    assert queries(lambda: browser.get(AT)) <= few + 1


# ------------------------------------------------------------------------------------- two people who rule otherwise


def test_two_who_disagree_are_shown_side_by_side(stocked):
    ann, ben = stocked.user("reviewer", "ann@example.org"), stocked.user("reviewer", "ben@example.org")
    correct(ann, [A], "killed", "24", "the list of the hospital")
    correct(ben, [A], "killed", "30", "the list of the mosque")
    public = stocked.client().get(f"/incidents/{incident_of(A)}/").content.decode()
    assert "Two people rule otherwise" in public
    assert public.index("list of the hospital") < public.index("list of the mosque")
    assert "/review/" not in public
    page = stocked.client("admin").get("/review/waiting/").content.decode()
    for said in ("What stands", "24", "list of the hospital", "What is asked for instead", "30", "list of the mosque"):
        assert said in page
    act = Act.objects.get(state="waiting")
    stocked.client("reviewer").post("/review/do/second/", {"act": act.pk, "reason": "the mosque's is complete"})
    assert "Two people rule otherwise" not in stocked.client().get(f"/incidents/{incident_of(A)}/").content.decode()
    log = stocked.client().get("/changes/").content.decode()
    assert "seconded by" in log
    assert queries.waiting().count() == 0


def test_what_only_waits_is_not_for_the_public(stocked, ruled):
    name = incident_of(B)
    assert "waits for another person" not in stocked.client().get(f"/incidents/{name}/").content.decode()
    assert "waits for another person" in stocked.client("coder").get(f"/incidents/{name}/").content.decode()


def test_words_of_people_are_text(stocked):
    browser = stocked.client("reviewer")
    bad = "<script>alert(1)</script>"
    browser.post("/review/do/correct/", {"at": "a#c1", "field": "place", "value": bad, "reason": bad})
    for page in (AT, "/review/acts/", f"/incidents/{incident_of(A)}/", "/changes/"):
        assert bad not in browser.get(page).content.decode(), page


# ------------------------------------------------------------------------------------------------------------- roles


def test_roles_are_given_by_admins_only(stocked):
    reader = stocked.user("reader", "rita@example.org")
    form = {"account": reader.pk, "role": "coder", "reason": "has been trained"}
    for role in (None, "reader", "coder", "reviewer"):
        browser = stocked.client(role)
        for answer in (browser.get("/review/people/"), browser.post("/review/people/appoint/", form)):
            assert answer.status_code == (302 if role is None else 403), role
        assert reader.role == "reader"
    admin = stocked.client("admin")
    assert "rita@example.org" in admin.get("/review/people/?q=rita").content.decode()
    assert "Nobody is called that" in admin.get("/review/people/?q=nobody").content.decode()
    assert admin.get("/review/people/appoint/").status_code == 405
    page = admin.post("/review/people/appoint/", form, follow=True).content.decode()
    assert "has been trained" in page
    assert reader.role == "coder"
    assert (
        "not one of the roles"
        in admin.post("/review/people/appoint/", form | {"role": "king"}, follow=True).content.decode()
    )
