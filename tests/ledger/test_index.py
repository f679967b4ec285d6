"""Merging's index in the ledger."""

from __future__ import annotations


def test_many_looks_are_answered_each_by_its_own(line, made):
    from sayso.ledger import index, models  # Django's tables, which the opened ledger has set up

    line.add_reading(*made.brak("a"))
    line.add_reading(*made.tbilisi("b"))
    with line.ledger.writing("add") as pen:
        pen.idle = True
        there = list(models.Block.objects.using(pen.db).order_by("id").values_list("area", "claim_id"))
        looks = [index.Look("area = %s", "first DESC", (area,), 50) for area, _ in there] * 10
        answers = list(index._ask(pen.db, looks))
    assert len(answers) == len(looks) > index.LOOKS
    for (_, claim), rows in zip(there * 10, answers, strict=True):
        assert claim in {found for found, _, _ in rows}
        assert len(rows) < len(there)
