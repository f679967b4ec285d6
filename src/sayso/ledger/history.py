"""What became of an incident, a total, a claim or an article, change by change, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.errors import NotInLedger
from sayso.ledger import models, rulings
from sayso.ledger.codec import unpack
from sayso.ledger.diff import diff
from sayso.ledger.rows import claim_keys
from sayso.ledger.shapes import Entry, Keepable
from sayso.records import Claim, Incident, Reading, Ref, Ruling, Site, Total

Lines = dict[int, list[str]]


def of_kept(db: str, name: str) -> tuple[Entry, ...]:
    """The history of an incident or a total."""
    lines: Lines = {}
    table, kind = (models.Total, Total) if name.startswith("t-") else (models.Incident, Incident)
    before: Keepable | None = None
    states = table.objects.using(db).filter(name=name).order_by("lap_from").values_list("lap_from", "data")
    refs: set[Ref] = set()
    for lap, data in states:
        now: Any = unpack(kind, data)
        lines.setdefault(lap, []).extend(changes(before, now))
        refs |= {*now.claims, *getattr(now, "denials", ())}
        before = now
    for row in models.Tombstone.objects.using(db).filter(name=name):
        said = f"merged into {row.forward}" if row.forward else "withdrawn: no claim is left in it"
        lines.setdefault(row.lap_from, []).append(said)
    return _entries(db, _with_rulings(db, lines, refs))


def of_claim(db: str, ref: Ref) -> tuple[Entry, ...]:
    """The history of a claim: read, read otherwise, gone, ruled on; and which incidents it was in."""
    key = claim_keys(db, [ref]).get(ref)
    if key is None:
        raise NotInLedger(f"there is no claim {ref.article}#{ref.claim} in the ledger; sayso show lists an incident's")
    lines: Lines = {}
    before: Claim | None = None
    for row in models.Reading.objects.using(db).filter(article__name=ref.article).order_by("lap_from"):
        now = next((c for c in unpack(Reading, row.data).claims if c.id == ref.claim), None)
        if now is None and before is not None:
            lines.setdefault(row.lap_from, []).append(f"no longer found by {row.reader}")
        elif now is not None:
            lines.setdefault(row.lap_from, []).extend(claim_changes(before, now, row.reader))
        before = now
    for held in models.Held.objects.using(db).filter(claim_id=key).order_by("lap_from"):
        lines.setdefault(held.lap_from, []).append(f"in {held.holder}")
        if held.lap_to is not None:
            lines.setdefault(held.lap_to, []).append(f"no longer in {held.holder}")
    return _entries(db, _with_rulings(db, lines, [ref]))


def of_article(db: str, name: str) -> tuple[Entry, ...]:
    """The history of a report: its versions with what changed in their text, and its readings."""
    lines: Lines = {}
    before: Reading | None = None
    rows = models.Reading.objects.using(db).filter(article__name=name).select_related("version").order_by("lap_from")
    for row in rows:
        now = unpack(Reading, row.data)
        here = lines.setdefault(row.lap_from, [])
        if row.version.lap == row.lap_from:
            here.append(f"version {row.version.number} of the page, sha256 {row.version.body_id[:16]}…")
        here.append(f"read by {row.reader}: {row.claims} claims")
        if before is not None and before.article.text != now.article.text:
            here.extend(diff(before.article.text, now.article.text)[2:])
        before = now
    if not lines:
        raise NotInLedger(f"there is no article {name} in the ledger; sayso articles lists them")
    return _entries(db, lines)


def _with_rulings(db: str, lines: Lines, refs: Iterable[Ref]) -> Lines:
    found = {r.id: r for r in rulings.on(db, refs)}
    for name, lap in models.Ruling.objects.using(db).filter(name__in=list(found)).values_list("name", "lap"):
        lines.setdefault(lap, []).append(ruling_words(found[name]))
    return lines


def _entries(db: str, lines: Lines) -> tuple[Entry, ...]:
    laps = models.Lap.objects.using(db).in_bulk(list(lines))
    return tuple(Entry(n, laps[n].at, laps[n].kind, laps[n].who, laps[n].note, tuple(lines[n])) for n in sorted(lines))


def ruling_words(ruling: Ruling) -> str:
    """A ruling in a line."""
    what = {"undo": f"undoes {ruling.value}", "grade": f"grades {ruling.value}"}.get(ruling.kind, ruling.kind)
    if ruling.kind == "correct":
        what = f"corrects {ruling.field} to {'unknown' if ruling.value is None else ruling.value}"
    return f"ruling {ruling.id} by {ruling.who} {what}: {ruling.why}"


# ------------------------------------------------------------------------------------------------------- what changed


def changes(old: Keepable | None, new: Keepable) -> tuple[str, ...]:
    """What changed from one state of an incident or total to the next."""
    if old is None:
        return (f"made of {_claims(new.claims)}: {new.event}, {_site(new.site)}, {_days(new)}", *_figures(None, new))
    said = []
    for word, was, now in (
        ("event", old.event, new.event),
        ("place", _site(old.site), _site(new.site)),
        ("when", _days(old), _days(new)),
    ):
        if was != now:
            said.append(f"{word}: {was} → {now}")
    said += _figures(old, new)
    before, after = (set(k.claims) | set(getattr(k, "denials", ())) for k in (old, new))
    said += [f"{_claims(after - before)} joined"] * bool(after - before)
    said += [f"{_claims(before - after)} left"] * bool(before - after)
    if isinstance(old, Incident) and isinstance(new, Incident):
        said += [f"grade: {old.grade} → {new.grade} ({new.grade_rule})"] * (old.grade != new.grade)
        said += [f"took in {name}" for name in new.former_ids if name not in old.former_ids]
        was_said, now_said = ({str(c) for c in i.contradictions} for i in (old, new))
        said += [f"contradiction in {c}" for c in sorted(now_said - was_said)]
    return tuple(said) or ("its accounts were read otherwise; figures, place and days stay",)


def _claims(refs: Iterable[Ref]) -> str:
    names = sorted(f"{r.article}#{r.claim}" for r in refs)
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return f"{len(names)} claim{'s' if len(names) != 1 else ''} ({shown})"


def _site(site: Site | None) -> str:
    return "place unknown" if site is None else ", ".join(x for x in (site.name or site.text, site.country) if x)


def _days(kept: Keepable) -> str:
    if kept.start is None and kept.end is None:
        return "undated"
    return str(kept.start) if kept.start == kept.end else f"{kept.start or '…'} to {kept.end or '…'}"


def _figures(old: Keepable | None, new: Keepable) -> list[str]:
    was, now = ({(r.measure, r.group): (r.low, r.high, r.best) for r in k.ranges} if k else {} for k in (old, new))
    said = []
    for key in sorted({*was, *now}):
        if was.get(key) != now.get(key):
            arrow = f"{_range(was.get(key))} → " if old is not None else ""
            said.append(f"{key[0]}{f' ({key[1]})' if key[1] else ''}: {arrow}{_range(now.get(key))}")
    return said


def _range(bounds: tuple[int | None, int | None, int | None] | None) -> str:
    if bounds is None:
        return "untold"
    low, high, best = ("?" if x is None else f"{x:,}" for x in bounds)
    return best if low == high == best else f"{low} to {high}, best {best}"


def claim_changes(old: Claim | None, new: Claim, reader: str) -> tuple[str, ...]:
    """What changed from one reading of a claim to the next."""
    if old is None:
        return (f"read by {reader}: {new.event}, {new.scope}, {new.certainty}",)
    said = []
    for name in ("event", "scope", "certainty", "actors", "targets", "means", "figures", "place", "when", "voices"):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            said.append(f"{name}: {_in_words(was)} → {_in_words(now)}")
    said += ["its sentence has changed"] * (old.evidence.text != new.evidence.text)
    return tuple(said)


def _in_words(value: Any) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, tuple):
        return ", ".join(map(_in_words, value))
    if hasattr(value, "span"):
        return str(value.span.text)
    return str(getattr(value, "text", value))
