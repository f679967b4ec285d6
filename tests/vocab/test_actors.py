"""The list of actors: whole, without contradictions, and answering as its page says."""

from __future__ import annotations

from collections import Counter

import pytest

from sayso.vocab import actors
from sayso.vocab.tables import rows


def test_list_is_long_and_its_ids_are_unique():
    named = rows("actors.tsv")
    assert len(named) >= 600
    assert max(Counter(row["id"] for row in named).values()) == 1


def test_every_row_has_a_kind_a_source_and_a_parent_that_exists():
    for known in actors.actors():
        assert known.kind in actors.ACTOR_KINDS, known.id
        assert known.source, known.id
        assert not known.part_of or actors.actor(known.part_of) is not None, (known.id, known.part_of)


def test_no_chain_of_bodies_is_a_loop():
    for known in actors.actors():
        parents = actors.chain(known.id)
        last = actors.actor(parents[-1])
        assert last is not None
        assert last.part_of == "", (known.id, parents)


def test_countries_are_two_letter_codes_that_the_table_of_states_knows():
    for known in actors.actors():
        for country in known.countries:
            assert country in actors.states(), (known.id, country)


def test_ids_are_slugs():
    assert all(row["id"] == row["id"].strip("-").lower() and " " not in row["id"] for row in rows("actors.tsv"))


def test_years_are_years():
    for row in rows("actors.tsv"):
        for year in row["years"].split("-"):
            assert year == "" or (year.isdigit() and len(year) == 4), (row["id"], row["years"])


def test_an_alias_that_several_actors_share_is_guarded_or_told_apart_by_country():
    owners: dict[str, dict[str, tuple[str, ...]]] = {}
    for known in actors.actors():
        for alias in known.aliases:
            if not alias.guarded:
                owners.setdefault(alias.form.lower(), {})[known.id] = known.countries
    for form, by_id in owners.items():
        if len(by_id) > 1:
            assert all(by_id.values()), (form, by_id)


@pytest.mark.parametrize(
    ("country", "part", "id"),
    [("IQ", "army", "iq-army"), ("iq", "government", "iq-government"), ("GB", "air-force", "gb-air-force")],
)
def test_state_bodies(country, part, id):
    found = actors.state_actor(country, part)
    assert found is not None
    assert found.id == id
    assert actors.actor(id) == found


def test_unknown_stays_unknown():
    assert actors.state_actor("QQ") is None
    assert actors.state_actor("IQ", "zeppelins") is None
    assert actors.actor("no-such-band") is None
    assert actors.actor("qq-army") is None


def test_state_bodies_with_names_of_their_own_keep_their_place():
    force = actors.actor("il-military")
    assert force is not None
    assert (force.name, force.part_of) == ("Israel Defense Forces", "il-government")
    assert actors.chain("izz-ad-din-al-qassam-brigades")[-1] == "hamas"


def test_every_state_has_every_body():
    ids = {known.id for known in actors.actors()}
    assert {f"{c.lower()}-{p}" for c in actors.states() for p in actors.parts()} <= ids


def test_steering_words_are_there():
    assert "invasion" in actors.steering("deed")
    assert "accuse" in actors.steering("charge")
    assert "talk" in actors.steering("pact")
    assert "be" in actors.steering("idle")
