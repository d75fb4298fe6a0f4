"""What the search box says in each language, and where it leads, as a script that is loaded with the index."""
from __future__ import annotations

from dataclasses import dataclass

from motcua import json_text, urls
from motcua.groups import APPLICANTS, LEVELS
from motcua.interface import Words
from motcua.outputs.artifact import Artifact

_LISTS = ("time", "fee")
_PLAIN = ("fee.free", "time.same_day")
_STATES = {"internal": "list.internal", **{state: f"list.state_{state}" for state in ("abolished", "replaced", "draft")}}
_ONLINE = ("full", "partial", "information", "none")


@dataclass(frozen=True)
class Inputs:
    """The words of one language of the site's."""

    words: Words
    languages: tuple[str, ...]


def artifact(words: Words, languages: tuple[str, ...]) -> Artifact:
    """The script of one language."""
    return Artifact(urls.search_words(words.language), make, Inputs(words, languages))


def make(inputs: Inputs) -> bytes:
    """`motcua.words`: sentences with `{n}` to fill, one and many parted by `|`, the names of facets, and patterns of addresses."""
    words = inputs.words
    said = dict(words["finder"]) | {
        "lines": {key: words(f"list.{key}") for key in _LISTS},
        "plain": [words(key) for key in _PLAIN],
        "by_case": words("time.by_case", value=""),
        "at": {level: words(f"list.level_{level}") for level in LEVELS},
        "levels": {level: words(f"lists.level_{level}") for level in LEVELS},
        "applicants": {group: words(f"lists.applicant_{group}") for group in APPLICANTS},
        "onlines": {kind: words(f"basis.online_{kind}") for kind in _ONLINE},
        "states": {state: words(key) for state, key in _STATES.items()},
        "addresses": {name: urls.in_language(path, words.language, inputs.languages) for name, path in _addresses()},
    }
    return f"motcua.words={json_text.inline(said)};\n".encode()


def _addresses() -> tuple[tuple[str, str], ...]:
    """Pages below the site's root; `{id}` is a code or an id."""
    return (("procedure", urls.procedure("{id}")), ("event", urls.life_event("{id}")), ("offices", urls.OFFICES))
