"""The full model as rows of tables: what `csv`, `parquet` and `xlsx` have in common. The columns are in `full.tsv`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sayso.codec import whole
from sayso.export import said
from sayso.export.stream import Case, Cited, Stream, Tally
from sayso.records import Actor, Incident, Participant, Range, Site, Total
from sayso.vocab.codes import acled_of, plover_of

Row = dict[str, Any]


def article_rows(stream: Stream) -> Iterator[Row]:
    """A row a report."""
    for report in stream.reports():
        article = report.reading.article
        yield {
            "id": article.id,
            "url": report.source.url,
            "title": article.title,
            "byline": article.byline,
            "publisher": article.publisher,
            "published": article.published,
            "language": article.language,
            "text": article.text,
            "version": report.source.version,
            "domain": report.domain,
            "reader": report.reading.reader,
            "claims": len(report.reading.claims),
            "record": whole(report.reading),
        }


def page_rows(stream: Stream) -> Iterator[Row]:
    """A row a state of a page; `body` is bytes."""
    from dataclasses import replace

    for sheet in stream.sheets():
        page = sheet.page
        yield {
            "article": sheet.article,
            "number": sheet.number,
            "sha256": page.sha256,
            "address": page.address,
            "taken_at": page.taken_at,
            "asked": sheet.asked,
            "body": page.body,
            "record": whole(replace(page, body=b"")),
        }


# --------------------------------------------------------------------------------------------------------------- claims


def cited(stream: Stream) -> Iterator[Cited]:
    """The claims; of a part of the ledger, those that are in what was asked for."""
    wanted = kept_ids(stream) if stream.selection else None
    for report in stream.reports():
        yield from (c for c in report.cited() if wanted is None or c.holder in wanted)


def kept_ids(stream: Stream) -> set[str]:
    """The ids of the incidents and totals of a stream."""
    return {c.incident.id for c in stream.cases(told=False)} | {t.total.id for t in stream.tallies(told=False)}


def claim_rows(stream: Stream) -> Iterator[Row]:
    """A row a claim."""
    for one in cited(stream):
        yield claim_row(one)


def claim_row(one: Cited) -> Row:
    """A claim as a row."""
    claim, place, when = one.claim, one.claim.place, one.claim.when
    acled, plover = acled_of(claim), plover_of(claim)
    return {
        "article": claim.article,
        "id": claim.id,
        "event": claim.event,
        "scope": claim.scope,
        "trigger": claim.trigger.text,
        "evidence": claim.evidence.text,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "certainty": claim.certainty,
        "certainty_cue": claim.certainty_cue.text if claim.certainty_cue else None,
        "actors": said.joined(a.span.text for a in claim.actors),
        "actor_ids": _ids(claim.actors),
        "targets": said.joined(t.span.text for t in claim.targets),
        "target_ids": _ids(claim.targets),
        "means": said.joined(m.text for m in claim.means),
        "place": place.span.text if place else None,
        **_where(place, "place_name", "geonames_id", "latitude", "longitude", "country", "admin1", "precision"),
        "when": when.span.text if when else None,
        "when_value": when.value if when else None,
        "when_from": when.start if when else None,
        "when_to": when.end if when else None,
        "voices": said.chain(claim),
        "voice_kinds": said.joined((v.kind for v in claim.voices), " > "),
        "same_as": claim.same_as,
        "part_of": claim.part_of,
        "holder": one.holder,
        "role": one.role,
        "struck": one.struck,
        "acled_event_type": acled["event_type"],
        "acled_sub_event_type": acled["sub_event_type"],
        "plover_event": plover["event"],
        "plover_mode": plover["mode"],
        "reader": claim.reader,
        "confidence": claim.confidence,
    }


def _ids(actors: tuple[Actor, ...] | tuple[Participant, ...]) -> str:
    return said.joined(a.id for a in actors)


_FIELDS = {"place_name": "name", "latitude": "lat", "longitude": "lon"}


def _where(place: Any, *names: str) -> Row:
    return {n: getattr(place, _FIELDS.get(n, n)) if place is not None else None for n in names}


def figure_rows(stream: Stream) -> Iterator[Row]:
    """A row a figure of a claim."""
    for one in cited(stream):
        for number, figure in enumerate(one.claim.figures, 1):
            yield {
                "article": one.claim.article,
                "claim": one.claim.id,
                "number": number,
                "measure": figure.measure,
                "low": figure.low,
                "best": figure.best,
                "high": figure.high,
                "approximate": figure.approximate,
                "who": figure.who.text if figure.who else None,
                "text": figure.span.text,
            }


# --------------------------------------------------------------------------------------------------- incidents, totals


def incident_rows(stream: Stream) -> Iterator[Row]:
    """A row an incident."""
    for case in stream.cases(told=False):
        yield incident_row(case)


def incident_row(case: Case) -> Row:
    """An incident as a row."""
    one = case.incident
    return {
        "id": one.id,
        "event": one.event,
        "events": said.joined(one.events),
        **_site(one.site, "geonames_id", "admin1"),
        "from": one.start,
        "to": one.end,
        **_sides(one),
        "actor_ids": _ids(one.actors),
        "target_ids": _ids(one.targets),
        **_measured(one, "killed"),
        **_measured(one, "injured"),
        "grade": one.grade,
        "grade_rule": one.grade_rule,
        "claims": len(one.claims),
        "denials": len(one.denials),
        "voices": len(one.voices),
        "contradictions": said.joined(map(str, one.contradictions)),
        "rulings": said.joined(one.rulings),
        "former_ids": said.joined(one.former_ids),
        "changed": case.changed,
        "record": whole(one),
    }


def _site(site: Site | None, *more: str) -> Row:
    names = ("place_name", "latitude", "longitude", "country", "precision", *more)
    return {"place": site.text if site else None} | _where(site, *names)


def _sides(one: Incident | Total) -> Row:
    return {
        "actors": said.joined(a.name for a in one.actors),
        "targets": said.joined(t.name for t in one.targets),
    }


def _measured(one: Incident, measure: str) -> Row:
    found = one.figure(measure)
    return {f"{measure}_{b}": getattr(found, b) if found else None for b in ("low", "best", "high")}


def total_rows(stream: Stream) -> Iterator[Row]:
    """A row a total."""
    for tally in stream.tallies(told=False):
        yield total_row(tally)


def total_row(tally: Tally) -> Row:
    """A total as a row."""
    one = tally.total
    return {
        "id": one.id,
        "event": one.event,
        **_site(one.site),
        "from": one.start,
        "to": one.end,
        **_sides(one),
        "said": said.ranges(one),
        "claims": len(one.claims),
        "part_of": one.part_of,
        "record": whole(one),
    }


def _holders(stream: Stream) -> Iterator[Incident | Total]:
    for case in stream.cases(told=False):
        yield case.incident
    for tally in stream.tallies(told=False):
        yield tally.total


def range_rows(stream: Stream) -> Iterator[Row]:
    """A row a measure and victim group of an incident or total."""
    for one in _holders(stream):
        for found in one.ranges:
            yield range_row(one, found)


def range_row(one: Incident | Total, found: Range) -> Row:
    """A range as a row."""
    return {
        "holder": one.id,
        "measure": found.measure,
        "who": found.group,
        "low": found.low,
        "best": found.best,
        "high": found.high,
        "rule": found.rule,
        "stated": said.joined(said.stated(s).replace("; ", ", ") for s in found.stated),
    }


def voice_rows(stream: Stream) -> Iterator[Row]:
    """A row an independent voice of an incident or total."""
    for one in _holders(stream):
        for voice in one.voices:
            yield {
                "holder": one.id,
                "name": voice.name,
                "kind": voice.kind,
                "party": voice.party,
                "denies": voice.denies,
                "outlets": said.joined(voice.outlets),
                "claims": said.joined(map(said.ref, voice.claims)),
                "why": voice.why,
            }


# --------------------------------------------------------------------------------------------------------------- others


def link_rows(stream: Stream) -> Iterator[Row]:
    """A row a link or near miss."""
    for link in stream.links():
        yield {
            "a": said.ref(link.a),
            "b": said.ref(link.b),
            "verdict": link.verdict,
            "score": link.score,
            "keys": said.joined(f"{k.key} {k.weight:+.2f}: {k.said}" for k in link.keys),
            "why": link.why,
            "ruling": link.ruling,
            "record": whole(link),
        }


def ruling_rows(stream: Stream) -> Iterator[Row]:
    """A row a ruling."""
    for ruling in stream.rulings():
        yield {
            "id": ruling.id,
            "kind": ruling.kind,
            "who": ruling.who,
            "at": ruling.at,
            "why": ruling.why,
            "claims": said.joined(map(said.ref, ruling.claims)),
            "others": said.joined(map(said.ref, ruling.others)),
            "field": ruling.field,
            "value": ruling.value,
            "record": whole(ruling),
        }


def refusal_rows(stream: Stream) -> Iterator[Row]:
    """A row an input that could not be read."""
    for one in stream.refusals():
        refusal = one.refusal
        row = {name: getattr(refusal, name) for name in ("stage", "code", "source", "why", "hint")}
        yield row | {"at": one.at, "record": whole(refusal)}


TABLES: dict[str, Callable[[Stream], Iterator[Row]]] = {
    "articles": article_rows,
    "pages": page_rows,
    "claims": claim_rows,
    "figures": figure_rows,
    "incidents": incident_rows,
    "ranges": range_rows,
    "totals": total_rows,
    "voices": voice_rows,
    "links": link_rows,
    "rulings": ruling_rows,
    "refusals": refusal_rows,
}
