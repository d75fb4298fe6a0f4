"""The modules of the project as syntax, read once for all the tests that look at the code."""

from __future__ import annotations

import ast
import gc
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[2]


@cache
def parsed() -> dict[str, ast.Module]:
    """Every module by its path below the project, with `/`."""
    files = [PROJECT / "build.py", *sorted((PROJECT / "motcua").rglob("*.py"))]
    was_collecting = gc.isenabled()
    # A syntax tree is a million small values that stay: looking for cycles among them again and again takes longer than reading.
    gc.disable()
    try:
        return {file.relative_to(PROJECT).as_posix(): ast.parse(file.read_text("utf-8")) for file in files}
    finally:
        gc.freeze()
        if was_collecting:
            gc.enable()


@cache
def nodes(path: str) -> tuple[ast.AST, ...]:
    """Every node of the module at this path."""
    return tuple(ast.walk(parsed()[path]))
