"""Confirm what waits: a second pair of eyes, or a decision between two people who ruled otherwise."""

from __future__ import annotations

from typing import Any

from sayso.desk.deeds.acting import Done, enact, reason, turn
from sayso.desk.deeds.waiting import waiting
from sayso.desk.rights import check
from sayso.desk.setup import book, line


def second(user: Any, act: int, why: str) -> Done:
    """Make a waiting act a ruling. Needs the right `rule`, and to be somebody else than who asked for it."""
    check(user, "rule")
    said = reason(why)
    with turn():
        made = waiting(user, act)
        made.second, made.second_who, made.second_why = user, str(user), said
        who = f"{made.who}, seconded by {user}"
        if made.kind == "confirm" and made.against and book().ruling(made.against).kind == "strike":
            line().rule("undo", who, said, value=made.against)  # what is struck out can't be accepted beside it
        return enact(made, who, f"{made.why} · {user}: {said}")
