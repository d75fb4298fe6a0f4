"""How a shard of the search index is written: few signs a record, one script that hands them over."""
from __future__ import annotations

import json
from collections.abc import Iterable

from motcua.model.views import Words


def numbered(records: Iterable[tuple[int, ...]]) -> str:
    """Records of which few hold numbers: the place of each of these, and its numbers."""
    return "\n".join(" ".join(map(str, (place, *numbers))) for place, numbers in enumerate(records) if numbers)


def in_language(words: Words, language: str) -> str:
    """What is said in a language, in one line; empty where nothing is."""
    return one_line(dict(words).get(language, ""))


def listed(words: Iterable[str]) -> str:
    """Several texts in one."""
    return "|".join(map(one_line, words))


def one_line(words: str) -> str:
    """A text without the signs that part texts."""
    return " ".join(words.replace("|", "/").split())


def shard(name: str, content: dict[str, object]) -> bytes:
    """A script that hands over JSON as text, which browsers read twice as fast as a value written out."""
    text = as_json(content).replace("\\", "\\\\").replace("'", "\\'")
    return f"motcua.search.shard('{name}','{text}');\n".encode()


def as_json(value: object) -> str:
    """A value as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
