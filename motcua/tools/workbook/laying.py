"""The bytes of a file whose record a workbook changed: in the one layout, phrases written as they were, comments kept where they can be."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from motcua.model import Record
from motcua.tools.remarks import comments
from motcua.tools.rewrite import Document, LeftAlone, rewritten
from motcua.tools.yaml_layout import arranged, lay_out

Values = dict[str, object]


def laid_out(path: Path, model: type[Record], before: Values | None, after: Values) -> tuple[Values, bytes, tuple[str, ...]]:
    """What the file will say, its bytes, and the comments that are lost."""
    values = _as_before(after, frozenset(_spoken(before)), ()) if before else after
    if before is None:
        return values, lay_out(arranged(model, values)).encode(), ()
    data = path.read_bytes()

    def change(document: Document) -> None:
        document.values.clear()
        document.values.update(values)

    try:
        return values, rewritten(data, model, change), ()
    except LeftAlone:
        # A comment spoke of what is no longer there; all are told, since none can be shown to stand where it belongs.
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return values, lay_out(arranged(model, values)).encode(), tuple(comment.words for comment in comments(text))


def _spoken(value: object, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The fields, positions left out, whose phrases name their only language."""
    if isinstance(value, dict):
        if set(value) == {"vi"}:
            yield at
        for name, held in value.items():
            yield from _spoken(held, (*at, name))
    elif isinstance(value, list):
        for held in value:
            yield from _spoken(held, at)


def _as_before(value, spoken: frozenset[tuple[str, ...]], at: tuple[str, ...]):
    if isinstance(value, dict):
        return {name: _as_before(held, spoken, (*at, name)) for name, held in value.items()}
    if isinstance(value, list):
        return [_as_before(held, spoken, at) for held in value]
    return {"vi": value} if at in spoken and isinstance(value, str) else value
