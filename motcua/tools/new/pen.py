"""The blank that a template leaves to the pen: dots where its tags stand."""
from __future__ import annotations

import io
import re
from collections.abc import Iterator

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from motcua import blanks

DOTS, BOX = "……………", "☐"
_TAG = re.compile(r"\{[^{}]*\}")


def blank(template: bytes, boxes: frozenset[str]) -> bytes:
    """The template as a blank DOCX; `boxes` are the tags that mark what was chosen."""
    paper, saved = Document(io.BytesIO(template)), io.BytesIO()
    for paragraph in _paragraphs(paper):
        _without_tags(paragraph, boxes)
    paper.save(saved)
    return saved.getvalue()


def _paragraphs(paper: Paper) -> Iterator[BaseOxmlElement]:
    """Every paragraph of the body, of tables and frames in it, of headers and of footers."""
    roots = [paper.element.body]
    for section in paper.sections:
        parts = (section.header, section.footer, section.first_page_header, section.first_page_footer, section.even_page_header, section.even_page_footer)
        roots += [part._element for part in parts if not part.is_linked_to_previous]
    for root in roots:
        yield from root.iter(qn("w:p"))


def _without_tags(paragraph: BaseOxmlElement, boxes: frozenset[str]) -> None:
    """Dots for each answer in place of its tags; what stands there as long as there is no answer stays, and a cell of a table needs none."""
    texts = list(paragraph.iter(qn("w:t")))
    words = "".join(text.text or "" for text in texts)
    tags = [(found.start(), found.end(), blanks.read(found[0])) for found in _TAG.finditer(words)]
    replaced = {tag.name for _, _, tag in tags if tag.sign == "^"}
    is_cell = next(paragraph.iterancestors(qn("w:tc")), None) is not None
    for start, end, tag in reversed(tags):
        dots = "" if tag.sign or tag.name in replaced or is_cell else DOTS
        _put(texts, start, end, BOX if tag.name in boxes and not tag.sign else dots)


def _put(texts: list[BaseOxmlElement], start: int, end: int, words: str) -> None:
    """Words in place of the letters from `start` to `end`, however these are cut up."""
    at = 0
    for text in texts:
        own = text.text or ""
        first, last = max(start - at, 0), min(end - at, len(own))
        if first < last:
            text.text = own[:first] + words + own[last:]
            text.set(qn("xml:space"), "preserve")
            words = ""
        at += len(own)
