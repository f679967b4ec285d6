"""`jsonld`: the ledger as linked data: schema.org's claims and their reviews, PROV-O's account of who said what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sayso.export import said
from sayso.export.columns import columns
from sayso.export.format import Tracker
from sayso.export.full import kept_ids
from sayso.export.losses import Loss
from sayso.export.stream import Case, Cited, Report, Stream, Tally
from sayso.export.text import as_json, line, tidy
from sayso.records import Incident, Ref, Ruling, Site, Total

DATA = "jsonld"
Json = dict[str, Any]
CONTEXT = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sayso": "urn:sayso:",
}


class JsonLd:
    """One document: a context and a graph, a node a line. Nothing is fetched to read it."""

    name = "jsonld"
    suffix = ".jsonld"
    folder = False
    about = "linked data: schema.org's Claim and ClaimReview, PROV-O"
    data = DATA

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write reports and claims, incidents with their reviews, totals, rulings."""
        with out.open("w", encoding="utf-8", newline="") as file:
            file.write('{"@context": ' + json.dumps(CONTEXT) + ', "@graph": [')
            mark = "\n"
            for node in nodes(stream):
                file.write(mark + as_json(_bare(node)))
                mark = ",\n"
                tracker.wrote()
            file.write("\n]}\n")
        words = "offsets, links, near misses, pages and refusals"
        tracker.lose(Loss("left out", "ledger", "links", words, "not-linked"))

    def schema(self) -> Json:
        """The classes with their properties."""
        return {
            "@context": CONTEXT,
            "classes": {kind: {c.name: c.means for c in here} for kind, here in columns(DATA).items()},
        }


def nodes(stream: Stream) -> Iterator[Json]:
    """The graph's nodes."""
    wanted = kept_ids(stream) if stream.selection else None
    for report in stream.reports():
        yield article_node(report)
        for cited in report.cited():
            if wanted is None or cited.holder in wanted:
                yield claim_node(cited)
    for case in stream.cases():
        yield event_node(case.incident)
        yield review_node(case)
        yield from observations(case.incident)
    for tally in stream.tallies():
        yield total_node(tally)
        yield from observations(tally.total)
    for ruling in stream.rulings():
        yield ruling_node(ruling)


def _bare(node: Json) -> Json:
    return {k: v for k, v in node.items() if v is not None and v not in ("", [], {})}


def _id(kind: str, name: str) -> str:
    return f"urn:sayso:{kind}:{quote(name.encode('utf-8', 'replace'), safe='')}"


def _claim_id(ref: Ref) -> str:
    return _id("claim", said.ref(ref))


def _holder_id(name: str) -> str:
    return _id("total" if name.startswith("t-") else "incident", name)


def _link(iri: str) -> Json:
    return {"@id": iri}


def _day(day: Any) -> Json | None:
    return None if day is None else {"@value": day.isoformat(), "@type": "xsd:date"}


def _article_id(article: str) -> str:
    return _id("article", article)


def article_node(report: Report) -> Json:
    """A report."""
    article = report.reading.article
    publisher = {"@type": "schema:Organization", "schema:name": tidy(article.publisher)} if article.publisher else None
    return {
        "@id": _article_id(article.id),
        "@type": "schema:NewsArticle",
        "schema:identifier": tidy(article.id),
        "schema:url": tidy(report.source.url) if report.source.url else None,
        "schema:headline": line(article.title) if article.title else None,
        "schema:publisher": publisher,
        "schema:author": tidy(article.byline) if article.byline else None,
        "schema:datePublished": _day(article.published),
        "schema:inLanguage": article.language,
    }


def claim_node(cited: Cited) -> Json:
    """A claim, with the report that it stands in and those who say so."""
    claim = cited.claim
    cue = f" ({claim.certainty_cue.text})" if claim.certainty_cue else ""
    agents = [
        {"@type": "prov:Agent", "schema:name": line(v.span.text), "schema:additionalType": v.kind} for v in claim.voices
    ]
    reader = {"@type": "prov:Activity", "schema:name": claim.reader} if claim.reader else None
    return {
        "@id": _claim_id(cited.ref),
        "@type": ["schema:Claim", "prov:Entity"],
        "schema:text": line(claim.evidence.text),
        "schema:additionalType": claim.event,
        "schema:abstract": line(f"{claim.scope}, {claim.certainty}{cue}"),
        "schema:appearance": _link(_article_id(cited.source.article)),
        "schema:about": _link(_holder_id(cited.holder)) if cited.holder else None,
        "prov:wasDerivedFrom": _link(_article_id(cited.source.article)),
        "prov:wasAttributedTo": {"@list": agents} if agents else None,
        "prov:wasGeneratedBy": reader,
    }


def _title(one: Incident | Total) -> str:
    place = (one.site.name or one.site.text) if one.site else "place unknown"
    return line(f"{one.event}, {place}, {said.days(one.start, one.end) or 'day unknown'}")


def event_node(one: Incident) -> Json:
    """An incident."""
    return {
        "@id": _holder_id(one.id),
        "@type": "schema:Event",
        "schema:identifier": one.id,
        "schema:name": _title(one),
        "schema:additionalType": one.event,
        "schema:startDate": _day(one.start),
        "schema:endDate": _day(one.end),
        "schema:location": _place(one.site),
        "schema:performer": [{"@type": "prov:Agent", "schema:name": tidy(a.name)} for a in one.actors],
        "schema:attendee": [{"schema:name": tidy(t.name)} for t in one.targets],
    }


def _place(site: Site | None) -> Json | None:
    if site is None:
        return None
    geo: Json | None = None
    if site.box is not None:
        south, west, north, east = site.box
        geo = {"@type": "schema:GeoShape", "schema:box": f"{south} {west} {north} {east}"}
    elif site.lat is not None and site.lon is not None:
        geo = {"@type": "schema:GeoCoordinates", "schema:latitude": site.lat, "schema:longitude": site.lon}
    known = _link(f"https://sws.geonames.org/{site.geonames_id}/") if site.geonames_id else None
    return _bare(
        {
            "@type": "schema:Place",
            "schema:name": tidy(site.name or site.text),
            "schema:addressCountry": site.country,
            "schema:description": f"precision: {site.precision}",
            "schema:sameAs": known,
            "schema:geo": geo,
        }
    )


def review_node(case: Case) -> Json:
    """The grade of an incident as a review of its claims."""
    one = case.incident
    rating = {"@type": "schema:Rating", "schema:alternateName": one.grade, "schema:ratingExplanation": one.grade_rule}
    return {
        "@id": _id("review", one.id),
        "@type": "schema:ClaimReview",
        "schema:about": _link(_holder_id(one.id)),
        "schema:itemReviewed": [_link(_claim_id(r)) for r in (*one.claims, *one.denials)],
        "schema:reviewRating": rating,
        "schema:reviewBody": line(said.joined(map(str, one.contradictions))),
        "schema:dateModified": _moment(case.changed),
    }


def _moment(at: Any) -> Json | None:
    return None if at is None else {"@value": at.isoformat(), "@type": "xsd:dateTime"}


def observations(one: Incident | Total) -> Iterator[Json]:
    """What is counted of an incident or total, a node a measure and victim group."""
    for number, found in enumerate(one.ranges, 1):
        who = f", {found.group}" if found.group else ""
        stated = said.joined(said.stated(s) for s in found.stated)
        yield {
            "@id": f"{_holder_id(one.id)}:figure:{number}",
            "@type": "schema:Observation",
            "schema:observationAbout": _link(_holder_id(one.id)),
            "schema:measuredProperty": f"{found.measure}{who}",
            "schema:value": found.best,
            "schema:minValue": found.low,
            "schema:maxValue": found.high,
            "schema:description": line(f"{found.rule}. {stated}"),
        }


def total_node(tally: Tally) -> Json:
    """A total: a population that is counted, no event."""
    one = tally.total
    return {
        "@id": _holder_id(one.id),
        "@type": "schema:StatisticalPopulation",
        "schema:identifier": one.id,
        "schema:name": _title(one),
        "schema:description": line(f"a count over a period, no incident: {said.ranges(one)}"),
        "schema:subjectOf": [_link(_claim_id(r)) for r in one.claims],
    }


def ruling_node(ruling: Ruling) -> Json:
    """A person's decision."""
    person: Mapping[str, str] = {"@type": "prov:Person", "schema:name": tidy(ruling.who)}
    value = f" {ruling.field or ''} {ruling.value or ''}".rstrip()
    return {
        "@id": _id("ruling", ruling.id),
        "@type": "prov:Activity",
        "prov:wasAssociatedWith": person,
        "prov:endedAtTime": _moment(ruling.at),
        "prov:used": [_link(_claim_id(r)) for r in (*ruling.claims, *ruling.others)],
        "schema:description": line(f"{ruling.kind}{value}: {ruling.why}"),
    }


FORMATS = {"jsonld": JsonLd()}
