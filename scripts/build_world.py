"""Derive the desk's world map from the npm package world-atlas (countries-50m.json, Natural Earth, public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/build_world.py package/countries-50m.json src/sayso/desk/static/desk/vendor/world/countries.json

Coordinates are rounded to a grid of 20,000 steps (about 2 km), names and the outline of the land are left out: a page
carries 160 kB instead of 230. Names come from Unicode CLDR, in the language of the page.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

STEPS = 20_000


def coarser(topology: dict[str, Any], steps: int = STEPS) -> dict[str, Any]:
    """The countries of a quantised topology on a coarser grid."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = [_absolute(arc, kx, ky, dx, dy) for arc in topology["arcs"]]
    xs, ys = ([p[i] for line in lines for p in line] for i in (0, 1))
    west, south = min(xs), min(ys)
    sx, sy = (max(xs) - west) / (steps - 1), (max(ys) - south) / (steps - 1)
    arcs = [_deltas([(round((x - west) / sx), round((y - south) / sy)) for x, y in line]) for line in lines]
    shapes = topology["objects"]["countries"]["geometries"]
    kept = [{k: shape[k] for k in ("type", "arcs", "id") if k in shape} for shape in shapes]
    return {
        "type": "Topology",
        "objects": {"countries": {"type": "GeometryCollection", "geometries": kept}},
        "arcs": arcs,
        "transform": {"scale": [sx, sy], "translate": [west, south]},
    }


def _absolute(arc: list[list[int]], kx: float, ky: float, dx: float, dy: float) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * kx + dx, y * ky + dy))
    return points


def _deltas(points: list[tuple[int, int]]) -> list[list[int]]:
    """Steps from point to point; those that go nowhere are left out, but an arc keeps two points."""
    made = [list(points[0])]
    at = points[0]
    for point in points[1:]:
        if point != at:
            made.append([point[0] - at[0], point[1] - at[1]])
            at = point
    return made if len(made) > 1 else [*made, [0, 0]]


def main() -> None:
    """Write the derived map."""
    given, made = map(Path, sys.argv[1:3])
    topology = coarser(json.loads(given.read_text(encoding="utf-8")))
    made.write_text(json.dumps(topology, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
