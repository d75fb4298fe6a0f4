"""A file to download, in words: its name, its kind, its size."""
from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from motcua import say
from motcua.interface import Words
from motcua.model.views import FormView
from motcua.outputs.pages.ways import Ways
from motcua.say import Said
from motcua.text import number

_MEGABYTE = 1_000_000


class FormLine(NamedTuple):
    """A blank to download, under the name that its author gave the file."""

    text: Said
    href: str
    original_name: str
    facts: str


def form_line(form: FormView, words: Words, way: Ways) -> FormLine:
    """The line of a form that is at hand."""
    text = say.join(" · ", (say.paired(form.title, words.language), form.number))
    facts = words("forms.file", type=form.type.upper(), size=size_text(form.size, words))
    return FormLine(text, way.file(form.address), form.original_name, facts)


def size_text(size: int, words: Words) -> str:
    """A size in kB, from a million bytes on in MB."""
    if size >= _MEGABYTE:
        return words("forms.size_mb", n=number(round(Decimal(size) / _MEGABYTE, 1), words.language))
    return words("forms.size_kb", n=number(max(1, round(size / 1000)), words.language))
