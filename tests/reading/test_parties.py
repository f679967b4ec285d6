"""Voices that count, outlets after "reports", parties that no vocabulary knows; every sentence here is our own."""

from __future__ import annotations

import pytest

from sayso.records import Article

CASES = [
    ("The local council put the number of people killed in the bombing at 23.", [("The local council", "official")]),
    ("The Valley Observatory has counted 260 people killed in air strikes.", [("The Valley Observatory", "monitor")]),
    ("Gunmen shot dead a teacher in Quetta on January 10, reports The Morning Star.", [("The Morning Star", "media")]),
    ("Gunmen killed two policemen in Quetta on January 10 reports The Valley Times", [("The Valley Times", "media")]),
    ("GAZA CITY, Palestinian Territories: Four men were killed by tank shelling in the east of the town.", []),
    ("The Yellow Front said that its fighters captured the town of Bria.", [("The Yellow Front", "party")]),
    ("Ten people were killed in the bombing, Turkish officials said.", [("Turkish officials", "official")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "voices"), CASES, ids=[t[:40] for t, _ in CASES])
def test_voices(reader, text, voices):
    found = reader.read(Article("a", text)).claims
    assert found
    assert {tuple((v.span.text, v.kind) for v in c.voices) for c in found} == {tuple(voices)}


def test_a_name_whose_fighters_are_told_of_is_a_party_throughout(reader):
    text = "Yellow Front fighters attacked Bria on Friday. Six people were killed in the attack, the Yellow Front said."
    kinds = {v.kind for c in reader.read(Article("a", text)).claims for v in c.voices}
    assert kinds == {"party"}


def test_a_name_without_forces_is_no_party(reader):
    text = "Six people were killed in the bombing of Bria, the Yellow Foundation said."
    kinds = {v.kind for c in reader.read(Article("a", text)).claims for v in c.voices}
    assert "party" not in kinds
