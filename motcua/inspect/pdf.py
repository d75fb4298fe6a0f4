"""What a PDF would do when it is opened, what it carries along, and what a screen reader misses in it."""
from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from motcua.inspect.finding import Finding, Stop, warning
from motcua.inspect.links import is_followed
from motcua.inspect.pdf_file import PdfFile
from motcua.inspect.pdf_syntax import Name, Reference, Stream
from motcua.inspect.xml_parts import MOST_WORDS, Listener, Reader

MOST_PAGES = 2_000
_ACTS = {"JavaScript", "Launch", "GoToR", "GoToE", "SubmitForm", "ImportData", "Rendition", "Movie", "Sound", "RichMediaExecute", "GoTo3DView"}
_ACTING_KEYS = {"AA", "JS", "JavaScript", "XFA"}
_CARRIERS = {"FileAttachment", "RichMedia", "3D", "Screen", "Movie", "Sound"}
_CARRYING_KEYS = {"EF", "EmbeddedFiles"}
_NOTES = {"Text", "FreeText", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Ink", "Stamp"}
PERSONAL = ("Author", "Company", "Manager", "SourceModified", "LastModifiedBy")
"""The entries of a PDF's own information that name people, offices or machines."""
IN_XMP = frozenset({"creator", "Author", "AuthorsPosition", "Manager", "Company"})
"""The fields of the metadata that it carries as XML which do so, as elements or as attributes."""
_SCRIPT_LINK = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_HEARD = IN_XMP | {"title"}


class _About(Listener):
    """Hears the metadata that a PDF carries as XML."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._field, self._words = "", ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _HEARD:
            self._field = name
        self._words = ""
        for key in _HEARD & attributes.keys():
            if attributes[key].strip():
                self.found.setdefault(key, attributes[key].strip())

    def text(self, words: str) -> None:
        self._words += words[:max(0, MOST_WORDS - len(self._words))]

    def end(self, name: str) -> None:
        if self._field and self._words.strip():
            self.found.setdefault(self._field, self._words.strip())
        if name == self._field:
            self._field = ""
        self._words = ""


def findings(data: bytes) -> Iterator[Finding]:
    """What is wrong with a PDF; nothing more is asked of one that is encrypted."""
    file = PdfFile(data)
    if "Encrypt" in file.trailer:
        yield Finding("form_file_is_unlocked", "trailer", "Encrypt")
        return
    for part, value in file.everything():
        for held in _dictionaries(value):
            yield from _of_dictionary(file, part, held)
        if isinstance(value, Stream) and value.about.get("Subtype") != "Image":
            deque(file.blocks(value), 0)
    catalogue = file.follow(file.trailer["Root"])
    if not isinstance(catalogue, dict):
        raise Stop("form_file_opens", "Root")
    _judge_pages(file, catalogue.get("Pages"))
    yield from _of_reading(file, catalogue)


def _dictionaries(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value.about if isinstance(value, Stream) else value]
    while waiting:
        held = waiting.pop()
        if isinstance(held, dict):
            yield held
            waiting += held.values()
        elif isinstance(held, list):
            waiting += held


def _of_dictionary(file: PdfFile, part: str, held: dict[str, Any]) -> Iterator[Finding]:
    acts, subtype = file.follow(held.get("S")), file.follow(held.get("Subtype"))
    if isinstance(acts, Name) and acts in _ACTS:
        yield Finding("form_file_does_nothing_by_itself", part, acts)
    for key in sorted(held.keys() & _ACTING_KEYS):
        if _is_full(file, held[key]):
            yield Finding("form_file_does_nothing_by_itself", part, key)
    opens = file.follow(held.get("OpenAction"))
    if isinstance(opens, dict) and file.follow(opens.get("S")) != "GoTo":
        yield Finding("form_file_does_nothing_by_itself", part, "OpenAction")
    if (link := text_of(file.follow(held.get("URI")))) and not is_followed(link):
        yield Finding("form_file_does_nothing_by_itself" if _SCRIPT_LINK.match(link) else "form_file_has_no_outside_parts", part, link)
    if held.get("Type") == "EmbeddedFile" or (isinstance(subtype, Name) and subtype in _CARRIERS):
        yield Finding("form_file_embeds_nothing", part, str(subtype or "EmbeddedFile"))
    for key in sorted(held.keys() & _CARRYING_KEYS):
        if _is_full(file, held[key]):
            yield Finding("form_file_embeds_nothing", part, key)
    if "Filter" in held and "F" in held:
        yield Finding("form_file_has_no_outside_parts", part, "F")
    if isinstance(subtype, Name) and subtype in _NOTES and "Rect" in held:
        yield warning("form_file_shows_no_drafting", part, text_of(file.follow(held.get("T"))))


def _is_full(file: PdfFile, value: Any) -> bool:
    """Whether anything stands under a key; an empty tree of names is what a program leaves that removed them."""
    value = file.follow(value)
    if isinstance(value, dict) and value.keys() <= {"Names", "Limits"}:
        value = file.follow(value.get("Names"))
    return value not in (None, [], b"")


def _judge_pages(file: PdfFile, root: Any) -> None:
    """The tree of pages has at least one page, and none of its branches returns to itself."""
    waiting, seen, pages = [root], set[Reference](), 0
    while waiting:
        mention = waiting.pop()
        page = file.follow(mention)
        if not isinstance(mention, Reference) or not isinstance(page, dict) or mention in seen or len(seen) > MOST_PAGES:
            raise Stop("form_file_opens", "Pages")
        seen.add(mention)
        kids = file.follow(page.get("Kids"))
        if page.get("Type") == "Pages" or kids is not None:
            if not isinstance(kids, list) or not kids:
                raise Stop("form_file_opens", "Pages")
            waiting += kids
        else:
            pages += 1
    if not pages:
        raise Stop("form_file_opens", "Pages")


def _of_reading(file: PdfFile, catalogue: dict[str, Any]) -> Iterator[Finding]:
    """What a screen reader and a search engine miss, and who the file tells of."""
    told = file.follow(file.trailer.get("Info"))
    told = {key: text_of(file.follow(value)) for key, value in told.items()} if isinstance(told, dict) else {}
    about = _About()
    stream = file.follow(catalogue.get("Metadata"))
    if isinstance(stream, Stream):
        Reader().read("Metadata", file.blocks(stream), about)
    if person := next(filter(None, (told.get(key, "").strip() for key in PERSONAL)), "") or next((about.found[key] for key in sorted(IN_XMP & about.found.keys())), ""):
        yield warning("form_file_names_nobody", "Info", person)
    if not (told.get("Title", "").strip() or about.found.get("title")):
        yield warning("form_file_has_a_title")
    if not text_of(file.follow(catalogue.get("Lang"))).strip():
        yield warning("form_file_says_its_language", "Root")
    marks = file.follow(catalogue.get("MarkInfo"))
    if not (isinstance(marks, dict) and file.follow(marks.get("Marked")) is True and file.follow(catalogue.get("StructTreeRoot"))):
        yield warning("form_pdf_is_tagged")


def text_of(value: Any) -> str:
    """A text as people read it; empty where the value is none."""
    if not isinstance(value, bytes):
        return ""
    if value.startswith((b"\xfe\xff", b"\xff\xfe")):
        return value.decode("utf-16", "replace")
    return value.removeprefix(b"\xef\xbb\xbf").decode("utf-8" if value.startswith(b"\xef\xbb\xbf") else "latin-1", "replace")
