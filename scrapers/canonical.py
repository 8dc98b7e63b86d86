"""The one key of an address that is written in many ways: for telling what is known already, never for asking.

RFC 3986 (6.2) by url-normalize: case, default ports, dot segments, escapes. Beyond it, for the key alone: the scheme, a
leading "www.", the fragment, the order of parameters, and parameters that only track a visitor, name a session or ask for
a view to print. The address as it was found is what is asked and kept.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from url_normalize import url_normalize
from w3lib.url import canonicalize_url, url_query_cleaner

_WITHOUT = """
    utm_source utm_medium utm_campaign utm_term utm_content utm_id gclid fbclid msclkid mc_cid mc_eid igshid _ga _gl ref_src
    phpsessid jsessionid aspsessionid sessionid sid cfid cftoken
    print printable printview printerfriendly print_view output_print
    unfold nocache cookie_passthrough
"""
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.I)


def key_of(url: str) -> str:
    """The key of a web address. Raises ValueError for what is none."""
    normal = url_normalize(url.strip())
    parts = urlsplit(normal or "")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{url[:100]!r} is no web address")
    names = [
        name for name in {pair.partition("=")[0] for pair in parts.query.split("&")} if name.lower() in _WITHOUT.split()
    ]
    cleaned = (
        url_query_cleaner(canonicalize_url(str(normal)), names, remove=True) if names else canonicalize_url(str(normal))
    )
    cleaned = _SESSION_IN_PATH.sub("", cleaned)
    rest = cleaned.split("://", 1)[1]
    return re.sub(r"/+(?=\?|$)", "", rest.removeprefix("www.").rstrip("?"), count=1)
