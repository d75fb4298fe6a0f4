"""The parts of an OpenDocument package (ODT): what it is, what it leads to, what an office program would do with it."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua.inspect.beginnings import CONTAINERS
from motcua.inspect.finding import Finding, Stop
from motcua.inspect.links import is_followed
from motcua.inspect.traits import Traits
from motcua.inspect.xml_parts import MOST_WORDS, Listener, Reader
from motcua.inspect.zip_parts import Archive, Entry

MIMETYPE = "mimetype"
MANIFEST = "META-INF/manifest.xml"
_KINDS = {"text": "odt", "text-template": "ott", "spreadsheet": "ods", "presentation": "odp", "graphics": "odg"}
_PREFIX = b"application/vnd.oasis.opendocument."
_MACROS = re.compile(r"(?:^|/)(?:Basic|Scripts)/.")
_SCRIPT = re.compile(r"\s*(?:vnd\.sun\.star\.|macro:|javascript:|vbscript:|script:)", re.IGNORECASE)
_AWAY = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|/|\\|\.\./)", re.IGNORECASE)
# The template, which is never fetched, and what loads the document itself anew.
_LEFT_ALONE = {"template", "auto-reload"}
_EMBEDDING = {"object", "object-ole", "plugin", "applet", "floating-frame"}
_DATA = {"dde-source", "dde-connection", "dde-connection-decl", "database-source-query", "database-source-sql", "database-source-table"}
_SCRIPTS = {"event-listener", "library-embedded", "library-linked", "script"}
_HIDDEN = {"hidden-text", "hidden-paragraph"}
_PERSONAL = {"initial-creator", "creator", "printed-by"}
# Where OpenOffice leaves empty files that are called XML.
_OF_THE_PROGRAM = "Configurations2/"
_XML_ENDINGS = (".xml", ".rdf")


@dataclass
class _Table:
    """A table that is being read."""

    rows: int = 0
    columns: int = 0
    has_header: bool = False


class _Part(Listener):
    """Hears a part of the package; what must not be there gathers in `findings`."""

    def __init__(self, part: str, traits: Traits) -> None:
        self._part, self._traits = part, traits
        self._tables: list[_Table] = []
        self._style, self._hidden_styles, self._hidden_depth, self._depth = "", set[str](), 0, 0
        self._pictures: list[list[bool]] = []
        self._words, self._is_text = "", False
        self.findings: list[Finding] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth, self._words = self._depth + 1, ""
        self._judge_link(name, attributes.get("href", ""))
        if name in _EMBEDDING:
            self._refuse("form_file_embeds_nothing", name)
        elif name in _DATA:
            self._refuse("form_file_fetches_nothing", name)
        elif name in _SCRIPTS:
            self._refuse("form_file_has_no_macros", name)
        elif name == "encryption-data":
            self._refuse("form_file_is_unlocked", name)
        elif name in ("changed-region", "annotation"):
            self._traits.drafting.setdefault(self._part, name)
        self._judge_look(name, attributes)
        self._structure(name, attributes)

    def end(self, name: str) -> None:
        words, self._words = self._words.strip(), ""
        if self._depth == self._hidden_depth:
            self._hidden_depth = 0
        self._depth -= 1
        if name in _PERSONAL and words and self._part.endswith("meta.xml"):
            self._traits.people.setdefault(self._part, words)
        elif name == "title" and words and self._part.endswith("meta.xml"):
            self._traits.title = words
        elif name == "language" and words:
            self._traits.languages.add(words)
        elif name in ("title", "desc") and words and self._pictures:
            self._pictures[-1][1] = True
        elif name == "frame" and self._pictures and self._pictures.pop() == [True, False]:
            self._traits.bare_pictures = self._traits.bare_pictures or self._part
        elif name == "table" and self._tables:
            table = self._tables.pop()
            if table.rows > 1 and table.columns > 1 and not table.has_header:
                self._traits.bare_tables = self._traits.bare_tables or self._part
        elif name == "body":
            self._is_text = False

    def text(self, words: str) -> None:
        self._words += words[:max(0, MOST_WORDS - len(self._words))]
        if self._is_text:
            self._traits.read(words)
            if self._hidden_depth and words.strip():
                self._traits.hidden = self._traits.hidden or self._part

    def _judge_link(self, name: str, link: str) -> None:
        if _SCRIPT.match(link):
            self._refuse("form_file_has_no_macros", link)
        elif not is_followed(link) if name == "a" else name not in _LEFT_ALONE and _AWAY.match(link):
            self._refuse("form_file_has_no_outside_parts", link)
        elif name == "template" and link:
            self._traits.people.setdefault(self._part, link)

    def _judge_look(self, name: str, attributes: Mapping[str, str]) -> None:
        """Languages, and what is said to be hidden by a style, by a section or by itself."""
        if name == "style":
            self._style = attributes.get("name", "")
        elif name == "text-properties":
            if (language := attributes.get("language", "")) not in ("", "none", "zxx"):
                self._traits.languages.add(language)
            if attributes.get("display") == "none":
                self._hidden_styles.add(self._style)
        is_hidden = attributes.get("style-name", "") in self._hidden_styles or name in _HIDDEN or \
            (name == "section" and attributes.get("display") == "none")
        if is_hidden and self._is_text and not self._hidden_depth:
            self._hidden_depth = self._depth

    def _structure(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "body":
            self._is_text = True
        elif name == "h":
            self._traits.headings += 1
        elif name == "frame":
            self._pictures.append([False, False])
        elif name == "image" and self._pictures:
            self._pictures[-1][0] = True
        elif name == "table":
            self._tables.append(_Table())
        elif self._tables and name == "table-header-rows":
            self._tables[-1].has_header = True
        elif self._tables and name == "table-row":
            self._tables[-1].rows += 1
        elif self._tables and name == "table-column":
            repeated = attributes.get("number-columns-repeated", "1")
            self._tables[-1].columns += int(repeated) if repeated.isdecimal() and len(repeated) < 5 else 1

    def _refuse(self, rule: str, found: str) -> None:
        self.findings.append(Finding(rule, self._part, found))


class Document:
    """An OpenDocument package; `kind` is what its first entry says that it is."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._reader, self._traits = archive, Reader(), Traits()
        told = archive.read(archive.names[MIMETYPE])
        self.kind = _KINDS.get(told.removeprefix(_PREFIX).decode("ascii", "replace").strip(), "zip") if told.startswith(_PREFIX) else "zip"

    def findings(self) -> Iterator[Finding]:
        """What is wrong with each part and, for a text document, with the whole."""
        # What is encrypted cannot be read; so the list of parts, which tells, comes first.
        entries = sorted(self._archive.entries, key=lambda entry: (entry.name != MANIFEST, entry.name))
        for entry in entries:
            found = list(self._of_part(entry))
            yield from found
            if any(finding.rule == "form_file_is_unlocked" for finding in found):
                return
        if self.kind == "odt":
            if "content.xml" not in self._archive.names:
                raise Stop("form_file_opens", "content.xml")
            yield from self._traits.findings("content.xml")

    def _of_part(self, entry: Entry) -> Iterator[Finding]:
        if _MACROS.search(entry.name):
            yield Finding("form_file_has_no_macros", entry.name)
        elif entry.name.lower().endswith(_XML_ENDINGS) and (entry.size or not entry.name.startswith(_OF_THE_PROGRAM)):
            part = _Part(entry.name, self._traits)
            self._reader.read(entry.name, self._archive.blocks(entry), part)
            yield from part.findings
        else:
            first = next(blocks := self._archive.blocks(entry), b"")
            if first.startswith(CONTAINERS) or entry.name.startswith("ObjectReplacements/"):
                yield Finding("form_file_embeds_nothing", entry.name)
            for _ in blocks:
                pass
