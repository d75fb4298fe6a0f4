"""`motcua admin`: the browser editor of a catalogue as a folder of files, for a web server of its own or beside the site."""
from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from motcua.catalogue import Catalogue
from motcua.folders import Fault, add_folders, cache_of, forms_of
from motcua.json_text import document
from motcua.load import load
from motcua.model.directory import Admin
from motcua.telling import said, tell
from motcua.tools.admin.configuration import backend_of, configuration

HERE = Path(__file__).parent
# What `make admin` installs, beside the package in a checkout.
INSTALLED = HERE.parents[2] / "admin" / "node_modules"
_SCRIPTS = {"decap-cms.js": "decap-cms/dist/decap-cms.js", "js-yaml.js": "js-yaml/dist/js-yaml.min.js"}
_NOTICES = ("decap-cms/dist/decap-cms.js.LICENSE.txt", "js-yaml/LICENSE")
# Decap compiles its own schemas while it starts ('unsafe-eval') and writes its styles into the page ('unsafe-inline').
_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src data:; connect-src 'self' blob: data: {writes_to}"
)
_GITHUB = "https://api.github.com"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    add_folders(parser)
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help="the folder that is written; its files of the same names are replaced")
    parser.add_argument("--proxy", metavar="URL", default="", help="write through a decap-server on this machine, to try the editor without a forge")


def run(options: Namespace) -> int:
    """Write the editor's files; 0 written, 1 problems in the catalogue."""
    options.catalogue = options.catalogue or Path("catalogue")
    catalogue, problems = load(options.catalogue, forms_of(options), cache_of(options.catalogue), for_pages=False)
    if tell([problem for problem in problems if problem.is_error], options) or catalogue is None:
        return 1
    if not (options.proxy or catalogue.publisher.admin):
        raise Fault(said(options.lang)["admin_is_not_asked_for"])
    options.into.mkdir(parents=True, exist_ok=True)
    for name, content in files(catalogue, options.lang, options.proxy):
        (options.into / name).write_bytes(content)
    print(said(options.lang)["admin_was_written"].format(folder=options.into))
    return 0


def files(catalogue: Catalogue, language: str, proxy: str = "") -> Iterator[tuple[str, bytes]]:
    """Each file of the editor, by its name; a Fault where what it is built on is not installed."""
    if not all((INSTALLED / path).is_file() for path in _SCRIPTS.values()):
        raise Fault(said(language)["admin_is_not_installed"])
    backend = _proxy(proxy) if proxy else backend_of(catalogue.publisher.admin)
    policy = _POLICY.format(writes_to=_origin(proxy) if proxy else _forge(catalogue.publisher.admin))
    yield "index.html", (HERE / "index.html").read_text("utf-8").replace("{policy}", policy).encode()
    yield "settings.json", document(configuration(catalogue, backend))
    for name in ("admin.js", "admin.css", "layout.js"):
        yield name, (HERE / name).read_bytes()
    for name, path in _SCRIPTS.items():
        yield name, (INSTALLED / path).read_bytes()
    yield "licences.txt", b"\n".join([(HERE / "licence.txt").read_bytes(), *((INSTALLED / path).read_bytes() for path in _NOTICES)])


def _proxy(address: str) -> Mapping[str, str]:
    return {"name": "proxy", "proxy_url": address}


def _forge(admin: Admin) -> str:
    return _GITHUB if admin.backend == "github" else _origin(admin.sign_in_url)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
