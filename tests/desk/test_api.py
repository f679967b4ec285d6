"""The API: it gives what the pages and the command line give, in one shape, and costs no more when there is more."""

from __future__ import annotations

import json
import os
from datetime import date
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from sayso.desk.setup import book, line
from sayso.records import Incident, Total
from sayso.vocab.codes import reading_codes
from sayso.wire import reading_json
from sayso.wire_incidents import incident_json, total_json

HOME = "/api/v1"
SNAPSHOT = Path(__file__).with_name("openapi.json")
FRIDAY = ("on Friday", date(2023, 3, 10), date(2023, 3, 10))
LISTS = ("incidents", "totals", "reports", "actors", "places", "sources", "changes", "rulings")
LOOKS = (*LISTS, "ledger", "timeline", "method")


@cache
def described() -> dict:
    """The OpenAPI document as it is served; made once, which takes half a second."""
    from sayso.desk.api.urls import api

    return json.loads(json.dumps(api.get_openapi_schema(path_prefix=f"{HOME}/")))


def fitting(path: str, status: int, body: object, method: str = "get") -> None:
    """Raises where an answer isn't as the OpenAPI document describes it."""
    document = described()
    shape = document["paths"][path][method]["responses"][str(status)]["content"]["application/json"]["schema"]
    jsonschema.validate(body, {**shape, "components": document["components"]})


@pytest.fixture
def rich(stocked, made):
    """The stocked desk with an actor and a total more, and a ruling."""
    attack = made.Says("The Dawn Brigade bombed Sabha on Friday; a bomb killed 3 people.", killed="3",
                       place=made.SABHA, when=FRIDAY, actor=("Dawn Brigade", None))  # fmt: skip
    count = made.Says("In January bombs killed 150 people.", trigger="bombs", killed="150", scope="total",
                      when=("January", date(2023, 1, 1), date(2023, 1, 31)))  # fmt: skip
    stocked.add(made.report("d", attack), made.report("e", count, publisher="The Herald", extra="Nothing more."))
    line().rule("confirm", "Ann", "seen by me", [bomb().claims[0]])
    return stocked


def bomb() -> Incident:
    """The incident that two reports tell of, with different numbers of dead."""
    return next(i for i in book().incidents() if i.event == "bombing" and len(i.claims) == 2)


def ones() -> dict[str, str]:
    """The address of one of each kind, by its path in the OpenAPI document."""
    total = book().totals()[0]
    names = {
        "incidents/{name}": bomb().id,
        "incidents/{name}/claims": bomb().id,
        "incidents/{name}/history": bomb().id,
        "totals/{name}": total.id,
        "reports/{name}": "a",
        "actors/{key}": "Dawn Brigade",
        "places/{key}": "27.55,14.27",
        "rulings/{name}": book().rulings()[0].id,
    }
    return {path: f"{HOME}/{path.replace('{name}', n).replace('{key}', n)}" for path, n in names.items()}


# ------------------------------------------------------------------------------------------------------------- looking


@pytest.mark.parametrize("full", ["site", "rich"])
def test_each_look_is_as_it_is_described(request, full):
    browser = request.getfixturevalue(full).client()
    for name in LOOKS:
        answer = browser.get(f"{HOME}/{name}")
        assert answer.status_code == 200, (name, answer.content)
        fitting(f"{HOME}/{name}", 200, answer.json())
        assert name not in LISTS or full == "site" or answer.json()["results"], name


def test_one_of_each_is_as_it_is_described(rich):
    browser = rich.client()
    for path, address in ones().items():
        answer = browser.get(address)
        assert answer.status_code == 200, (path, answer.content)
        fitting(f"{HOME}/{path}", 200, answer.json())


def test_every_address_is_tried_here(rich):
    looked = {f"{HOME}/{name}" for name in (*LOOKS, *ones())}
    assert looked | {f"{HOME}/me"} == {path for path, ways in described()["paths"].items() if "get" in ways}


def test_records_are_as_the_command_line_writes_them(rich):
    browser = rich.client()
    listed = {one["id"]: one for one in browser.get(f"{HOME}/incidents").json()["results"]}
    assert listed == {one.id: incident_json(one) for one in book().incidents()}
    total: Total = line().totals()[0]
    assert browser.get(f"{HOME}/totals").json()["results"] == [total_json(total)]
    reading = book().reading("a")
    whole = browser.get(f"{HOME}/reports/a").json()
    wire = reading_json(reading, reading_codes(reading))
    assert whole["article"] == wire["article"]
    claims = [{k: v for k, v in one.items() if k not in ("holder", "struck")} for one in whole["claims"]]
    assert claims == wire["claims"]
    assert whole["claims"][0]["holder"] == bomb().id


def test_an_incident_comes_with_what_it_rests_on(rich):
    whole = rich.client().get(f"{HOME}/incidents/{bomb().id}").json()
    assert {one["article"] for one in whole["claims"]} == {"a", "b"}
    assert whole["rulings"][0]["why"] == "seen by me"
    assert whole["links"][0]["link"] == "linked"
    assert whole["incident"]["contradictions"][0]["field"] == "killed"


@pytest.mark.parametrize(
    "query",
    ["event=bombing", "place=tbil", "country=ge", "from=2023-03-11", "to=2023-03-09", "status=disputed", "q=gunmen",
     "grade=weak&event=clash", "actor=dawn", "q=%25"],
)  # fmt: skip
def test_the_filters_are_those_of_the_pages(rich, query):
    import re

    browser = rich.client()
    page = set(re.findall(r'href="/incidents/([^/"]+)/"', browser.get(f"/?{query}").content.decode()))
    answer = browser.get(f"{HOME}/incidents?{query}").json()
    assert {one["id"] for one in answer["results"]} == page
    assert answer["count"] == len(page)
    drawn = browser.get(f"{HOME}/timeline?{query}").json()
    assert sum(bar["incidents"] for bar in drawn["bars"]) + drawn["undated"] == len(page)
    places = browser.get(f"{HOME}/places?{query}").json()
    assert sum(one["incidents"] for one in (*places["results"], *places["elsewhere"])) == len(page)


def test_next_leads_through_a_list_and_ends(rich, made):
    rich.add(*(made.brak_otherwise(f"n{n}", killed=str(n + 3)) for n in range(4)))
    browser, seen = rich.client(), []
    address = f"{HOME}/reports?rows=2"
    while address:
        page = browser.get(address).json()
        seen += [one["id"] for one in page["results"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == page["count"] == 9
    assert browser.get(f"{HOME}/reports?page=99").json()["results"] == []


def test_reports_can_be_asked_for_by_their_source(rich):
    browser = rich.client()
    assert [r["id"] for r in browser.get(f"{HOME}/reports?source=The+Herald").json()["results"]] == ["e"]
    assert browser.get(f"{HOME}/reports?source=-").json()["count"] == 0


# ----------------------------------------------------------------------------------------------------- ids that lead on


def test_an_id_that_was_merged_leads_on_and_one_that_was_withdrawn_says_so(stocked):
    first, second = sorted(book().incidents(), key=lambda i: i.id)
    browser = stocked.client()
    line().rule("link", "Ann", "one attack", [first.claims[0], second.claims[0]])
    now = book().incidents()[0].id
    gone = next(i.id for i in (first, second) if i.id != now)
    answer = browser.get(f"{HOME}/incidents/{gone}")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{HOME}/incidents/{now}"
    assert answer.json()["moved_to"] == now
    fitting(f"{HOME}/incidents/{{name}}", 301, answer.json())
    assert browser.get(f"{HOME}/incidents/{gone}/claims").headers["Location"] == f"{HOME}/incidents/{now}/claims"
    assert browser.get(f"{HOME}/incidents/{gone}/history").json()["count"] >= 2

    line().rule("strike", "Ann", "all misread", book().incidents()[0].claims)
    answer = browser.get(f"{HOME}/incidents/{now}")
    assert answer.status_code == 410
    assert answer.json()["error"] == "gone"
    assert browser.get(f"{HOME}/incidents/{gone}").status_code == 410
    assert browser.get(f"{HOME}/incidents/{gone}/claims").status_code == 410


def test_a_total_asked_as_an_incident_leads_to_it(rich):
    total = book().totals()[0].id
    answer = rich.client().get(f"{HOME}/incidents/{total}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{HOME}/totals/{total}")
    assert rich.client().get(f"{HOME}/totals/{bomb().id}").status_code == 301


def test_the_beginning_of_an_id_is_not_an_id(rich):
    assert rich.client().get(f"{HOME}/incidents/{bomb().id[:-1]}").status_code == 404


# --------------------------------------------------------------------------------------------------------------- ETags


def test_what_the_asker_has_is_not_made_again_until_the_ledger_changes(rich, made, queries):
    browser = rich.client()
    for path in (f"{HOME}/incidents", *ones().values()):
        tag = browser.get(path).headers["ETag"]
        known = {"if-none-match": tag}
        assert queries(lambda path=path, known=known: browser.get(path, headers=known)) == 1
        again = browser.get(path, headers=known)
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    rich.add(made.tbilisi("later"))
    assert browser.get(path, headers=known).status_code == 200


def test_each_address_has_its_own_etag(rich):
    browser = rich.client()
    addresses = (f"{HOME}/incidents", f"{HOME}/incidents?page=2", f"{HOME}/reports")
    assert len({browser.get(path).headers["ETag"] for path in addresses}) == 3


# -------------------------------------------------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("incidents/i-nothing", 404, "not-found"),
        ("incidents/%00", 404, "not-found"),
        ("reports/nothing", 404, "not-found"),
        ("actors/nobody", 404, "not-found"),
        ("places/x", 404, "not-found"),
        ("places/nan,inf", 404, "not-found"),
        ("rulings/r-0", 404, "not-found"),
        ("nothing/at/all", 404, "not-found"),
        ("incidents?event=nope", 400, "bad-request"),
        ("incidents?from=yesterday", 400, "bad-request"),
        ("incidents?evnet=bombing", 400, "bad-request"),
        ("incidents?page=0", 400, "bad-request"),
        ("incidents?rows=100000", 400, "bad-request"),
        ("ledger?page=1", 400, "bad-request"),
        ("me", 401, "no-token"),
    ],
)
def test_every_error_has_one_shape(browser, path, status, error):
    answer = browser.get(f"{HOME}/{path}")
    assert answer.status_code == status
    body = answer.json()
    assert (body["status"], body["error"]) == (status, error)
    assert body["said"]
    jsonschema.validate(body, {"$ref": "#/components/schemas/Fault", "components": described()["components"]})


@pytest.mark.parametrize("path", LOOKS)
def test_a_method_that_isnt_taken_is_told_in_that_shape(browser, path):
    answer = browser.delete(f"{HOME}/{path}")
    assert (answer.status_code, answer.json()["error"]) == (405, "not-allowed")
    assert "GET" in answer.headers["Allow"]


def test_head_is_get_without_a_body(browser):
    get, head = browser.get(f"{HOME}/incidents"), browser.head(f"{HOME}/incidents")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]


def test_a_ledger_that_is_busy_is_503(browser, monkeypatch):
    from sayso.desk.api import looking_around
    from sayso.errors import LedgerBusy

    def busy() -> None:
        raise LedgerBusy("/home/ann/ledger.sqlite3 is held")

    monkeypatch.setattr(looking_around, "book", busy)
    answer = browser.get(f"{HOME}/ledger")
    assert (answer.status_code, answer.json()["error"], answer.headers["Retry-After"]) == (503, "busy", "5")
    assert "/home" not in answer.content.decode()


def test_what_nobody_foresaw_is_noted_and_not_told(browser, monkeypatch, caplog):
    from sayso.desk.api import looking_around

    def broken() -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(looking_around, "book", broken)
    answer = browser.get(f"{HOME}/ledger")
    assert (answer.status_code, answer.json()["error"]) == (500, "broken")
    assert "secret" not in answer.content.decode()
    assert "a secret" in caplog.text


# ---------------------------------------------------------------------------------------------------- the description


def test_the_openapi_document_is_as_it_was():
    """A change of the API is seen in the diff of its snapshot: run with SAYSO_SNAPSHOT=1 to write it anew."""
    now = json.dumps(described(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if os.environ.get("SAYSO_SNAPSHOT"):
        SNAPSHOT.write_text(now, encoding="utf-8")
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == json.loads(now)


def test_the_document_is_served_and_no_page_of_foreign_scripts(browser):
    assert browser.get(f"{HOME}/openapi.json").json()["info"]["title"] == "Sayso"
    assert browser.get(f"{HOME}/docs").status_code == 404


# ------------------------------------------------------------------------------------------------------------- queries


def test_more_rows_dont_mean_more_queries(site, made, queries):
    from django.core.cache import cache

    browser = site.client()
    paths = [*(f"{HOME}/{name}" for name in LOOKS), f"{HOME}/reports/a0", "incident", "claims"]

    def cold(path: str) -> None:
        cache.clear()
        name = next(i.id for i in book().incidents() if i.event == "bombing")
        address = {"incident": f"{HOME}/incidents/{name}", "claims": f"{HOME}/incidents/{name}/claims"}
        assert browser.get(address.get(path, path)).status_code == 200

    for n in range(2):
        site.add(made.brak_otherwise(f"a{n}"), made.tbilisi(f"t{n}"))
    few = {path: queries(lambda path=path: cold(path)) for path in paths}
    for n in range(2, 7):
        site.add(made.brak_otherwise(f"a{n}", killed=str(n + 4)), made.tbilisi(f"t{n}"))
    many = {path: queries(lambda path=path: cold(path)) for path in paths}
    assert {path: (n, few[path]) for path, n in many.items() if n > few[path] + (path == f"{HOME}/reports/a0")} == {}
    assert max(many.values()) <= 30
