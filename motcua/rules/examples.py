"""The rule that a published record holds none of the examples with which it was begun, and where a record holds some."""
from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.model import Procedure, Record
from motcua.problem import Finding
from motcua.text import Text

Steps = tuple[str | int, ...]

# What `motcua new procedure` puts round each text that must be rewritten.
_EXAMPLE = re.compile("‹[^›]*›")


def examples(value: object) -> tuple[tuple[Steps, str], ...]:
    """Each example in a value, with where it stands below it."""
    return tuple(_walk(value, ())) if _may_hold_some(value) else ()


def _may_hold_some(value: object) -> bool:
    """Whether the sign that opens an example is anywhere in a value: a third of the work of telling where, and nearly always in vain."""
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, str):
            if "‹" in each:
                return True
        elif isinstance(each, tuple):
            left += each
        elif isinstance(each, Text):
            left += (each.vi, each.en, *each.more)
        elif hasattr(each, "__dict__"):  # Quicker than to ask whether it is a Record, and so is everything else that has one here.
            left += filter(None, vars(each).values())
    return False


def _walk(value: object, at: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, Text):
        for language, words in value.items():
            yield from _walk(words, (*at, language) if value.en or value.more else at)
    elif isinstance(value, str):
        if found := _EXAMPLE.search(value):
            yield at, found[0]
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _walk(each, (*at, number))
    elif isinstance(value, Record):
        for name, each in vars(value).items():
            if each:
                yield from _walk(each, (*at, name))


def example_is_rewritten(procedure: Procedure) -> Iterator[Finding]:
    """A record of our own that is no draft holds no example that somebody was to rewrite."""
    if procedure.origin == "authored" and procedure.status != "draft":
        for at, found in examples(procedure):
            yield Finding("example_is_rewritten", at, found)


PROCEDURE = (example_is_rewritten,)
