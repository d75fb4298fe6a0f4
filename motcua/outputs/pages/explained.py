"""Official words in the body of a page: each linked, where it first stands, to what it means in everyday ones."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from motcua.model.views import Words as Pairs
from motcua.outputs.render import Markup


class TermView(NamedTuple):
    """A word with its spellings in Vietnamese, which is the language that pages quote the law in."""

    id: str
    term: Pairs
    also: tuple[str, ...]
    meaning: Pairs


class Explained(NamedTuple):
    """The body with its links, and the words that stand in it, in the order in which a reader meets them."""

    body: Markup
    terms: tuple[TermView, ...]


# A tag, or what may hold no link: links, headings, what is pressed, what is written by hand elsewhere.
_TAG = re.compile(r"(<(a|h[1-6]|summary|button|script|style|textarea|pre)\b[^>]*>.*?</\2>|<[^>]+>)", re.DOTALL)


def anchor(term_id: str) -> str:
    """Where a word is explained on a page."""
    return f"tu-{term_id}"


def explained(body: Markup, terms: tuple[TermView, ...]) -> Explained:
    """The body with the first mention of each word linked to its anchor on the same page."""
    if not terms:
        return Explained(body, ())
    pattern, by_spelling = _spellings(terms)
    met: dict[str, TermView] = {}

    def link(match: re.Match[str]) -> str:
        term = by_spelling[match[0].lower()]
        if term.id in met:
            return match[0]
        met[term.id] = term
        return f'<a class="word" href="#{anchor(term.id)}">{match[0]}</a>'

    # Every third part is the name of a tag that the second was matched by.
    parts = _TAG.split(str(body))
    texts = [pattern.sub(link, part) if number % 3 == 0 else part for number, part in enumerate(parts) if number % 3 != 2]
    return Explained(Markup("".join(texts)), tuple(met.values()))


@lru_cache(maxsize=8)
def _spellings(terms: tuple[TermView, ...]) -> tuple[re.Pattern[str], dict[str, TermView]]:
    """What to look for: the longest spelling first, so that `bản sao có chứng thực` is not read as `bản sao`."""
    found = {spelling.lower(): term for term in terms for spelling in (dict(term.term)["vi"], *term.also)}
    longest_first = sorted(found, key=lambda spelling: (-len(spelling), spelling))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE), found
