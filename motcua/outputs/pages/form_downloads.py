"""The files of a form on its page: the blank in each format with what it is good for, a picture of its first page, and their digests."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from motcua import say
from motcua.interface import Words
from motcua.model.views import FileView, FormView
from motcua.outputs.pages.files import Digest, digests, download_name, size_text
from motcua.outputs.pages.ways import Ways


class Download(NamedTuple):
    """A file and what it is good for."""

    text: str
    hint: str
    href: str
    name: str


class Picture(NamedTuple):
    """The first page of the blank, and where it is seen whole."""

    href: str
    target: str
    alt: str
    width: int
    height: int


class Downloads(NamedTuple):
    """All that a reader takes from a form's page; the first file is the blank as it was written."""

    files: tuple[Download, ...]
    picture: Picture | None
    digests: tuple[Digest, ...]


def downloads(view: FormView, words: Words, way: Ways) -> Downloads:
    """The files of a form in the reader's words."""
    name = say.paired(view.title, words.language)
    files = tuple(_download(file, "form.download", words(f"form.for_{file.type}"), view.original_name, words, way) for file in view.files)
    seen = next((file.address for file in view.files if file.type == "pdf"), view.address)
    picture = view.picture and Picture(way.file(view.picture.address), way.file(seen), str(say.fill(words("form.picture"), name=name)), view.picture.width, view.picture.height)
    return Downloads(files, picture, digests(view.files, name, words, way))


def other_downloads(files: tuple[FileView, ...], key: str, original_name: str, words: Words, way: Ways) -> Iterator[Download]:
    """The files of a version that is not the one of today; `key` names the words of the link."""
    return (_download(file, key, "", original_name, words, way) for file in files)


def anchor(files: tuple[FileView, ...]) -> str:
    """Where another version stands on the page, by what its own file holds; empty where it has none."""
    return f"ban-{files[0].sha256[:12]}" if files else ""


def _download(file: FileView, key: str, hint: str, original_name: str, words: Words, way: Ways) -> Download:
    kind = words("form.word") if file.type == "docx" else file.type.upper()
    text = words(key, file=words("forms.file", type=kind, size=size_text(file.size, words)))
    return Download(text, hint, way.file(file.address), download_name(original_name, file.type))
