"""Which links of a form may be followed from the machine of whoever opens it."""
from __future__ import annotations

import re

_FOLLOWED = re.compile(r"\s*(?:https?://[^/\\]|mailto:|tel:|#)", re.IGNORECASE)


def is_followed(link: str) -> bool:
    """Whether a link leads to a page of the web, a letter, a call or a place in the form; others reach files, servers of a network, or programs."""
    return not link.strip() or _FOLLOWED.match(link) is not None
