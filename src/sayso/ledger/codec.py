"""Records packed for the ledger: compressed JSON, without loss; `sayso.codec` has the JSON.

>>> from sayso.records import Ref
>>> unpack(Ref, pack(Ref("report", "c1")))
Ref(article='report', claim='c1')
"""

from __future__ import annotations

import json
import zlib
from typing import Any, TypeVar

from sayso.codec import NAMES, decoder, plain
from sayso.errors import LedgerError

__all__ = ["NAMES", "decoder", "pack", "plain", "unpack"]

T = TypeVar("T")


def pack(record: Any) -> bytes:
    """A record as compressed JSON."""
    return zlib.compress(
        json.dumps(plain(record), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 6
    )


def unpack(kind: type[T], data: bytes | memoryview) -> T:
    """The record of a kind that was packed; raises LedgerError where the data is damaged."""
    try:
        return decoder(kind)(json.loads(zlib.decompress(data)))  # type: ignore[no-any-return, arg-type]
    except (zlib.error, ValueError, TypeError, KeyError) as error:
        raise LedgerError(f"a {kind.__name__} in the ledger is damaged: {error}; restore the ledger's file") from error
