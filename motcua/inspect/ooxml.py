"""The parts of an Office package (DOCX and its kin): what the package is, what its parts are, what they lead to."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from motcua.inspect.beginnings import CONTAINERS
from motcua.inspect.finding import Finding, Stop
from motcua.inspect.links import is_followed
from motcua.inspect.traits import Traits
from motcua.inspect.word import About, Settings, Styles, Text
from motcua.inspect.xml_parts import Listener, Reader
from motcua.inspect.zip_parts import Archive, Entry

CONTENT_TYPES = "[Content_Types].xml"
_MAIN = re.compile(r"(?:wordprocessingml|spreadsheetml|presentationml|ms-word|ms-excel|ms-powerpoint)\.([a-z]+)\.(macroEnabled)?", re.IGNORECASE)
_IS_MAIN = re.compile(r"\.main(?:\+xml)?\b", re.IGNORECASE)
_KINDS = {"document": "docx", "template": "dotx", "sheet": "xlsx", "presentation": "pptx", "slideshow": "ppsx"}
_MACROS = re.compile(r"vbaproject|vbadata|keymapcustomizations|attachedtoolbars", re.IGNORECASE)
_EMBEDDED = re.compile(r"oleobject|activex|/(?:package|control|afchunk|ctrlprop)$|(?:^|/)embeddings/", re.IGNORECASE)
_LIVE = re.compile(r"webextension|/(?:subdocument|frame)$", re.IGNORECASE)
_TABLES_ELSEWHERE = re.compile(r"externallink", re.IGNORECASE)
_HYPERLINK = "/hyperlink"
_XML_ENDINGS = (".xml", ".rels")
_TEXTS = re.compile(r"(?:wordprocessingml|ms-word)\.(?:document|template|header|footer|footnotes|endnotes|comments)\b", re.IGNORECASE)


class _Types(Listener):
    """Hears `[Content_Types].xml`."""

    def __init__(self) -> None:
        self.of_part: dict[str, str] = {}
        self.of_ending: dict[str, str] = {}

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if name == "Override":
            self.of_part[attributes.get("PartName", "").lstrip("/").casefold()] = kind
        elif name == "Default":
            self.of_ending[attributes.get("Extension", "").casefold()] = kind

    def type_of(self, part: str) -> str:
        """The type of a part as the package tells it."""
        return self.of_part.get(part.casefold()) or self.of_ending.get(part.casefold().rpartition(".")[2], "")

    def kind(self) -> str:
        """What the whole is, as an ending; `zip` where no main part is told."""
        for kind in (*self.of_part.values(), *self.of_ending.values()):
            if _IS_MAIN.search(kind) and (found := _MAIN.search(kind)):
                known = _KINDS.get(found[1].lower(), "zip")
                return f"{known[:-1]}m" if found[2] else known
        return "zip"


class _Relations(Listener):
    """Hears the relations of a part: nothing but a hyperlink to be followed leads out of the package."""

    def __init__(self, part: str) -> None:
        self._part = part
        self.findings: list[Finding] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship":
            return
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        if _TABLES_ELSEWHERE.search(kind):
            self._refuse("form_file_fetches_nothing", target)
        if attributes.get("TargetMode", "").lower() == "external":
            if not (kind.lower().endswith(_HYPERLINK) and is_followed(target)):
                self._refuse("form_file_has_no_outside_parts", target)
        elif _LIVE.search(kind):
            self._refuse("form_file_has_no_outside_parts", target)
        elif _MACROS.search(kind):
            self._refuse("form_file_has_no_macros", target)
        elif _EMBEDDED.search(kind):
            self._refuse("form_file_embeds_nothing", target)

    def _refuse(self, rule: str, target: str) -> None:
        self.findings.append(Finding(rule, self._part, target))


class Package:
    """An Office package; `kind` is what its main part says that it is."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._reader, self._traits = archive, Reader(), Traits()
        self._types = _Types()
        self._reader.read(CONTENT_TYPES, archive.blocks(archive.names[CONTENT_TYPES]), self._types)
        self._headings: set[str] = set()
        self._main = ""
        self.kind = self._types.kind()

    def findings(self) -> Iterator[Finding]:
        """What is wrong with each part and, for a Word document, with the whole."""
        if self.kind.endswith("m"):
            yield Finding("form_file_has_no_macros", CONTENT_TYPES, self.kind)
        for entry in sorted(self._archive.entries, key=_order):
            yield from self._of_part(entry)
        if self.kind == "docx":
            if not self._main:
                raise Stop("form_file_opens", "document.xml")
            yield from self._traits.findings(self._main)

    def _of_part(self, entry: Entry) -> Iterator[Finding]:
        kind = self._types.type_of(entry.name)
        if _MACROS.search(entry.name) or _MACROS.search(kind):
            yield Finding("form_file_has_no_macros", entry.name)
        elif _EMBEDDED.search(entry.name) or _EMBEDDED.search(kind):
            yield Finding("form_file_embeds_nothing", entry.name)
        elif entry.name.endswith("/"):
            return
        elif entry.name.lower().endswith(_XML_ENDINGS) or kind.endswith("+xml"):
            yield from self._of_xml(entry, kind)
        else:
            first = next(blocks := self._archive.blocks(entry), b"")
            if first.startswith(CONTAINERS):
                yield Finding("form_file_embeds_nothing", entry.name)
            for _ in blocks:
                pass

    def _of_xml(self, entry: Entry, kind: str) -> Iterator[Finding]:
        name = entry.name
        listener: Listener | None = None
        if name.endswith(".rels"):
            listener = _Relations(name)
        elif kind.endswith((".core-properties+xml", ".extended-properties+xml")):
            listener = About(name, self._traits)
        elif kind.endswith("wordprocessingml.styles+xml"):
            listener = Styles(self._traits)
        elif kind.endswith("wordprocessingml.settings+xml"):
            listener = Settings(name, self._traits)
        elif _TEXTS.search(kind):
            listener = Text(name, self._traits, self._headings)
            self._main = name if _IS_MAIN.search(kind) else self._main
        self._reader.read(name, self._archive.blocks(entry), listener)
        if isinstance(listener, Styles):
            self._headings = listener.headings
        yield from getattr(listener, "findings", ())


def _order(entry: Entry) -> tuple[bool, str]:
    """The styles come first, since they say which paragraphs are headings."""
    return not entry.name.endswith("styles.xml"), entry.name
