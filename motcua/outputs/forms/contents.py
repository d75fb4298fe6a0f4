"""The list of what a ZIP of forms holds: a page to click in, and a table for a spreadsheet."""
from __future__ import annotations

from datetime import date
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from motcua.catalogue import FormFile
from motcua.interface import Words
from motcua.model.views import Words as Pairs
from motcua.outputs import tables
from motcua.outputs.tables import Table
from motcua.text import date_text, number

NAMES = ("DANH-SACH.html", "DANH-SACH.csv")
_STYLE = ("body{font:1rem/1.5 sans-serif;max-width:45rem;margin:0 auto;padding:1rem}li{margin:0 0 1rem}a{display:inline-block;padding:.6rem 1rem .6rem 0}"
          "code{font-size:.75rem;overflow-wrap:anywhere}")


class Blank(NamedTuple):
    """A form in a ZIP, each of its files under the name that it has there; from the ISO day `followed_on` on another version is used."""

    title: Pairs
    number: str
    version: str
    effective_from: str
    files: tuple[tuple[str, FormFile], ...]
    followed_on: str = ""


class Folder(NamedTuple):
    """The forms of one department, under its name."""

    name: str
    blanks: tuple[Blank, ...]


class Listed(NamedTuple):
    """All that the list says, in one language."""

    heading: str
    words: Words
    folders: tuple[Folder, ...]


def lists(listed: Listed) -> tuple[tuple[str, bytes], ...]:
    """Both lists, each with the name under which it is stored."""
    return (NAMES[0], page(listed)), (NAMES[1], table(listed))


def page(listed: Listed) -> bytes:
    """The list as a page that opens from the unpacked folder; it asks for nothing from elsewhere."""
    words, parts = listed.words, []
    for folder in listed.folders:
        items = "".join(f"<li>{_item(blank, words)}</li>\n" for blank in folder.blanks)
        parts.append(f"<h2>{escape(folder.name)}</h2>\n<ul>\n{items}</ul>\n")
    return (f'<!doctype html>\n<html lang="{escape(words.language)}">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
            f"<title>{escape(listed.heading)}</title>\n<style>{_STYLE}</style>\n<h1>{escape(listed.heading)}</h1>\n"
            f"<p>{escape(words('bundle.hint'))}</p>\n{''.join(parts)}</html>\n").encode()


def _item(blank: Blank, words: Words) -> str:
    (_, title), *others = blank.title
    facts = ", ".join(filter(None, (blank.number, blank.version, _day("since", blank.effective_from, words), _day("followed", blank.followed_on, words))))
    lines = [f"<strong>{escape(title)}</strong>", *(f'<span lang="{escape(language)}">{escape(other)}</span>' for language, other in others)]
    lines += [escape(facts)] if facts else []
    for name, file in blank.files:
        link = f'<a href="{escape(quote(name))}">{escape(name.rpartition("/")[2])}</a>'
        lines += [f"{link} ({escape(_size(file, words))})", f"<code>SHA-256 {file.sha256}</code>"]
    return "<br>".join(lines)


def table(listed: Listed) -> bytes:
    """The list as a table, a line for each file."""
    head = ("folder", "title", "number", "version", "effective_from", "file", "size", "sha256", "followed_on")
    rows = tuple(
        (folder.name, blank.title[0][1], blank.number, blank.version, blank.effective_from, name, str(file.size), file.sha256, blank.followed_on)
        for folder in listed.folders for blank in folder.blanks for name, file in blank.files)
    return tables.make(Table(tuple(listed.words(f"bundle.column_{key}") for key in head), rows))


def _day(key: str, day: str, words: Words) -> str:
    return words(f"bundle.{key}", date=date_text(date.fromisoformat(day), words.language)) if day else ""


def _size(file: FormFile, words: Words) -> str:
    return words("bundle.size", n=number(file.size, words.language))
