"""From a form to a deed: the only place that knows the names of the forms' fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sayso.desk.deeds.accept import accept
from sayso.desk.deeds.acting import Done
from sayso.desk.deeds.correct import correct
from sayso.desk.deeds.decline import decline
from sayso.desk.deeds.grade import grade
from sayso.desk.deeds.link import link
from sayso.desk.deeds.second import second
from sayso.desk.deeds.strike import strike
from sayso.desk.deeds.undo import undo
from sayso.desk.deeds.unlink import unlink
from sayso.desk.deeds.withdraw import withdraw
from sayso.desk.review.work import address, holder_of, ref_of
from sayso.desk.setup import book
from sayso.errors import UsageError
from sayso.records import Incident, Ref


@dataclass(frozen=True, slots=True)
class Asked:
    """A form that somebody sent."""

    user: Any
    form: Any

    def text(self, name: str) -> str:
        """A field's text; empty where there is none."""
        return str(self.form.get(name, ""))

    @property
    def why(self) -> str:
        """The reason."""
        return self.text("reason")

    @property
    def claim(self) -> Ref:
        """The claim that the form is about."""
        return ref_of(self.text("at"))

    @property
    def incident(self) -> tuple[Ref, ...]:
        """All claims of the claim's incident; raises UsageError where it is in none."""
        found = holder_of(self.claim)
        if not isinstance(found, Incident):
            raise UsageError("this claim is in no incident")
        return (*found.claims, *found.denials)

    @property
    def others(self) -> tuple[Ref, ...]:
        """The claims that are ticked."""
        return tuple(dict.fromkeys(ref_of(one) for one in self.form.getlist("others")))

    @property
    def act(self) -> int:
        """The number of a waiting act; 0 where there is none, which no act has."""
        said = self.text("act")
        return int(said) if said.isascii() and said.isdigit() and len(said) < 15 else 0


def _link(asked: Asked) -> Done:
    """With a near miss, or with a claim or an incident that is named by its id."""
    names = [n.strip() for n in (*(address(r) for r in asked.others), asked.text("with")) if n.strip()]
    refs = [ref for name in names for ref in book().refs(name[:2000].replace("\0", ""))]
    return link(asked.user, (asked.claim, *refs), asked.why)


def _accept_all(asked: Asked) -> Done:
    return accept(asked.user, asked.incident, asked.why)


def _grade(asked: Asked) -> Done:
    return grade(asked.user, asked.incident, asked.text("value"), asked.why)


DEEDS: dict[str, Callable[[Asked], Done]] = {
    "accept": lambda a: accept(a.user, (a.claim,), a.why),
    "accept-incident": _accept_all,
    "correct": lambda a: correct(a.user, (a.claim,), a.text("field"), a.text("value"), a.why),
    "strike": lambda a: strike(a.user, (a.claim,), a.why),
    "link": _link,
    "unlink": lambda a: unlink(a.user, (a.claim,), a.others, a.why),
    "grade": _grade,
    "undo": lambda a: undo(a.user, a.text("ruling"), a.why),
    "second": lambda a: second(a.user, a.act, a.why),
    "decline": lambda a: decline(a.user, a.act, a.why),
    "withdraw": lambda a: withdraw(a.user, a.act, a.why),
}
