"""The losses that row formats have in common: what has no row, and what a row can't say of an incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.export import said
from sayso.export.format import Tracker
from sayso.export.losses import Loss
from sayso.export.stream import Case, Cited, Stream, Tally, loose
from sayso.export.text import line


def total_left_out(tally: Tally, rule: str) -> Loss:
    """A total has no row: its figures, where, when and by whom, with the sentences that state it."""
    one = tally.total
    parts = [one.event, said.ranges(one), said.place(one.site), said.days(one.start, one.end), said.voices(one)]
    words = " / ".join(dict.fromkeys(line(c.claim.evidence.text) for c in tally.stating))
    return Loss("left out", one.id, "total", said.joined([*parts, words]), rule)


def loose_left_out(one: Cited, rule: str) -> Loss:
    """A pattern or prospect has no row: its sentence, with its figures."""
    figures = (f"{f.measure} {said.bounds(f.low, f.best, f.high, f.approximate)}" for f in one.claim.figures)
    words = said.joined([one.claim.event, *figures, line(one.claim.evidence.text)])
    return Loss("left out", said.ref(one.ref), one.claim.scope, words, rule)


def incident_left_out(case: Case, field: str, rule: str) -> Loss:
    """An incident has no row: what is said of it."""
    one = case.incident
    parts = [one.event, said.ranges(one), said.place(one.site), said.days(one.start, one.end), said.voices(one)]
    return Loss("left out", one.id, field, said.joined(parts), rule)


def not_incidents(stream: Stream, tracker: Tracker, totals: str, others: str) -> None:
    """Note every total, pattern and prospect of a stream as left out, by the rules named."""
    for tally in stream.tallies():
        tracker.lose(total_left_out(tally, totals))
    if not stream.selection:
        for one in loose(stream):
            tracker.lose(loose_left_out(one, others))


def narrowed(case: Case, row: str, rules: Mapping[str, str], kept: Mapping[str, str] | None = None) -> Iterator[Loss]:
    """What the row of an incident can't say. `rules` names the rule for each field that the format narrows.

    Fields: `voice`, `certainty`, `when`, `figures` (a range that is narrower in the row), `contradiction`, `grade`,
    `measure` (a measure without a column). `kept` is what the row has instead, by field.
    """
    one = case.incident
    for field, words in _told(case):
        rule = rules.get(field.partition(":")[0]) or rules.get(field)
        if rule:
            yield Loss("narrowed", one.id, field, words, rule, row, (kept or {}).get(field, ""))


def _told(case: Case) -> Iterator[tuple[str, str]]:
    one = case.incident
    if one.voices:
        yield "voice", said.voices(one)
    hedged = [c for c in case.asserting if c.claim.certainty != "certain"]
    for cited in hedged:
        cue = f" ({cited.claim.certainty_cue.text})" if cited.claim.certainty_cue else ""
        yield "certainty", f"{said.ref(cited.ref)}: {cited.claim.certainty}{cue}"
    if one.start != one.end:
        yield "when", said.days(one.start, one.end)
    for found in one.ranges:
        name = f"{found.measure}:{found.group}" if found.group else found.measure
        if found.measure == "killed" and not found.group:
            if found.low != found.high or any(s.approximate for s in found.stated):
                yield f"figures:{name}", said.joined(map(said.stated, found.stated))
        else:
            yield f"measure:{name}", said.joined(map(said.stated, found.stated))
    for contrary in one.contradictions:
        yield "contradiction", str(contrary)
    yield "grade", f"{one.grade}: {one.grade_rule}"
