"""Benchmarks are scripts in a folder of their own; these tests import what they are made of from there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCH = str(Path(__file__).resolve().parents[2] / "bench")
if BENCH not in sys.path:
    sys.path.insert(0, BENCH)


@pytest.fixture(scope="session")
def world():
    """A small made world."""
    from known_world import make_world

    return make_world(seed=3, incidents=60, reports=240)
