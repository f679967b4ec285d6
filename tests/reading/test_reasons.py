"""Every field of a claim has its reason, and the reason's words stand in the article."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.errors import RecordError
from sayso.records import Article, Reading, Reason, Span
from sayso.wire import claim_json, reason_json

TEXT = "Rebels reportedly shelled a village near Mosul on Monday, killing at least 12 civilians, the army said."
SET = {"actors", "targets", "means", "figures", "place", "when", "voices", "same_as", "part_of"}


@pytest.fixture(scope="module")
def reading(reader):
    return reader.read(Article("a", TEXT, published=date(2023, 6, 20)))


def test_every_field_that_is_set_has_a_reason(reading):
    for claim in reading.claims:
        reasons = {r.field for r in claim.reasons}
        assert {"event", "scope", "certainty"} <= reasons
        assert {name for name in SET if getattr(claim, name)} == reasons - {"event", "scope", "certainty"}


def test_reasons_point_at_the_words(reading):
    found = {r.field: r for r in reading.claims[0].reasons}
    assert found["certainty"].span.text == "reportedly"
    assert found["figures"].span.text == "at least 12"
    assert "at least 12" in found["figures"].rule
    assert found["when"].span.text == "Monday"
    assert "2023-06-19" in found["when"].rule
    assert found["voices"].stage == "voices"
    for reason in reading.claims[0].reasons:
        if reason.span is not None:
            assert TEXT[reason.span.start : reason.span.end] == reason.span.text


def test_a_flat_telling_rests_on_no_words(reader):
    claim = reader.read(Article("b", "Rebels captured the town of Goma.")).claims[0]
    certainty = next(r for r in claim.reasons if r.field == "certainty")
    assert certainty.span is None
    assert "flatly" in certainty.rule
    assert reason_json(certainty) == {
        "field": "certainty", "stage": "certainty", "rule": "certain: told flatly", "words": None,
    }  # fmt: skip


def test_reasons_are_no_part_of_the_claim(reading):
    claim = reading.claims[0]
    assert "reasons" not in claim_json(claim, {}, {})
    assert "reasons" not in repr(claim)


def test_a_reason_whose_words_are_not_there_is_refused(reading):
    import dataclasses

    wrong = Reason("event", "judging", "made up", Span(0, 5, "Tanks"))
    claim = dataclasses.replace(reading.claims[0], reasons=(wrong,))
    with pytest.raises(RecordError):
        Reading(article=reading.article, claims=(claim,))
