"""A packet: what a workbook would change, for the person who decides, as one page and one Word file that need nothing else."""
from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from motcua.catalogue import Catalogue
from motcua.folders import Fault, cache_of
from motcua.outputs.site import Settings
from motcua.telling import said
from motcua.tools.packet.contents import Packet, contents
from motcua.tools.packet.page import page
from motcua.tools.packet.wording import wording
from motcua.tools.workbook.judging import Judged
from motcua.tools.workbook.taking import Taken

_NAMES = ("packet.html", "packet.docx")


def packet(options: Namespace, catalogue: Catalogue, taken: Taken, new: Judged, told: list[tuple[bool, str]], on: str) -> None:
    """Write both files into a folder, over those of an earlier packet, and say so; the catalogue is only read."""
    if not (options.templates / "pages").is_dir():
        raise Fault(said(options.lang)["no_folder"].format(folder=options.templates / "pages", option="--templates"))
    try:
        # An extra of editors: who only builds a site has no need of it.
        from motcua.tools.packet.paper import paper
    except ImportError as error:
        raise Fault(said(options.lang)["needs_docx"]) from error
    settings = Settings(options.templates, options.templates.parent / "mkdocs.yml", cache_of(options.catalogue) / "packet", "", on, True)
    held: Packet = contents(options.file.name, catalogue, taken, new, told, settings, on)
    options.packet.mkdir(parents=True, exist_ok=True)
    for name, data in zip(_NAMES, (page(held), paper(held)), strict=True):
        path: Path = options.packet / name
        path.write_bytes(data)
        print(wording(options.lang)["written"].format(file=path))
