"""Files that come with replies: checked by size and by what they are, kept under names of ours, never opened.

They are only ever served as attachments, so no browser shows or runs them as a page of this site.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# How files of each type begin (the first bytes, at an offset), and the ending that they get.
TYPES: tuple[tuple[str, str, int, bytes], ...] = (
    ("application/pdf", "pdf", 0, b"%PDF-"),
    ("image/png", "png", 0, b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", "jpg", 0, b"\xff\xd8\xff"),
    ("image/gif", "gif", 0, b"GIF8"),
    ("image/webp", "webp", 8, b"WEBP"),
    ("video/mp4", "mp4", 4, b"ftyp"),
)
TEXT = ("text/plain", "txt")
ENDINGS = (*(f".{ending}" for _type, ending, _at, _mark in TYPES), ".jpeg", ".txt")
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was checked: its name with the ending of its type, its type, its size in bytes, its hash, where."""

    name: str
    type: str
    size: int
    sha256: str
    path: str


def check(file: Any) -> tuple[str, str]:
    """The type and ending of an uploaded file, by its bytes; raises ValidationError for one that can't be taken."""
    most = settings.SAYSO.dials.desk.upload_mb
    if not most:
        raise ValidationError(_("Files can't be sent here."))
    if file.size > most * 1_000_000:
        raise ValidationError(_("The file is larger than %(most)s MB.") % {"most": most})
    head = file.read(2048)
    file.seek(0)
    found = next(((t, ending) for t, ending, at, mark in TYPES if head[at : at + len(mark)] == mark), None)
    found = found or (TEXT if str(file.name).lower().endswith(".txt") and _is_text(head) else None)
    if found is None:
        raise ValidationError(_("Only pictures, PDF, MP4 and plain text can be sent."))
    return found


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # a letter cut in two at the end
    return True


def safe_name(name: str, ending: str) -> str:
    """A name without folders or odd characters, with the ending of the file's type.

    >>> safe_name("../../a<b>.php", "png")
    'a b.png'
    """
    base = re.split(r"[/\\]", name)[-1]
    stem = base.rpartition(".")[0] or base
    kept = " ".join(re.sub(r"[^\w\-. ]", " ", stem).split()).strip(". ")
    return f"{kept[:LONGEST_NAME] or 'file'}.{ending}"


def keep(file: Any) -> Kept:
    """Check a file and write it into the desk's folder, readable by the desk only."""
    type_, ending = check(file)
    token = token_hex(16)
    path = f"replies/{token[:2]}/{token}"
    where = _folder() / path
    where.parent.mkdir(parents=True, exist_ok=True)
    digest = sha256()
    with os.fdopen(os.open(where, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for chunk in file.chunks():
            digest.update(chunk)
            out.write(chunk)
    return Kept(safe_name(str(file.name), ending), type_, file.size, digest.hexdigest(), path)


def place(path: str) -> Path:
    """Where a kept file lies."""
    return _folder() / path


def remove(path: str) -> None:
    """Take a kept file away."""
    place(path).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.SAYSO.folder) / "uploads"
