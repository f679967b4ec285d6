"""Whose the harm is: which happening of a sentence a word of harm ("killing 12") counts for."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.codes import code_of
from sayso.reading.codes.context import Context
from sayso.reading.happenings import FORMS_OF_HARM, HARM, Happening
from sayso.reading.parse import Parse

Harm = tuple[str, Context]


def harms_told(parse: Parse, happening: Happening, beside: Sequence[Happening]) -> list[Harm]:
    """The words of harm, killed or injured, that count for a happening.

    They are its own, also those that name it, less what hangs on another happening's word ("a bomb went off after the
    shooting that left two dead"), and with what so hangs on its own.
    """
    here = [happening, *(h for h in beside if h is not happening and h.sentence == happening.sentence)]
    found = _named(happening)
    for holder in here:
        for harm in holder.harms:
            owner = _owner(parse, harm[1], here) or holder
            if owner is happening:
                found.append(harm)
    return sorted(found, key=lambda h: h[1].trigger.first)


def _named(happening: Happening) -> list[Harm]:
    """The words of harm by which a happening is named: "killed 38 people", told of as a clash."""
    return [(code, c) for c in happening.parts if (code := code_of(c)) in HARM and code is not None]


def _owner(parse: Parse, harm: Context, here: Sequence[Happening]) -> Happening | None:
    """The happening on whose word the harm hangs most closely, None where it hangs on none."""
    heads = {c.trigger.head: h for h in here if h.event in FORMS_OF_HARM for c in h.parts}
    return next((heads[a] for a in parse.ancestors(harm.trigger.head) if a in heads), None)
