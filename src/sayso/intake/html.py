"""A saved or served web page -> Page: decoded, and checked for what would choke a parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.errors import SourceEmpty
from sayso.intake import nesting
from sayso.intake.decode import declared, decode
from sayso.intake.raw import Raw, page_of
from sayso.records import Page

if TYPE_CHECKING:
    from sayso.settings import IntakeSettings


def page(raw: Raw, settings: IntakeSettings) -> Page:
    """The page; raises SourceEmpty, or SourceTooLarge for nesting and number of tags.

    The charset is the byte order mark's, else the server's, else the page's own, else what the bytes look like.
    """
    text, encoding = decode(raw.body, raw.charset or declared(raw.body))
    if not text.strip():
        raise SourceEmpty(raw.address, "the page is empty", "save it again")
    nesting.check(text, raw.address, settings)
    return page_of(raw, "html", text, encoding)
