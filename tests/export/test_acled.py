"""ACLED's columns: rules one by one, the made ledger's rows, read back by pandas and frictionless."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sayso.export import Case, export
from sayso.export.acled import Acled, acled_row, left_out
from sayso.export.acled_rules import day, fatalities, parties
from sayso.export.columns import names
from sayso.records import Incident, Participant, Range, Ref, Site, Stated

pandas = pytest.importorskip("pandas")
frictionless = pytest.importorskip("frictionless")

OFFICIAL = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1"
    " actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location"
    " latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
REF = Ref("a", "c")


@pytest.fixture(scope="module")
def events(written):
    return pandas.read_csv(written("acled")[0], keep_default_na=False).set_index("sub_event_type")


def test_the_columns_are_acleds_in_its_order(written):
    assert list(names("acled", "events")) == OFFICIAL
    with written("acled")[0].open(encoding="utf-8") as file:
        assert next(csv.reader(file)) == OFFICIAL


def test_frictionless_finds_the_file_to_fit_its_schema(written):
    out, _ = written("acled")
    data = out.with_name("events.csv")
    data.write_bytes(out.read_bytes())
    schema = frictionless.Schema.from_descriptor(Acled().schema())
    with frictionless.system.use_context(trusted=True):
        found = frictionless.validate(str(data), schema=schema)
    assert found.valid, found.flatten(["type", "message"])


def test_the_made_ledger_is_golden(written, golden):
    golden("acled.csv", written("acled")[0].read_text(encoding="utf-8"))


def test_a_bomb_with_two_tolls_has_the_lower(events):
    row = events.loc["Remote explosive/landmine/IED"]
    assert (row.fatalities, row.event_date, row.time_precision, row.geo_precision) == (23, "2024-03-08", 1, 1)
    assert (row.actor1, row.inter1) == ("Unidentified Armed Group (Libya)", "Political militia")
    assert (row.actor2, row.civilian_targeting) == ("Civilians (Libya)", "Civilians targeted")
    assert (row.iso, row.region, row.location) == (434, "Northern Africa", "Brak")
    assert "a doctor" in row.notes
    assert "the town council" in row.notes


def test_a_week_is_coded_on_its_middle_day_and_dozens_are_twelve(events):
    row = events.loc["Air/drone strike"]
    assert (row.event_date, row.time_precision, row.fatalities) == ("2024-03-04", 2, 12)
    assert (row.actor1, row.inter1) == ("Air Force of United States", "External/Other forces")
    assert (row.actor2, row.inter2) == ("Islamic State", "Rebel group")
    assert row.interaction == "Rebel group-External/Other forces"


def test_a_region_is_precision_three_and_a_clash_has_two_sides(events):
    row = events.loc["Armed clash"]
    assert (row.geo_precision, row.actor1, row.actor2) == (3, "Army of Iraq", "Islamic State")
    assert row.interaction == "State forces-Rebel group"


def test_what_has_no_row_is_in_the_losses_with_its_rule(written):
    found = list(csv.DictReader(written("acled")[1].open(encoding="utf-8", newline="")))
    out = {(r["rule"], r["field"]) for r in found if r["what"] == "left out"}
    assert {("totals", "total"), ("not-happened", "pattern"), ("not-happened", "prospect")} <= out
    assert {("country-only", "place"), ("no-place", "place")} <= out
    total = next(r for r in found if r["rule"] == "totals")
    assert "strikes more than 1,500" in total["said"]
    row = next(r for r in found if r["field"] == "figures:killed" and "25" in r["said"])
    assert row["kept"] == "23"
    assert row["row"].startswith("LBY-i-")
    hedged = next(r for r in found if r["field"] == "certainty")
    assert "reportedly" in hedged["said"]


# ------------------------------------------------------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("start", "end", "coded"),
    [
        (date(2024, 3, 8), date(2024, 3, 8), (date(2024, 3, 8), 1)),
        (date(2024, 3, 8), date(2024, 3, 9), (date(2024, 3, 8), 2)),
        (date(2024, 3, 1), date(2024, 3, 31), (date(2024, 3, 16), 3)),
        (date(2024, 3, 1), date(2024, 4, 1), None),
        (None, date(2024, 4, 1), None),
    ],
)
def test_days(start, end, coded):
    assert day(start, end) == coded


def killed(*stated):
    lows = [n for s in stated for n in (s.low, s.best) if n is not None]
    low, high = min(lows, default=None), max(lows, default=None)
    found = Range("killed", "", low, high, lows[0] if lows else None, "r", stated=stated)
    return Incident("i", "bombing", ("bombing",), (REF,), ranges=(found,))


@pytest.mark.parametrize(
    ("stated", "coded"),
    [
        ((Stated(REF, "v", 1501, None, 1500),), 1500),
        ((Stated(REF, "v", 24, None, None, True),), 12),
        ((Stated(REF, "v", 200, None, None, True), Stated(REF, "w", 250, 250, 250)), 100),
        ((Stated(REF, "v", 20, 30, None), Stated(REF, "w", 25, 25, 25)), 20),
        ((Stated(REF, "v", None, 50, 50),), 50),
        ((Stated(REF, "v", None, None, 230, True),), 230),
    ],
)
def test_the_lowest_number_is_coded(stated, coded):
    assert fatalities(killed(*stated)) == coded
    assert fatalities(Incident("i", "clash", ("clash",), (REF,))) is None


def who(event, actors, targets, country="IQ"):
    def part(name):
        known = {"US Air Force": ("us-air-force", "state-forces"), "Army of Iraq": ("iq-army", "state-forces")}
        ident, kind = known.get(name, (None, None))
        return Participant(name, ident, kind, (REF,))

    site = Site("X", country=country)
    return Incident(
        "i", event, (event,), (REF,), site, actors=tuple(map(part, actors)), targets=tuple(map(part, targets))
    )


@pytest.mark.parametrize(
    ("event", "kind", "actors", "targets", "found"),
    [
        ("attack", "Violence against civilians", ["Gunmen"], ["aid workers"],
         ("Unidentified Armed Group (Iraq)", "Civilians (Iraq)", "Political militia-Civilians")),
        ("air-strike", "Explosions/Remote violence", ["US Air Force"], ["a market"],
         ("US Air Force", "", "External/Other forces only")),
        ("clash", "Battles", ["Army of Iraq", "the Dawn Brigade"], [],
         ("Army of Iraq", "the Dawn Brigade", "State forces-Political militia")),
        ("protest", "Protests", ["students"], ["police"],
         ("Protesters (Iraq)", "Military Forces of Iraq", "State forces-Protesters")),
        ("riot", "Riots", ["a mob"], [], ("Rioters (Iraq)", "", "Rioters only")),
        ("bombing", "Explosions/Remote violence", [], ["people"],
         ("Unidentified Armed Group (Iraq)", "Civilians (Iraq)", "Political militia-Civilians")),
    ],
)  # fmt: skip
def test_who_stands_against_whom(event, kind, actors, targets, found):
    made = parties(who(event, actors, targets), kind, "Iraq")
    assert (made.actor1, made.actor2, made.interaction) == found


class Few:
    """A stream of some cases alone."""

    moment, selection = None, {}

    def __init__(self, *cases):
        self._cases = cases

    def cases(self, told=True):
        return iter(self._cases)

    def tallies(self, told=True):
        return iter(())

    reports = sheets = links = rulings = refusals = tallies


def test_two_incidents_of_one_day_town_and_kind_are_one_row(stream, tmp_path):
    case = next(c for c in stream.cases() if c.incident.event == "bombing")
    other = Case(replace(case.incident, id="i-zzz"), case.told, datetime(2024, 6, 1, tzinfo=UTC))
    elsewhere = Case(
        replace(case.incident, id="i-yyy", site=replace(case.incident.site, name="Idri", lat=27.4)), case.told
    )
    export(Few(case, other, elsewhere), "acled", tmp_path / "out.csv", tmp_path / "losses.csv")
    rows = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8")))
    assert [(r["location"], r["fatalities"]) for r in rows] == [("Brak", "46"), ("Idri", "23")]
    assert rows[0]["event_id_cnty"] == f"LBY-{min(case.incident.id, 'i-zzz')}"
    assert rows[0]["timestamp"] == str(int(datetime(2024, 6, 1, tzinfo=UTC).timestamp()))
    lost = list(csv.DictReader((tmp_path / "losses.csv").open(encoding="utf-8")))
    assert [r["record"] for r in lost if r["what"] == "put together"] == ["i-zzz"]


def test_strategic_developments_are_never_put_together(stream, tmp_path):
    case = next(c for c in stream.cases() if c.incident.event == "destruction")
    export(Few(case, Case(replace(case.incident, id="i-zzz"), case.told)), "acled", tmp_path / "out.csv")
    assert len((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_what_was_taken_back_or_only_denied_has_no_row(stream):
    case = next(c for c in stream.cases() if c.incident.event == "bombing")
    assert left_out(case) is None
    assert left_out(replace(case, incident=replace(case.incident, grade="discounted"))).rule == "discounted"
    denied = replace(case.incident, claims=(), denials=case.incident.claims)
    assert left_out(replace(case, incident=denied)).rule == "denied-only"
    with pytest.raises(ValueError, match="no row"):
        acled_row(replace(case, incident=replace(case.incident, site=None)))
