"""How a reading looks to a person: a block a claim, its evidence marked."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.records import Claim, Figure, Place, Reading, Span, When

# Mark, name and style of each role; the mark stands where there is no colour.
ROLES: dict[str, tuple[str, str, str]] = {
    "trigger": ("!", "what happened", "bold reverse"),
    "actor": ("a", "who did it", "bold red"),
    "target": ("t", "to whom", "bold yellow"),
    "figure": ("#", "how many", "bold cyan"),
    "place": ("@", "where", "bold green"),
    "time": ("~", "when", "bold magenta"),
    "voice": ("v", "who says so", "bold blue"),
    "cue": ("?", "how surely", "underline"),
}


def plain(text: str) -> str:
    """Text from outside with its control characters made visible, so that no page can steer the terminal."""
    return "".join(
        c if c.isprintable() or c == " " else " " if c in "\n\t\r" else "\N{REPLACEMENT CHARACTER}" for c in text
    )


def legend(console: Console) -> Text:
    """One line that says what the marks mean."""
    made = Text("Marked in the evidence: ")
    for mark, name, style in ROLES.values():
        made.append(name if console.color_system else f"[{name}]{mark}", style=style)
        made.append("  ")
    made.append("\n")
    return made


def _marked_spans(claim: Claim) -> list[tuple[Span, str]]:
    found = [(claim.trigger, "trigger")]
    found += [(a.span, "actor") for a in claim.actors]
    found += [(a.span, "target") for a in claim.targets]
    found += [(f.span, "figure") for f in claim.figures]
    found += [(v.span, "voice") for v in claim.voices]
    found += [(claim.place.span, "place")] if claim.place else []
    found += [(claim.when.span, "time")] if claim.when else []
    found += [(claim.certainty_cue, "cue")] if claim.certainty_cue else []
    return [(s, role) for s, role in found if claim.evidence.covers(s)]


def evidence(claim: Claim, console: Console) -> Text:
    """The evidence sentence with its parts marked; where marks overlap, the shorter one shows."""
    at = claim.evidence.start
    text = plain(claim.evidence.text)
    roles: list[str | None] = [None] * len(text)
    for span, name in sorted(_marked_spans(claim), key=lambda m: -(m[0].end - m[0].start)):
        roles[span.start - at : span.end - at] = [name] * (span.end - span.start)
    made = Text()
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and roles[j] == roles[i]:
            j += 1
        role = roles[i]
        if role is None:
            made.append(text[i:j])
        elif console.color_system:
            made.append(text[i:j], style=ROLES[role][2])
        else:
            made.append(f"[{text[i:j]}]{ROLES[role][0]}")
        i = j
    return made


def figure_words(figure: Figure) -> str:
    """A figure in the report's own words: "killed: more than 1,500"."""
    number = plain(figure.span.text)
    if figure.best == 1 and not any(c.isdigit() for c in number):
        number = f"1 ({number})"
    return f"{figure.measure}: {number}"


def place_words(place: Place) -> str:
    """A place in words, with its precision: "Tikrit (Salah ad Din, IQ; settlement)"."""
    where = ", ".join(x for x in (place.admin1, place.country) if x)
    return f"{plain(place.span.text)} ({'; '.join(x for x in (where, place.precision) if x)})"


def when_words(when: When) -> str:
    """A time in words, with the days that it denotes."""
    if when.start is None and when.end is None:
        return f"{plain(when.span.text)} (date unknown)"
    if when.start == when.end:
        return f"{plain(when.span.text)} ({when.start})"
    return f"{plain(when.span.text)} ({when.start or '…'} to {when.end or '…'})"


def _names(spans: Iterable[Span]) -> str:
    return ", ".join(plain(s.text) for s in spans)


def fields(claim: Claim) -> list[tuple[str, str]]:
    """What the claim records, field by field, in words; what is unknown is left out."""
    rows = [
        ("who", _names(a.span for a in claim.actors)),
        ("to whom", _names(a.span for a in claim.targets)),
        ("by what", _names(claim.means)),
        ("how many", "; ".join(figure_words(f) for f in claim.figures)),
        ("where", place_words(claim.place) if claim.place else ""),
        ("when", when_words(claim.when) if claim.when else ""),
        ("says", " > ".join(f"{plain(v.span.text)} ({v.kind})" for v in claim.voices)),
    ]
    return [(name, value) for name, value in rows if value]


def reasons_view(claim: Claim) -> Table:
    """Why each field is what it is: field, words, stage and rule."""
    grid = Table.grid(padding=(0, 2))
    for style in ("dim", "", "dim"):
        grid.add_column(style=style)
    for reason in claim.reasons:
        words = f"“{plain(reason.span.text)}”" if reason.span is not None else ""
        grid.add_row(Text(f"why {reason.field}"), Text(words), Text(f"{reason.stage}: {plain(reason.rule)}"))
    return grid


def claim_view(claim: Claim, number: int, console: Console, explain: bool = False) -> RenderableType:
    """One claim as a block; with `explain` followed by its reasons."""
    head = Text(f"{number}. ")
    head.append(f"{claim.event}", style="bold")
    head.append(f" · {claim.scope} · {claim.certainty}")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for name, value in fields(claim):
        grid.add_row(name, Text(value))
    parts: list[RenderableType] = [head, Padding(evidence(claim, console), (0, 0, 0, 3)), Padding(grid, (0, 0, 0, 3))]
    if explain:
        parts.append(Padding(reasons_view(claim), (0, 0, 0, 3)))
    return Group(*parts, Text())


def reading_view(reading: Reading, console: Console, furniture: bool = False, explain: bool = False) -> RenderableType:
    """One article: its head, its claims (with `explain` and their reasons), and what was set aside."""
    article = reading.article
    head = Text(plain(article.title or article.text.split("\n", 1)[0][:100]), style="bold underline")
    origin = [
        article.publisher,
        article.byline,
        str(article.published) if article.published else "undated",
        article.url,
    ]
    lines: list[RenderableType] = [head, Text(plain(" · ".join(x for x in origin if x)), style="dim"), Text()]
    lines += [claim_view(c, n, console, explain) for n, c in enumerate(reading.claims, 1)]
    if not reading.claims:
        lines.append(Text("No claim: nothing in it tells of an event of the record.\n"))
    lines += _furniture_view(reading, furniture)
    return Group(*lines)


def _furniture_view(reading: Reading, shown: bool) -> list[RenderableType]:
    aside = reading.article.furniture
    if not aside:
        return []
    characters = sum(len(f.text) for f in aside)
    if not shown:
        return [
            Text(
                f"Set aside as furniture: {len(aside)} pieces, {characters:,} characters (--furniture shows them).\n",
                style="dim",
            )
        ]
    grid = Table("why", "set aside", box=None, padding=(0, 2), style="dim")
    for piece in aside:
        grid.add_row(piece.why, Text(plain(piece.text)))
    return [grid, Text()]


def claims_table(readings: Iterable[Reading]) -> Table:
    """All claims, one row each; the evidence is in the other view."""
    table = Table("event", "who > to whom", "how many", "where", "when", "says", "sure", show_lines=True, expand=True)
    table.columns[0].no_wrap = True
    for reading in readings:
        for claim in reading.claims:
            have = dict(fields(claim))
            deed = " > ".join(have.get(k, "?") for k in ("who", "to whom"))
            event = claim.event if claim.scope == "incident" else f"{claim.event}\n({claim.scope})"
            cells = [event, deed, *(have.get(k, "") for k in ("how many", "where", "when", "says")), claim.certainty]
            table.add_row(*(Text(cell) for cell in cells))
    return table
