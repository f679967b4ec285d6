"""The sample reports against their key: the key's own claims merge to the key, the reader's come near it.

The floor of what is read is what was reached on 2026-11-22 less one; it only goes up.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture(scope="module")
def scorer(monkeypatch_module):
    monkeypatch_module.syspath_prepend(str(BENCH))
    return importlib.import_module("score_incidents")


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def test_the_keys_claims_merge_to_the_key(scorer):
    result = scorer.run(from_key=True)
    assert result.apart == []
    assert {name: wrong for name, wrong in result.wrong.items() if wrong} == {}
    assert result.extra == []


def test_the_readers_claims_come_near_the_key(scorer):
    result = scorer.run()
    assert result.apart == []
    assert result.right >= 13, result.wrong
    assert not result.wrong["murzuq-air-strike"], "the demo's showpiece"
