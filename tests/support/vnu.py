"""Faults of HTML, CSS and SVG files, as the Nu HTML checker finds them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

_JAR = Path(__file__).parents[1] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
_OPTIONS = ("--format", "json", "--stdout", "--exit-zero-always", "--skip-info-messages")
# One short run: the code of the first compiler is ready sooner, and one collector wants no threads of its own.
_COMMAND = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", "-jar", str(_JAR), *_OPTIONS)
_SUFFIXES = frozenset({".html", ".css", ".svg"})
# One start of Java costs as much as some hundred pages, and the system limits the length of an argument list.
_FILES_A_RUN = 4000


def faults(paths: Iterable[Path]) -> list[str]:
    """Every error and warning of the files, and of the HTML, CSS and SVG in the folders, as `path:line:column: kind: message`.

    What the checker calls "info" without calling it a warning (such as a trailing slash on a void element) has no effect
    in any browser and is left out; errors and warnings never are.
    """
    names = sorted(name for path in paths for name in _files(Path(path)))
    sheets = [name for name in names if name.endswith(".css")]
    pages = [name for name in names if not name.endswith(".css")]
    # Asked for both kinds in one run, the checker tells the lines of HTML one too low.
    return [*_run(pages, "--also-check-svg"), *_run(sheets, "--also-check-css")]


def _files(path: Path) -> list[str]:
    """The files to check, of which there is at least one: the checker passes over what it cannot open without a word."""
    found = [path] if path.is_file() else [file for file in path.rglob("*") if file.suffix in _SUFFIXES]
    if not found:
        raise FileNotFoundError(f"nothing to validate: {path}")
    return [str(file) for file in found]


def _run(names: list[str], kind: str) -> Iterator[str]:
    if not _JAR.is_file():
        raise RuntimeError("the HTML checker is not installed: run `make test`")
    # In the locale C, Java cannot open a file whose name has a Vietnamese letter, and the checker then finds nothing.
    locale = os.environ | {"LC_ALL": "C.UTF-8"}
    for start in range(0, len(names), _FILES_A_RUN):
        command = [*_COMMAND, kind, *names[start : start + _FILES_A_RUN]]
        run = subprocess.run(command, capture_output=True, encoding="utf-8", env=locale, check=False)
        if run.returncode or not run.stdout.startswith("{"):
            raise RuntimeError(f"the HTML checker stopped with {run.returncode}: {run.stderr[-2000:]}{run.stdout[:500]}")
        yield from (_line(message) for message in json.loads(run.stdout)["messages"])


def _line(message: dict) -> str:
    path = unquote(message.get("url", "")).removeprefix("file:")
    column = message.get("firstColumn") or message.get("lastColumn", 0)
    kind = message.get("subType") or message["type"]
    return f"{path}:{message.get('lastLine', 0)}:{column}: {kind}: {message['message']}"
