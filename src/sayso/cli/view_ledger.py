"""How a ledger looks to a person: incidents in a list or a table, one incident with everything that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.cli.view_reading import evidence, fields, plain
from sayso.ledger import Entry, Told
from sayso.records import Incident, Link, Range, Ref, Ruling, Site, Total

STYLES = {
    "confirmed": "bold green",
    "fair": "green",
    "weak": "yellow",
    "contested": "bold magenta",
    "discounted": "dim",
}
# What a contradiction's field is called where a claim's fields are shown.
FIELDS = {"place": "where", "when": "when", "actor": "who", "target": "to whom"}
COLUMNS = ("who", "to whom", "how many", "where", "when")
UNLIKE = "≠ "
# Below this many columns a table of who says what breaks its words; what is told then stands in lines.
WIDE = 120
MOST_LINKS = 40


def where(site: Site | None) -> str:
    """A place in words."""
    if site is None:
        return "place unknown"
    return plain(", ".join(x for x in (site.name or site.text, site.admin1, site.country) if x))


def named(ref: Ref) -> str:
    """A claim's address, as it is given to the verbs."""
    return plain(f"{ref.article}#{ref.claim}")


def days(kept: Incident | Total) -> str:
    """The days on which it happened, in words."""
    if kept.start is None and kept.end is None:
        return "undated"
    return f"{kept.start}" if kept.start == kept.end else f"{kept.start or '…'} to {kept.end or '…'}"


def figures(ranges: Iterable[Range]) -> str:
    """Best figures in words: "killed 21 (19 to 40); injured 9"."""
    said = []
    for found in ranges:
        if not found.group and found.best is not None:
            bounds = "" if found.low == found.high else f" ({_number(found.low)} to {_number(found.high)})"
            said.append(f"{found.measure} {found.best:,}{bounds}")
    return "; ".join(said)


def _number(value: int | None) -> str:
    return "?" if value is None else f"{value:,}"


def people(kept: Incident | Total) -> str:
    """Who did it to whom, in words."""
    by, to = (plain(", ".join(p.name for p in ps)) for ps in (kept.actors, kept.targets))
    return " → ".join(x for x in (by, to) if x)


def columns(*names: str) -> Table:
    """An empty table: its first column is never cut, the others break their words rather than hide them."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(names[0], no_wrap=True)
    for name in names[1:]:
        table.add_column(name, overflow="fold")
    return table


def incident_lines(found: Iterable[Incident]) -> Iterable[RenderableType]:
    """Incidents, two or three lines each."""
    for one in found:
        head = Text(one.id, style="cyan")
        head.append(f"  {days(one)}  ", style="default")
        head.append(one.event, style="bold")
        head.append(f"  {where(one.site)}  ")
        head.append(one.grade, style=STYLES[one.grade])
        said = "; ".join(x for x in (figures(one.ranges), people(one)) if x)
        count = f"{len(one.claims) + len(one.denials)} claims, {len(one.voices)} independent voices"
        contrary = f"; contradicted: {', '.join(c.field for c in one.contradictions)}" if one.contradictions else ""
        yield Group(head, Text(f"   {said + '; ' if said else ''}{count}{contrary}\n"))


def incidents_table(found: Iterable[Incident]) -> Table:
    """Incidents, one row each."""
    table = columns(
        "id", "when", "event", "where", "who → to whom", "figures", "grade", "claims", "voices", "contradicted"
    )
    for one in found:
        contrary = ", ".join(c.field for c in one.contradictions)
        cells = (one.id, days(one), one.event, where(one.site), people(one), figures(one.ranges), one.grade)
        counts = (str(len(one.claims) + len(one.denials)), str(len(one.voices)))
        table.add_row(*(Text(c) for c in (*cells, *counts, contrary)))
    return table


def total_lines(found: Iterable[Total]) -> Iterable[RenderableType]:
    """Totals, a few lines each, with how far the incidents account for them."""
    for one in found:
        head = Text(one.id, style="cyan")
        head.append(f"  {days(one)}  ", style="default")
        head.append(one.event, style="bold")
        head.append(f"  {where(one.site)}  {figures(one.ranges)}")
        by = "1 incident" if len(one.incidents) == 1 else f"{len(one.incidents)} incidents"
        sums = [f"{a.measure}: {a.said} accounted for by {by}" for a in one.accounted]
        voices = plain(", ".join(v.name for v in one.voices))
        said = (people(one), *sums, f"part of {one.part_of}" if one.part_of else "", f"said by {voices}")
        yield Group(head, Text(f"   {'; '.join(x for x in said if x)}\n"))


def totals_table(found: Iterable[Total]) -> Table:
    """Totals, one row each, with how far the incidents account for them."""
    table = columns("id", "window", "event", "where", "who → to whom", "stated", "accounted for", "part of", "said by")
    for one in found:
        sums = "; ".join(f"{a.measure}: {a.said}, {len(one.incidents)} incidents" for a in one.accounted)
        voices = plain(", ".join(v.name for v in one.voices))
        cells = (one.id, days(one), one.event, where(one.site), people(one), figures(one.ranges), sums)
        table.add_row(*(Text(c) for c in (*cells, one.part_of or "", voices)))
    return table


# --------------------------------------------------------------------------------------------------------- one incident


def incident_view(
    one: Incident | Total,
    told: Mapping[Ref, Told],
    links: Sequence[Link],
    near: Sequence[Link],
    rulings: Sequence[Ruling],
    struck: Mapping[Ref, Told],
    console: Console,
) -> RenderableType:
    """One incident or total with everything that it rests on."""
    parts: list[RenderableType] = [*_head(one), *_ranges(one)]
    parts += [told_table(one, told)] if console.width >= WIDE else told_lines(one, told)
    parts += [*_contradictions(one), *evidence_lines(one, told, console)]
    parts += _section("Struck out, and left out of every figure", [_struck(r, t) for r, t in struck.items()])
    parts += _section("Why these are one", [_link(k) for k in links[:MOST_LINKS]], len(links) - MOST_LINKS)
    parts += _section("Almost, and why not", [_link(k) for k in near[:10]], len(near) - 10)
    parts += _section("What people ruled", [_ruling(r) for r in rulings])
    return Group(*parts)


def _head(one: Incident | Total) -> list[RenderableType]:
    head = Text(one.id, style="cyan")
    head.append(f"  {days(one)}  ", style="default")
    head.append(one.event, style="bold")
    head.append(f"  {where(one.site)}")
    lines: list[RenderableType] = [head]
    if who := people(one):
        lines.append(Text(f"   {who}"))
    if isinstance(one, Incident):
        grade = Text("   ")
        grade.append(one.grade, style=STYLES[one.grade])
        grade.append(f": {plain(one.grade_rule)}")
        lines.append(grade)
        former = [f"took in {', '.join(one.former_ids)}"] * bool(one.former_ids)
        former += [f"came out of {one.split_from}"] * bool(one.split_from)
        lines += [Text(f"   {'; '.join(former)}", style="dim")] * bool(former)
    lines.append(Text())
    return lines


def _ranges(one: Incident | Total) -> list[RenderableType]:
    if not one.ranges:
        return []
    table = columns("figure", "lowest", "highest", "best", "as stated")
    for found in one.ranges:
        name = found.measure + (f" ({plain(found.group)})" if found.group else "")
        stated = dict.fromkeys(
            f"{plain(s.voice)}{' (party)' if s.party else ''}: {_stated(s.low, s.high, s.best)}" for s in found.stated
        )
        cells = (name, _number(found.low), _number(found.high), _number(found.best), "; ".join(stated))
        table.add_row(*(Text(c) for c in cells))
    rules = "; ".join(dict.fromkeys(plain(r.rule) for r in one.ranges))
    return [table, Text(f"best: {rules}\n", style="dim")]


def _stated(low: int | None, high: int | None, best: int | None) -> str:
    if low == high:
        return _number(best if best is not None else low)
    return f"{_number(best)} ({_number(low)} to {_number(high)})"


def told_lines(one: Incident | Total, told: Mapping[Ref, Told]) -> list[RenderableType]:
    """Who says what, for a narrow terminal: for each claim who says so and, below, what, contradicted parts marked."""
    contrary = _contrary(one)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right")
    grid.add_column()
    for number, (ref, claim) in enumerate(_in_order(one, told), 1):
        row = _row(number, claim, contrary.get(ref, set()))
        said = Text(" · ", style="dim").join(row[n] for n in ("what", *COLUMNS, "how surely") if row[n])
        grid.add_row(row[""], Group(Text(row["says"].plain, style="bold"), said))
    return _section("Who says what", [grid])


def told_table(one: Incident | Total, told: Mapping[Ref, Told]) -> Table:
    """Who says what: a row a claim, its cells in the report's own words, contradicted ones marked."""
    contrary = _contrary(one)
    rows = [
        _row(number, claim, contrary.get(ref, set())) for number, (ref, claim) in enumerate(_in_order(one, told), 1)
    ]
    named = [n for n in ("", "says", "what", *COLUMNS, "how surely") if any(row[n] for row in rows)]
    table = columns(*(named or [""]))
    for row in rows:
        table.add_row(*(row[n] for n in named))
    return table


def _row(number: int, told: Told, unlike: set[str]) -> dict[str, Text]:
    have = dict(fields(told.claim))
    cells = {name: _cell(have.get(name, ""), name in unlike) for name in COLUMNS}
    cells |= {"": Text(str(number)), "says": Text(_says(told, have.get("says", "")))}
    cells["what"] = _cell(told.claim.event, "event" in unlike)
    cells["how surely"] = _cell(told.claim.certainty, "happened" in unlike)
    return cells


def evidence_lines(one: Incident | Total, told: Mapping[Ref, Told], console: Console) -> list[RenderableType]:
    """The sentence behind each row of the table, with the words behind its cells marked, and the claim's id."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right")
    grid.add_column()
    for number, (ref, claim) in enumerate(_in_order(one, told), 1):
        text = evidence(claim.claim, console)
        text.append(f"\n{named(ref)}", style="dim")
        grid.add_row(Text(f"{number}."), text)
    return _section("The words", [grid])


def _in_order(one: Incident | Total, told: Mapping[Ref, Told]) -> list[tuple[Ref, Told]]:
    return [(r, told[r]) for r in (*one.claims, *getattr(one, "denials", ())) if r in told]


def _cell(text: str, unlike: bool) -> Text:
    return Text(UNLIKE + text, style="bold red") if unlike and text else Text(text)


def _contrary(one: Incident | Total) -> dict[Ref, set[str]]:
    """For each claim the cells that another claim contradicts."""
    found: dict[Ref, set[str]] = {}
    for contradiction in getattr(one, "contradictions", ()):
        field = contradiction.field.partition(":")[0]
        cell = field if field in ("event", "happened") else FIELDS.get(field, "how many")
        for side in contradiction.sides:
            for ref in side.claims:
                found.setdefault(ref, set()).add(cell)
    return found


def _says(told: Told, voices: str) -> str:
    outlet = plain(told.publisher or told.title or told.url or "an unnamed outlet")[:60]
    when = f", {told.published}" if told.published else ""
    return f"{voices} > {outlet}{when}" if voices else f"{outlet}{when}"


def _contradictions(one: Incident | Total) -> list[RenderableType]:
    lines = [Text(plain(str(c))) for c in getattr(one, "contradictions", ())]
    return _section("Contradictions", lines)


def _section(title: str, lines: Sequence[RenderableType], more: int = 0) -> list[RenderableType]:
    if not lines:
        return []
    rest: list[RenderableType] = [Text(f"   … and {more} more", style="dim")] if more > 0 else []
    return [Text(f"\n{title}", style="bold"), *(Padding(line, (0, 0, 0, 3)) for line in lines), *rest]


def _link(link: Link) -> Text:
    mark = Text(f"{named(link.a)} ~ {named(link.b)}: ", style="dim")
    mark.append(plain(link.why), style="default")
    if link.keys and link.score:
        mark.append(f" ({link.score:+.1f} bits)", style="dim")
    return mark


def _struck(ref: Ref, told: Told) -> Text:
    text = Text(f"{named(ref)} by {told.struck}: ", style="dim")
    text.append(plain(told.claim.evidence.text), style="strike")
    return text


def _ruling(ruling: Ruling) -> Text:
    what = " ".join(x for x in (ruling.kind, ruling.field, ruling.value) if x)
    return Text(plain(f"{ruling.id}  {ruling.at:%Y-%m-%d %H:%M}  {ruling.who}: {what}. {ruling.why}"))


def rulings_table(found: Iterable[Ruling]) -> Table:
    """Rulings, one row each."""
    table = columns("id", "when", "who", "what", "claims", "why")
    for one in found:
        what = " ".join(x for x in (one.kind, one.field, one.value) if x)
        claims = ", ".join(map(named, one.claims))
        others = " from " + ", ".join(map(named, one.others)) if one.others else ""
        cells = (one.id, f"{one.at:%Y-%m-%d %H:%M}", one.who, what, claims + others, one.why)
        table.add_row(*(Text(plain(c)) for c in cells))
    return table


def history_lines(found: Iterable[Entry]) -> Iterable[RenderableType]:
    """A history, change by change."""
    for entry in found:
        who = f" by {plain(entry.who)}" if entry.who else ""
        note = f" ({plain(entry.note)})" if entry.note else ""
        yield Text(f"{entry.at:%Y-%m-%d %H:%M:%S}  {entry.kind}{who}{note}", style="bold")
        for line in entry.what:
            style = "green" if line.startswith("+") else "red" if line.startswith("-") else "default"
            yield Padding(Text(plain(line), style=style), (0, 0, 0, 3))


def told_json(ref: Ref, told: Told) -> dict[str, Any]:
    """A claim with where it stands, as JSON: the claim as in a reading, and its article's head."""
    from sayso.vocab.codes import acled_of, plover_of
    from sayso.wire import claim_json

    head: dict[str, Any] = {"id": ref.article, "title": told.title, "publisher": told.publisher, "url": told.url}
    head |= {"published": told.published.isoformat() if told.published else None, "version": told.version}
    return claim_json(told.claim, acled_of(told.claim), plover_of(told.claim)) | {
        "article": head,
        "struck": told.struck,
    }
