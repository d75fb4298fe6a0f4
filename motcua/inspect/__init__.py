"""Looks into a form's file before it is published: what it is, whether it opens, what it would do, what it tells of whom; it never runs any of it."""
from __future__ import annotations

from collections.abc import Iterator

from motcua.inspect.beginnings import OLE, PDF, PROGRAM, RTF, ZIP
from motcua.inspect.finding import Finding, Stop, told_once

PUBLISHED = ("docx", "odt", "pdf")
"""What a form may be."""
MOST_BYTES = 10 << 20
"""More no file of a form may have, nor what is made of it."""
# A PDF may begin so late for most programs that read it.
_FIRST_BYTES = 1_024
_WRAPPED = {"docx": "zip", "odt": "zip", "pdf": "pdf"}
_BEGINNINGS = ((ZIP, "zip"), (OLE, "ole"), (RTF, "rtf"), (b"<!DOCTYPE", "html"), (b"<html", "html"), (b"<?xml", "xml"), (PROGRAM, "exe"),
               (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"))


def inspect(data: bytes, name: str) -> tuple[Finding, ...]:
    """Everything that is wrong with a form's file, the errors first, each rule once; `name` is what the file is called."""
    found: list[Finding] = []
    try:
        found.extend(_findings(data, name))
    except Stop as stop:
        is_another = stop.finding.rule == "form_file_opens" and data and _wrapping(data) != _WRAPPED.get(_ending(name))
        stopped = Finding("form_file_is_what_it_is_called", found=_wrapping(data)) if is_another else stop.finding
        found = [*(finding for finding in found if finding.severity == "error"), stopped]
    return told_once(sorted(found, key=lambda finding: finding.severity))


def _findings(data: bytes, name: str) -> Iterator[Finding]:
    if not data:
        raise Stop("form_file_opens")
    if len(data) > MOST_BYTES:
        raise Stop("form_file_unpacks_small")
    kind, found = _judged(data)
    errors = [finding for finding in found if finding.severity == "error"]
    if kind == _ending(name) and kind in PUBLISHED:
        yield from found
    elif errors:
        yield from errors
    else:
        yield Finding("form_file_is_what_it_is_called", found=kind)


def _judged(data: bytes) -> tuple[str, list[Finding]]:
    """What a file is by its content, as an ending, and what is wrong inside; each kind's reader is imported when one is met."""
    wrapping = _wrapping(data)
    if wrapping == "zip":
        return _packed(data)
    if wrapping == "pdf":
        from motcua.inspect import pdf

        return "pdf", list(pdf.findings(data))
    if wrapping == "ole":
        from motcua.inspect.compound import Compound

        compound = Compound(data)
        return compound.kind, list(compound.findings())
    return wrapping, []


def _wrapping(data: bytes) -> str:
    """What a file is by its first bytes alone."""
    if PDF in data[:_FIRST_BYTES]:
        return "pdf"
    return next((kind for first, kind in _BEGINNINGS if data[:64].lstrip().startswith(first)), "?")


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _packed(data: bytes) -> tuple[str, list[Finding]]:
    from motcua.inspect import ooxml, opendocument
    from motcua.inspect.zip_parts import Archive

    archive = Archive(data)
    if ooxml.CONTENT_TYPES in archive.names:
        package = ooxml.Package(archive)
    elif opendocument.MIMETYPE in archive.names:
        package = opendocument.Document(archive)
    else:
        return "zip", []
    return package.kind, list(package.findings())
