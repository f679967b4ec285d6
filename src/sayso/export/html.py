"""`html`: a dossier to print: each incident with all that it rests on. One file that loads nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from sayso.export import said
from sayso.export.columns import columns
from sayso.export.format import Tracker
from sayso.export.losses import Loss
from sayso.export.narrow import loose_left_out
from sayso.export.stream import Case, Cited, Stream, Tally, loose
from sayso.export.text import line, tidy
from sayso.records import Incident, Range, Ref, Ruling, Stated, Total
from sayso.vocab.codes import event_kinds

DATA = "html"
STYLE = """
:root { color-scheme: light; }
body { font: 11pt/1.45 Georgia, 'Times New Roman', serif; color: #111; background: #fff; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .3rem; border-top: 2px solid #111; padding-top: .6rem; }
h3 { font-size: 1rem; margin: 1rem 0 .2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: .4rem 0; }
dt { font-weight: bold; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; } caption { text-align: left; font-weight: bold; }
td:nth-child(4) { font-size: .85rem; width: 45%; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #999; padding: .2rem .5rem .2rem 0; }
blockquote { margin: .7rem 0; padding-left: .8rem; border-left: 3px solid #999; break-inside: avoid; }
blockquote p { margin: 0; } .from { font-size: .85rem; color: #333; } .id { font: .8rem monospace; color: #333; }
nav ol { padding-left: 1.4rem; }
@media print { body { margin: 0; max-width: none; } nav { break-after: page; } h2, h3, caption { break-after: avoid; }
  a { color: inherit; text-decoration: none; } @page { margin: 20mm 18mm; } }
"""


class Html:
    """A contents list, a section an incident, then one a total."""

    name = "html"
    suffix = ".html"
    folder = False
    about = "a dossier to print: each incident with all that it rests on"
    data = DATA

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write one page."""
        rulings = {r.id: r for r in stream.rulings()}
        with out.open("w", encoding="utf-8", newline="") as file:
            file.write(_head(stream))
            file.write("<nav><h2>Contents</h2><ol>\n")
            for case in stream.cases(told=False):
                file.write(f'<li><a href="#{escape(case.incident.id)}">{_title(case.incident)}</a></li>\n')
            file.write("</ol></nav>\n<main>\n")
            for case in stream.cases():
                file.writelines(incident_parts(case, rulings))
                tracker.wrote()
            for number, tally in enumerate(stream.tallies()):
                if not number:
                    file.write("<h2>Counts over a period</h2><p>These are no incidents: never add them to any.</p>\n")
                file.writelines(total_parts(tally))
                tracker.wrote()
            file.write("</main>\n</body>\n</html>\n")
        tracker.lose(Loss("left out", "ledger", "links", "offsets, links, near misses and pages", "for-readers"))
        if not stream.selection:
            for one in loose(stream):
                tracker.lose(loose_left_out(one, "not-happened"))

    def schema(self) -> dict[str, Any]:
        """The parts of the page and what each shows."""
        return {part: {c.name: c.means for c in here} for part, here in columns(DATA).items()}


def _text(text: object) -> str:
    return escape(tidy(str(text)))


def _title(one: Incident | Total) -> str:
    place = (one.site.name or one.site.text) if one.site else "place unknown"
    return _text(" · ".join((one.event, place, said.days(one.start, one.end) or "day unknown")))


def _head(stream: Stream) -> str:
    moment = stream.moment.strftime("%Y-%m-%d %H:%M UTC") if stream.moment else "an empty ledger"
    asked = ", ".join(f"{k} {v}" for k, v in stream.selection.items()) or "everything"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>Dossier</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header><h1>Dossier</h1>\n"
        f"<p>The ledger as of {_text(moment)}; asked for: {_text(asked)}. What is said here is said by those named;"
        " each number stands beside the sentence that gives it.</p></header>\n"
    )


def incident_parts(case: Case, rulings: dict[str, Ruling]) -> Iterator[str]:
    """The section of an incident."""
    one = case.incident
    yield f'<section><h2 id="{escape(one.id)}">{_title(one)}</h2>\n<p class="id">{_text(one.id)}</p>\n'
    yield _facts(one, {"Grade": f"{one.grade}: {one.grade_rule}", "Event": event_kinds()[one.event].means})
    yield from _ranges(one.ranges, case.told)
    if one.contradictions:
        yield "<h3>Where accounts differ</h3><ul>"
        yield from (f"<li>{_text(c)}</li>" for c in one.contradictions)
        yield "</ul>\n"
    if one.voices:
        yield "<h3>Independent voices</h3><ul>"
        for voice in one.voices:
            carried = f"; in {said.joined(voice.outlets, ', ')}" if voice.outlets else ""
            why = f"; {voice.why}" if voice.why else ""
            yield f"<li>{_text(said.voice(voice) + carried + why)}</li>"
        yield "</ul>\n"
    yield from _evidence("What is said", case.asserting)
    yield from _evidence("What is denied", case.denying)
    found = [rulings[r] for r in one.rulings if r in rulings]
    if found:
        yield "<h3>People's decisions</h3><ul>"
        yield from (f"<li>{_text(f'{r.at:%Y-%m-%d}, {r.who}: {r.kind}, {r.why}')}</li>" for r in found)
        yield "</ul>\n"
    yield "</section>\n"


def total_parts(tally: Tally) -> Iterator[str]:
    """The section of a total."""
    one = tally.total
    yield f'<section><h2 id="{escape(one.id)}">{_title(one)}</h2>\n<p class="id">{_text(one.id)}</p>\n'
    yield _facts(one, {})
    yield from _ranges(one.ranges, tally.told)
    yield from _evidence("Who counts", tally.stating)
    yield "</section>\n"


def _facts(one: Incident | Total, more: dict[str, str]) -> str:
    site = one.site
    where = said.place(site)
    if site is not None and site.lat is not None and site.lon is not None:
        where += f", {site.lat:.4f} {site.lon:.4f}"
    facts = {
        **more,
        "Place": where,
        "Days": said.days(one.start, one.end),
        "Who": said.joined(a.name for a in one.actors),
        "To whom or what": said.joined(t.name for t in one.targets),
    }
    rows = "".join(f"<dt>{_text(name)}</dt><dd>{_text(value) or 'unknown'}</dd>" for name, value in facts.items())
    return f"<dl>{rows}</dl>\n"


def _ranges(ranges: Iterable[Range], told: Mapping[Ref, Cited]) -> Iterator[str]:
    names = "<tr><th>number</th><th>who says so</th><th>how surely</th><th>in which words</th></tr>"
    for found in ranges:
        who = f", {found.group}" if found.group else ""
        numbers = f"lowest {_number(found.low)}, best {_number(found.best)}, highest {_number(found.high)}"
        caption = f"{found.measure.capitalize()}{who}: {numbers} ({found.rule})"
        yield f"<table><caption>{_text(caption)}</caption>{names}"
        rows = ((*_account(one), _words(told.get(one.claim))) for one in found.stated)
        for row in dict.fromkeys(rows):
            yield "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>"
        yield "</table>\n"


def _account(one: Stated) -> tuple[str, str, str]:
    figure = said.bounds(one.low, one.best, one.high, one.approximate)
    return figure, f"{one.voice}{', a party' if one.party else ''}", one.certainty


def _words(cited: Cited | None) -> str:
    return line(cited.claim.evidence.text) if cited else ""


def _number(n: int | None) -> str:
    return "not told" if n is None else said.number(n)


def _evidence(title: str, some: list[Cited]) -> Iterator[str]:
    if not some:
        return
    yield f"<h3>{_text(title)}</h3>\n"
    for cited in some:
        claim, source = cited.claim, cited.source
        voices = said.chain(claim) or "the outlet itself"
        cue = f" (“{claim.certainty_cue.text}”)" if claim.certainty_cue else ""
        head = (source.publisher, source.title, source.published, source.url, said.ref(cited.ref))
        origin = ", ".join(str(x) for x in head if x)
        said_by = f"Said by {voices}; {claim.certainty}{cue}. {origin}"
        yield f"<blockquote><p>{_text(line(claim.evidence.text))}</p>"
        yield f'<p class="from">{_text(said_by)}</p></blockquote>\n'


FORMATS = {"html": Html()}
