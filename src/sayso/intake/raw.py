"""What the rest of the room works on: bytes that were taken in, and what was said of them on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sayso.records import MediaType, Page


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as they came.

    `address` is the path, "-" or the address as the user gave it; `url` where a served page was found in the end;
    `media` and `charset` are what the server said; `name` is the file name, of which only the ending counts.
    """

    address: str
    body: bytes
    taken_at: datetime
    name: str = ""
    url: str | None = None
    media: str | None = None
    charset: str | None = None


def page_of(raw: Raw, media: MediaType, text: str, encoding: str) -> Page:
    """The page that these bytes are, named by the first 16 hex digits of their SHA-256."""
    digest = sha256(raw.body).hexdigest()
    return Page(
        id=digest[:16],
        address=raw.address,
        media=media,
        text=text,
        sha256=digest,
        taken_at=raw.taken_at,
        body=raw.body,
        encoding=encoding,
        url=raw.url,
    )
