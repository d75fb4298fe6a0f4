"""What stands in the XML of a Word document: its text, its fields, its tables and pictures, its settings, who it tells of."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from motcua.inspect.finding import Finding
from motcua.inspect.links import is_followed
from motcua.inspect.traits import Traits
from motcua.inspect.xml_parts import MOST_WORDS, Listener

# Fields that bring in what lies elsewhere, or start what does.
_FETCHING = {"DDE", "DDEAUTO", "LINK", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE", "RD", "HTMLCONTROL"}
_LEADING = "HYPERLINK"
_ARGUMENTS = re.compile(r'"[^"]*"?|\S+')
# Of a hyperlink's switches those that are followed by words of their own.
_WITH_WORDS = {"\\l", "\\o", "\\t"}
_EMBEDDING = {"object", "control", "OLEObject", "altChunk", "subDoc"}
_DRAFTING = {"ins", "del", "moveFrom", "moveTo", "comment", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
             "cellIns", "cellDel", "cellMerge"}
_OFF = {"0", "false", "off"}
_NO_LINE = {"none", "nil"}
_TEXT_LEVEL = "9"


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether a property that may be switched off is on."""
    return attributes.get("val", "1").lower() not in _OFF


class Styles(Listener):
    """Hears `styles.xml`: which styles are headings, which languages are named."""

    def __init__(self, traits: Traits) -> None:
        self._traits = traits
        self._style = ""
        self.headings: set[str] = set()

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "style":
            self._style = attributes.get("styleId", "")
        elif name == "lang":
            self._traits.languages |= {*filter(None, (value, attributes.get("eastAsia", "")))}
        elif (name == "name" and value.lower().startswith(("heading", "title"))) or (name == "outlineLvl" and value != _TEXT_LEVEL) \
                or (name == "basedOn" and value in self.headings):
            self.headings.add(self._style)


class _Field:
    """A field whose code is being read; `is_computed` where its own name is the result of another field, `is_nested` where any part of it is."""

    def __init__(self) -> None:
        self.code, self.is_code, self.is_computed, self.is_nested = "", True, False, False

    def holds_another(self) -> None:
        """A field begins inside the code: harmless behind the whole name, a disguise before or in it."""
        self.is_nested |= self.is_code
        self.is_computed |= self.is_code and not (self.code.strip() and self.code[-1].isspace())


@dataclass
class _Table:
    """A table that is being read."""

    rows: int = 0
    cells: int = 0
    widest: int = 0
    has_header: bool = False
    has_style: bool = False
    borders: bool | None = None

    @property
    def is_bare(self) -> bool:
        """Whether it is a table to look at, not one for layout, and its first row is no header."""
        is_drawn = self.has_style if self.borders is None else self.borders
        return is_drawn and self.rows > 1 and self.widest > 1 and not self.has_header


class Text(Listener):
    """Hears the document, its headers, footers, notes and comments; what must not be there gathers in `findings`."""

    def __init__(self, part: str, traits: Traits, headings: set[str]) -> None:
        self._part, self._traits, self._headings = part, traits, headings
        self._fields: list[_Field] = []
        self._tables: list[_Table] = []
        self._is_text = self._is_run = self._is_hidden = self._is_borders = self._is_described = False
        self.findings: list[Finding] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in ("t", "instrText"):
            self._is_text = True
        elif name == "r":
            self._is_run, self._is_hidden = True, False
        elif name == "vanish":
            self._is_hidden = self._is_run and is_on(attributes)
        elif name in _DRAFTING:
            self._traits.drafting.setdefault(self._part, attributes.get("author", ""))
        elif name in _EMBEDDING:
            self._refuse("form_file_embeds_nothing", name)
        elif name == "lang":
            self._traits.languages.add(attributes.get("val", ""))
        elif (name == "pStyle" and attributes.get("val") in self._headings) or (name == "outlineLvl" and attributes.get("val") != _TEXT_LEVEL):
            self._traits.headings += 1
        elif name == "fldSimple":
            self._judge_code(attributes.get("instr", ""))
        elif name == "fldChar":
            self._field(attributes.get("fldCharType", ""))
        elif name == "tbl" or self._tables:
            self._table(name, attributes)
        self._picture(name, attributes)

    def end(self, name: str) -> None:
        if name in ("t", "instrText"):
            self._is_text = False
        elif name == "r":
            self._is_run = False
        elif name == "tblBorders":
            self._is_borders = False
        elif name == "tbl" and self._tables and self._tables.pop().is_bare:
            self._traits.bare_tables = self._traits.bare_tables or self._part

    def text(self, words: str) -> None:
        if not self._is_text:
            return
        if self._fields and self._fields[-1].is_code:
            self._fields[-1].code += words[:MOST_WORDS - len(self._fields[-1].code)]
            return
        self._traits.read(words)
        if self._is_hidden and words.strip():
            self._traits.hidden = self._traits.hidden or self._part

    def _field(self, kind: str) -> None:
        if kind == "begin":
            if self._fields:
                self._fields[-1].holds_another()
            self._fields.append(_Field())
        elif self._fields:
            field = self._fields[-1]
            if field.is_code:
                self._judge_code(field.code, field.is_computed, field.is_nested)
            field.is_code = False
            if kind == "end":
                self._fields.pop()

    def _judge_code(self, code: str, is_computed: bool = False, is_nested: bool = False) -> None:
        words = code.replace('"', " ").split(maxsplit=1)
        name = words[0].upper() if words else ""
        if is_computed or name in _FETCHING:
            self._refuse("form_file_fetches_nothing", " ".join(code.split()))
        elif name == _LEADING:
            target = _target(code)
            if not is_followed(target) or (is_nested and not target):
                self._refuse("form_file_has_no_outside_parts", " ".join(code.split()))

    def _table(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "tbl":
            self._tables.append(_Table())
        table = self._tables[-1]
        if name == "tr":
            table.rows, table.cells = table.rows + 1, 0
        elif name == "tc":
            table.cells += 1
            table.widest = max(table.widest, table.cells)
        elif name == "tblHeader":
            table.has_header |= table.rows == 1 and is_on(attributes)
        elif name == "tblStyle":
            table.has_style = True
        elif name == "tblBorders":
            self._is_borders, table.borders = True, False
        elif self._is_borders:
            table.borders = table.borders or attributes.get("val", "") not in _NO_LINE

    def _picture(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "docPr":
            self._is_described = bool(attributes.get("descr") or attributes.get("title"))
        elif name == "shape":
            self._is_described = bool(attributes.get("alt"))
        elif name == "decorative":
            self._is_described = is_on(attributes)
        elif name in ("blip", "imagedata"):
            if attributes.get("link") or attributes.get("href"):
                self._refuse("form_file_has_no_outside_parts", attributes.get("link") or attributes.get("href", ""))
            if not (self._is_described or attributes.get("title")):
                self._traits.bare_pictures = self._traits.bare_pictures or self._part

    def _refuse(self, rule: str, found: str) -> None:
        self.findings.append(Finding(rule, self._part, found))


def _target(code: str) -> str:
    """Where the code of a hyperlink leads; empty for a place in the document."""
    words = iter(_ARGUMENTS.findall(code)[1:])
    for word in words:
        if word.lower() in _WITH_WORDS:
            next(words, None)
        elif not word.startswith("\\") or word.startswith("\\\\"):
            return word.strip('"').strip()
    return ""


class Settings(Listener):
    """Hears `settings.xml`: whether the document may be typed into, and whether it fetches addresses for letters."""

    def __init__(self, part: str, traits: Traits) -> None:
        self._part, self._traits = part, traits
        self.findings: list[Finding] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "documentProtection" and attributes.get("enforcement", "0").lower() not in _OFF:
            if attributes.get("edit") in ("readOnly", "comments"):
                self.findings.append(Finding("form_file_is_unlocked", self._part, attributes["edit"]))
            elif attributes.get("edit") == "trackedChanges":
                self._traits.drafting.setdefault(self._part, "trackedChanges")
        elif name == "writeProtection":
            self.findings.append(Finding("form_file_is_unlocked", self._part, name))
        elif name == "mailMerge":
            self.findings.append(Finding("form_file_fetches_nothing", self._part, name))
        elif name == "trackRevisions" and is_on(attributes):
            self._traits.drafting.setdefault(self._part, name)


class About(Listener):
    """Hears `core.xml` and `app.xml`: the title, the language, and who the file tells of."""

    def __init__(self, part: str, traits: Traits) -> None:
        self._part, self._traits = part, traits
        self._words = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._words = ""

    def text(self, words: str) -> None:
        self._words += words[:max(0, MOST_WORDS - len(self._words))]

    def end(self, name: str) -> None:
        words, self._words = self._words.strip(), ""
        if not words:
            return
        if name == "title":
            self._traits.title = words
        elif name == "language":
            self._traits.languages.add(words)
        elif name in PERSONAL or (name == "Template" and not {"/", "\\"}.isdisjoint(words)):
            self._traits.people.setdefault(self._part, words)


PERSONAL = frozenset({"creator", "lastModifiedBy", "Company", "Manager", "HyperlinkBase"})
"""The fields of a document's properties that name people, offices or machines."""
