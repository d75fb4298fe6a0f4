"""What filling a form in the browser takes: the engine that writes into DOCX files as one script, with its licences, and each template as a script."""
from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

from motcua import urls
from motcua.catalogue import FormFile, LoadedForm
from motcua.outputs.artifact import Artifact

# What `make engine` installs, beside the package in a checkout.
INSTALLED = Path(__file__).resolve().parents[2] / "engine" / "node_modules"
_PARTS = ("pizzip/dist/pizzip.min.js", "docxtemplater/build/docxtemplater.min.js")
_NOTICES = ("pizzip/LICENSE.markdown", "pizzip/dist/pizzip.min.js.LICENSE.txt", "docxtemplater/LICENSE.md")
LICENCES = urls.ASSETS + "fill-licences.txt"
_HEAD = "assets/fill-engine.js holds PizZip, with pako in it, and docxtemplater, each as its authors published it. They are used under the MIT licence.\n\n"


class NotInstalled(Exception):
    """A form is to be filled, and what fills it is not installed."""


def artifacts(forms: Iterable[LoadedForm]) -> Iterator[Artifact]:
    """The template of each form that can be filled; the engine with its licences where there is one."""
    templates = [Artifact(urls.form_template(form.id), as_script, form.template) for form in forms if form.template]
    yield from templates
    if templates:
        yield Artifact(urls.FILL_ENGINE, engine, _read(_PARTS))
        yield Artifact(LICENCES, notice, _read(_NOTICES))


def is_installed() -> bool:
    """Whether there is an engine to publish."""
    return all((INSTALLED / name).is_file() for name in (*_PARTS, *_NOTICES))


def as_script(file: FormFile) -> bytes:
    """The template in letters, under the name by which the page's script knows it."""
    return b'motcua.blank="' + b64encode(file.read()) + b'";\n'


def engine(parts: tuple[bytes, ...]) -> bytes:
    """Both packages as they are, inside a function whose `window` is not the page's: neither adds a name to the page or reads one of it."""
    return b"(function(window){\n" + b"\n".join(part.rstrip() for part in parts) + b"\n})(motcua.engine);\n"


def notice(texts: tuple[bytes, ...]) -> bytes:
    """The licences in their own words."""
    return _HEAD.encode() + b"\n\n".join(text.strip() for text in texts) + b"\n"


def _read(names: tuple[str, ...]) -> tuple[bytes, ...]:
    if not is_installed():
        raise NotInstalled("docxtemplater is not installed: run make engine")
    return tuple((INSTALLED / name).read_bytes() for name in names)
