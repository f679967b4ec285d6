"""When two pages are one report: the same bytes, the same address, or, for texts without one, the same given id."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from sayso.ledger.columns import indexed

# Parameters that only tell where a reader came from.
TRACKERS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "cmpid", "ocid", "smid")


def url_key(url: str | None) -> str | None:
    """An address as it is compared; None for one that can't name a single report (none at all, or a site's front page).

    >>> url_key("https://www.Example.org/news/41/?utm_source=x#top") == url_key("http://example.org/news/41")
    True
    >>> url_key("https://example.org/") is None
    True
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    asked = urlencode(sorted(p for p in parse_qsl(parts.query) if not p[0].lower().startswith(TRACKERS)))
    path = parts.path.rstrip("/")
    if not path and not asked:
        return None
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    return indexed(f"{host}{port}{path}{'?' + asked if asked else ''}")
