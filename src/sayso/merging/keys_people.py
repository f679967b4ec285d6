"""The keys of who did it, to whom, by what means, and of who says so."""

from __future__ import annotations

from sayso.merging.tellings import Telling

GENERIC_SOURCES = frozenset({"police", "officials", "reports", "sources", "witnesses", "residents", "authorities"})
MOST = 4.0


def people_bits(a: Telling, b: Telling) -> float:
    """Actors and targets: up to +4 for shared names, -2.5 where two known actors differ."""
    return min(MOST, _role(a.actors, b.actors, -2.5) + _role(a.targets, b.targets, -0.5))


def _role(here: frozenset[str], there: frozenset[str], differ: float) -> float:
    if not here or not there:
        return 0.0
    shared = here & there
    if shared:
        return 2.0 if any(map(_proper, shared)) else 0.5
    mine, theirs = _tokens(here), _tokens(there)
    if mine & theirs:
        return 1.5
    return differ if any(map(_proper, here)) and any(map(_proper, there)) else 0.0


def _proper(name: str) -> bool:
    """Whether this is a known actor's id ("#id") or a name of somebody in particular, not a common noun."""
    return name[0] == "#" or name != name.lower()


def _tokens(names: frozenset[str]) -> set[str]:
    return {w for n in names if n[0] != "#" and n != n.lower() for w in n.split() if len(w) > 2 and w[0].isupper()}


def people_said(a: Telling, b: Telling) -> str:
    """Who is named in both, or on each side."""
    said = []
    for role, here, there in (("actor", a.actors, b.actors), ("target", a.targets, b.targets)):
        if here and there:
            shared = sorted(here & there)
            if shared:
                said.append(f"both name {shared[0].lstrip('#')} as {role}")
            elif any(map(_proper, here)) and any(map(_proper, there)):
                said.append(f"{role} {sorted(here)[0].lstrip('#')} against {sorted(there)[0].lstrip('#')}")
    return ", ".join(said)


def means_bits(a: Telling, b: Telling) -> float:
    """A shared weapon or method: +.7."""
    return 0.7 if a.means & b.means else 0.0


def means_said(a: Telling, b: Telling) -> str:
    """The weapon or method in both."""
    shared = sorted(a.means & b.means)
    return f"{shared[0]} in both" if shared else ""


def voices_bits(a: Telling, b: Telling) -> float:
    """A source that both quote by name: +.5."""
    return 0.5 if (a.sources & b.sources) - GENERIC_SOURCES else 0.0


def voices_said(a: Telling, b: Telling) -> str:
    """The source that both quote."""
    shared = sorted((a.sources & b.sources) - GENERIC_SOURCES)
    return f"both quote {shared[0]}" if shared else ""
