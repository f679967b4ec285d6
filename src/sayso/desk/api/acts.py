"""What programs may do with a token: rule, by the deeds of the desk's pages, and ask whose token it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse

from sayso.desk.api.answers import Json
from sayso.desk.api.door import Bearer
from sayso.desk.api.lists import Act, Fault, Made, Me, Waiting
from sayso.desk.api.looking_around import router
from sayso.desk.rights import may
from sayso.desk.setup import book
from sayso.errors import UsageError
from sayso.records import Ref
from sayso.wire_incidents import ruling_json

if TYPE_CHECKING:
    from sayso.desk.deeds.acting import Done

# On the router of looks, since one address has one router, and `rulings` is looked at too.
ACT: dict[str, Any] = {"tags": ["acts"], "auth": Bearer()}
SOURCE = "api"
REFUSED = dict.fromkeys((400, 401, 403, 404, 413, 503), Fault)


@router.get(
    "/me", response={200: Me, 401: Fault}, operation_id="me", **ACT, summary="Whose token it is, and what it may do"
)
def me(request: Any) -> HttpResponse:
    """The name and role of the token's owner, and the rights that it has now."""
    token = request.auth
    rights = [right for right in token.allowed if may(token.user, right)]
    ends = token.ends.isoformat() if token.ends else None
    return _never_kept({"name": str(token.user), "role": token.user.role, "rights": rights, "ends": ends})


@router.post(
    "/rulings", response={201: Made, 202: Waiting, **REFUSED}, operation_id="rule", **ACT, summary="Make a ruling"
)
def rule(request: Any, act: Act) -> HttpResponse:
    """A person's decision, as on the desk's pages: it outranks the machine, says why, and can be undone by another.

    `strike` and `correct` need the right `correct`, and so does `undo` of a ruling of one's own; the rest needs `rule`.
    201: the ruling is made. 202: it waits for another person, because the desk asks for a second pair of eyes or
    because it contradicts what somebody else ruled (`against`).
    """
    needed = needs(request.auth, act)
    if needed not in request.auth.allowed:
        raise PermissionDenied(needed)
    done = deed(request.auth.user, act)
    if done.ruled is None:
        return _never_kept({"act": done.act.pk, "waits": True, "against": done.act.against or None}, 202)
    response = _never_kept(made_json(done), 201)
    response.headers["Location"] = f"/api/v1/rulings/{done.ruling}"
    return response


def needs(token: Any, act: Act) -> str:
    """The right that a token must have been made for; what its owner may do, the deed checks."""
    if act.kind == "undo":
        from sayso.desk.review.models import Act as Done

        own = Done.objects.filter(ruling=act.value or "-", user=token.user).exists()
        return "correct" if own else "rule"
    return "correct" if act.kind in ("strike", "correct") else "rule"


def deed(user: Any, asked: Act) -> Done:
    """The deed that is asked for; raises PermissionDenied, UsageError, NotInLedger."""
    from sayso.desk.deeds.accept import accept
    from sayso.desk.deeds.correct import correct
    from sayso.desk.deeds.grade import grade
    from sayso.desk.deeds.link import link
    from sayso.desk.deeds.strike import strike
    from sayso.desk.deeds.undo import undo
    from sayso.desk.deeds.unlink import unlink

    _check_fields(asked)
    if asked.kind == "undo":
        return undo(user, asked.value or "", asked.why, SOURCE)
    claims = _refs(asked.claims, asked.incident)
    if asked.kind == "unlink":
        return unlink(user, claims, _refs(asked.others, asked.other_incident), asked.why, SOURCE)
    if asked.kind == "correct":
        return correct(user, claims, asked.field or "", asked.value, asked.why, SOURCE)
    if asked.kind == "grade":
        return grade(user, claims, asked.value or "", asked.why, SOURCE)
    plain = {"strike": strike, "link": link, "confirm": accept}
    return plain[asked.kind](user, claims, asked.why, SOURCE)


def _check_fields(asked: Act) -> None:
    """Refuse fields that the kind has no use for: they would be dropped in silence."""
    claims, others = {"claims", "incident"}, {"others", "other_incident"}
    used = {"undo": {"value"}, "unlink": claims | others, "correct": claims | {"field", "value"}}
    used["grade"] = claims | {"value"}
    given = {name for name, value in asked.model_dump().items() if value not in (None, [])} - {"kind", "why"}
    if unused := sorted(given - used.get(asked.kind, claims)):
        raise UsageError(f"{asked.kind} has no use for {unused[0]!r}")


def _refs(given: list[Any], incident: str | None) -> tuple[Ref, ...]:
    """The claims that are named one by one and by their incident."""
    found = [Ref(one.article, one.claim) for one in given]
    return tuple(dict.fromkeys([*found, *(book().refs(incident) if incident else ())]))


def made_json(done: Done) -> Json:
    """A ruling that was made, with what it changed."""
    if done.ruled is None:
        raise ValueError("it waits, and changed nothing")
    changed = done.ruled.outcomes
    outcomes = {
        "new": list(changed.new),
        "changed": list(changed.changed),
        "merged": dict(changed.merged),
        "withdrawn": list(changed.withdrawn),
        "totals": list(changed.totals),
    }
    return ruling_json(done.ruled.ruling) | {"incidents": outcomes, "unheeded": list(done.ruled.unheeded)}


def _never_kept(body: Json, status: int = 200) -> HttpResponse:
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-store"
    return response
