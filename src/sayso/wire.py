"""Records as JSON and back: the field names of the interface page, exactly.

The shapes here are what `sayso read --json` prints, what `sayso merge` takes and what the exports and the desk give.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sayso.errors import RecordError
from sayso.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    Figure,
    Furniture,
    Place,
    Reading,
    Reason,
    Refusal,
    Span,
    Voice,
    When,
)

Json = dict[str, Any]


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _maybe(span: Span | None) -> Json | None:
    return None if span is None else _span(span)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def place_json(place: Place) -> Json:
    """A place as the interface has it; a described region has its box too, [south, west, north, east]."""
    box = {"box": list(place.box)} if place.box else {}
    return (
        box
        | _span(place.span)
        | {
            "name": place.name,
            "geonames_id": place.geonames_id,
            "lat": place.lat,
            "lon": place.lon,
            "country": place.country,
            "admin1": place.admin1,
            "precision": place.precision,
        }
    )


def when_json(when: When) -> Json:
    """A time expression as the interface has it."""
    return _span(when.span) | {"type": when.type, "value": when.value, "from": _day(when.start), "to": _day(when.end)}


def figure_json(figure: Figure) -> Json:
    """A figure as the interface has it."""
    return {
        "measure": figure.measure,
        "who": _maybe(figure.who),
        "low": figure.low,
        "high": figure.high,
        "best": figure.best,
        "approximate": figure.approximate,
        **_span(figure.span),
    }


def claim_json(claim: Claim, acled: Mapping[str, str], plover: Mapping[str, str | None]) -> Json:
    """A claim as the interface has it; its codes in the two vocabularies are given by the caller."""
    return {
        "id": claim.id,
        "event": claim.event,
        "scope": claim.scope,
        "acled": dict(acled),
        "plover": dict(plover),
        "trigger": _span(claim.trigger),
        "actors": [_span(a.span) | {"id": a.id} for a in claim.actors],
        "targets": [_span(a.span) | {"id": a.id} for a in claim.targets],
        "means": [_span(m) for m in claim.means],
        "figures": [figure_json(f) for f in claim.figures],
        "place": place_json(claim.place) if claim.place else None,
        "when": when_json(claim.when) if claim.when else None,
        "voices": [_span(v.span) | {"kind": v.kind, "cue": _maybe(v.cue)} for v in claim.voices],
        "certainty": claim.certainty,
        "certainty_cue": _maybe(claim.certainty_cue),
        "evidence": _span(claim.evidence),
        "same_as": claim.same_as,
        "part_of": claim.part_of,
        "reader": claim.reader,
        "confidence": round(claim.confidence, 3),
    }


def reason_json(reason: Reason) -> Json:
    """Why a field of a claim is what it is, as `sayso read --json --explain` has it."""
    return {"field": reason.field, "stage": reason.stage, "rule": reason.rule, "words": _maybe(reason.span)}


def article_json(article: Article) -> Json:
    """An article as the interface has it."""
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "byline": article.byline,
        "publisher": article.publisher,
        "published": _day(article.published),
        "language": article.language,
        "text": article.text,
        "furniture": [{"text": f.text, "why": f.why} for f in article.furniture],
    }


def attribution_json(attribution: Attribution) -> Json:
    """An attribution as the interface has it."""

    def pairs(spans: tuple[Span, ...]) -> list[list[int]]:
        return [[s.start, s.end] for s in spans]

    return {
        "source": pairs(attribution.source),
        "cue": pairs(attribution.cue),
        "content": pairs(attribution.content),
        "kind": attribution.kind,
    }


def reading_json(
    reading: Reading,
    codes: Mapping[str, tuple[Mapping[str, str], Mapping[str, str | None]]],
    explain: bool = False,
) -> Json:
    """A reading as the interface has it. `codes` gives each claim id's ACLED and PLOVER codes; with `explain` each
    claim has its `reasons` too."""

    def claim(made: Claim) -> Json:
        row = claim_json(made, *codes[made.id])
        return row | {"reasons": [reason_json(r) for r in made.reasons]} if explain else row

    return {
        "article": article_json(reading.article),
        "places": [place_json(p) for p in reading.places],
        "times": [when_json(w) for w in reading.times],
        "actors": [_span(a.span) | {"name": a.name, "id": a.id, "kind": a.kind} for a in reading.actors],
        "attributions": [attribution_json(a) for a in reading.attributions],
        "claims": [claim(c) for c in reading.claims],
    }


def refusal_json(refusal: Refusal) -> Json:
    """A refusal on the line that its document's reading would have had."""
    return {"article": {"id": refusal.source}, "error": str(refusal)}


# ------------------------------------------------------------------------------------------------------------ and back


def _read_span(row: Json) -> Span:
    return Span(row["start"], row["end"], row["text"])


def _read_maybe(row: Json | None) -> Span | None:
    return None if row is None else _read_span(row)


def _read_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _read_actor(row: Json) -> Actor:
    return Actor(_read_span(row), row.get("id"), row.get("name"), row.get("kind"))


def _read_place(row: Json) -> Place:
    sides = [float(side) for side in row.get("box") or ()]
    return Place(
        _read_span(row),
        name=row.get("name"),
        geonames_id=row.get("geonames_id"),
        lat=row.get("lat"),
        lon=row.get("lon"),
        country=row.get("country"),
        admin1=row.get("admin1"),
        precision=row.get("precision") or "unknown",
        box=(sides[0], sides[1], sides[2], sides[3]) if len(sides) == 4 else None,
    )


def _read_when(row: Json) -> When:
    return When(_read_span(row), row["type"], row["value"], _read_day(row["from"]), _read_day(row["to"]))


def _read_figure(row: Json) -> Figure:
    keys = ("measure", "low", "high", "best", "approximate")
    return Figure(_read_span(row), who=_read_maybe(row.get("who")), **{k: row[k] for k in keys})


def _read_claim(row: Json, article: str) -> Claim:
    return Claim(
        id=row["id"],
        article=article,
        event=row["event"],
        scope=row["scope"],
        trigger=_read_span(row["trigger"]),
        evidence=_read_span(row["evidence"]),
        certainty=row["certainty"],
        certainty_cue=_read_maybe(row.get("certainty_cue")),
        actors=tuple(_read_actor(a) for a in row["actors"]),
        targets=tuple(_read_actor(a) for a in row["targets"]),
        means=tuple(_read_span(m) for m in row["means"]),
        figures=tuple(_read_figure(f) for f in row["figures"]),
        place=_read_place(row["place"]) if row.get("place") else None,
        when=_read_when(row["when"]) if row.get("when") else None,
        voices=tuple(Voice(_read_span(v), v["kind"], _read_maybe(v.get("cue"))) for v in row["voices"]),
        same_as=row.get("same_as"),
        part_of=row.get("part_of"),
        reader=row.get("reader", ""),
        confidence=row.get("confidence", 0.0),
    )


def read_reading(row: Json) -> Reading:
    """A reading from its JSON; raises RecordError where the row isn't one."""
    try:
        head = row["article"]
        keys = ("url", "title", "byline", "publisher", "language")
        article = Article(
            id=head["id"],
            text=head["text"],
            published=_read_day(head.get("published")),
            furniture=tuple(Furniture(f["text"], f["why"]) for f in head.get("furniture", ())),
            **{k: head.get(k) for k in keys},
        )

        def spans(pairs: list[list[int]]) -> tuple[Span, ...]:
            return tuple(article.span(s, e) for s, e in pairs)

        return Reading(
            article=article,
            places=tuple(_read_place(p) for p in row.get("places", ())),
            times=tuple(_read_when(t) for t in row.get("times", ())),
            actors=tuple(_read_actor(a) for a in row.get("actors", ())),
            attributions=tuple(
                Attribution(spans(a["source"]), spans(a["cue"]), spans(a["content"]), a.get("kind", "other"))
                for a in row.get("attributions", ())
            ),
            claims=tuple(_read_claim(c, article.id) for c in row.get("claims", ())),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RecordError(f"this is not a reading: {type(error).__name__} {error}") from error
