"""GED's columns: rules one by one, the made ledger's rows, read back by pandas and frictionless."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from sayso.export.columns import names
from sayso.export.ucdp import Ucdp, cell_of, date_precision, dyad, split, where_precision
from sayso.records import Incident, Participant, Range, Ref, Site

pandas = pytest.importorskip("pandas")
frictionless = pytest.importorskip("frictionless")

OFFICIAL = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id"
    " dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources"
    " source_article source_office source_date source_headline source_original where_prec where_coordinates"
    " where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity"
    " date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
REF = Ref("a", "c")


@pytest.fixture(scope="module")
def events(written):
    return pandas.read_csv(written("ucdp")[0])


def test_the_columns_are_geds_in_its_order(events):
    assert list(names("ucdp", "events")) == OFFICIAL == list(events.columns)


def test_frictionless_finds_the_file_to_fit_its_schema(written):
    out, _ = written("ucdp")
    data = out.with_name("ged.csv")
    data.write_bytes(out.read_bytes())
    with frictionless.system.use_context(trusted=True):
        found = frictionless.validate(str(data), schema=frictionless.Schema.from_descriptor(Ucdp().schema()))
    assert found.valid, found.flatten(["type", "message"])


def test_the_made_ledger_is_golden(written, golden):
    golden("ucdp.csv", written("ucdp")[0].read_text(encoding="utf-8"))


def test_every_row_adds_up(events):
    assert len(events)
    parts = events[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)
    assert (parts == events["best"]).all()
    assert (events["low"] <= events["best"]).all()
    assert (events["best"] <= events["high"]).all()
    assert (events["best"] > 0).all()


def test_the_made_rows_are_coded_as_geds_are(events):
    clash = events[events["where_coordinates"] == "northern Iraq"].iloc[0]
    assert (clash.side_a, clash.side_b, clash.type_of_violence) == ("Government of Iraq", "Islamic State", 1)
    assert (clash.gwnoa, clash.country_id, clash.where_prec, clash.date_prec) == (645, 645, 5, 1)
    raid = events[events["where_coordinates"] == "Mosul"].iloc[0]
    assert (raid.side_a, raid.gwnoa, raid.date_prec, raid.priogrid_gid) == ("Government of United States", 2, 3, 181887)
    bomb = events[events["where_coordinates"] == "Brak"].iloc[0]
    assert (bomb.side_a, bomb.side_b, bomb.type_of_violence, bomb.event_clarity) == ("XXX", "Civilians", 3, 2)
    assert (bomb.low, bomb.high, bomb.number_of_sources) == (23, 25, 2)


def test_what_has_no_row_is_in_the_losses(written):
    found = list(csv.DictReader(written("ucdp")[1].open(encoding="utf-8", newline="")))
    out = {r["rule"] for r in found if r["what"] == "left out"}
    assert {"totals", "not-happened", "no-deaths"} <= out


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [("2024-03-01", "2024-03-01", 1), ("2024-03-01", "2024-03-06", 2), ("2024-03-01", "2024-03-07", 3),
     ("2024-03-01", "2024-03-31", 4), ("2024-01-01", "2024-12-31", 5), ("2023-01-01", "2024-12-31", None)],
)  # fmt: skip
def test_days(start, end, found):
    assert date_precision(date.fromisoformat(start), date.fromisoformat(end)) == found
    assert date_precision(None, date.fromisoformat(end)) is None


def test_places_and_cells():
    made = {
        p: where_precision(Site("x", precision=p)) for p in ("exact", "settlement", "district", "region", "country")
    }
    assert made == {"exact": 1, "settlement": 1, "district": 2, "region": 5, "country": 6}
    assert where_precision(Site("x", geonames_id=1, precision="region")) == 4
    assert cell_of(90, 180) == 360 * 720
    assert cell_of(-90, -180) == 1


def made(event, actors=(), targets=(), killed=()):
    def part(name):
        known = {"the army": ("iq-army", "state-forces"), "IS": ("islamic-state", "rebel-group")}
        ident, kind = known.get(name, (None, None))
        return Participant(name, ident, kind, (REF,))

    ranges = tuple(Range("killed", group, n, n, n, "r") for group, n in killed)
    sides = {"actors": tuple(map(part, actors)), "targets": tuple(map(part, targets))}
    return Incident("i-0", event, (event,), (REF,), Site("X", country="IQ"), ranges=ranges, **sides)


@pytest.mark.parametrize(
    ("incident", "violence", "side_a", "side_b"),
    [
        (made("attack", ["IS"], ["the army"]), 1, "Government of Iraq", "IS"),
        (made("clash", ["IS", "the Dawn Brigade"]), 2, "IS", "the Dawn Brigade"),
        (made("execution", ["IS"], ["villagers"]), 3, "IS", "Civilians"),
        (made("bombing", [], ["the army"]), 1, "Government of Iraq", "XXX"),
        (made("attack", ["Gunmen"], ["villagers"]), 3, "XXX", "Civilians"),
    ],
)
def test_sides_and_violence(incident, violence, side_a, side_b):
    found = dyad(incident)
    assert (found.violence, found.side_a, found.side_b) == (violence, side_a, side_b)


def test_deaths_are_split_only_as_far_as_the_text_tells():
    told = made(
        "clash", ["the army", "IS"], killed=[("", 20), ("soldiers", 5), ("fighters", 8), ("civilians", 4), ("women", 2)]
    )
    assert split(told, 20, dyad(told)) == (5, 8, 4, 3)
    more = made("clash", ["the army", "IS"], killed=[("", 3), ("soldiers", 5)])
    assert split(more, 3, dyad(more)) == (0, 0, 0, 3)
