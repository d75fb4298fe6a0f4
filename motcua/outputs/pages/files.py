"""A file to download, in words: its name, its kind, its size."""
from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from motcua import say, urls
from motcua.interface import Words
from motcua.model.views import FileView, FormView
from motcua.outputs.pages.ways import Ways
from motcua.say import Said
from motcua.text import date_text, number

_MEGABYTE = 1_000_000
# In a list a form stands in two formats; its own page has all.
_SHORT = ("docx", "pdf")
# What Windows refuses in a name, and what would make a folder of it.
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')


class Format(NamedTuple):
    """The same blank in another format, and what the file is saved as."""

    text: str
    label: Said
    href: str
    download: str


class Digest(NamedTuple):
    """A file by what was reckoned from its bytes; `own` is the address at which these bytes stay."""

    file: Said
    sha256: str
    own: str


class Notice(NamedTuple):
    """That a form is not used yet, or that another one soon is; its page has both."""

    text: str
    href: str


class FormLine(NamedTuple):
    """A blank to download, under the name that its author gave the file; `digests` are those of its files, `fill` leads to where it is filled."""

    text: Said
    href: str
    original_name: str
    facts: str
    formats: tuple[Format, ...] = ()
    digests: tuple[Digest, ...] = ()
    fill: str = ""
    notice: Notice | None = None


def form_line(form: FormView, words: Words, way: Ways, code: str = "") -> FormLine:
    """The line of a form that is at hand, for the procedure of this code."""
    name = say.paired(form.title, words.language)
    text = say.join(" · ", (name, form.number))
    facts = words("forms.file", type=form.type.upper(), size=size_text(form.size, words))
    fill = f"{way(urls.form(form.id))}#dien{code and '='}{code}" if form.is_filled else ""
    return FormLine(text, way.file(form.address), form.original_name, facts, formats(form, words, way), listed_digests(form, words, way), fill, notice(form, words, way))


def notice(form: FormView, words: Words, way: Ways) -> Notice | None:
    """What a list says of a form whose version of today is not, or not for long, the one to use."""
    key, day, part = ("followed", form.followed_on, "#coming") if form.followed_on else ("begins", form.begins_on, "")
    if not day:
        return None
    return Notice(words(f"forms.{key}", date=date_text(date.fromisoformat(day), words.language)), way(urls.form(form.id)) + part)


def formats(form: FormView, words: Words, way: Ways) -> tuple[Format, ...]:
    """What any telephone opens and any printer prints, where the blank itself is something else."""
    name = say.paired(form.title, words.language)
    return tuple(
        Format(text := words("forms.file", type=file.type.upper(), size=size_text(file.size, words)), say.fill(words("forms.format_label"), name=name, file=text),
               way.file(file.address), download_name(form.original_name, file.type))
        for file in form.files[1:] if file.type in _SHORT)


def digests(files: tuple[FileView, ...], name: Said, words: Words, way: Ways) -> tuple[Digest, ...]:
    """The digest of each file of a form."""
    return tuple(Digest(say.join(", ", (name, file.type.upper())), file.sha256, way.file(file.own)) for file in files)


def listed_digests(form: FormView, words: Words, way: Ways) -> tuple[Digest, ...]:
    """Those of the files that the line of a form leads to."""
    listed = form.files[:1] + tuple(file for file in form.files[1:] if file.type in _SHORT)
    return digests(listed, say.paired(form.title, words.language), words, way)


def download_name(original_name: str, extension: str) -> str:
    """The name under which a file in another format is saved: its author's, with the other ending."""
    return f"{original_name.rpartition('.')[0] or original_name}.{extension}"


def version_name(original_name: str, version: str) -> str:
    """The name of a file of another version, where only that of today's is known: nobody takes the one for the other in his folder."""
    stem, dot, ending = original_name.rpartition(".")
    return f"{stem or ending} ({' '.join(_NOT_IN_NAMES.sub(' ', version).split())}){dot}{ending if dot else ''}"


def size_text(size: int, words: Words) -> str:
    """A size in kB, from a million bytes on in MB."""
    if size >= _MEGABYTE:
        return words("forms.size_mb", n=number(round(Decimal(size) / _MEGABYTE, 1), words.language))
    return words("forms.size_kb", n=number(max(1, round(size / 1000)), words.language))
