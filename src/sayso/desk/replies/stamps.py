"""Signed times in forms: who fills a form faster than anyone can write, or with an old copy of it, is a machine."""

from __future__ import annotations

from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

OLDEST = timedelta(hours=24)
SOONEST = timedelta(seconds=3)
SALT = "sayso.desk.replies"


def stamp(about: str) -> str:
    """A signed time, good for one purpose only."""
    return TimestampSigner(salt=SALT).sign(about)


def fault(value: str, about: str) -> str:
    """What is wrong with a stamp: "forged", "old", "soon"; nothing where it is good."""
    signer = TimestampSigner(salt=SALT)
    try:
        if signer.unsign(value, max_age=OLDEST) != about:
            return "forged"
    except SignatureExpired:
        return "old"
    except BadSignature:
        return "forged"
    try:
        signer.unsign(value, max_age=SOONEST)
    except SignatureExpired:
        return ""
    return "soon"
