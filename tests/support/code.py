"""The modules of the project as syntax, read once for all the tests that look at the code."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[2]


@cache
def parsed() -> dict[str, ast.Module]:
    """Every module by its path below the project, with `/`."""
    files = [PROJECT / "build.py", *sorted((PROJECT / "motcua").rglob("*.py"))]
    return {file.relative_to(PROJECT).as_posix(): ast.parse(file.read_text("utf-8")) for file in files}


@cache
def nodes(path: str) -> tuple[ast.AST, ...]:
    """Every node of the module at this path."""
    return tuple(ast.walk(parsed()[path]))
