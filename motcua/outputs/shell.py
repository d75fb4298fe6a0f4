"""The empty pages: MkDocs or Zensical renders the theme's shell once for each page kind, language and depth."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import urlsplit

from motcua import urls

ENGINES = ("mkdocs", "zensical")
MATERIAL_CSS = "assets/material.css"
_SECONDS = 120


class ShellFault(Exception):
    """The engine failed, or the theme is no longer the one that this module knows."""


class Tab(NamedTuple):
    """A link of the site's menu; `address` is a path from the site's root, `key` what a page calls itself."""

    key: str
    label: str
    address: str


class Place(NamedTuple):
    """Which frame: depth is the number of folders above the page, None for the page that is shown at any (404)."""

    kind: str
    language: str
    depth: int | None


@dataclass(frozen=True)
class Face:
    """Everything that the shell says in one language; addresses are paths from the site's root, "" the root itself."""

    language: str  # a language tag: "vi"
    language_name: str  # in that language: "Tiếng Việt"
    site_title: str  # a phone shows two lines of it, some 38 letters
    home: str
    az: str  # where the search box leads without a script, and where it leads with one
    results: str
    tabs: tuple[Tab, ...]
    skip: str
    menu: str
    contents: str
    trail: str  # what the breadcrumbs are called, for those who listen
    search_label: str
    search_button: str
    call: str  # stands before the hotline's number
    dark: str
    light: str
    report: str
    edit: str
    address: str  # stands before the page's own address, in print
    promise: str
    licence: str
    notes: tuple[Tab, ...] = ()  # what stands in the footer of every page
    sample_notice: str = ""  # empty on a site that is real


@dataclass(frozen=True)
class Shell:
    """Who publishes, in plain strings: one face a language, the first one the site's own."""

    faces: tuple[Face, ...]
    licence_address: str
    hotline: str = ""
    hotline_address: str = ""  # "tel:+84…"
    site_url: str = ""

    @property
    def picture(self) -> str:
        """The address of the picture that goes with a link to any page; empty where no site address is known."""
        return urls.absolute(self.site_url, urls.ASSETS + "og.png") if self.site_url else ""

    @property
    def root(self) -> str:
        """The path that the site lies under, with both slashes; "/" where no site address is known."""
        return urlsplit(self.site_url).path.rstrip("/") + "/"


class Mend(NamedTuple):
    """One fault of the theme's own page, and what stands in its place; each is found exactly once."""

    reason: str
    pattern: str
    replacement: str


MENDS = (
    Mend(
        "The drawer and search switches carry autocomplete, which a checkbox may not, and with them stand a label without a "
        "name and an empty skip link: the header is ours and opens no drawer.",
        r'(<body dir="ltr">).*?(?=<a class="frame-skip")',
        r"\1",
    ),
    Mend(
        "The dialog has no name, and only the theme's script, which is left out, would ever fill it.",
        r'<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner md-typeset"></div>\s*</div>',
        "",
    ),
    Mend(
        "Only the theme's script takes the class off; left on, every reader would count as one without scripts.",
        r'(<html lang="[^"]+") class="no-js"',
        r"\1",
    ),
    Mend(
        "The stylesheet is published in a cascade layer, under a name that stays when the theme's changes.",
        r'href="(?:\./)?((?:\.\./)*)assets/stylesheets/(?:classic/)?main\.[0-9a-f]+\.min\.css"',
        rf'href="\1{MATERIAL_CSS}"',
    ),
)


@dataclass(frozen=True)
class EmptyPages:
    """What the engine made: a page with its slot marks for each place, and the theme's stylesheet."""

    pages: Mapping[Place, str]
    material_css: str


def engine_named(mkdocs_yml: Path) -> str:
    """The engine that mkdocs.yml asks for, under `extra`."""
    found = re.search(r"^ +engine: *([a-z]+) *(?:#.*)?$", mkdocs_yml.read_text("utf-8"), re.MULTILINE)
    if not found or found[1] not in ENGINES:
        raise ShellFault(f"{mkdocs_yml.name}: extra.engine: write one of {', '.join(ENGINES)}")
    return found[1]


def render(shell: Shell, wanted: Iterable[Place], mkdocs_yml: Path, overrides: Path) -> EmptyPages:
    """The empty page of each place, rendered at its own depth by the engine that mkdocs.yml names."""
    wanted = tuple(wanted)
    engine = engine_named(mkdocs_yml)
    with TemporaryDirectory(prefix="frames-") as name:
        folder = Path(name)
        shutil.copytree(overrides, folder / "overrides")
        _write_config(folder, shell, mkdocs_yml.resolve())
        for place in wanted:
            _write_source(folder / "docs", place)
        _run(engine, folder)
        pages = {place: _page(folder / "site", place, shell.root) for place in wanted}
        return EmptyPages(pages, _material_css(folder / "site"))


def _write_config(folder: Path, shell: Shell, mkdocs_yml: Path) -> None:
    """A configuration that inherits mkdocs.yml; JSON, since every JSON text is YAML. Zensical wants relative folders."""
    faces = {face.language: asdict(face) | {key: [tab._asdict() for tab in getattr(face, key)] for key in ("tabs", "notes")} for face in shell.faces}
    config = {
        "INHERIT": str(mkdocs_yml),
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": False,
        "theme": {"custom_dir": "overrides"},
        "extra": {"shell": asdict(shell) | {"faces": faces, "picture": shell.picture}},
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config, ensure_ascii=False), "utf-8")


def _path(place: Place) -> str:
    """Where a place's page lies without its ending; one for any depth is rendered one folder down, then rooted."""
    depth = 1 if place.depth is None else place.depth
    return "/".join([*["any" if place.depth is None else "x"] * depth, f"{place.kind}-{place.language}"])


def _write_source(docs: Path, place: Place) -> None:
    path = docs / f"{_path(place)}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\nkind: '{place.kind}'\nlanguage: '{place.language}'\n---\n", "utf-8")


def _run(engine: str, folder: Path) -> None:
    """The engine runs as a process of its own: it keeps its memory, its warnings and its words to itself."""
    quiet = ["--quiet"] if engine == "mkdocs" else []
    done = subprocess.run(
        [sys.executable, "-m", engine, "build", *quiet, "-f", "mkdocs.yml"],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=_SECONDS,
    )
    if done.returncode:
        raise ShellFault(f"{engine} could not render the frames: {done.stderr.strip() or done.stdout.strip()}")


def _page(site: Path, place: Place, root: str) -> str:
    html = (site / f"{_path(place)}.html").read_text("utf-8")
    for mend in MENDS:
        html, times = re.subn(mend.pattern, mend.replacement, html, flags=re.DOTALL)
        if times != 1:
            raise ShellFault(f"the theme has changed: {times} times instead of once: {mend.reason}")
    if place.depth is None:
        html = html.replace('="../', f'="{root}')
    # Nothing in the shell is preformatted: the engines' indentation is a third of its bytes.
    html = re.sub(r"\s*\n\s*", "\n", html).strip() + "\n"
    # An optional line goes with its line break.
    return re.sub("\n(\ue000i[fs]:[^\ue001]+\ue001)\n?", r"\1" + "\n", html)


def _material_css(site: Path) -> str:
    """The theme's stylesheet in a cascade layer, so that no rule of ours has to outweigh it, without its pictures.

    They are icons for notes, tabs and copy buttons that no page has, and would need a policy that allows data: images.
    """
    folder = site / "assets" / "stylesheets"
    found = sorted(folder.glob("main.*.min.css")) or sorted(folder.glob("classic/main.*.min.css"))
    if len(found) != 1:
        raise ShellFault("the theme has changed: it has no single main stylesheet")
    css = found[0].read_text("utf-8")
    css = re.sub(r'^@charset "[^"]*";|/\*# sourceMappingURL=.*?\*/', "", css.strip())
    css = re.sub(r'url\("data:image/svg\+xml[^"]*"\)', "none", css)
    return f'@charset "UTF-8";\n@layer material{{{css.strip()}}}\n'
