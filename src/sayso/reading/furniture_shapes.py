"""Shapes that prose doesn't have: template strings, addresses, credits, datelines, rows of labels.

Every pattern is bounded and parts a paragraph in one way only, so that no made-up line makes matching slow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.vocab.furniture import LONGEST, phrase

ENDS = ".!?…。！？؟۔।"
_QUOTES_AT_END = "\"”’'»›)] "
_WORDS = r"\S{1,40}(?: \S{1,40}){0,5}"
_FEW_WORDS = r"\S{1,30}(?: \S{1,30}){0,4}"

_TEMPLATE = re.compile(
    r"(?<![\d%])%(?:\d\$)?[sd]\b|\{\{[^{}]{0,60}\}\}|\{%[^{}]{0,60}%\}|\$\{[\w.]{1,40}\}|<%[^<>]{0,60}%>"
)
_SHORTCODE = re.compile(r"\[/?[a-z][\w-]{2,30}(?: [\w-]{1,30}=[^\]]{0,300})?\](?:.{0,200}\[/[a-z][\w-]{2,30}\])?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,300}|[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,30}", re.I)
_TAGS = re.compile(r"(?:[#@]\w{1,60}[\s,|]{0,3}){1,20}")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\) ?(?=©|copyright|\d{4})|copyright (?:©|\(c\)|\d{4})|copyright,? [\w .]{2,40} \d{4}).{0,250}"
    r"|.{0,250}\ball rights reserved\W{0,3}",
    re.I,
)
_CREDIT = re.compile(
    r"\(?(?:file |stock |cover )?(?:photo|image|picture|photograph|illustration|foto)s? ?"
    rf"(?:credits?|copyright|source|by|courtesy(?: of)?)\b[:;]? ?{_WORDS}"
    rf"|\(?(?:credits?|photo|image|picture|foto|bild|crédit|imagen|صورة) ?[:/©] ?{_WORDS}",
    re.I,
)
_AGENCY = re.compile(
    r"\(?(?:ap photo|reuters|afp|getty images?|epa|anadolu(?: agency)?|xinhua|ap|rex|shutterstock) ?[/|] ?"
    + _FEW_WORDS,
    re.I,
)
_DATED = re.compile(
    r"(?:first published|last updated|last modified|published|updated|posted|modified|created)(?: on| at)? ?:? ?"
    r"(?:at )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?"
    r"(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).{0,70}",
    re.I,
)
_LEAD = re.compile(
    r"(?:read more|read also|also read|see also|related|read next|more|watch|listen|must read|don't miss|recommended)"
    r"(?: (?:story|article|video|coverage|news|stories|articles))? ?[:»>→|] ?.{1,200}",
    re.I,
)
_THOUGHTS = re.compile(
    r"(?:\d[\d.,]{0,6}|one) (?:thoughts?|comments?|repl(?:y|ies)|responses?|gedanken|kommentare?|réponses?|réflexions?"
    r"|commentaires?|comentarios?|pensamientos?) (?:on|to|zu|à|sur|en|sobre) [\x22\x27“„«‘].{1,250}",
    re.I,
)
_THREAD_SIGNS = re.compile(
    r".{1,60} (?:says|said|wrote|writes|commented)(?: on .{4,40}| at .{4,40})?:|reply|.{0,20}\breply to\b.{0,40}"
    r"|.{0,30}\bpermalink\b.{0,30}|report abuse|like reply|log ?in to .{0,40}",
    re.I,
)
_BREADCRUMB = re.compile(r"\s[›»>|•·→/]\s|[›»|•·]")

_TEMPLATE_WORDS = 12
_DATED_WORDS = 16
_LEAD_WORDS = 30
_PROSE_WORDS = 8
_LONG_PROSE_WORDS = 25
_UNSPACED = 30


def shape(paragraph: str) -> str | None:
    """Why a paragraph is furniture by its shape alone; None for what has none of the shapes.

    >>> shape("Home › World › Middle East"), shape("Connecting to %s"), shape("The town fell on Monday.")
    ('menu', 'template string', None)
    """
    if not any(map(str.isalnum, paragraph)):
        return "rule"
    if len(paragraph) > LONGEST:
        return None
    words = paragraph.count(" ") + 1
    if (words <= _TEMPLATE_WORDS and _TEMPLATE.search(paragraph)) or _SHORTCODE.fullmatch(paragraph):
        return "template string"
    if _ADDRESS.fullmatch(paragraph) or _TAGS.fullmatch(paragraph):
        return "address or tags"
    if _COPYRIGHT.fullmatch(paragraph):
        return "copyright notice"
    if paragraph[-1] not in ENDS and (_CREDIT.fullmatch(paragraph) or _AGENCY.fullmatch(paragraph)):
        return "photo credit"
    if words <= _DATED_WORDS and _DATED.fullmatch(paragraph):
        return "date"
    if words <= _LEAD_WORDS and _LEAD.fullmatch(paragraph):
        return "related link"
    return "menu" if _is_breadcrumb(paragraph) else None


def opens_thread(paragraph: str) -> bool:
    """Whether a paragraph heads readers' comments, as WordPress words it: '3 thoughts on “Title”'."""
    return bool(_THOUGHTS.fullmatch(paragraph))


def is_thread_sign(paragraph: str) -> bool:
    """Whether a paragraph is a trace of readers' comments: "Anna says:", "Reply", "Log in to post"."""
    return bool(_THREAD_SIGNS.fullmatch(paragraph))


def is_label(paragraph: str) -> bool:
    """Whether a paragraph could be an entry of a menu: a few words without a closed end."""
    return len(paragraph) <= 40 and paragraph.count(" ") < 5 and paragraph[-1:] not in tuple(ENDS)


def is_prose(paragraph: str) -> bool:
    """Whether a paragraph reads as sentences: enough words and a closed end, or many words.

    >>> is_prose("Two people died when shells hit the market."), is_prose("Markets fall")
    (True, False)
    """
    words = paragraph.count(" ") + 1
    closed = paragraph.rstrip(_QUOTES_AT_END)[-1:] in tuple(ENDS)
    if words < _PROSE_WORDS:
        return closed and _unspaced(paragraph, _UNSPACED)
    return closed or words >= _LONG_PROSE_WORDS


def has_report(paragraphs: Sequence[str]) -> bool:
    """Whether there is anything to read: a paragraph of three words, or of ten letters in an unspaced script."""
    return any(sum(any(map(str.isalpha, w)) for w in p.split()) >= 3 or _unspaced(p, 10) for p in paragraphs)


def _unspaced(paragraph: str, letters: int) -> bool:
    """Whether a paragraph has that many letters in a script that sets no blanks between words (Thai, Chinese, …)."""
    foreign = sum(1 for c in paragraph if c.isalpha() and c > "\u0e00")
    return foreign >= letters and paragraph.count(" ") <= len(paragraph) / 15


def _is_breadcrumb(paragraph: str) -> bool:
    """Whether a line is a row of short labels between separators, some of them known from menus."""
    labels = _BREADCRUMB.split(paragraph)
    if len(labels) < 3 or paragraph[-1] in ENDS:
        return False
    known = sum(1 for label in labels if phrase(label.strip()))
    return all(len(label.split()) <= 5 for label in labels) and known >= max(1, len(labels) // 4)
