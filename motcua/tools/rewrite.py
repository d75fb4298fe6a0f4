"""A file of a catalogue in its one layout, or left alone where it cannot be shown to say the same with the same comments."""
from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from motcua import source
from motcua.model import Record
from motcua.tools.remarks import comments, remarks
from motcua.tools.yaml_layout import Remark, Steps, arranged, lay_out

Values = dict[str, object]


@dataclass(slots=True)
class Document:
    """What a file says, to be changed: its values, and its comments by what they belong to."""

    values: Values
    remarks: dict[Steps, Remark]

    def rename(self, holder: Steps, old: str, new: str) -> None:
        """Give a field another name, its comments and those inside it with it; nothing where there is no such field."""
        held = self.values
        for step in holder:
            held = held[step]
        if old in held:
            renamed = {new if name == old else name: value for name, value in held.items()}
            held.clear()
            held.update(renamed)
            start, length = (*holder, old), len(holder)
            self.remarks = {(*holder, new, *path[length + 1 :]) if path[: length + 1] == start else path: remark for path, remark in self.remarks.items()}


def as_it_is(document: Document) -> None:
    """Change nothing."""


class LeftAlone(Exception):
    """A file is not rewritten; `why` names the sentence that says so, `line` where its fault stands."""

    def __init__(self, why: str, line: int = 1) -> None:
        super().__init__(why)
        self.why, self.line = why, line


def rewritten(data: bytes, model: type[Record], change: Callable[[Document], None] = as_it_is) -> bytes:
    """The bytes of a file in the one layout, changed by `change`; `LeftAlone` where anything else would be changed or lost."""
    before = source.parse(data, "")
    broken = [problem for problem in before.problems if problem.is_error]
    if broken or before.values is None:
        raise LeftAlone("file_cannot_be_read", broken[0].line if broken else 1)
    text = _text_of(data)
    document = Document(before.values, remarks(text, before))
    change(document)
    new = lay_out(arranged(model, document.values), document.remarks)
    _prove(text, document.values, new, model)
    return _as_before(new, data)


def _prove(text: str, wanted: Values, new: str, model: type[Record]) -> None:
    after = source.parse(new.encode(), "")
    if after.values != wanted or any(problem.is_error for problem in after.problems):
        raise LeftAlone("values_would_change")
    if _words(text) != _words(new):
        raise LeftAlone("comments_would_change")
    if lay_out(arranged(model, after.values), remarks(new, after)) != new:
        raise LeftAlone("layout_would_not_rest")
    record = _record(model, wanted)
    if record is not None and _record(model, after.values) != record:
        raise LeftAlone("values_would_change")


def _record(model: type[Record], values: Values) -> Record | None:
    try:
        return model.model_validate(values)
    except ValueError:
        return None


def _words(text: str) -> Counter[str]:
    return Counter(comment.words for comment in comments(text))


def _text_of(data: bytes) -> str:
    """The text as the reader of YAML sees it."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    return text if text.endswith("\n") else text + "\n"


def _as_before(new: str, data: bytes) -> bytes:
    """Lines end as they did: a checkout for Windows ends them its own way."""
    return (new.replace("\n", "\r\n") if b"\r\n" in data else new).encode()


def put(path: Path, data: bytes) -> None:
    """Write a file in one exchange, with the permissions that it had."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    if path.exists():
        shutil.copymode(path, beside)
    os.replace(beside, path)
