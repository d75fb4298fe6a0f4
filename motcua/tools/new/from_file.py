"""What the file of a new form becomes: a blank, and of a DOCX with tags also a template and the questions that fill it."""
from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from motcua import blanks
from motcua.folders import Fault
from motcua.inspect import MOST_BYTES, inspect
from motcua.inspect.finding import Stop
from motcua.open import read_regular
from motcua.model.record import TAG_NAME
from motcua.refusal import Refused
from motcua.telling import said
from motcua.text import slug
from motcua.tools.new.pen import blank
from motcua.tools.new.questions import steps


class Begun(NamedTuple):
    """The files of a new form by their names, the blank first, and its `fill`, empty where nothing can be filled."""

    beside: tuple[tuple[str, bytes], ...]
    fill: dict[str, object]


def from_file(form_id: str, data: bytes, ending: str, options: Namespace) -> Begun:
    """What becomes of a file; a Fault where its tags cannot be what they are."""
    tags, words = _tags(data) if ending == ".docx" else (), said(options.lang)
    if not any(tags):
        return Begun(((form_id + ending, data),), {})
    if wrong := [tag for part in tags for tag in blanks.unpaired(part)]:
        raise Fault(words["new_tag_is_alone"].format(tag=wrong[0]))
    if unfit := next(_unfit(tags), None):
        raise Fault(words["new_tag_is_no_name"].format(tag=unfit, like=f"{{{slug(blanks.read(unfit).name).replace('-', '_')}}}"))
    if any(each.rule == "form_file_is_what_it_is_called" for each in inspect(data, f"{form_id}{ending}")):
        raise Fault(words["new_file_is_another"].format(file=f"{form_id}{ending}"))
    asked = steps(data, words["new_fill_part"])
    pen = read(options.blank, options) if options.blank else blank(data, frozenset(_boxes(asked)))
    given = form_id + (options.blank.suffix.lower() if options.blank else ".docx")
    return Begun(((given, pen), (f"{form_id}.fill.docx", data)), {"template": f"{form_id}.fill.docx", "steps": asked})


def read(file: Path, options: Namespace) -> bytes:
    """The bytes of a file that was named; a Fault where there is none."""
    if not file.is_file():
        raise Fault(said(options.lang)["new_no_file"].format(file=file))
    try:
        return read_regular(file, MOST_BYTES)
    except Refused:
        raise Fault(said(options.lang)["new_no_file"].format(file=file)) from None


def _tags(data: bytes) -> tuple[tuple[str, ...], ...]:
    """The tags of a file; none where it is no DOCX, which `check` tells."""
    try:
        return blanks.tags(data)
    except Stop:
        return ()


def _unfit(tags: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """The tags whose names no question can bear."""
    for part in tags:
        yield from (tag for tag in part if blanks.read(tag).name and not re.fullmatch(TAG_NAME, blanks.read(tag).name))


def _boxes(asked: list[dict]) -> Iterator[str]:
    for step in asked:
        for field in step["fields"]:
            yield from (f"{field['id']}_{option['id']}" for option in field.get("options", ()))
