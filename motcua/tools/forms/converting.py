"""Word files through LibreOffice into other formats, and the first page of a PDF as a picture: the two programs that do it."""
from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from motcua.derived import FORMATS, PICTURE
from motcua.tools.forms.png import png_of_grey

# Tagged, so that screen readers find headings and rows; its own title in the window, not the file's name.
_PDF = {"UseTaggedPDF": True, "DisplayPDFDocumentTitle": True, "ExportBookmarks": True, "ExportFormFields": False}
_FILTERS = {"pdf": "pdf:writer_pdf_Export:" + json.dumps({key: {"type": "boolean", "value": str(value).lower()} for key, value in _PDF.items()}), "odt": "odt:writer8"}
_PICTURE_WIDTH = 480
# LibreOffice ends so once, when its profile is new.
_BEGIN_AGAIN = 81
_START, _EACH = 120, 20


class NotInstalled(Exception):
    """A program that is needed is not on this machine, or does not answer; its name is the argument."""


class Programs(NamedTuple):
    """Where the two programs are, and what the first one calls itself."""

    office: str
    pictures: str
    version: str


def programs() -> Programs:
    """The programs of this machine; NotInstalled names the one that is missing."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    pictures = shutil.which("pdftoppm")
    if office is None or pictures is None:
        raise NotInstalled("soffice" if office is None else "pdftoppm")
    # The program itself where it lies beside its starter, which would leave it running when it is stopped.
    itself = Path(office).resolve().with_name("soffice.bin")
    office = str(itself) if itself.is_file() else office
    try:
        told = subprocess.run([office, "--headless", "--version"], capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=_START, check=False).stdout
    except subprocess.TimeoutExpired:
        raise NotInstalled("soffice") from None
    return Programs(office, pictures, " ".join(told.split()[:2]) or "LibreOffice")


def converted(sources: Mapping[str, tuple[str, bytes]], found: Programs) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Each source, given by its name as (ending, bytes), with what was made of it by ending; less than all where it could not be.

    All are handed to one run of LibreOffice a format, with a profile of its own, so that nothing of the user's has a part in it.
    """
    with TemporaryDirectory() as folder:
        root = Path(folder)
        files = {name: root / f"{place:04}.{ending}" for place, (name, (ending, _)) in enumerate(sources.items())}
        for name, path in files.items():
            path.write_bytes(sources[name][1])
        for kind in FORMATS:
            wanted = [path for path in files.values() if kind in formats_of(path.suffix[1:])]
            if wanted:
                _convert(wanted, kind, root, found)
        for name, path in files.items():
            made = {kind: file.read_bytes() for kind in formats_of(path.suffix[1:]) if (file := root / "made" / f"{path.stem}.{kind}").is_file()}
            pdf = path if path.suffix == ".pdf" else root / "made" / f"{path.stem}.pdf"
            yield name, made | ({PICTURE: picture} if pdf.is_file() and (picture := _picture(pdf, found)) else {})


def formats_of(ending: str) -> tuple[str, ...]:
    """What is made of a file beside its picture; nothing of a PDF, which opens as a drawing."""
    return () if ending == "pdf" else tuple(kind for kind in FORMATS if kind != ending)


def _convert(paths: list[Path], kind: str, root: Path, found: Programs) -> None:
    command = [found.office, f"-env:UserInstallation={(root / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nologo",
               "--convert-to", _FILTERS[kind], "--outdir", str(root / "made"), *map(str, paths)]
    for _ in range(2):
        try:
            done = subprocess.run(command, capture_output=True, timeout=_START + _EACH * len(paths), check=False)
        except subprocess.TimeoutExpired:
            return
        if done.returncode != _BEGIN_AGAIN:
            return


def _picture(pdf: Path, found: Programs) -> bytes:
    """The first page; empty where it cannot be shown."""
    command = [found.pictures, "-gray", "-singlefile", "-scale-to-x", str(_PICTURE_WIDTH), "-scale-to-y", "-1", str(pdf)]
    try:
        return png_of_grey(subprocess.run(command, capture_output=True, timeout=_START, check=False).stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return b""
