"""The event codes and what they are in ACLED's and PLOVER's vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sayso.records import Claim, Reading
from sayso.vocab.tables import rows

_STATE_KINDS = frozenset(
    {"state-forces", "police", "government", "coalition", "mission", "external-forces", "intelligence"}
)


@dataclass(frozen=True, slots=True)
class EventKind:
    """One event code: what it means, its family, its ACLED event and sub-event type, its PLOVER event and mode."""

    code: str
    means: str
    family: str
    acled: tuple[str, str]
    plover: tuple[str, str | None]


@cache
def event_kinds() -> Mapping[str, EventKind]:
    """All event codes, in the order of the table."""
    return {
        row["code"]: EventKind(
            row["code"],
            row["means"],
            row["family"],
            (row["acled_event_type"], row["acled_sub_event_type"]),
            (row["plover_event"], row["plover_mode"] or None),
        )
        for row in rows("event_codes.tsv")
    }


def acled_of(claim: Claim) -> dict[str, str]:
    """ACLED's event and sub-event type of a claim; where they hang on who acts, by who acts.

    A place taken by a state's forces is "Government regains territory"; demonstrators' violence is "Mob violence" when
    the actors are no demonstrators; killings between armed sides are battles.
    """
    kind, sub = event_kinds()[claim.event].acled
    actors = {a.kind for a in claim.actors if a.kind}
    targets = {a.kind for a in claim.targets if a.kind}
    if claim.event == "territory-taken" and actors & _STATE_KINDS:
        sub = "Government regains territory"
    elif claim.event == "riot" and not _demonstrators(claim):
        sub = "Mob violence"
    elif claim.event == "killing" and targets & (_STATE_KINDS | {"rebel-group", "political-militia"}):
        kind, sub = "Battles", "Armed clash"
    return {"event_type": kind, "sub_event_type": sub}


def _demonstrators(claim: Claim) -> bool:
    words = " ".join(a.span.text.lower() for a in claim.actors) + " " + claim.evidence.text.lower()
    return any(
        w in words for w in ("protest", "demonstrat", "rally", "rallies", "march", "student", "supporter", "striker")
    )


def plover_of(claim: Claim) -> dict[str, str | None]:
    """PLOVER's event and mode of a claim; a threat or a plan is THREATEN or MOBILIZE where the record says so."""
    event, mode = event_kinds()[claim.event].plover
    return {"event": event, "mode": mode}


def codes_of(claims: Iterable[Claim]) -> dict[str, tuple[dict[str, str], dict[str, str | None]]]:
    """The codes of claims by claim id, as `sayso.wire.reading_json` takes them."""
    return {c.id: (acled_of(c), plover_of(c)) for c in claims}


def reading_codes(reading: Reading) -> dict[str, tuple[dict[str, str], dict[str, str | None]]]:
    """The codes of a reading's claims."""
    return codes_of(reading.claims)
