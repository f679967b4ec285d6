"""Writing through the API: with a token only, by the deeds of the pages, within the rights of token and owner."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from sayso.desk.api.tokens import PREFIX, digest, find_token, make_token
from sayso.desk.setup import book
from sayso.errors import UsageError
from sayso.records import RULING_KINDS, Incident

HOME = "/api/v1"
ROLES = (None, "reader", "coder", "reviewer", "admin")
OF_CODERS = ("strike", "correct")


def bomb() -> Incident:
    """The incident that two reports tell of."""
    return next(i for i in book().incidents() if i.event == "bombing")


def refs(incident: Incident) -> list[dict]:
    return [{"article": r.article, "claim": r.claim} for r in incident.claims]


def asked(kind: str) -> dict:
    """A ruling of each kind that can be made on the stocked ledger."""
    first, second = refs(bomb())[0], refs(bomb())[-1]
    more = {
        "link": {"claims": [first, second]},
        "unlink": {"claims": [first], "others": [second]},
        "strike": {"claims": [first]},
        "correct": {"claims": [first], "field": "killed", "value": "24"},
        "grade": {"incident": bomb().id, "value": "weak"},
        "confirm": {"incident": bomb().id},
        "undo": {"value": book().rulings()[0].id if book().rulings() else "r-0"},
    }
    return {"kind": kind, "why": "seen by me", **more[kind]}


def send(browser, body: object, secret: str | None = None, path: str = "rulings"):
    headers = {"authorization": f"Bearer {secret}"} if secret else {}
    given = body if isinstance(body, str | bytes) else json.dumps(body)
    return browser.post(f"{HOME}/{path}", given, content_type="application/json", headers=headers)


@pytest.fixture
def token(stocked):
    """Makes an account of a role with a token; the secret."""

    def make(role: str, rights=("correct", "rule"), **more) -> str:
        return make_token(stocked.user(role, f"{role}-token@example.org"), "tests", rights, **more)[1]

    return make


# -------------------------------------------------------------------------------------------------------------- tokens


def test_only_the_hash_of_a_token_is_kept(stocked):
    made, secret = make_token(stocked.user("coder"), "nightly import")
    assert secret.startswith(PREFIX)
    assert len(secret) > 45
    assert made.digest == digest(secret)
    assert secret not in str(vars(made))
    assert secret[len(made.hint) :] not in (stocked.folder / "desk.sqlite3").read_bytes().decode("latin-1")
    assert find_token(secret) == made
    assert find_token(secret[:-1]) is None


def test_a_token_has_no_right_that_its_owner_lacks(stocked):
    made, _secret = make_token(stocked.user("coder"), "x")
    assert made.allowed == ["correct"]
    with pytest.raises(UsageError, match="may do none"):
        make_token(stocked.user("reader"), "x")
    with pytest.raises(UsageError, match="can't have the right"):
        make_token(stocked.user("admin"), "x", ["manage"])


@pytest.mark.parametrize("days", [0, -1, 100_000])
def test_a_token_holds_for_a_time_that_makes_sense(stocked, days):
    with pytest.raises(UsageError, match="days"):
        make_token(stocked.user("coder"), "x", days=days)


def test_an_account_has_so_many_tokens_and_no_more(stocked):
    user = stocked.user("coder")
    for n in range(20):
        make_token(user, f"token {n}")
    with pytest.raises(UsageError, match="20 tokens at most"):
        make_token(user, "one more")


def test_a_token_that_has_ended_or_whose_owner_is_shut_out_is_none(stocked):
    made, secret = make_token(stocked.user("coder"), "x", days=1)
    assert find_token(secret) is not None
    made.user.is_active = False
    made.user.save()
    assert find_token(secret) is None
    made.user.is_active = True
    made.user.save()
    made.ends = datetime.now(UTC) - timedelta(seconds=1)
    made.save()
    assert find_token(secret) is None


def test_a_token_goes_with_its_account(stocked):
    user = stocked.user("coder")
    _made, secret = make_token(user, "x")
    user.delete()
    assert find_token(secret) is None


# -------------------------------------------------------------------------------------------------------------- rights


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", RULING_KINDS)
def test_each_role_may_make_its_rulings_and_no_others(stocked, token, role, kind):
    browser = stocked.client()
    if kind == "undo":
        send(browser, asked("strike"), token("admin"))
    before = len(book().rulings())
    if role in (None, "reader"):
        answer, allowed = send(browser, asked(kind)), False
        assert answer.status_code == 401
    else:
        secret = make_token(stocked.user(role, f"{role}-2@example.org"), "x")[1]
        answer = send(browser, asked(kind), secret)
        allowed = role != "coder" or kind in OF_CODERS
        assert answer.status_code in ((201, 202) if allowed else (403,)), answer.content
    assert (len(book().rulings()) == before) or allowed


@pytest.mark.parametrize("kind", RULING_KINDS)
def test_a_token_does_no_more_than_it_was_made_for(stocked, token, kind):
    answer = send(stocked.client(), asked(kind), token("admin", ["correct"]))
    assert (answer.status_code == 403) == (kind not in OF_CODERS), answer.content


def test_a_role_that_is_taken_away_is_gone_from_the_token_too(stocked):
    user = stocked.user("reviewer")
    _made, secret = make_token(user, "x")
    user.set_role("reader")
    assert send(stocked.client(), asked("strike"), secret).status_code == 403
    assert stocked.client().get(f"{HOME}/me", headers={"authorization": f"Bearer {secret}"}).json()["rights"] == []


@pytest.mark.parametrize("role", ["reader", "coder", "reviewer", "admin"])
def test_a_browsers_session_never_writes(stocked, role):
    answer = send(stocked.client(role), asked("strike"))
    assert (answer.status_code, answer.json()["error"]) == (401, "no-token")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert book().rulings() == ()


@pytest.mark.parametrize("header", ["Bearer ", "Bearer x", "Basic YTpi", "sayso_x", "Bearer \u00e9", "Bearer a b c"])
def test_what_is_no_token_is_refused(stocked, header):
    answer = stocked.client().post(f"{HOME}/rulings", "{}", content_type="application/json",
                                   headers={"authorization": header})  # fmt: skip
    assert answer.status_code == 401


# ------------------------------------------------------------------------------------------------------------- rulings


def test_a_ruling_is_made_as_on_the_pages(stocked, token):
    answer = send(stocked.client(), asked("strike"), token("reviewer"))
    assert answer.status_code == 201
    made = answer.json()
    assert made["who"] == "Reviewer"
    assert made["incidents"]["changed"] == [bomb().id]
    assert stocked.client().get(answer.headers["Location"]).json()["why"] == "seen by me"
    assert len(bomb().claims) == 1
    assert "seen by me" in stocked.client().get("/changes/").content.decode()


def test_ones_own_ruling_can_be_undone_with_the_right_to_correct(stocked, token):
    secret = token("coder")
    first = send(stocked.client(), asked("correct"), secret).json()["id"]
    answer = send(stocked.client(), {"kind": "undo", "why": "wrong report", "value": first}, secret)
    assert answer.status_code == 201
    assert answer.json()["value"] == first


def test_what_contradicts_another_person_waits(stocked, token):
    send(stocked.client(), asked("correct"), token("reviewer"))
    other = make_token(stocked.user("admin"), "x")[1]
    answer = send(stocked.client(), asked("correct") | {"value": "31"}, other)
    assert answer.status_code == 202
    assert answer.json()["against"] == book().rulings()[0].id
    assert len(book().rulings()) == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"why": ""}, 400),
        ({"why": "   "}, 400),
        ({"why": "x" * 2001}, 400),
        ({"kind": "erase"}, 400),
        ({"claims": []}, 400),
        ({"claims": [{"article": "a", "claim": "c9"}]}, 400),
        ({"claims": [{"article": "a\0", "claim": "\ud800"}]}, 400),
        ({"claims": "a#c1"}, 400),
        ({"incident": "i-nothing"}, 404),
        ({"value": "7"}, 400),
        ({"colour": "red"}, 400),
        ({"kind": "correct"}, 400),
        ({"kind": "correct", "field": "killed", "value": "many"}, 400),
        ({"kind": "correct", "field": "killed", "value": "9" * 400}, 400),
        ({"kind": "correct", "field": "lat", "value": "nan"}, 400),
        ({"kind": "grade", "value": "splendid"}, 400),
        ({"kind": "unlink"}, 400),
    ],
)
def test_what_cant_be_ruled_is_refused_and_nothing_is_kept(stocked, token, change, status):
    answer = send(stocked.client(), asked("strike") | change, token("admin"))
    assert answer.status_code == status, answer.content
    assert answer.json()["said"]
    assert book().rulings() == ()


@pytest.mark.parametrize("body", ["", "{", "[]", "null", b"\xff\xfe", '{"kind": NaN}', "[" * 5000])
def test_what_is_no_json_is_refused(stocked, token, body):
    answer = send(stocked.client(), body, token("admin"))
    assert (answer.status_code, answer.json()["error"]) == (400, "bad-request")


def test_a_body_that_is_too_large_is_refused(stocked, token):
    answer = send(stocked.client(), asked("strike") | {"value": "x" * 3_000_000}, token("admin"))
    assert (answer.status_code, answer.json()["error"]) == (413, "too-large")


# ------------------------------------------------------------------------------------------------------- the own page


@pytest.mark.parametrize("role", ROLES)
def test_the_page_of_tokens_is_for_who_may_have_one(stocked, role):
    answer = stocked.client(role).get("/api/tokens/")
    assert answer.status_code == {None: 302, "reader": 403}.get(role, 200)


def test_a_token_is_made_shown_once_and_taken_back(stocked):
    browser = stocked.client("coder")
    answer = browser.post("/api/tokens/", {"name": "<b>import</b>", "rights": ["correct"], "days": "90"})
    page = answer.content.decode()
    secret = page.partition(f">{PREFIX}")[2].partition("<")[0]
    assert find_token(PREFIX + secret).allowed == ["correct"]
    assert "<b>import" not in page
    assert answer.headers["Cache-Control"] == "no-store"
    assert secret not in browser.get("/api/tokens/").content.decode()

    key = find_token(PREFIX + secret).pk
    other = stocked.client("admin")
    assert other.post(f"/api/tokens/{key}/revoke/").status_code == 404
    assert browser.get(f"/api/tokens/{key}/revoke/").status_code == 405
    assert browser.post(f"/api/tokens/{key}/revoke/").status_code == 302
    assert find_token(PREFIX + secret) is None


def test_a_right_that_one_lacks_cant_be_asked_for(stocked):
    page = stocked.client("coder").post("/api/tokens/", {"name": "x", "rights": ["rule"], "days": "90"})
    assert f">{PREFIX}" not in page.content.decode()


def test_the_page_takes_no_form_from_elsewhere(stocked):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(stocked.user("coder"))
    assert browser.post("/api/tokens/", {"name": "x", "rights": ["correct"], "days": "90"}).status_code == 403
