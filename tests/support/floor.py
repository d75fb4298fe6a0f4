"""What old browsers lack of the site's style sheets and scripts, and the style sheets as such browsers read them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = Path(__file__).with_name("floor.mjs")
_CHROMES = ("chrome", "chrome_android", "webview_android")
_SAFARIS = ("safari", "safari_ios")


def versions(chrome: str, safari: str) -> dict[str, str]:
    """The browsers of a floor by their names in MDN's data."""
    return dict.fromkeys(_CHROMES, chrome) | dict.fromkeys(_SAFARIS, safari)


# What the pages are made for, and what some still carry in their pocket: below it a page need only be read.
FLOOR = versions("80", "14")
BELOW = versions("60", "11")


@dataclass(frozen=True)
class Use:
    """One place where a file uses what a browser of the floor lacks."""

    file: Path
    line: int
    column: int
    feature: str

    def __str__(self) -> str:
        return f"{self.file.name}:{self.line}:{self.column}: {self.feature}"


def uses(files: Iterable[Path], browsers: dict[str, str] = FLOOR) -> list[Use]:
    """Each use in style sheets and scripts of what one of the browsers lacks, in the order of the files."""
    found = [Use(Path(each["file"]), each["line"], each["column"], each["feature"]) for each in _run("lint", files, browsers)]
    return sorted(found, key=lambda use: (str(use.file), use.line, use.column, use.feature))


def read_by(browsers: dict[str, str], sheets: Iterable[Path]) -> dict[str, str]:
    """The text of each style sheet by its file name, without what one of the browsers would pass over."""
    return {Path(name).name: text for name, text in _run("strip", sheets, browsers).items()}


def _run(mode: str, files: Iterable[Path], browsers: dict[str, str]):
    names = [str(file.resolve()) for file in files]
    if missing := [name for name in names if not Path(name).is_file()]:
        raise FileNotFoundError(f"nothing to look at: {', '.join(missing)}")
    order = json.dumps({"mode": mode, "versions": browsers, "files": names})
    done = subprocess.run(["node", str(_PROGRAM)], input=order, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"the look at style sheets and scripts stopped with {done.returncode}; is it installed? run `make test`: {done.stderr[-2000:]}")
    return json.loads(done.stdout)
