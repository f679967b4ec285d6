"""Spellings of place names brought together: case, accents, hyphens, articles, transliterations.

Three forms of one name, from strict to loose, each a string of lower-case ASCII words:

>>> fold("Deir ez-Zor")
'deir ez zor'
>>> bare("al-Hawija")
'hawija'
>>> loose("Deir Ezzour") == loose("Dayr az-Zawr")
True
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

# Letters that Unicode doesn't take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "AE",
        "œ": "oe", "Œ": "OE", "ð": "d", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H", "ŋ": "n",
        "'": "", "’": "", "‘": "", "`": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "ʹ": "", "´": "", ".": "", "&": " and ",
    }
)  # fmt: skip
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
ARTICLES = frozenset("al el ar as ash ad an at az ez es et ed er en il ul il l the".split())
_ASSIMILATED = re.compile(r"^[ae](?=([bcdfghjklmnpqrstvwxz])\1)")
_LOOSE = (
    ("tch", "c"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ch", "s"), ("sh", "s"),
    ("dj", "j"),
    ("zh", "j"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("v", "w"),
)  # fmt: skip
_VOWELS = (
    (re.compile(r"aw|au|ou|oo|ow|w|o|u"), "u"),
    (re.compile(r"ay|ai|ei|ey|ee|ie|iy|y|e|i"), "i"),
)
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """The name in lower-case ASCII words; an empty string where nothing of it is Latin script.

    >>> fold("Saint-Denis"), fold("Kobanî"), fold("Ma'rib")
    ('st denis', 'kobani', 'marib')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    if any(c.isalpha() and not c.isascii() for c in plain):
        return ""
    words = _NOT_WORD.sub(" ", plain).split()
    return " ".join(_WORDS.get(w, w) for w in words)


def bare(name: str) -> str:
    """The folded name without a leading article; an empty string where it has none or little is left.

    >>> bare("Ar Raqqah"), bare("Almaty")
    ('raqqah', '')
    """
    words = fold(name).split()
    rest = " ".join(words[1:])
    return rest if words and words[0] in ARTICLES and len(rest) >= 3 else ""


def loose(name: str) -> str:
    """A rough key on which transliterations of Arabic, Persian, Russian and the like agree; empty when it is too short.

    >>> loose("Hodeidah") == loose("Al-Hudaydah"), loose("Goma")
    (True, 'guma')
    """
    words = [w for w in fold(name).split() if w not in ARTICLES]
    words = [_ASSIMILATED.sub("", w) for w in words]
    key = "".join(words)
    for old, new in _LOOSE:
        key = key.replace(old, new)
    for pattern, new in _VOWELS:
        key = pattern.sub(new, key)
    key = _DOUBLED.sub(r"\1", key)
    key = re.sub(r"(?<=a)h$|(?<=[^aiu])h(?=[^aiu]|$)", "", key)
    key = re.sub(r"i[aiu]$|[ai]$", "a", key)
    key = key.replace("iu", "i")
    return key if len(key) >= 4 else ""


def key_of(folded: str) -> int:
    """A 48-bit number for a folded name: what the index holds instead of the name."""
    return int.from_bytes(blake2b(folded.encode("ascii", "replace"), digest_size=6).digest(), "big")
