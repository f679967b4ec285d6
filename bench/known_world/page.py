"""A text under construction whose spans are known: it is written piece by piece, each known by where it was put."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from sayso.records import Actor, Claim, Figure, Place, Span, Voice, When


@dataclass(slots=True)
class Draft:
    """What a sentence says so far of one happening."""

    triggers: list[Span] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    targets: list[Actor] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    place: Place | None = None
    when: When | None = None
    voices: list[Voice] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """An article's text, and the claims that a perfect reader would find in it."""

    article: str
    publisher: str
    published: date
    text: str = ""
    claims: list[Claim] = field(default_factory=list)

    def put(self, piece: str) -> Span:
        """Append a piece that isn't empty; its span."""
        start = len(self.text)
        self.text += piece
        return Span(start, len(self.text), piece)

    def add(self, piece: str) -> None:
        """Append a piece that nothing points to."""
        self.text += piece

    def _now(self, span: Span) -> Span:
        """The span with the letters that stand there now: a first letter may have been made a capital."""
        return Span.of(self.text, span.start, span.end)

    def _figure(self, told: Figure) -> Figure:
        return replace(told, span=self._now(told.span), who=told.who and self._now(told.who))

    def claim(self, draft: Draft, event: str, scope: str, start: int, certainty: str, same_as: str | None) -> Claim:
        """The claim of the sentence that began at `start` and ends here."""
        made = Claim(
            id=f"c{len(self.claims) + 1}",
            article=self.article,
            event=event,  # type: ignore[arg-type]
            scope=scope,  # type: ignore[arg-type]
            trigger=self._now(draft.triggers[0]),
            evidence=Span.of(self.text, start, len(self.text)),
            certainty=certainty,  # type: ignore[arg-type]
            actors=tuple(replace(a, span=self._now(a.span)) for a in draft.actors),
            targets=tuple(replace(a, span=self._now(a.span)) for a in draft.targets),
            figures=tuple(self._figure(f) for f in draft.figures),
            place=draft.place,
            when=draft.when,
            voices=tuple(replace(v, span=self._now(v.span)) for v in draft.voices),
            same_as=same_as,
            reader="made",
            confidence=1.0,
        )
        self.claims.append(made)
        return made
