"""The public door is exact: what `sayso` offers is what its list says, and each works."""

from __future__ import annotations

import sayso
from sayso import Reading, Refusal

TEXT = "Rebels captured the town of Goma on Monday, killing 12 soldiers."


def test_the_door_is_exact():
    offered = {name for name in vars(sayso) if not name.startswith("_")} | {"__version__"}
    rooms = set(
        "records records_merging errors wire wire_incidents settings line line_ledger intake reading merging "
        "ledger vocab codec "
        "cli health export desk".split()
    )
    borrowed = set("annotations Iterable Iterator date Path TYPE_CHECKING BinaryIO Literal".split())
    assert offered - rooms - borrowed == set(sayso.__all__)


def test_read_then_merge(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("The town of Goma fell to the rebels, the army said.", encoding="utf-8")
    results = list(sayso.read([tmp_path, tmp_path / "missing.html"]))
    assert [type(r) for r in results] == [Reading, Reading, Refusal]
    merged = sayso.merge(r for r in results if isinstance(r, Reading))
    assert {i.event for i in merged.incidents} == {"territory-taken"}


def test_a_ledger_opens(tmp_path):
    ledger = sayso.open_ledger(tmp_path / "ledger.sqlite3")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert list(ledger.add([tmp_path / "a.txt"]))
