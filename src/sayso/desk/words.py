"""The words of the model in the language of the page: event codes, grades, measures and the rest."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

EVENTS = {
    "air-strike": _("Air strike"),
    "shelling": _("Shelling"),
    "bombing": _("Bombing"),
    "suicide-bombing": _("Suicide bombing"),
    "grenade": _("Grenade"),
    "chemical-attack": _("Chemical attack"),
    "clash": _("Clash"),
    "territory-taken": _("Territory taken"),
    "territory-ceded": _("Territory ceded"),
    "siege": _("Siege"),
    "attack": _("Attack"),
    "execution": _("Execution"),
    "killing": _("Killing"),
    "torture": _("Torture"),
    "sexual-violence": _("Sexual violence"),
    "abduction": _("Abduction"),
    "arrest": _("Arrest"),
    "protest": _("Protest"),
    "crackdown": _("Crackdown"),
    "riot": _("Riot"),
    "destruction": _("Destruction"),
    "weapons-seized": _("Weapons seized"),
    "base-established": _("Base established"),
    "defection": _("Defection"),
    "deployment": _("Deployment"),
    "displacement": _("Displacement"),
    "agreement": _("Agreement"),
    "other": _("Other"),
}
GRADES = {
    "confirmed": _("confirmed"),
    "fair": _("fair"),
    "weak": _("weak"),
    "contested": _("contested"),
    "discounted": _("discounted"),
}
STATUSES = {
    "disputed": _("accounts contradict each other"),
    "ruled": _("a person has ruled on it"),
    "unruled": _("as the machine left it"),
}
MEASURES = {
    "killed": _("killed"),
    "injured": _("injured"),
    "captured": _("captured"),
    "abducted": _("abducted"),
    "displaced": _("displaced"),
    "deserted": _("deserted"),
    "arrested": _("arrested"),
    "strikes": _("strikes"),
    "attacks": _("attacks"),
    "present": _("present"),
    "other": _("counted otherwise"),
}
CERTAINTIES = {
    "certain": _("certain"),
    "probable": _("probable"),
    "possible": _("possible"),
    "doubtful": _("doubtful"),
    "denied": _("denied"),
}
VOICES = {
    "party": _("party to the conflict"),
    "official": _("official"),
    "witness": _("witness"),
    "monitor": _("monitor"),
    "media": _("media"),
    "anonymous": _("anonymous"),
    "other": _("other source"),
}
PRECISIONS = {
    "exact": _("this very place"),
    "settlement": _("a town or village"),
    "district": _("a district, or near it"),
    "region": _("a region"),
    "country": _("a country"),
    "unknown": _("not found on the map"),
}
SCOPES = {
    "incident": _("one happening"),
    "total": _("a running total"),
    "pattern": _("a habit, no one happening"),
    "prospect": _("planned, feared or attempted"),
}
# What a contradiction is about, and the columns of who says what.
FIELDS = {
    "happened": _("whether it happened"),
    "event": _("what happened"),
    "actor": _("who did it"),
    "target": _("to whom"),
    "place": _("where"),
    "when": _("when"),
    "scope": _("what kind of claim"),
    "certainty": _("how surely"),
    "precision": _("how closely"),
    "country": _("country"),
    "lat": _("latitude"),
    "lon": _("longitude"),
    "start": _("first day"),
    "end": _("last day"),
}
ROLES = {
    "trigger": _("what happened"),
    "actor": _("who did it"),
    "target": _("to whom"),
    "means": _("with what"),
    "figure": _("how many"),
    "place": _("where"),
    "time": _("when"),
    "voice": _("who says so"),
    "cue": _("how surely"),
}
# The sides of a contradiction on whether it happened, as merging names them.
SIDES = {"it happened": _("it happened"), "denied": _("denied")}
RULINGS = {
    "link": _("put together"),
    "unlink": _("kept apart"),
    "strike": _("struck out"),
    "correct": _("corrected"),
    "grade": _("graded"),
    "confirm": _("confirmed as one"),
    "undo": _("undone"),
}
VERDICTS = {
    "linked": _("held to be one"),
    "near-miss": _("almost, but not"),
    "ruled-together": _("put together by a person"),
    "ruled-apart": _("kept apart by a person"),
}
# What became of an act of review.
ACTS = {
    "waiting": _("waits for another person"),
    "done": _("done"),
    "declined": _("declined"),
    "withdrawn": _("withdrawn"),
}
# Who may do what, see `sayso.desk.rights`.
OFFICES = {
    "reader": _("reader"),
    "coder": _("coder"),
    "reviewer": _("reviewer"),
    "admin": _("admin"),
}
# The kinds of change of a ledger.
LAPS = {
    "add": _("a report was added"),
    "reread": _("a report was read anew"),
    "rule": _("a person ruled"),
    "merge": _("everything was merged anew"),
}
TABLES = {
    "event": EVENTS,
    "grade": GRADES,
    "status": STATUSES,
    "measure": MEASURES,
    "certainty": CERTAINTIES,
    "voice": VOICES,
    "precision": PRECISIONS,
    "scope": SCOPES,
    "field": FIELDS,
    "role": ROLES,
    "ruling": RULINGS,
    "act": ACTS,
    "office": OFFICES,
    "verdict": VERDICTS,
    "lap": LAPS,
    "side": SIDES,
}


def word(kind: str, code: str) -> str:
    """The word for a code of one of the tables; the code itself where it is unknown (an older ledger).

    >>> word("event", "air-strike")
    'Air strike'
    """
    return str(TABLES[kind].get(code, code))


def field_word(field: str) -> str:
    """What a contradiction is about: `killed:civilians` is "killed (civilians)"."""
    name, _colon, group = field.partition(":")
    said = str(FIELDS.get(name) or MEASURES.get(name) or name)
    return f"{said} ({group})" if group else said


@lru_cache(maxsize=16)
def _countries(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}


def country_name(code: str | None) -> str:
    """A country's name in the language of the page, by its ISO 3166 code; the code where it has none.

    >>> country_name("LY")
    'Libya'
    """
    if not code:
        return ""
    return _countries(get_language() or "en").get(code.upper(), code)
