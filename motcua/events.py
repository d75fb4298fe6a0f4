"""YAML's events as strings, lists and dicts, each with its place; whatever a catalogue does without is refused as it is met."""
from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cached_property

from yaml.events import (
    AliasEvent, DocumentStartEvent, Event, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from motcua import characters, layout
from motcua.ambiguous import is_ambiguous
from motcua.text import Plain

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML without libyaml: the same events, twenty times slower.
    CParser = None

TEXT_LIMIT = 64 * 1024
DEPTH_LIMIT = 20
NODE_LIMIT = 20_000
COLUMNS = 1 << 20

Complaint = Callable[..., None]


class Stop(Exception):
    """There is no use in reading on; the reason has been told."""


class PythonParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for where libyaml is missing."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def parser_of(text: str) -> Parser:
    """The quickest parser at hand."""
    return CParser(text) if CParser else PythonParser(text)


class Builder:
    """Builds the values of one file.

    `places` holds one number a node (names of fields included) in the order of reading: `line * COLUMNS + column`, counted from 0.
    `complain(rule, line, column, field steps, found, severity, **values)` is told each refusal; building goes on wherever the file
    still makes sense.
    """

    def __init__(self, next_event: Callable[[], Event], complain: Complaint, text: str) -> None:
        self.next = next_event
        self.tell = complain
        self.text = text
        self.has_escapes = "\\" in text
        self.may_be_decomposed = self.has_escapes or not unicodedata.is_normalized("NFC", text)
        self.has_tight_comments = layout.may_hold_tight_comments(text)
        self.is_in_brackets = False
        self.places: list[int] = []
        self.path: list[str | int] = []
        self.columns: list[int] = [-1]

    def document(self) -> dict | None:
        """The mapping that a file holds; None when it holds none."""
        self.next()
        event = self.next()
        if type(event) is StreamEndEvent:
            self.complain("file_holds_something", event)
            return None
        if event.version or event.tags:
            self.complain("yaml_has_no_directives", event)
        event = self.next()
        if type(event) is not MappingStartEvent:
            is_empty = type(event) is ScalarEvent and not event.value
            self.complain("file_holds_something" if is_empty else "file_holds_names_and_values", event)
            return None
        values = self.node(event)
        self.next()
        event = self.next()
        if type(event) is DocumentStartEvent:
            self.complain("file_holds_one_document", event)
        return values

    def node(self, event: Event) -> str | list | dict:
        """The value that begins with `event`."""
        mark = event.start_mark
        self.places.append(mark.line * COLUMNS + mark.column)
        if len(self.places) > NODE_LIMIT:
            self.complain("file_holds_few_values", event, limit=NODE_LIMIT)
            raise Stop
        kind = type(event)
        if event.anchor is not None or event.tag is not None:
            self.refuse_decoration(event)
        if kind is ScalarEvent:
            return self.scalar(event)
        if kind is AliasEvent:
            return ""
        if len(self.path) == DEPTH_LIMIT:
            self.complain("nesting_is_shallow", event, limit=DEPTH_LIMIT)
            raise Stop
        return self.brackets(event) if event.flow_style and not self.is_in_brackets else self.collection(event)[0]

    def brackets(self, event: Event) -> list | dict:
        self.is_in_brackets = True
        value, end = self.collection(event)
        self.is_in_brackets = False
        self.check_span(event, end)
        return value

    def collection(self, event: Event) -> tuple[list | dict, Event]:
        """The values up to the event that ends them, and that event."""
        self.path.append("")
        self.columns.append(event.start_mark.column)
        value, end = self.mapping() if type(event) is MappingStartEvent else self.sequence()
        self.columns.pop()
        self.path.pop()
        return value, end

    def sequence(self) -> tuple[list, Event]:
        values = []
        event = self.next()
        while type(event) is not SequenceEndEvent:
            self.path[-1] = len(values)
            values.append(self.node(event))
            event = self.next()
        return values, event

    def mapping(self) -> tuple[dict, Event]:
        values, lines, path = {}, {}, self.path
        event = self.next()
        while type(event) is not MappingEndEvent:
            start = len(self.places)
            name = path[-1] = self.name(event)
            if name is None or name in lines:
                if name is not None:
                    self.complain("names_are_unique", event, first_line=lines[name])
                self.node(self.next())
                del self.places[start:]
            else:
                lines[name] = event.start_mark.line + 1
                values[name] = self.node(self.next())
            event = self.next()
        return values, event

    def name(self, event: Event) -> str | None:
        """The name of a field; None for what cannot be a name, which is read to its end."""
        if type(event) is not ScalarEvent:
            self.path[-1] = "?"
            self.complain("name_is_plain_text", event)
            self.node(event)
            return None
        name = self.node(event) if event.value else self.empty_name(event)
        self.path[-1] = name
        if name == "<<" and event.implicit[0]:
            self.complain("yaml_has_no_merging", event)
        elif type(name) is Plain:
            self.complain("quote_this_text", event, found=name)
        return name

    def empty_name(self, event: ScalarEvent) -> None:
        self.path[-1] = ""
        self.complain("name_is_written", event)

    def scalar(self, event: ScalarEvent) -> str:
        value = event.value
        if event.implicit[0]:
            if not value:
                self.complain("value_is_written", event)
            elif is_ambiguous(value):
                return Plain(value)
            elif " - " in value and self.swallows_a_list_item(event):
                self.complain("list_marks_stand_in_one_column", event, found=value)
        elif event.style in ("|", ">"):
            self.tell_faults(layout.faults_of_block(self.lines, event.start_mark.line, event.start_mark.column))
        else:
            self.check_span(event, event)
            if self.has_escapes and event.style == '"':
                value = self.without_refused(event)
        if self.may_be_decomposed and not value.isascii():
            value = self.composed(value, event)
        if len(value) * 4 > TEXT_LIMIT and len(value.encode()) > TEXT_LIMIT:
            self.complain("text_is_small_enough", event, limit=TEXT_LIMIT, size=len(value.encode()))
        return value

    def check_span(self, begin: Event, end: Event) -> None:
        """Hold a quoted text or a bracketed list to its layout."""
        first, last, column = begin.start_mark.line, end.end_mark.line, end.end_mark.column
        if not self.is_in_brackets and (last > first or self.has_tight_comments):
            self.tell_faults(layout.faults_of_span(self.lines, first, last, column, self.columns[-1] + 1))

    def tell_faults(self, faults: Iterator[layout.Fault]) -> None:
        for rule, line, column in faults:
            self.tell(rule, line, column, self.path)

    def swallows_a_list_item(self, event: ScalarEvent) -> bool:
        """Whether an unquoted text runs on into a line that begins as an item of a list: YAML joins `- a` and ` - b` to `a - b`."""
        first, last = event.start_mark.line, event.end_mark.line
        return last > first and any(line.lstrip().startswith("- ") for line in self.lines[first + 1 : last + 1])

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def without_refused(self, event: ScalarEvent) -> str:
        """A text in double quotes, whose escapes may have brought what the file itself may not hold."""
        for match in characters.refused_in(event.value):
            self.complain(characters.rule_against(match[0]), event, character=characters.name_of(match[0]))
        return characters.without_refused(event.value, instead="\ufffd")

    def composed(self, value: str, event: ScalarEvent) -> str:
        """A text with its letters composed (NFC), and a warning where they were not."""
        composed = unicodedata.normalize("NFC", value)
        if composed != value:
            self.complain("letters_are_composed", event, found=composed, severity="warning")
        return composed

    def refuse_decoration(self, event: Event) -> None:
        if type(event) is AliasEvent:
            self.complain("yaml_has_no_aliases", event, found=f"*{event.anchor}")
            return
        if event.anchor is not None:
            self.complain("yaml_has_no_anchors", event, found=f"&{event.anchor}")
        if event.tag is not None:
            self.complain("yaml_has_no_tags", event, found=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def complain(self, rule: str, event: Event, found: str = "", severity: str = "error", **values: object) -> None:
        mark = event.start_mark
        self.tell(rule, mark.line + 1, mark.column + 1, self.path, found, severity, **values)
