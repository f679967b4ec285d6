"""Records check themselves when they are made."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from sayso import errors
from sayso.errors import RecordError, SaysoError, SourceError
from sayso.records import Article, Claim, Figure, Place, Reading, Refusal, Span, When

TEXT = "Rebels took Goma."


def claim(**fields):
    whole = {"id": "c1", "article": "a", "event": "territory-taken", "scope": "incident"}
    whole |= {"trigger": Span.of(TEXT, 7, 11), "evidence": Span.of(TEXT, 0, 17)}
    return Claim(**(whole | fields))


@pytest.mark.parametrize("bounds", [(3, 3), (5, 4), (-1, 2), (0, 9)])
def test_a_span_must_fit_its_text(bounds):
    with pytest.raises(RecordError):
        Span(*bounds, "Goma")


@pytest.mark.parametrize(
    "fields", [{"event": "party"}, {"scope": "often"}, {"certainty": "sure"}, {"confidence": 1.5}, {"confidence": -0.1}]
)
def test_a_claim_takes_only_the_codes(fields):
    with pytest.raises(RecordError):
        claim(**fields)


def test_a_reading_refuses_a_span_that_is_not_its_articles():
    with pytest.raises(RecordError, match="is not what stands at"):
        Reading(Article("a", TEXT), claims=(claim(trigger=Span(7, 11, "lost")),))


def test_a_reading_checks_every_kind_of_span():
    wrong = Span(0, 6, "Armies")
    for field, record in [("places", Place(wrong)), ("times", When(wrong, "DATE", "2015"))]:
        with pytest.raises(RecordError):
            Reading(Article("a", TEXT), **{field: (record,)})


@pytest.mark.parametrize(
    "make",
    [
        lambda: When(Span(0, 1, "x"), "DATE", "x", date(2015, 2, 1), date(2015, 1, 1)),
        lambda: Figure(Span(0, 1, "5"), "killed", 6, 5, 5),
        lambda: Place(Span(0, 1, "x"), lat=91.0, lon=0.0),
        lambda: Figure(Span(0, 1, "5"), "eaten", 5, 5, 5),
    ],
)
def test_impossible_values_are_refused(make):
    with pytest.raises(RecordError):
        make()


def all_errors(kind=SaysoError):
    yield kind
    for below in kind.__subclasses__():
        yield from all_errors(below)


@pytest.mark.parametrize("kind", [e for e in all_errors() if e.__module__ == errors.__name__])
def test_every_error_is_picklable_and_drawn_in_the_tree(kind):
    made = kind("a.html", "it is empty", "save it again") if issubclass(kind, SourceError) else kind("it failed")
    again = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own bytes
    assert (type(again), str(again)) == (kind, str(made))
    assert kind.__name__ in errors.__doc__


def test_a_refusal_says_what_the_error_said():
    error = errors.SourceEmpty("a.html", "it is empty", "save it again")
    refusal = Refusal.of("intake", error)
    assert (refusal.stage, refusal.code, str(refusal)) == ("intake", "empty", str(error))
