"""The keys of who did it, to whom, by what means, and of who says so."""

from __future__ import annotations

from sayso.merging.tellings import Telling
from sayso.merging.weights import weight

GENERIC_SOURCES = frozenset({"police", "officials", "reports", "sources", "witnesses", "residents", "authorities"})
MOST = 5.0
# The sides of a strike seldom agree on who was hit: fighters to one are civilians to the other.
DISPUTED = frozenset({"civilians", "fighters", "attackers"})


def people_bits(a: Telling, b: Telling) -> float:
    """The weight of who did it, to whom, and what was hit; at most +5."""
    return min(MOST, sum(weight("people", o) for o in people_outcomes(a, b)))


def people_outcomes(a: Telling, b: Telling) -> list[str]:
    """How actors, targets, buildings hit and victim groups compare, each as far as both tell it."""
    found = [*_role("actor", a.actors, b.actors), *_role("target", a.targets, b.targets)]
    if a.hit and b.hit:
        found.append("hit shared" if a.hit & b.hit else "hit differ")
    if a.groups and b.groups and not (a.groups | b.groups <= DISPUTED and not a.groups & b.groups):
        found.append("victims shared" if a.groups & b.groups else "victims differ")
    return found


def _role(role: str, here: frozenset[str], there: frozenset[str]) -> list[str]:
    if not here or not there:
        return []
    shared = here & there
    if any(map(_proper, shared)):
        return [f"{role} shared"]
    if _tokens(here) & _tokens(there):
        return [f"{role} alike"]
    if any(map(_proper, here)) and any(map(_proper, there)):
        return [f"{role} differ"]
    return [f"{role} word shared"] if shared else []


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
    if a.hit and b.hit and not a.hit & b.hit:
        said.append(f"{min(a.hit)} hit against {min(b.hit)}")
    if a.groups and b.groups and not a.groups & b.groups:
        said.append(f"{min(a.groups)} against {min(b.groups)}")
    return ", ".join(said)


def means_bits(a: Telling, b: Telling) -> float:
    """The weight of a shared weapon or method."""
    return weight("means", "shared") if a.means & b.means else 0.0


def means_said(a: Telling, b: Telling) -> str:
    """The weapon or method in both."""
    shared = sorted(a.means & b.means)
    return f"{shared[0]} in both" if shared else ""


def voices_bits(a: Telling, b: Telling) -> float:
    """The weight of a source that both quote by name."""
    return weight("voice", "shared") if (a.sources & b.sources) - GENERIC_SOURCES else 0.0


def voices_said(a: Telling, b: Telling) -> str:
    """The source that both quote."""
    shared = sorted((a.sources & b.sources) - GENERIC_SOURCES)
    return f"both quote {shared[0]}" if shared else ""
