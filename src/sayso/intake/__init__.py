"""Intake: anything saved or served -> Page. It knows bytes, addresses, times and hashes; it has no opinion on meaning.

inputs ─▶ walk ─▶ sniff ─▶ html | text | jsonl ─▶ Page or Refusal        (addresses go through fetch first)
"""

from __future__ import annotations

from sayso.intake.pages import pages
from sayso.intake.sniff import Kind

__all__ = ["Kind", "pages"]
