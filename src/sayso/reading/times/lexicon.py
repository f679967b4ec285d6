"""The words of time: names, units, numbers, and the pieces of pattern that the rules are made of.

Patterns run over raw text, ignoring case. Every repetition in them is bounded, so that no input makes them slow.
"""

from __future__ import annotations

import re

from sayso.reading.times.expression import Unit

GAP = r"[\s\u00a0]{1,3}"
JOIN = r"[\s\u00a0\-‐‑–]{1,3}"

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])\.?)"
)
FULL_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|aug|sept|sep|oct|nov|dec)\.)"
)
WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
SHORT_WEEKDAY = r"(?:(?:mon|tues?|wed|thurs?|thur|fri|sat|sun)(?:day|nesday|urday|sday|rsday)?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
ORDINAL = r"(?:st|nd|rd|th)"
YEAR = r"(?:1[0-9]\d{2}|20\d{2})"
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON = r"(?:spring|summer|autumn|fall|winter)"
PARTS = {
    "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "morning": "MO", "mid-morning": "MO", "forenoon": "MO",
    "midday": "12:00", "noon": "12:00", "afternoon": "AF", "midafternoon": "AF", "mid-afternoon": "AF",
    "mid afternoon": "AF", "evening": "EV", "dusk": "EV", "sunset": "EV", "nightfall": "EV", "night": "NI",
    "midnight": "24:00", "daytime": "DT",
}  # fmt: skip
PART = r"(?:mid-morning|mid[- ]?afternoon|(?:pre-)?dawn|daybreak|sunrise|morning|midday|noon|afternoon|evening|dusk|sunset|nightfall|midnight|night|daytime)"  # noqa: E501

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ones = "|".join(sorted((w for w in ONES if w != "zero"), key=len, reverse=True))
_tens = "|".join(TENS)
COUNT_WORD = rf"(?:(?:{_tens})(?:[\s-]{{1,2}}(?:one|two|three|four|five|six|seven|eight|nine))?\b|(?:{_ones})\b)"
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,4}(?:\.\d{1,2})?(?:[\s-]\d/\d)?"
    rf"|half{GAP}an?|{COUNT_WORD}(?:{GAP}and{GAP}a{GAP}half|{GAP}hundred)?|an?{GAP}(?:hundred|dozen|thousand)|dozen)"
)
VAGUE = (
    rf"(?:(?:the{GAP})?(?:several|numerous|countless|many)(?:{GAP}more)?|(?:a{GAP})?(?:good{GAP})?few(?:{GAP}more)?"
    rf"|(?:just{GAP})?a{GAP}few|some)"
)
COUPLE = rf"(?:a{GAP})?couple(?:{GAP}of)?"
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
ORDINAL_WORD = "(?:" + "|".join((*sorted(ORDINALS, key=len, reverse=True), r"twenty[- ]first")) + ")"

UNITS: dict[str, Unit] = {
    "second": "second", "minute": "minute", "min": "minute", "hour": "hour", "hr": "hour", "day": "day",
    "night": "day", "week": "week", "weekend": "weekend", "fortnight": "fortnight", "month": "month",
    "quarter": "quarter", "year": "year", "decade": "decade", "century": "century", "centurie": "century",
}  # fmt: skip
UNIT = r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weekends?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries)"  # noqa: E501
PLURAL_UNIT = r"(?:seconds|minutes|hours|days|weekends|weeks|fortnights|months|quarters|years|decades|centuries)"
LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "weekend": "WE", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "Y", "century": "Y",
}  # fmt: skip


def month_number(word: str) -> int:
    """The number of a month's name, whole or cut short.

    >>> month_number("Sept.")
    9
    """
    return MONTHS[word[:3].lower()]


def weekday_number(word: str) -> int:
    """The ISO number of a weekday's name: Monday is 1."""
    return WEEKDAYS[word[:3].lower()]


def unit_of(word: str) -> Unit:
    """The unit that a word names, in either number."""
    return UNITS[word.lower().rstrip("'’").rstrip("s") or word.lower()]


def ordinal_number(word: str) -> int | None:
    """The number of an ordinal, in figures or words, up to thirty-first."""
    word = word.lower().replace(" ", "-")
    if word[0].isdigit():
        return int(re.match(r"\d{1,3}", word).group())  # type: ignore[union-attr]
    if "-" in word:
        tens, _, ones = word.partition("-")
        return TENS.get(tens, 0) + ORDINALS.get(ones, 0) or None
    return ORDINALS.get(word)


_FRACTION = re.compile(r"(\d{1,4})[\s-](\d)/(\d)")


def number_of(words: str) -> float | None:
    """The number that words or figures say; None where they leave it open ("several").

    >>> number_of("twenty-four"), number_of("5 1/2"), number_of("two and a half"), number_of("several")
    (24.0, 5.5, 2.5, None)
    """
    text = " ".join(words.lower().replace("-", " ").split())
    fraction = _FRACTION.fullmatch(words.strip())
    if fraction:
        whole, above, below = map(int, fraction.groups())
        return whole + above / below if below else None
    if text[:1].isdigit():
        return float(text.replace(",", "").split()[0])
    if text in {"a", "an", "another"}:
        return 1.0
    if text.startswith("half"):
        return 0.5
    if "couple" in text:
        return 2.0
    extra = 0.5 if text.endswith("and a half") else 0.0
    total, seen = 0.0, False
    for word in text.removesuffix("and a half").split():
        if word in ONES or word in TENS:
            total, seen = total + ONES.get(word, TENS.get(word, 0)), True
        elif word in {"hundred", "thousand", "dozen"}:
            total, seen = max(total, 1.0) * {"hundred": 100, "thousand": 1000, "dozen": 12}[word], True
    return total + extra if seen else None
