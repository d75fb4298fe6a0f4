"""What a form is: its file and what it replaced, and, where it can be filled on the page, what is asked for each blank of its template."""

from collections.abc import Iterator
from typing import Literal

from motcua.model.record import Day, Flag, Phrase, Record, Sourced, Tag, Whole, Words

# What a table's rows are numbered under, and what parts of a value are called in a template.
ROW_NUMBER = "stt"
_PARTS = {"date": ("ngan", "ngay", "thang", "nam"), "address": ("so_nha", "xa", "tinh")}


class Option(Record):
    """An answer that can be chosen; its mark in the template is the tag of its question and its id."""

    id: Tag
    label: Phrase


class OnlyIf(Record):
    """The earlier choice and those of its options for which a question is asked; otherwise its tags stay empty."""

    field: Tag
    is_one_of: tuple[Tag, ...]


class Asked(Record):
    """One question: its id is the tag in the template. `pattern` is a regular expression that the whole answer matches."""

    id: Tag
    label: Phrase
    kind: Words
    help: Phrase | None = None
    example: Words | None = None
    required: Flag = False
    pattern: Words | None = None
    pattern_help: Phrase | None = None
    options: tuple[Option, ...] = ()

    def tags(self) -> Iterator[str]:
        """Every tag that the answer fills, the question's own first."""
        yield self.id
        yield from (f"{self.id}_{part}" for part in _PARTS.get(self.kind, ()))
        yield from (f"{self.id}_{option.id}" for option in self.options)


class Column(Asked):
    """A question that is asked in every row of a table."""

    kind: Literal["text", "long_text", "date", "number", "id_number", "phone", "email", "choice"]


class FormField(Asked):
    """A question of a form; `prefill` names what is known already, which stands there to be changed.

    A table is a loop `{#id}…{/id}` whose rows hold the tags of its columns and their number, `stt`.
    """

    kind: Literal["text", "long_text", "date", "number", "id_number", "phone", "email", "choice", "choices", "table", "address"]
    prefill: Literal["procedure.name", "procedure.code", "department.name", "form.title", "form.number", "today"] | None = None
    columns: tuple[Column, ...] = ()
    min_rows: Whole = 1
    max_rows: Whole = 30
    only_if: OnlyIf | None = None


class FillStep(Record):
    """One topic, asked on one screen."""

    title: Phrase
    help: Phrase | None = None
    fields: tuple[FormField, ...]


class Fill(Record):
    """How a form is filled on its page: the DOCX with tags beside the description, and what is asked, step by step."""

    template: Words
    steps: tuple[FillStep, ...]

    def fields(self) -> Iterator[tuple[tuple[str | int, ...], FormField]]:
        """Every question with the path of its place in the form's description, in the order in which they are asked."""
        for place, step in enumerate(self.steps):
            for number, field in enumerate(step.fields):
                yield ("fill", "steps", place, "fields", number), field


class FormVersion(Record):
    """An earlier version of a form; without a file it is only told."""

    version: Words
    number: Words | None = None
    effective_from: Day | None = None
    effective_to: Day | None = None
    file: Words | None = None
    original_name: Words | None = None
    legal_basis: tuple[Words, ...] = ()


class Form(Sourced):
    """A blank that the citizen fills: the file beside this description, and what it replaced, the newest first."""

    title: Phrase
    number: Words | None = None
    file: Words
    original_name: Words
    version: Words | None = None
    effective_from: Day | None = None
    legal_basis: tuple[Words, ...] = ()
    fill: Fill | None = None
    earlier: tuple[FormVersion, ...] = ()

    def files(self) -> Iterator[tuple[tuple[str | int, ...], str, str | None]]:
        """Every file that the description names: the path of the field that names it, its name, and what it is called when downloaded."""
        yield ("file",), self.file, self.original_name
        if self.fill:
            yield ("fill", "template"), self.fill.template, None
        for number, version in enumerate(self.earlier):
            if version.file:
                yield ("earlier", number, "file"), version.file, version.original_name
