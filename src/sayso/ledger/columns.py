"""Text from outside as a column of the database takes it. The records themselves are kept as they are, packed."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

LONGEST = 500  # characters; PostgreSQL's index takes 2,700 bytes, and a character may have four


def column(text: str) -> str:
    """Text without what a database can't hold: NUL and halves of characters become U+FFFD.

    >>> column("a\\0b")
    'a\ufffdb'
    """
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def indexed(text: str) -> str:
    """The same for a column that is searched: what is too long for an index is cut, and told apart by its hash.

    >>> len(indexed("x" * 9_000))
    500
    """
    clean = column(text)
    if len(clean) <= LONGEST:
        return clean
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{clean[: LONGEST - 17]}~{digest}"


def searched(text: str) -> str:
    """Text as it is searched: small letters without accents, spaces made one; what is asked for is made so too.

    >>> searched("Kobanî  fell,\nit said.")
    'kobani fell, it said.'
    """
    plain = unicodedata.normalize("NFKD", column(text).casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
