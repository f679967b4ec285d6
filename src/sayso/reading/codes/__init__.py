"""Which event a trigger names, given what it is done with: coding rules 2 and 3.

One small rule a class of the lexicon, in files by subject. A rule answers with an event code, or None where the words
name no event. Harm alone ("killed", "wounded") is left as `killed` or `injured` for `happenings.py`, which knows the
whole sentence.
"""

from __future__ import annotations

from collections.abc import Callable

from sayso.reading.codes.attacks import armed, harm, shot, torture, war
from sayso.reading.codes.context import Context
from sayso.reading.codes.crowds import crackdown, protest, riot
from sayso.reading.codes.ground import base, destruction, siege, take, taking
from sayso.reading.codes.moves import agreement, defection, deploy, displacement, other
from sayso.reading.codes.weapons import blast, bomb, device, grenade, land, launch, plant, raid, strike, weapons
from sayso.records import EVENT_CODES


def code_of(context: Context) -> str | None:
    """The event code of a trigger; `killed` or `injured` for harm alone; None where it names no event."""
    for kind in context.trigger.kinds:
        rule = _RULES.get(kind)
        answer = rule(context) if rule else kind if kind in EVENT_CODES else None
        if answer is not None:
            return answer
    return None


_RULES: dict[str, Callable[[Context], str | None]] = {
    "clash": war,
    "torture": torture,
    "strike": strike,
    "raid": raid,
    "bomb": bomb,
    "launch-weapon": launch,
    "land": land,
    "blast": blast,
    "device": device,
    "grenade": grenade,
    "plant": plant,
    "armed": armed,
    "shot": shot,
    "take": take,
    "territory-taken": taking,
    "deploy": deploy,
    "base-established": base,
    "weapons-seized": weapons,
    "destruction": destruction,
    "siege": siege,
    "displacement": displacement,
    "defection": defection,
    "protest": protest,
    "crackdown": crackdown,
    "riot": riot,
    "agreement": agreement,
    "other": other,
    "kill": harm("killed"),
    "hurt": harm("injured"),
}
