"""XML that nobody has to trust: read by expat in blocks, without a document type, within bounds of work."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.parsers import expat

from motcua.inspect.finding import Stop

MOST_ELEMENTS = 250_000
MOST_DEPTH = 200
MOST_WORDS = 1_000
"""How much of a field, a title or a name is kept."""
# What stands between two signs `<`: one text or attribute longer than that is no form's.
MOST_BETWEEN = 1 << 20
_BETWEEN = "}"


class Listener:
    """Hears the elements of a part; names come without their namespace, attributes too. What matters is overridden."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Text between two marks."""


class Reader:
    """Reads the XML parts of one file, whose elements it counts together."""

    def __init__(self) -> None:
        self._elements = 0

    def read(self, part: str, blocks: Iterable[bytes], listener: Listener | None = None) -> None:
        """Tell a part's elements to the listener; `Stop` where it is not well-formed, declares a document type or is too much."""
        parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        parser.StartDoctypeDeclHandler = lambda *_: self._refuse("form_file_declares_no_entities", part)
        if listener:
            self._connect(parser, part, listener)
        read = 0
        try:
            for block in blocks:
                parser.Parse(block, False)
                read += len(block)
                if read - parser.CurrentByteIndex > MOST_BETWEEN:
                    raise Stop("form_file_unpacks_small", part)
            parser.Parse(b"", True)
        except (expat.ExpatError, UnicodeError, LookupError) as error:
            raise Stop("form_file_opens", part) from error

    def _connect(self, parser: expat.XMLParserType, part: str, listener: Listener) -> None:
        depth = 0

        def begin(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if self._elements > MOST_ELEMENTS or depth > MOST_DEPTH:
                self._refuse("form_file_unpacks_small", part)
            listener.begin(local(name), _plain(name, attributes))

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            listener.end(local(name))

        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, listener.text

    @staticmethod
    def _refuse(rule: str, part: str) -> None:
        raise Stop(rule, part)


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(_BETWEEN)[2]


def _plain(element: str, attributes: dict[str, str]) -> dict[str, str]:
    """Attributes without their namespaces; of two that are called alike the one that an office program knows, whatever a stranger adds."""
    plain = {local(name): value for name, value in attributes.items()}
    if len(plain) == len(attributes):
        return plain
    own = element.rpartition(_BETWEEN)[0]
    known = ("http://www.w3.org/1999/xlink", own, "")
    ranked = sorted(attributes, key=lambda name: known.index(space) if (space := name.rpartition(_BETWEEN)[0]) in known else -1)
    return {local(name): attributes[name] for name in ranked}
