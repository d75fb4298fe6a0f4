"""Finds what a plain text mentions (procedure codes, law numbers, web addresses) and links what is known."""

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup

from motcua.escaping import escaped

Link = Mapping[str, str] | Callable[[str], str | None] | None

_URL = r"https?://[^\s<>\"“”«»{}|\\^`\[\]]+"
_CODE = r"(?<![\w./-])\d\.\d{6}(?![\w/-]|\.\w)"
_LAW = r"(?<![\w./-])\d{1,4}/(?:\d{4}/)?[A-ZĐƯÐ]{2,}\d{0,2}(?:[-–/][A-ZĐƯÐ]+[a-zđư]*)*(?!\w)"
MENTION = re.compile(rf"{_URL}|{_CODE}|{_LAW}")
# Signs that every mention has, one beside the other; they are found ten times as fast.
_MAY_MENTION = re.compile(r"[/.](?:/|\d\d|[A-ZĐƯÐ])")
_URL_WITH_HOST = re.compile(r"https?://[\w.-]+\.\w+(?::\d{1,5})?(?:[/?#]|$)")
_TRAILING = ".,;:!?'…)"


def may_mention(text: str) -> bool:
    """False for a text that mentions nothing; a quick look, which most texts need no more than."""
    return _MAY_MENTION.search(text) is not None


def mentioned(*texts: str) -> tuple[str, ...]:
    """The procedure codes and law numbers that the texts name, each once, sorted: all that `link` may be asked for."""
    # Line by line, since a mention holds no white space and most lines hold no mention.
    lines = (line for text in texts for line in text.split("\n") if may_mention(line))
    named = {_canonical(match[0]) for line in lines for match in MENTION.finditer(line)}
    return tuple(sorted(name for name in named if not name.startswith("http")))


def _canonical(token: str) -> str:
    """The number as the law prints it: Ð (eth) and – are common slips for Đ and -."""
    return token.replace("Ð", "Đ").replace("–", "-")


def target(token: str, link: Link) -> tuple[str, str | None]:
    """What of the token is the mention, and where it leads (None: nowhere)."""
    if token.startswith("http"):
        url = token.rstrip(_TRAILING)
        return url, url if _URL_WITH_HOST.match(url) else None
    name = _canonical(token)
    return token, (link.get(name) if isinstance(link, Mapping) else link(name)) if link else None


def linked(text: str, link: Link = None) -> Markup:
    """The text escaped, with links on web addresses and on the codes and numbers that `link` knows."""
    if not may_mention(text):
        return Markup(escaped(text))
    parts, done = [], 0
    for match in MENTION.finditer(text):
        shown, href = target(match[0], link)
        if href:
            rel = ' rel="noopener"' if shown.startswith("http") else ""
            parts += escaped(text[done : match.start()]), f'<a href="{escaped(href)}"{rel}>{escaped(shown)}</a>'
            done = match.start() + len(shown)
    return Markup("".join((*parts, escaped(text[done:]))))
