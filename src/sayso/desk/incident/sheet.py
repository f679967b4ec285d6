"""Who says what of one incident: a row a voice, a column a field, each cell with the words behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sayso.desk import saying
from sayso.desk.marks import Piece, evidence, marked, roles
from sayso.desk.words import field_word, word
from sayso.ledger import Told
from sayso.records import Claim, Figure, Incident, IndependentVoice, Ref, Span, Total

# The columns in their order, each with the roles of the words that its cells rest on.
COLUMNS = {
    "event": ("trigger",),
    "actor": ("actor",),
    "target": ("target",),
    "figure": ("figure",),
    "place": ("place",),
    "when": ("time",),
    "certainty": ("cue", "trigger"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a cell: the claims that say so, the words of the first, and whether another voice contradicts it."""

    text: str
    numbers: tuple[int, ...]
    words: tuple[Piece, ...]
    disputed: bool = False


@dataclass(slots=True)
class Row:
    """A voice with its cells, by column."""

    voice: IndependentVoice
    cells: dict[str, list[Value]] = field(default_factory=dict)

    @property
    def outlets(self) -> str:
        """The outlets that carry it, but for the voice itself."""
        return ", ".join(o for o in self.voice.outlets if o != self.voice.name)


@dataclass(frozen=True, slots=True)
class Words:
    """One claim with its sentence, numbered as the cells refer to it."""

    number: int
    ref: Ref
    told: Told
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table: its columns (those that any voice fills), its rows, and the sentences behind it."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    words: tuple[Words, ...]


def sheet(one: Incident | Total, told: Mapping[Ref, Told]) -> Sheet:
    """Who says what of an incident or a total, from its claims as they stand now."""
    refs = [r for r in (*one.claims, *getattr(one, "denials", ())) if r in told]
    refs.sort(key=lambda r: (told[r].published is None, told[r].published, r.article, told[r].claim.evidence.start))
    numbers = {ref: n for n, ref in enumerate(refs, 1)}
    contrary = _contrary(one)
    rows = [_row(v, told, numbers, contrary) for v in one.voices if any(r in numbers for r in v.claims)]
    filled = [(c, _head(c)) for c in COLUMNS if any(row.cells.get(c) for row in rows)]
    words = tuple(Words(n, ref, told[ref], evidence(told[ref].claim)) for ref, n in numbers.items())
    return Sheet(tuple(filled), tuple(rows), words)


def _head(column: str) -> str:
    if column == "certainty":
        return _("how surely")
    return _("how many") if column == "figure" else field_word(column)


def _row(
    voice: IndependentVoice, told: Mapping[Ref, Told], numbers: Mapping[Ref, int], contrary: Mapping[Ref, set[str]]
) -> Row:
    row = Row(voice)
    refs = sorted((r for r in voice.claims if r in numbers), key=numbers.__getitem__)
    for column, wanted in COLUMNS.items():
        found: dict[str, list[Ref]] = {}
        for ref in refs:
            for text in _values(told[ref].claim, column):
                found.setdefault(text, []).append(ref)
        row.cells[column] = [
            Value(
                text,
                tuple(numbers[r] for r in said),
                _words(told[said[0]].claim, wanted),
                any(column in contrary.get(r, ()) for r in said),
            )
            for text, said in found.items()
        ]
    return row


def _words(claim: Claim, wanted: tuple[str, ...]) -> tuple[Piece, ...]:
    """The claim's sentence with only the wanted words marked; words of another sentence stand before it."""
    inside = [(s, role) for s, role in roles(claim) if role in wanted]
    outside = [s for s, _role in inside if not claim.evidence.overlaps(s)]
    before = [p for s in outside for p in (Piece(s.text, wanted[0]), Piece(" … "))]
    return (*before, *marked(claim.evidence.text, claim.evidence.start, inside))


def _values(claim: Claim, column: str) -> list[str]:
    """What a claim says for a column, in words."""
    if column == "event":
        return [word("event", claim.event)]
    if column == "certainty":
        return [word("certainty", claim.certainty)]
    if column == "figure":
        return [figure_words(f) for f in claim.figures]
    if column == "place":
        return [saying.where(claim.place)] if claim.place else []
    if column == "when":
        return [_when(claim)] if claim.when else []
    spans: Iterable[Span] = (a.span for a in (claim.actors if column == "actor" else claim.targets))
    return list(dict.fromkeys(s.text for s in spans))


def _when(claim: Claim) -> str:
    when = claim.when
    if when is None or (when.start is None and when.end is None):
        return f"“{when.span.text}”" if when else ""
    return saying.days(when.start, when.end)


def figure_words(figure: Figure) -> str:
    """A figure in words: "at least 21 killed"."""
    number = saying.bounds(figure.low, figure.high, figure.best, figure.approximate)
    if figure.measure == "other":
        return f"{number} {figure.who.text}" if figure.who else number
    return _("%(number)s %(measure)s") % {"number": number, "measure": word("measure", figure.measure)}


def _contrary(one: Incident | Total) -> dict[Ref, set[str]]:
    """For each claim the columns that another claim contradicts."""
    found: dict[Ref, set[str]] = {}
    for contradiction in getattr(one, "contradictions", ()):
        name = contradiction.field.partition(":")[0]
        column = "certainty" if name == "happened" else name if name in COLUMNS else "figure"
        # That it happened is what every account says: the mark is for those that deny it.
        sides = contradiction.sides[1:] if name == "happened" else contradiction.sides
        for side in sides:
            for ref in side.claims:
                found.setdefault(ref, set()).add(column)
    return found
