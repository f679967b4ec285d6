"""Documents to measure speed on: the measuring corpora where they are at hand, else the sample reports over again."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# How many of each, so that news pages, wires, dispatches and single paragraphs are all there.
MIX = {
    "claims-train.jsonl": 250,
    "events/re3d_dev.jsonl": 47,
    "geo/geo_trnews_dev.jsonl": 57,
    "events/muc4_dev.jsonl": 100,
    "events/case2021_task2_dev.jsonl": 46,
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text to read."""

    id: str
    text: str
    published: date | None = None

    @property
    def words(self) -> int:
        """Its words, by white space."""
        return len(self.text.split())


def corpora() -> Path | None:
    """The folder of the measuring corpora (SAYSO_CORPORA, or beside the checkout); None on most machines."""
    path = Path(os.environ.get("SAYSO_CORPORA") or ROOT.parent / "shared" / "corpora")
    return path if (path / "claims-train.jsonl").is_file() else None


def documents(count: int = 500) -> tuple[list[Document], str]:
    """`count` documents, the same in every run, and where they are from."""
    folder = corpora()
    found = _samples() if folder is None else [d for name, n in MIX.items() for d in _spread(folder / name, n)]
    more = -(-count // len(found))
    whole = (found * more)[: max(count, len(found))]
    step = len(whole) / count
    picked = [whole[int(k * step)] for k in range(count)]
    return picked, "the sample reports, repeated" if folder is None else "the measuring corpora"


def _spread(path: Path, count: int) -> list[Document]:
    """`count` documents of a file, evenly spread over it."""
    with path.open(encoding="utf-8") as handle:
        rows = [json.loads(line) for line in handle if line.strip()]
    step = max(1.0, len(rows) / count)
    return [_document(rows[int(k * step)]) for k in range(min(count, len(rows)))]


def _document(row: dict[str, str | None]) -> Document:
    day = row.get("published") or row.get("dct")
    name = str(row.get("doc") or row.get("id"))
    return Document(name, str(row["text"]), date.fromisoformat(day[:10]) if day else None)


def _samples() -> list[Document]:
    from sayso.line import Line
    from sayso.records import Reading
    from sayso.settings import load_settings

    made = Line(load_settings()).read([ROOT / "examples" / "reports"])
    return [Document(r.article.id, r.article.text, r.article.published) for r in made if isinstance(r, Reading)]
