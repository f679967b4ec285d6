"""The event codes and what they are in ACLED's and PLOVER's vocabularies."""

from __future__ import annotations

import re
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


_THREATS = re.compile(
    r"\b(?:threat(?:s|en|ens|ened|ening)?|ultimatum|warn(?:s|ed|ing)?|vow(?:s|ed|ing)?|unless|"
    r"no longer tolerate|or else)\b", re.IGNORECASE
)  # fmt: skip
_PROMISES = re.compile(
    r"\b(?:agree(?:s|d|ing)?|promis(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|offer(?:s|ed|ing)?|willing|ready to|"
    r"commit(?:s|ted)? to|accept(?:s|ed)?|will (?:release|free|return|withdraw|allow|evacuate|hand))\b", re.IGNORECASE
)  # fmt: skip
_READYING = re.compile(
    r"\b(?:prepar(?:e|es|ed|ing)|mass(?:es|ed|ing)|mobili[sz](?:e|es|ed|ing)|alert)\b", re.IGNORECASE
)
_LEAVING = re.compile(
    r"\b(?:withdr[ae]w\w*|pull(?:s|ed|ing)? (?:out|back)|pull-?out|retreat\w*|evacuat\w*|leav\w+|left)\b", re.IGNORECASE
)
_FREEING = re.compile(r"\b(?:releas\w*|fre(?:e|es|ed|eing)|rescu\w*|hand(?:s|ed|ing)? over)\b", re.IGNORECASE)
_TRUCES = re.compile(r"\b(?:declar\w*|announc\w*|observ\w*|unilateral|lift\w*)\b", re.IGNORECASE)
_FRIENDLY = frozenset({"agreement", "deployment", "territory-ceded", "defection", "other", "protest"})


def plover_of(claim: Claim) -> dict[str, str | None]:
    """PLOVER's event and mode of a claim: by its code, and by the words around where PLOVER parts what a code joins.

    What is threatened is THREATEN, what is promised AGREE, what is made ready MOBILIZE; a withdrawal, a release and a
    truce declared by one side are RETREAT, as in CAMEO 084 and 087, from which PLOVER was made.
    """
    event, mode = event_kinds()[claim.event].plover
    if claim.scope == "prospect":
        return _intended(claim, event, mode)
    if claim.event == "other" and _THREATS.search(claim.trigger.text):
        return {"event": "THREATEN", "mode": None}
    if claim.event == "deployment" and _LEAVING.search(claim.trigger.text):
        return {"event": "RETREAT", "mode": "withdraw"}
    if claim.event == "other" and _FREEING.search(claim.trigger.text):
        return {"event": "RETREAT", "mode": "return"}
    if claim.event == "agreement" and "fire" in claim.evidence.text.lower() and _TRUCES.search(claim.trigger.text):
        return {"event": "RETREAT", "mode": "ceasefire"}
    return {"event": event, "mode": mode}


def _intended(claim: Claim, event: str, mode: str | None) -> dict[str, str | None]:
    """PLOVER's event of what is planned, feared or called for: what is said of it before its own word counts most."""
    before = claim.evidence.text[: max(0, claim.trigger.start - claim.evidence.start)]
    said = before + " " + claim.trigger.text
    if _THREATS.search(said):
        return {"event": "THREATEN", "mode": None}
    if claim.event in _FRIENDLY and _PROMISES.search(said):
        return {"event": "AGREE", "mode": None}
    if _READYING.search(said) and event == "ASSAULT":
        return {"event": "MOBILIZE", "mode": "weapons"}
    if claim.event == "agreement":
        return {"event": "AGREE", "mode": None}
    if re.search(r"\bwill\b", said) and event in ("COERCE", "PROTEST", "ASSAULT"):
        return {"event": "THREATEN", "mode": None}
    return {"event": event, "mode": mode}


def codes_of(claims: Iterable[Claim]) -> dict[str, tuple[dict[str, str], dict[str, str | None]]]:
    """The codes of claims by claim id, as `sayso.wire.reading_json` takes them."""
    return {c.id: (acled_of(c), plover_of(c)) for c in claims}


def reading_codes(reading: Reading) -> dict[str, tuple[dict[str, str], dict[str, str | None]]]:
    """The codes of a reading's claims."""
    return codes_of(reading.claims)
