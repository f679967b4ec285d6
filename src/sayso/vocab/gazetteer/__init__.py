"""Places of the world by name: GeoNames' populated places, divisions, countries, and a supplement for conflict."""

from pathlib import Path
from typing import Protocol

from sayso.vocab.gazetteer.folding import fold
from sayso.vocab.gazetteer.store import Entry, Gazetteer, packaged
from sayso.vocab.gazetteer.user import read_places

__all__ = ["Entry", "Gazetteer", "fold", "open_gazetteer", "packaged"]


class _Wants(Protocol):
    @property
    def gazetteer(self) -> Path | None: ...


def open_gazetteer(settings: _Wants) -> Gazetteer:
    """The packaged gazetteer, with the user's own places where the settings name a file; raises SettingsError."""
    return packaged() if settings.gazetteer is None else Gazetteer(extra=read_places(settings.gazetteer))
