"""Linked data: read back by rdflib, asked in SPARQL."""

from __future__ import annotations

import json

import pytest

from sayso.export.columns import columns

rdflib = pytest.importorskip("rdflib")
PREFIXES = "PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#> "


@pytest.fixture(scope="module")
def graph(written):
    found = rdflib.Graph()
    found.parse(data=written("jsonld")[0].read_text(encoding="utf-8"), format="json-ld")
    return found


def ask(graph, query):
    return [tuple(None if v is None else v.toPython() for v in row) for row in graph.query(PREFIXES + query)]


def test_every_claim_is_a_claim_with_its_report(graph, stream):
    rows = ask(graph, "SELECT ?id ?text ?headline WHERE { ?c a schema:Claim; schema:text ?text; schema:appearance ?a."
                      " ?a schema:identifier ?id; schema:headline ?headline }")  # fmt: skip
    readings = [r.reading for r in stream.reports()]
    claims = [(r.article.id, c.evidence.text, r.article.title) for r in readings for c in r.claims]
    assert sorted(rows) == sorted(claims)


def test_every_incident_has_a_review_with_its_grade(graph, stream):
    rows = ask(graph, "SELECT ?id ?grade (count(?claim) AS ?n) WHERE { ?r a schema:ClaimReview; schema:about ?e;"
                      " schema:reviewRating/schema:alternateName ?grade; schema:itemReviewed ?claim."
                      " ?e a schema:Event; schema:identifier ?id } GROUP BY ?id ?grade")  # fmt: skip
    cases = [c.incident for c in stream.cases()]
    assert sorted(rows) == sorted((i.id, i.grade, len(i.claims) + len(i.denials)) for i in cases)


def test_a_total_is_no_event(graph):
    query = (
        "SELECT ?what ?kind WHERE { ?o a schema:Observation; schema:measuredProperty ?what;"
        " schema:observationAbout ?about; schema:minValue 1501. ?about a ?kind }"
    )
    assert ask(graph, query) == [("strikes", "https://schema.org/StatisticalPopulation")]


def test_figures_are_numbers_with_bounds(graph):
    rows = ask(graph, "SELECT ?low ?best ?high WHERE { ?o schema:measuredProperty 'killed'; schema:value ?best;"
                      " schema:minValue ?low; schema:maxValue ?high. FILTER(?high = 25) }")  # fmt: skip
    assert rows == [(23, 23, 25)]


def test_voices_are_agents(graph):
    rows = ask(graph, "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>"
                      " SELECT ?name ?kind WHERE { ?c prov:wasAttributedTo/rdf:first ?v."
                      " ?v schema:name ?name; schema:additionalType ?kind }")  # fmt: skip
    assert ("the town council", "official") in rows


def test_every_class_and_property_is_documented(written):
    told = {kind: {c.name for c in here} for kind, here in columns("jsonld").items()}
    for node in json.loads(written("jsonld")[0].read_text(encoding="utf-8"))["@graph"]:
        kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        known = set().union(*(told.get(kind, set()) for kind in kinds)) | {"@id", "@type"}
        assert set(node) <= known, kinds


def test_the_graph_is_golden(written, golden):
    golden("ledger.jsonld", written("jsonld")[0].read_text(encoding="utf-8"))
