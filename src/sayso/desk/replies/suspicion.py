"""Signs of spam that need no outside service. They only hold a reply back; a person decides."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone

from sayso.desk.replies.models import Reply

MOST_LINKS = 2  # in the text; a source has a field of its own
DAYS = 7
_LINK = re.compile(r"https?:|www\.", re.IGNORECASE)
_MARKUP = re.compile(r"<a\s|\[url|\[link|</?script", re.IGNORECASE)


def suspicion(text: str, key: str = "") -> str:
    """Why a text is to be looked at before it is shown, in a word or two; nothing where nothing is odd.

    `key` is the reply's own, when it is edited.
    """
    if _MARKUP.search(text):
        return "markup"
    if len(_LINK.findall(text)) > MOST_LINKS:
        return "many links"
    since = timezone.now() - timedelta(days=DAYS)
    if len(text) > 20 and Reply.objects.filter(text=text, at__gte=since).exclude(key=key).exists():
        return "said before"
    return ""
