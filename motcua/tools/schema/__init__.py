"""`motcua schema`: writes what editors' programs need to complete and check each kind of file as it is typed."""
from __future__ import annotations

import argparse
import json
from argparse import Namespace
from pathlib import Path

from motcua.telling import said
from motcua.tools.fields import FILES
from motcua.tools.schema.document import document

FOLDER = Path(".vscode/schema")
# Where each kind of file lies below a catalogue or the folder of its forms.
_PLACES = {"procedure": "procedures/*/*.yml", "department": "departments/*.yml", "decision": "decisions/*.yml", "form": "forms/*/*.yml",
           "publisher": "catalogue.yml", "life_events": "life-events.yml"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("--into", type=Path, default=FOLDER, metavar="DIR", help=f"where the schemas are written; {FOLDER.as_posix()} without it")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the messages")


def run(options: Namespace) -> int:
    """Write a schema for each kind of file, and settings where an editor has none."""
    write(options.into)
    print(said(options.lang)["schema_written"].format(files=len(FILES), folder=options.into.as_posix()))
    return 0


def write(into: Path) -> None:
    """The schemas; beside them, in a folder for Visual Studio Code that has no settings, those that name them."""
    into.mkdir(parents=True, exist_ok=True)
    for kind in FILES:
        _put(into / f"{kind.replace('_', '-')}.json", document(kind))
    if into.parent.name == ".vscode":
        for name, content in (("settings", _settings(into)), ("extensions", {"recommendations": ["redhat.vscode-yaml"]})):
            file = into.parent / f"{name}.json"
            if not file.exists():
                _put(file, content)


def _settings(into: Path) -> dict[str, object]:
    """Which schema is for which files, and how long lines are shown."""
    below = f"{into.parent.name}/{into.name}"
    schemas = {f"{below}/{kind.replace('_', '-')}.json": _PLACES.get(kind, f"{kind}.yml") for kind in FILES}
    return {"yaml.schemas": schemas, "yaml.schemaStore.enable": False, "[yaml]": {"editor.wordWrap": "on", "editor.tabSize": 2, "editor.insertSpaces": True}}


def _put(file: Path, content: dict[str, object]) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
