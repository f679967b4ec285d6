"""What all deeds on the ledger share: they take turns, wait for another person where they must, or become a ruling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connections, transaction
from django.utils import timezone

from sayso.desk.deeds.against import opposed
from sayso.desk.review.models import DONE, WAITING, Act, Named
from sayso.desk.rights import check, may
from sayso.desk.setup import book, line
from sayso.errors import RecordError, UsageError
from sayso.records import Ref, RulingKind

if TYPE_CHECKING:
    from sayso.line_ledger import Ruled

LONGEST = 2000  # characters of a reason: a long paragraph
MOST_CLAIMS = 500
TURN = 7_304_211_905_118  # the number of PostgreSQL's lock by which deeds take turns


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a deed: its act, and the ruling with what that changed, or None while it waits."""

    act: Act
    ruled: Ruled | None = None

    @property
    def waits(self) -> bool:
        """Whether another person has to confirm it first."""
        return self.ruled is None

    @property
    def ruling(self) -> str:
        """The id of the ruling; empty while it waits."""
        return self.ruled.ruling.id if self.ruled else ""


@contextmanager
def turn() -> Iterator[None]:
    """One deed at a time, so that two people can't rule past each other; an error takes back what the desk wrote."""
    with transaction.atomic():
        if connections["default"].vendor == "postgresql":
            with connections["default"].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
        yield


def reason(why: str) -> str:
    """A reason as it is kept; raises UsageError where there is none, or a book of one."""
    said = " ".join(why.replace("\0", " ").split())
    if not said:
        raise UsageError("say why: the reason is kept and shown")
    if len(said) > LONGEST:
        raise UsageError(f"a reason has at most {LONGEST} characters; this one has {len(said)}")
    return said


def act(
    user: Any,
    right: str,
    kind: RulingKind,
    why: str,
    claims: Sequence[Ref],
    others: Sequence[Ref] = (),
    field: str | None = None,
    value: str | None = None,
    source: str = "",
) -> Done:
    """Do it, or have it wait: where the settings ask for a second pair of eyes, or where it contradicts somebody."""
    check(user, right)
    made = Act(user=user, who=str(user), kind=kind, field=field, value=value, why=reason(why), source=source[:80])
    _check_claims(claims, others)
    with turn():
        _check_new(user, made, claims)
        made.against = opposed(user, kind, claims, others, field, value)
        made.save()
        Named.objects.bulk_create(
            [Named(act=made, article=r.article, claim=r.claim, other=r in others) for r in (*claims, *others)]
        )
        if made.against or waits(user):
            return Done(made)
        return enact(made, made.who, made.why)


def waits(user: Any) -> bool:
    """Whether what somebody does has to be seen by another person."""
    from django.conf import settings

    asked = settings.SAYSO.dials.desk.second_eyes
    return asked == "always" or (asked == "coders" and not may(user, "rule"))


def enact(made: Act, who: str, why: str) -> Done:
    """Make an act the ruling that it asks for."""
    bare = made.kind == "undo"  # it names the ruling; its claims are only for finding the act
    claims, others = ((), ()) if bare else (made.claims, made.others)
    try:
        ruled = line().rule(made.kind, who, why, claims, others, made.field, made.value)
    except RecordError as error:
        raise UsageError(str(error)) from error
    made.ruling, made.state, made.settled = ruled.ruling.id, DONE, timezone.now()
    made.save()
    return Done(made, ruled)


def _check_claims(claims: Sequence[Ref], others: Sequence[Ref]) -> None:
    refs = {*claims, *others}
    if not claims:
        raise UsageError("name at least one claim")
    if len(refs) > MOST_CLAIMS:
        raise UsageError(f"{len(refs)} claims are too many for one ruling; at most {MOST_CLAIMS}")
    missing = sorted(refs - set(book().told(refs)))
    if missing:
        raise UsageError(f"no present reading has the claim {missing[0].article}#{missing[0].claim}")


def _check_new(user: Any, made: Act, claims: Sequence[Ref]) -> None:
    """Refuse what the same person has waiting already: a button pressed twice."""
    same = Act.objects.filter(user=user, state=WAITING, kind=made.kind, field=made.field, value=made.value)
    for one in same.prefetch_related("named"):
        if set(one.claims) == set(claims):
            raise UsageError("this waits for another person already")
