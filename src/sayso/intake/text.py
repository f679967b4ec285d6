"""A text file -> Page: a page copied as text, furniture and all; reading sets the furniture aside."""

from __future__ import annotations

from sayso.errors import SourceEmpty
from sayso.intake.decode import decode
from sayso.intake.raw import Raw, page_of
from sayso.records import Page


def page(raw: Raw) -> Page:
    """The page; raises SourceEmpty. See `decode` for how its charset is found."""
    text, encoding = decode(raw.body, raw.charset)
    if not text.strip():
        raise SourceEmpty(raw.address, "the file is empty", "save the text again")
    return page_of(raw, "text", text, encoding)
